"""Gradients: exact where the ground is smooth, finite where it has a kink."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape import expression as ex
from hikergame.landscape.intervals import Enclosure

X, Y = coordinate(0), coordinate(1)


def central_differences(landscape, points, h):
    columns = []
    for i in range(landscape.dims):
        step = np.zeros(landscape.dims)
        step[i] = h
        columns.append((landscape.value(points + step) - landscape.value(points - step)) / (2 * h))
    return np.stack(columns, axis=-1)


def test_gradient_agrees_with_central_differences(ground, points):
    gradient = ground.gradient(points)
    numeric = central_differences(ground, points, 1e-5)
    scale = np.abs(gradient).max()
    # A difference across the jump of sign(x), or a kink, says nothing.
    smooth = (np.abs(points[:, 0]) > 1e-4) & (np.abs(points[:, 0] - points[:, 1]) > 1e-4)
    assert smooth.sum() > 450
    np.testing.assert_allclose(gradient[smooth], numeric[smooth], rtol=1e-5, atol=1e-7 * scale)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_mean_slope_lies_in_the_gradients_enclosure(expressions, data):
    """By the mean value theorem; narrow enclosures make this a sharp test of the gradient."""
    expression = data.draw(expressions)
    landscape = Landscape.from_expression(expression, [[-4, 4]] * 2)
    enclosure = Enclosure(expression, 2)
    points = np.random.default_rng(data.draw(st.integers(0, 99))).uniform(-3, 3, (40, 2))
    h = 1e-5
    for i in range(2):
        step = np.zeros(2)
        step[i] = h
        low, high = enclosure.gradient(points - step, points + step)
        bottom, top = enclosure.value(points - step, points + step)
        ends = [enclosure.value(p, p) for p in (points - step, points + step)]
        with np.errstate(all="ignore"):
            slack = sum(b - a for a, b in ends) / h
            rise = landscape.value(points + step) - landscape.value(points - step)
            slope = rise / (2 * h)
            tight = np.isfinite(slope) & np.isfinite(bottom) & np.isfinite(top) & (slack < 1e6)
            slack += 1e-9 * np.abs(slope)
        assert (slope[tight] >= low[tight, i] - slack[tight]).all()
        assert (slope[tight] <= high[tight, i] + slack[tight]).all()


@pytest.mark.parametrize(
    ("expression", "place", "gradient"),
    [
        (ex.absolute(X), [0, 0], [0, 0]),
        (ex.sqrt(ex.square(X) + ex.square(Y)), [0, 0], [0, 0]),
        (3 * ex.sqrt(ex.square(X - 1) + ex.square(Y)), [1, 0], [0, 0]),
        (ex.sqrt(ex.absolute(X)), [0, 0], [0, 0]),
        (ex.absolute(X) ** 0.3, [0, 0], [0, 0]),
        (ex.minimum(X, Y), [1, 1], [0.5, 0.5]),
        (ex.maximum(X, Y), [1, 1], [0.5, 0.5]),
        (ex.maximum(X, Y), [2, 1], [1, 0]),
        (ex.minimum(X, Y), [2, 1], [0, 1]),
        (ex.maximum(X, 0), [0, 0], [0.5, 0]),
        (ex.asin(X), [1, 0], [0, 0]),
        (ex.acos(X), [-1, 0], [0, 0]),
        (ex.atan2(Y, X), [0, 0], [0, 0]),
        (ex.sign(X), [0, 0], [0, 0]),
        (X**2.5, [0, 0], [0, 0]),
        (X**Y, [0, 2], [0, 0]),
    ],
)
def test_kinks_have_finite_slopes(expression, place, gradient):
    landscape = Landscape.from_expression(expression, [[-3, 3]] * 2)
    np.testing.assert_array_equal(landscape.gradient(place), gradient)


def test_five_thousand_nested_nodes_are_evaluated():
    chain = X
    for _ in range(5_000):
        chain = 0.5 * chain + ex.sin(X)
    landscape = Landscape.from_expression(chain, [[-1, 1]])
    value, gradient = landscape.value_and_gradient([0.25])
    np.testing.assert_allclose(value, 2 * np.sin(0.25))
    np.testing.assert_allclose(gradient, [2 * np.cos(0.25)])
