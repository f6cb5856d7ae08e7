"""Tapes: a point's values depend on nothing but the point."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape import expression as ex
from hikergame.landscape.graph import Graph
from hikergame.landscape.schedule import schedule
from hikergame.landscape.tape import BLOCK, THREADED_FROM, Tape

X, Y, Z = (coordinate(i) for i in range(3))


def same(a, b):
    """Equal to the last bit, NaN where NaN."""
    np.testing.assert_array_equal(a, b)


def test_one_point_is_like_many(ground, points):
    values, gradients = ground.value_and_gradient(points)
    for i in range(0, len(points), 37):
        value, gradient = ground.value_and_gradient(points[i])
        same(value, values[i])
        same(gradient, gradients[i])
        assert value.shape == ()
        assert gradient.shape == (2,)


def test_order_does_not_matter(ground, points):
    order = np.random.default_rng(1).permutation(len(points))
    same(ground.value(points)[order], ground.value(points[order]))
    same(ground.gradient(points)[order], ground.gradient(points[order]))


def test_memory_layout_does_not_matter(ground, points):
    wide = np.zeros((len(points), 5))
    wide[:, 1:4:2] = points
    for other in (np.asfortranarray(points), wide[:, 1:4:2], points[::-1][::-1]):
        for one, two in zip(
            ground.value_and_gradient(points), ground.value_and_gradient(other), strict=True
        ):
            same(one, two)


def test_value_and_gradient_are_those_asked_for_alone(ground, points):
    value, gradient = ground.value_and_gradient(points)
    same(value, ground.value(points))
    same(gradient, ground.gradient(points))


@pytest.mark.parametrize("n", [0, 1, 2, 63, 64, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_block_borders(ground, n):
    points = np.random.default_rng(2).uniform(-4, 4, (n, 2))
    value, gradient = ground.value_and_gradient(points)
    assert value.shape == (n,)
    assert gradient.shape == (n, 2)
    for part in (slice(0, n // 3), slice(n // 3, n)):
        same(value[part], ground.value(points[part]))
        same(gradient[part], ground.gradient(points[part]))


def test_a_grid_is_its_points(ground):
    axes = [np.linspace(-5, 5, 41), np.linspace(-4, 6, 33)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    assert points.shape == (41, 33, 2)
    same(ground.on_grid(axes), ground.value(points))
    same(ground.gradient_on_grid(axes), ground.gradient(points))
    value, gradient = ground.value_and_gradient_on_grid(axes)
    same(value, ground.value(points))
    same(gradient, ground.gradient(points))


@pytest.mark.parametrize(
    "sizes", [(1, 1, 1), (1, 7, 5), (6, 1, 5), (6, 7, 1), (6, 7, 5), (0, 2, 3)]
)
def test_grids_of_any_shape(sizes):
    expression = ex.sin(X) + X * Y + ex.exp(Y / 3) * ex.square(Y * Z) + Z
    landscape = Landscape.from_expression(expression, [[-1, 1]] * 3)
    axes = [np.linspace(-1, 0.9, size) for size in sizes]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    same(landscape.on_grid(axes), landscape.value(points))
    same(landscape.gradient_on_grid(axes), landscape.gradient(points))


def test_a_grid_of_many_blocks():
    landscape = Landscape.from_expression(ex.sin(X) * Y + ex.cos(Y), [[-1, 1]] * 2)
    axes = [np.linspace(-1, 1, 700), np.linspace(-1, 1, 90)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    same(landscape.on_grid(axes), landscape.value(points))


@pytest.mark.parametrize(
    ("expression", "value", "gradient"),
    [
        (ex.constant(3.0), 3.0, [0.0, 0.0]),
        (Y, 7.0, [0.0, 1.0]),
        (X + Y, 9.0, [1.0, 1.0]),
        (ex.square(X) + ex.square(Y) + X * 0, 53.0, [4.0, 14.0]),
        (X * Y * (X + Y), 126.0, [77.0, 32.0]),
    ],
)
def test_outputs_that_are_constant_or_coincide(expression, value, gradient):
    landscape = Landscape.from_expression(expression, [[0, 9]] * 2)
    points = np.full((5, 2), [2.0, 7.0])
    same(landscape.value(points), np.full(5, value))
    same(landscape.gradient(points), np.full((5, 2), gradient))
    same(landscape.on_grid([[2.0, 2.0], [7.0]]), np.full((2, 1), value))
    same(landscape.gradient_on_grid([[2.0], [7.0, 7.0]]), np.full((1, 2, 2), gradient))


def test_threads_change_nothing(ground):
    graph = Graph()
    root = graph.lower(ground.expression)
    tape = Tape(graph, [root, *graph.gradient(root, 2)], 2)
    columns = list(np.random.default_rng(3).uniform(-4, 4, (2, THREADED_FROM + 12_345)))
    results = []
    for threads in (1, 3):
        outs = [np.empty(len(columns[0])) for _ in range(3)]
        tape.run(columns, outs, threads=threads)
        results.append(outs)
    same(*results)


def test_one_landscape_serves_several_threads():
    expression = ex.sin(X) * ex.exp(-Y) + X * Y
    rng = np.random.default_rng(4)
    batches = [rng.uniform(-4, 4, (int(rng.integers(1, 30_000)), 2)) for _ in range(40)]
    expected = [Landscape.from_expression(expression, [[-4, 4]] * 2).gradient(b) for b in batches]
    fresh = Landscape.from_expression(expression, [[-4, 4]] * 2)
    with ThreadPoolExecutor(4) as pool:
        for want, got in zip(expected, pool.map(fresh.gradient, batches), strict=True):
            same(want, got)


def test_results_are_the_callers_own():
    landscape = Landscape.from_expression(X + Y, [[-4, 4]] * 2)
    points = np.array([[1.0, 2.0], [3.0, 4.0]])
    first = landscape.value(points)
    landscape.value(points + 1)
    same(first, [3.0, 7.0])
    same(points, [[1.0, 2.0], [3.0, 4.0]])


def test_columns_of_slopes_are_contiguous():
    landscape = Landscape.from_expression(X * Y, [[-4, 4]] * 2)
    assert landscape.gradient(np.zeros((9, 2))).flags.f_contiguous


def test_no_value_gives_no_warning_but_nan():
    landscape = Landscape.from_expression(ex.log(X) + ex.sqrt(X) / X, [[-1, 1]])
    value, gradient = landscape.value_and_gradient([[-1.0], [0.0], [1.0]])
    assert np.isnan(value[:2]).all()
    assert np.isnan(gradient[0, 0])
    assert value[2] == 1.0


def test_a_sum_of_many_terms_needs_few_buffers():
    """The schedule finishes one term before it begins the next."""
    graph = Graph()
    root = graph.lower(ex.total(ex.exp(-ex.square(X - i) - ex.square(Y + i)) for i in range(50)))
    roots = [root, *graph.gradient(root, 2)]
    nodes = [n for n in graph.reachable(roots) if graph.args[n]]
    order = schedule(graph, nodes, roots)
    assert sorted(order) == nodes
    last = {arg: time for time, node in enumerate(order) for arg in graph.args[node]}
    time_of = {node: time for time, node in enumerate(order)}
    live = [
        sum(time_of[n] <= t < last.get(n, len(order)) for n in order) for t in range(len(order))
    ]
    assert max(live) <= 10
