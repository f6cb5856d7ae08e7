"""Settling: water runs down, stays in its valley, and stops at the bottom or the fence."""

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate, settle
from hikergame.landscape import expression as ex

X, Y = coordinate(0), coordinate(1)
HIMMELBLAU = ex.square(ex.square(X) + Y - 11) + ex.square(X + ex.square(Y) - 7)
ROSENBROCK = 100 * ex.square(Y - ex.square(X)) + ex.square(1 - X)


def flow(landscape, x, step, steps=20_000):
    """Gradient flow by many short steps."""
    for _ in range(steps):
        gradient = landscape.gradient(x)
        norm = np.linalg.norm(gradient, axis=1, keepdims=True)
        length = np.minimum(step, 4e-3 / np.maximum(norm, 1e-300))
        x = landscape.clip(x - length * gradient)
    return x


def test_water_never_rises_and_never_leaves(ground, points):
    rest = settle(ground, points)
    assert (ground.value(rest) <= ground.value(points)).all()
    assert (ground.clip(rest) == rest).all()


def test_a_drop_stays_in_its_valley():
    landscape = Landscape.from_expression(HIMMELBLAU, [[-6, 6]] * 2)
    start = np.random.default_rng(3).uniform(-6, 6, (150, 2))
    rest = settle(landscape, start)
    np.testing.assert_allclose(landscape.gradient(rest), 0, atol=1e-9)
    slow = flow(landscape, start, 1e-3, 4_000)
    assert (np.linalg.norm(rest - slow, axis=1) < 1e-3).all()


def test_a_ravine_is_followed_to_its_end():
    landscape = Landscape.from_expression(ROSENBROCK, [[-2, 2], [-1, 3]])
    rest = settle(landscape, [[-1.9, 2.5], [0, 0], [1.5, -1]])
    np.testing.assert_allclose(rest, 1, atol=1e-8)


def test_the_fence_holds_the_water():
    landscape = Landscape.from_expression(X + ex.square(Y - 9) + X * Y, [[-1, 2], [0, 3]])
    assert settle(landscape, [1.0, 1.0]).tolist() == [-1, 3]


def test_along_the_fence_it_still_runs():
    landscape = Landscape.from_expression(5 * X + ex.square(Y - 1) + X * Y, [[0, 2], [-3, 3]])
    np.testing.assert_allclose(settle(landscape, [1.0, -2.0]), [0, 1], atol=1e-9)


def test_a_cones_tip_is_found():
    cone = ex.sqrt(ex.square(X - 0.3) + 4 * ex.square(Y + 0.2))
    landscape = Landscape.from_expression(cone, [[-2, 2]] * 2)
    np.testing.assert_allclose(settle(landscape, [1.5, 1.9]), [0.3, -0.2], atol=1e-9)


def test_a_flat_bottom_is_found():
    landscape = Landscape.from_expression((X - 0.5) ** 4, [[-2, 2]])
    np.testing.assert_allclose(settle(landscape, [[-1.7], [1.7]]), 0.5, atol=1e-3)


@pytest.mark.parametrize("expression", [ex.constant(2.0), ex.square(X) - ex.square(Y)])
def test_on_level_ground_water_stays(expression):
    landscape = Landscape.from_expression(expression, [[-1, 1]] * 2)
    assert settle(landscape, [0.0, 0.0]).tolist() == [0, 0]


def test_a_saddles_side_decides():
    saddle = ex.square(X) - ex.square(Y)
    landscape = Landscape.from_expression(saddle, [[-1, 1]] * 2)
    rest = settle(landscape, [[0.8, 1e-9], [0.8, -1e-9]])
    np.testing.assert_allclose(rest, [[0, 1], [0, -1]], atol=1e-9)


@pytest.mark.parametrize("dims", [1, 3, 20])
def test_any_number_of_dimensions(dims):
    coords = [coordinate(i) for i in range(dims)]
    bowl = ex.total((i + 1) ** 2 * ex.square(c - 0.1 * i) for i, c in enumerate(coords))
    landscape = Landscape.from_expression(bowl, [[-3, 3]] * dims)
    rest = settle(landscape, np.full((2, 3, dims), -2.5))
    assert rest.shape == (2, 3, dims)
    np.testing.assert_allclose(rest, np.broadcast_to(0.1 * np.arange(dims), rest.shape), atol=1e-8)


def test_drops_do_not_know_of_each_other(ground, points):
    together = settle(ground, points[:6])
    alone = np.array([settle(ground, point) for point in points[:6]])
    np.testing.assert_allclose(together, alone, atol=1e-7)


def test_no_value_no_flow():
    landscape = Landscape.from_expression(ex.log(X), [[-1, 1]])
    assert settle(landscape, [-0.5]).tolist() == [-0.5]
    assert settle(landscape, [[9.0], [-9.0]])[1].tolist() == [-1]
    assert settle(landscape, np.empty((0, 1))).shape == (0, 1)


def test_a_users_own_function():
    landscape = Landscape.from_function(
        lambda x: (((x - 0.3) ** 2).sum(-1), 2 * (x - 0.3)), [[-1, 1]] * 2
    )
    np.testing.assert_allclose(settle(landscape, [0.9, -0.9]), 0.3, atol=1e-9)
