"""Graphs: sharing, simplification and differentiation."""

import numpy as np
import pytest

from hikergame.landscape import coordinate
from hikergame.landscape import expression as ex
from hikergame.landscape.derivatives import DERIVATIVES
from hikergame.landscape.graph import Graph
from hikergame.landscape.interval_operations import ENCLOSURES
from hikergame.landscape.operations import OPERATIONS

X, Y = coordinate(0), coordinate(1)


def lowered(expression):
    graph = Graph()
    return graph, graph.lower(expression)


def operations(expression):
    """What remains of an expression: its operations, sorted."""
    graph, root = lowered(expression)
    ops = [graph.ops[node] for node in graph.reachable([root])]
    return sorted(op for op in ops if op in OPERATIONS)


def test_every_operation_has_derivatives_and_an_enclosure():
    assert set(DERIVATIVES) == set(OPERATIONS) == set(ENCLOSURES)
    for name, operation in OPERATIONS.items():
        assert len(DERIVATIVES[name]) == operation.arity


def test_equal_operations_on_equal_arguments_are_one_node():
    graph, root = lowered((X + 1) * ex.sin(Y + X) + ex.cos((1 + X) * ex.sin(X + Y)))
    assert sorted(graph.ops).count("sin") == 1
    assert graph.lower(X * Y) == graph.lower(Y * X)
    assert graph.lower(X - Y) != graph.lower(Y - X)
    assert max(graph.args[root]) < root


@pytest.mark.parametrize(
    ("expression", "same_as"),
    [
        (X * 1, X),
        (1 * X, X),
        (X * 0, ex.constant(0)),
        (X + 0, X),
        (X - 0, X),
        (0 - X, -X),
        (X - X, ex.constant(0)),
        (X / 1, X),
        (-1 * -X, X),
        (X + -Y, X - Y),
        (-Y + X, X - Y),
        (X - -Y, X + Y),
        (-X * -Y, X * Y),
        (-(X - Y), Y - X),
        (X + X, 2 * X),
        (2 * X + 3 * X, 5 * X),
        (X * X, ex.square(X)),
        (X**0, ex.constant(1)),
        (X**1, X),
        (X**2, ex.square(X)),
        (X**4, ex.square(ex.square(X))),
        (X**0.5, ex.sqrt(X)),
        (X**-1, 1 / X),
        (2 * (3 * X), 6 * X),
        (X / 4, 0.25 * X),
        (1 + (X + 2), X + 3),
        (ex.square(-X), ex.square(X)),
        (ex.square(3 * X), 9 * ex.square(X)),
        (ex.sqrt(ex.square(X)), ex.absolute(X)),
        (ex.cos(-X), ex.cos(X)),
        (ex.sin(-X), -ex.sin(X)),
        (ex.absolute(ex.exp(X)), ex.exp(X)),
        (ex.minimum(X, X), X),
        (ex.exp(ex.constant(0)) + ex.sin(ex.constant(0)), ex.constant(1)),
    ],
)
def test_simplification(expression, same_as):
    graph = Graph()
    assert graph.lower(expression) == graph.lower(same_as)


def test_whole_powers_become_products():
    assert operations(X**3) == ["mul", "square"]
    assert operations(X**7) == ["mul", "mul", "square", "square"]
    assert operations(X**-2) == ["div", "square"]
    assert operations(X**2.5) == ["pow"]
    assert operations(X**1000) == ["pow"]


def test_constants_merge_only_where_nothing_overflows():
    graph, root = lowered((X * 1e-300) * (Y * 1e300))
    assert sum(value in (1e-300, 1e300) for value in graph.numbers) == 2
    assert graph.ops[root] == "mul"
    assert graph.lower(1e200 * (1e200 * X)) != graph.lower(float("1e308") * X)


def test_a_gradient_shares_the_values_of_its_function():
    graph, root = lowered(ex.exp(ex.sin(X) * ex.cos(X)))
    graph.gradient(root, 1)
    assert [graph.ops.count(op) for op in ("exp", "sin", "cos")] == [1, 1, 1]


def test_zero_and_one_are_not_computed_with():
    graph, root = lowered(X + 3 * Y)
    assert [graph.value_of(node) for node in graph.gradient(root, 3)] == [1.0, 3.0, 0.0]


def test_a_gaussian_costs_what_a_careful_hand_would_pay():
    graph, root = lowered(5 * ex.exp(-(ex.square(X - 1) + ex.square(Y - 2)) / 8))
    roots = [root, *graph.gradient(root, 2)]
    count = sum(graph.ops[node] in OPERATIONS for node in graph.reachable(roots))
    # Two differences, two squares, their sum, scaled, its exponential, scaled twice; two slopes.
    assert count == 11


def test_five_thousand_nested_nodes():
    chain = X
    for _ in range(5_000):
        chain = ex.sin(chain) + X
    graph, root = lowered(chain)
    assert len(graph.gradient(root, 1)) == 1
    assert len(graph.reachable([root])) == 10_001


def test_a_constant_that_overflows_while_folding_stays_a_value():
    graph, root = lowered(ex.exp(ex.constant(1e6)))
    assert graph.value_of(root) == np.inf
