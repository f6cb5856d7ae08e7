"""Landscapes: what is asked of them, and what is refused."""

import numpy as np
import pytest

from hikergame.errors import HikergameError
from hikergame.landscape import Landscape, LandscapeError, coordinate, find_nonfinite
from hikergame.landscape import expression as ex

X, Y = coordinate(0), coordinate(1)
BOWL = ex.square(X) + 3 * ex.square(Y)


@pytest.fixture
def bowl():
    return Landscape.from_expression(BOWL, [[-2, 2], [-1, 3]])


@pytest.mark.parametrize("shape", [(2,), (1, 2), (7, 2), (0, 2), (3, 4, 2), (2, 0, 5, 2)])
def test_shapes(bowl, shape):
    points = np.random.default_rng(1).uniform(-1, 1, shape)
    value, gradient = bowl.value_and_gradient(points)
    assert value.shape == bowl.value(points).shape == shape[:-1]
    assert gradient.shape == bowl.gradient(points).shape == shape
    np.testing.assert_allclose(value, points[..., 0] ** 2 + 3 * points[..., 1] ** 2)
    np.testing.assert_allclose(gradient, points * [2, 6])


def test_anything_that_numpy_understands_is_a_point(bowl):
    assert bowl.value([1, 1]) == 4.0
    assert bowl.value(((1, 1), (0, 1))).tolist() == [4.0, 3.0]
    assert bowl.value(np.array([1, 1], dtype=np.int32)).dtype == np.float64
    assert isinstance(bowl.value([1, 1]), float)


@pytest.mark.parametrize(
    "points", [1.0, [1.0], [1.0, 2.0, 3.0], [[1.0], [2.0]], "xy", [[1], [2, 3]]]
)
def test_what_is_no_point_is_refused(bowl, points):
    with pytest.raises(LandscapeError, match=r"points must"):
        bowl.gradient(points)


@pytest.mark.parametrize(
    "bounds",
    [
        [],
        [1, 2],
        [[1, 2, 3]],
        [[2, 1], [0, 1]],
        [[1, 1], [0, 1]],
        [[0, np.inf], [0, 1]],
        [[np.nan, 1], [0, 1]],
        [[-1e308, 1e308], [0, 1]],
        [["a", "b"], ["c", "d"]],
    ],
)
def test_what_is_no_box_is_refused(bounds):
    with pytest.raises(LandscapeError, match="bound"):
        Landscape.from_expression(BOWL, bounds)


def test_a_coordinate_beyond_the_box_is_refused():
    with pytest.raises(LandscapeError, match=r"coordinate number 1.*box has 1"):
        Landscape.from_expression(BOWL, [[-1, 1]])


@pytest.mark.parametrize("axes", [[[0.0]], [[0.0], [[0.0]]], [[0.0], 1.0], [["a"], ["b"]]])
def test_what_is_no_grid_is_refused(bowl, axes):
    with pytest.raises(LandscapeError, match="grid"):
        bowl.on_grid(axes)


def test_a_box_is_its_own_and_read_only():
    given = np.array([[-1.0, 1.0], [0.0, 2.0]])
    landscape = Landscape.from_expression(BOWL, given)
    given[0, 0] = -9
    assert landscape.bounds.tolist() == [[-1, 1], [0, 2]]
    assert landscape.dims == 2
    with pytest.raises(ValueError, match="read-only"):
        landscape.bounds[0, 0] = 0


def test_clip(bowl):
    assert bowl.clip([[-9, 9], [0, 0], [2, -1]]).tolist() == [[-2, 3], [0, 0], [2, -1]]


def test_terms_add_up():
    class Slope:
        def __init__(self, axis):
            self.axis = axis

        def expr(self, coords):
            return (self.axis + 1) * coords[self.axis]

    landscape = Landscape.from_terms([Slope(0), Slope(2)], [[-1, 1]] * 3)
    assert landscape.value([1, 1, 1]) == 4
    assert landscape.gradient([0, 0, 0]).tolist() == [1, 0, 3]
    assert Landscape.from_terms([], [[0, 1]]).value([0.5]) == 0


def test_twenty_dimensions():
    coords = [coordinate(i) for i in range(20)]
    landscape = Landscape.from_expression(ex.total(map(ex.square, coords)), [[-1, 1]] * 20)
    points = np.random.default_rng(0).uniform(-1, 1, (9, 20))
    np.testing.assert_allclose(landscape.gradient(points), 2 * points)


# A user's own function.


def both(x):
    """Works for one point and for many."""
    return (x**2).sum(axis=-1), 2 * x


def many_only(x):
    return x[:, 0] ** 2 + x[:, 1] ** 2, 2 * x


def one_only(x):
    a, b = float(x[0]), float(x[1])
    return a * a + b * b, [2 * a, 2 * b]


def one_only_in_disguise(x):
    """Takes (2, 2) without complaint, and means one point by it."""
    return x[0] ** 2 + x[1] ** 2, 2 * x


@pytest.mark.parametrize("function", [both, many_only, one_only, one_only_in_disguise])
def test_from_function(function):
    landscape = Landscape.from_function(function, [[-2, 2]] * 2)
    points = np.random.default_rng(1).uniform(-1, 1, (3, 4, 2))
    value, gradient = landscape.value_and_gradient(points)
    np.testing.assert_allclose(value, (points**2).sum(-1))
    np.testing.assert_allclose(gradient, 2 * points)
    assert landscape.value([1, 1]) == 2
    assert landscape.gradient([1, 1]).tolist() == [2, 2]
    assert landscape.value(np.empty((0, 2))).shape == (0,)
    axes = [np.linspace(-1, 1, 4), np.linspace(0, 1, 3)]
    assert landscape.on_grid(axes).shape == (4, 3)
    assert landscape.gradient_on_grid(axes).shape == (4, 3, 2)
    assert landscape.on_grid(axes)[1, 2] == landscape.value([axes[0][1], axes[1][2]])
    assert landscape.expression is None


def test_a_function_may_scribble_on_its_argument():
    def scribbler(x):
        value = x[..., 0] ** 2
        x *= 2
        return value, x

    points = np.array([[3.0], [4.0]])
    landscape = Landscape.from_function(scribbler, [[-9, 9]])
    value, gradient = landscape.value_and_gradient(points)
    assert value.tolist() == [9, 16]
    assert gradient.tolist() == [[6], [8]]
    assert points.tolist() == [[3], [4]]


def test_a_functions_own_error_arrives_with_the_place():
    def broken(x):
        return 1.0 / int(x[0] > 5), [0.0]

    landscape = Landscape.from_function(broken, [[0, 9]])
    with pytest.raises(LandscapeError, match=r"failed at x = \[2.0\]") as caught:
        landscape.value([2.0])
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_functions_shapes_are_checked():
    landscape = Landscape.from_function(lambda x: (0.0, [1.0, 2.0, 3.0]), [[0, 9]] * 2)
    with pytest.raises(LandscapeError, match=r"must return shapes \(\) and \(2,\)"):
        landscape.value([1.0, 2.0])


def test_errors_have_one_root():
    assert issubclass(LandscapeError, HikergameError)


# Places without a value.


def test_find_nonfinite():
    assert find_nonfinite(Landscape.from_expression(BOWL, [[-1, 1]] * 2)) is None
    place = find_nonfinite(Landscape.from_expression(ex.sqrt(X), [[-1, 1]]))
    assert place.shape == (1,)
    assert place[0] < 0


@pytest.mark.parametrize(
    "expression",
    [
        1 / (X + Y - 2),  # at a corner
        1 / (X * X + Y * Y),  # at the centre
        ex.log(0.9 - X * Y),  # near two corners
        ex.exp(1000 * X),  # too high
        1e200 * X * 1e200 * Y,
    ],
)
def test_places_without_a_value_are_found(expression):
    landscape = Landscape.from_expression(expression, [[-1, 1]] * 2)
    place = find_nonfinite(landscape)
    value, gradient = landscape.value_and_gradient(place)
    assert not (np.isfinite(value) and np.isfinite(gradient).all())


def test_many_dimensions_have_more_corners_than_are_looked_at():
    landscape = Landscape.from_expression(BOWL, [[-1, 1]] * 20)
    assert find_nonfinite(landscape) is None
