"""Intervals: whatever value a box has lies in its enclosure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape, LandscapeError, coordinate
from hikergame.landscape import expression as ex
from hikergame.landscape.intervals import enclose, enclose_gradient

X, Y = coordinate(0), coordinate(1)


def boxes(rng, n, dims, spread=4.0):
    """Boxes of all sizes, points and sides at zero among them."""
    centre = rng.uniform(-spread, spread, (n, dims)).round(1)
    half = 10.0 ** rng.uniform(-9, 0.7, (n, dims)) * (rng.random((n, dims)) < 0.9)
    return centre - half, centre + half


def assert_contained(expression, low, high, rng, dims):
    landscape = Landscape.from_expression(expression, [[-9, 9]] * dims)
    bottom, top = enclose(expression, low, high)
    flattest, steepest = enclose_gradient(expression, low, high)
    assert not np.isnan([bottom, top]).any()
    assert not np.isnan([flattest, steepest]).any()
    weights = [np.zeros(dims), np.ones(dims), *rng.random((6, len(low), dims))]
    for weight in weights:
        inside = np.clip(low + weight * (high - low), low, high)
        value, gradient = landscape.value_and_gradient(inside)
        ok = np.isfinite(value)
        assert (value[ok] >= bottom[ok]).all()
        assert (value[ok] <= top[ok]).all()
        ok = np.isfinite(gradient)
        assert (gradient[ok] >= flattest[ok]).all()
        assert (gradient[ok] <= steepest[ok]).all()


@pytest.mark.parametrize(
    "function",
    [
        ex.square,
        ex.sqrt,
        ex.exp,
        ex.log,
        ex.sin,
        ex.cos,
        ex.tan,
        ex.asin,
        ex.acos,
        ex.atan,
        ex.sinh,
        ex.cosh,
        ex.tanh,
        ex.absolute,
        ex.sign,
        lambda a: -a,
        lambda a: 1 / a,
        lambda a: a**3,
        lambda a: a**-4,
        lambda a: a**70,
        lambda a: a**-71,
        lambda a: a**0.3,
        lambda a: a**-1.7,
        lambda a: 0.3**a,
        lambda a: ex.sin(1e8 * a),
        lambda a: ex.exp(300 * a),
        lambda a: a + Y,
        lambda a: a - Y,
        lambda a: a * Y,
        lambda a: a / Y,
        lambda a: a**Y,
        lambda a: ex.atan2(a, Y),
        lambda a: ex.minimum(a, Y),
        lambda a: ex.maximum(a, Y),
    ],
)
def test_every_operation_contains_its_values(function):
    rng = np.random.default_rng(11)
    low, high = boxes(rng, 3_000, 2)
    assert_contained(function(X), low, high, rng, 2)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_random_expressions_are_contained(expressions, data):
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    low, high = boxes(rng, 60, 2)
    assert_contained(data.draw(expressions), low, high, rng, 2)


def test_grounds_are_contained(ground):
    rng = np.random.default_rng(12)
    low, high = boxes(rng, 2_000, 2, spread=3.0)
    assert_contained(ground.expression, low, high, rng, 2)


@pytest.mark.parametrize(
    ("expression", "box", "bounds"),
    [
        (ex.square(X), (-1, 2), (0, 4)),
        (X**3, (-2, -1), (-8, -1)),
        (ex.sin(X), (0, 3), (0, 1)),
        (ex.sin(X), (4, 5), (-1, np.sin(4))),
        (ex.cos(X), (-0.5, 0.25), (np.cos(0.5), 1)),
        (ex.cos(X), (0, 7), (-1, 1)),
        (1 / X, (2, 4), (0.25, 0.5)),
        (1 / X, (0, 4), (0.25, np.inf)),
        (1 / X, (-1, 1), (-np.inf, np.inf)),
        (ex.sqrt(X), (-1, 4), (0, 2)),
        (ex.absolute(X), (-3, 1), (0, 3)),
        (ex.cosh(X), (-1, 0.5), (1, np.cosh(1))),
        (ex.atan2(X, ex.constant(1.0)), (-1, 1), (-np.pi / 4, np.pi / 4)),
        (X**0.5 * 2, (1, 4), (2, 4)),
        (ex.exp(X), (-1000, 0), (0, 1)),
        (ex.tanh(X), (-1000, 1000), (-1, 1)),
        (ex.constant(3.5), (0, 1), (3.5, 3.5)),
    ],
)
def test_enclosures_are_tight(expression, box, bounds):
    low, high = enclose(expression, [[box[0]]], [[box[1]]])
    np.testing.assert_allclose([low[0], high[0]], bounds, rtol=1e-13, atol=1e-300)


def test_where_nothing_is_defined_the_enclosure_is_the_whole_line():
    for function in (ex.sqrt, ex.log, ex.asin, ex.acos, lambda a: a**0.3):
        low, high = enclose(function(X), [[-9.0]], [[-8.0]])
        assert (low[0], high[0]) == (-np.inf, np.inf)


def test_monotone_ground_is_recognised():
    low, high = enclose_gradient(ex.exp(X) + 3 * Y, [[-1.0, -1.0]], [[1.0, 1.0]])
    assert (low > 0).all()
    np.testing.assert_allclose(low[0], [np.exp(-1), 3])
    np.testing.assert_allclose(high[0], [np.exp(1), 3])


@pytest.mark.parametrize(
    ("low", "high"),
    [([0.0], [1.0]), ([[0.0]], [[1.0, 2.0]]), ([[2.0]], [[1.0]]), ([[np.nan]], [[1]])],
)
def test_boxes_are_checked(low, high):
    with pytest.raises(LandscapeError):
        enclose(X, low, high)


def test_too_few_coordinates_are_refused():
    with pytest.raises(LandscapeError, match="more coordinates"):
        enclose(X + Y, [[0.0]], [[1.0]])
