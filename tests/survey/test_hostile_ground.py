"""Ground that breaks its promises: a survey always comes back, and names what is wrong."""

import math
import warnings

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import exp, log, sign, sqrt, tan
from hikergame.survey import Certainty, FaultKind, KinkKind, survey

x, y = coordinate(0), coordinate(1)
BOX = [[-2.0, 2.0], [-2.0, 3.0]]
NARROW = {"resolution": 96}


def bowl(points):
    return np.sum((points - 0.3) ** 2, axis=-1), 2 * (points - 0.3)


def from_function(function, box=BOX):
    return Landscape.from_function(function, box)


def from_formula(expression, box=BOX):
    return Landscape.from_expression(expression, box)


def where(found, kind):
    (fault,) = [fault for fault in found.problems if fault.kind is kind]
    return fault


def test_a_hole_is_named_with_its_place_and_share():
    def holed(points):
        value, slope = bowl(points)
        return np.where(points[..., 0] < -1.0, np.nan, value), slope

    found = survey(from_function(holed), **NARROW)
    fault = where(found, FaultKind.NOT_FINITE)
    assert fault.x[0] < -1.0
    assert "25.0 %" in str(fault)
    assert found.global_minimum.x == pytest.approx([0.3, 0.3])
    assert np.all(found.basins.labels[:24] == -1)
    assert found.global_minimum.basin_share == pytest.approx(1.0)


@pytest.mark.parametrize("gone", [math.inf, -math.inf, math.nan])
def test_no_search_falls_into_a_hole(gone):
    def pierced(points):
        value, slope = bowl(points)
        hole = np.hypot(points[..., 0] - 1.0, points[..., 1] - 0.3) < 0.2
        return np.where(hole, gone, value), slope

    found = survey(from_function(pierced), **NARROW)
    assert where(found, FaultKind.NOT_FINITE)
    assert found.global_minimum.x == pytest.approx([0.3, 0.3])
    assert all(math.isfinite(one.value) for one in found.minima)


def test_a_hole_where_the_bottom_would_be_leaves_ledges():
    def pierced(points):
        value, slope = bowl(points)
        return np.where(value < 0.04, np.nan, value), slope

    found = survey(from_function(pierced), **NARROW)
    assert found.minima == ()
    assert {kink.kind for kink in found.kinks} == {KinkKind.LEDGE}


def test_a_function_that_raises_somewhere_is_surveyed_where_it_does_not():
    def fragile(points):
        if np.any(np.hypot(points[..., 0] - 1.0, points[..., 1] - 1.0) < 0.05):
            raise ZeroDivisionError("too close")
        return bowl(points)

    found = survey(from_function(fragile), **NARROW)
    fault = where(found, FaultKind.RAISES)
    assert np.hypot(*(fault.x - 1.0)) < 0.05
    assert "ZeroDivisionError('too close')" in str(fault)
    assert found.global_minimum.x == pytest.approx([0.3, 0.3])


def test_a_function_that_raises_on_half_the_map():
    def half(points):
        if np.any(points[..., 1] < 0.0):
            raise ValueError("too far south")
        return bowl(points)

    found = survey(from_function(half), resolution=48)
    assert "at 9" in str(where(found, FaultKind.RAISES))
    assert found.global_minimum.x == pytest.approx([0.3, 0.3])


@pytest.mark.parametrize(
    "function",
    [
        lambda _: 1 / 0,
        lambda _: ("low", None),
        lambda _: (np.zeros(3), np.zeros(7)),
        lambda _: None,
        lambda points: (np.full(points.shape[:-1], np.nan), np.full(points.shape, np.nan)),
    ],
)
@pytest.mark.parametrize("dims", [1, 2])
def test_a_function_that_never_answers_sense(function, dims):
    found = survey(from_function(function, [[0.0, 1.0]] * dims), resolution=24)
    assert found.minima == ()
    assert found.deepest is None
    assert found.land is None
    assert found.certainty is Certainty.FOUND
    assert found.problems[0].x.shape == (dims,)


@pytest.mark.parametrize("dims", [1, 2, 3, 8])
def test_a_function_that_never_answers_is_given_up(dims):
    """However many points there are, and however long it takes to fail at one."""
    asked = []

    def broken(point):
        asked.append(point)
        raise NameError("hieght")

    found = survey(from_function(broken, [[0.0, 1.0]] * dims))
    fault = where(found, FaultKind.RAISES)
    assert str(fault).startswith("the function failed at ")
    assert str(fault).endswith(": NameError('hieght')")
    assert len(asked) < 2000
    assert "was asked no more" in found.limits_met[0]
    tried = np.array([point for point in asked if np.shape(point) == (dims,)])
    assert np.ptp(tried, axis=0) == pytest.approx(np.ones(dims), abs=0.02)


def test_a_function_that_answers_on_little_of_the_map_is_not_given_up():
    def island(points):
        if np.any(np.hypot(points[..., 0] - 0.3, points[..., 1] - 0.3) > 0.25):
            raise ValueError("at sea")
        return bowl(points)

    found = survey(from_function(island), **NARROW)
    assert where(found, FaultKind.RAISES)
    assert found.limits_met == ()
    assert found.global_minimum.x == pytest.approx([0.3, 0.3])


def test_in_space_too_a_function_may_fail():
    found = survey(from_function(lambda _: 1 / 0, [[0.0, 1.0]] * 3))
    assert found.minima == ()
    assert "division by zero" in str(where(found, FaultKind.RAISES))


def test_a_function_of_one_point_is_surveyed_like_one_of_many():
    def single(point):
        return float((point[0] - 0.5) ** 2 + point[1] ** 2), [2 * (point[0] - 0.5), 2 * point[1]]

    found = survey(from_function(single), resolution=48)
    assert found.global_minimum.x == pytest.approx([0.5, 0.0], abs=1e-8)


def test_a_function_without_memory_of_what_it_said():
    rng = np.random.default_rng(0)

    def noise(points):
        return rng.random(points.shape[:-1]), rng.standard_normal(points.shape)

    found = survey(from_function(noise), resolution=48)
    assert where(found, FaultKind.SLOPE)
    assert where(found, FaultKind.JUMP)


@pytest.mark.parametrize("wrong", [lambda s: -s, lambda s: 0 * s, lambda s: s * np.nan])
def test_wrong_slopes_are_named_and_heights_are_enough(wrong):
    def misled(points):
        value, slope = bowl(points)
        return value, wrong(slope)

    found = survey(from_function(misled), **NARROW)
    assert found.problems[0].kind in (FaultKind.SLOPE, FaultKind.NOT_FINITE)
    assert found.global_minimum.x == pytest.approx([0.3, 0.3], abs=1e-4)


def test_a_jump_is_named_with_its_place_and_height():
    def step(points):
        value, slope = bowl(points)
        return np.where(points[..., 0] < -0.5, value - 3.0, value), slope

    found = survey(from_function(step), **NARROW)
    fault = where(found, FaultKind.JUMP)
    assert fault.x[0] == pytest.approx(-0.5)
    assert "by 3" in str(fault)
    (ledge,) = found.kinks
    assert ledge.kind is KinkKind.LEDGE
    assert ledge.x == pytest.approx([-0.5, 0.3], abs=1e-3)
    assert "jumps" in found.assurance.sentence


def test_a_jump_on_a_line():
    def step(points):
        value = points[..., 0]
        return np.where(value > 0, value, value + 5), np.ones(points.shape)

    found = survey(from_function(step, [[-1.0, 1.0]]))
    assert where(found, FaultKind.JUMP).x == pytest.approx([0.0], abs=1e-9)
    assert [one.x.tolist() for one in found.minima] == [[-1.0]]
    assert found.kinks[0].kind is KinkKind.LEDGE


@pytest.mark.parametrize("box", [BOX, BOX[:1]])
@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_bottom_beside_a_jump_is_told_at_its_own_height(box, side):
    """The last steps to a bottom follow slopes alone, and here one more leads over the wall."""

    def walled(points):
        step = 3.0 * np.sign(side * points[..., 0])
        return step + np.sum(points**2, axis=-1), 2.0 * points

    found = survey(from_function(walled, box), **NARROW)
    assert where(found, FaultKind.JUMP)
    assert found.global_minimum.value == pytest.approx(-3.0)
    assert found.global_minimum.value <= found.land.heights[0] + 1e-9


@pytest.mark.parametrize("dims", [1, 2])
def test_a_bottom_without_a_height_is_told_beside_it(dims):
    def pierced(points):
        missing = np.all(points == 0.3, axis=-1)
        return np.where(missing, np.nan, bowl(points)[0]), bowl(points)[1]

    found = survey(from_function(pierced, [[-2.0, 2.0]] * dims), **NARROW)
    assert found.global_minimum.x == pytest.approx([0.3] * dims, abs=1e-6)
    assert found.global_minimum.value == pytest.approx(0.0, abs=1e-9)


def test_a_cliff_is_no_jump():
    """A fall of 5 over a thousandth of the map, seen by no point of the grid."""
    cliff = from_formula(-2.5 * (1 + (x * 2000) / sqrt(1 + (x * 2000) ** 2)) + 0.1 * y**2)
    assert survey(cliff, **NARROW).problems == ()


def test_steps_of_a_formula_are_named_too():
    found = survey(from_formula(2 * sign(x) + x**2 + y**2), **NARROW)
    assert "by 2" in str(where(found, FaultKind.JUMP))


@pytest.mark.parametrize(
    "ground", [1 / x + y**2, -1 / (x**2 + y**2), log(x**2 + y**2), -1 / (x**2) + y**2]
)
def test_ground_without_a_bottom(ground):
    found = survey(from_formula(ground), **NARROW)
    fault = where(found, FaultKind.BOTTOMLESS)
    assert fault.x[0] == pytest.approx(0.0, abs=1e-6)
    assert "without a bottom" in found.assurance.sentence
    assert all(one.interior is False for one in found.minima)


def test_poles_on_the_way_are_named():
    found = survey(from_formula(tan(x) + y**2), **NARROW)
    assert "pole" in str(where(found, FaultKind.JUMP))
    assert found.certainty is Certainty.FOUND


def test_stairs_are_flats():
    def stairs(points):
        steps = np.floor(4 * points[..., 0]) + np.floor(4 * points[..., 1])
        return steps, np.zeros(points.shape)

    found = survey(from_function(stairs), **NARROW)
    assert found.minima == ()
    assert found.flats[0].value == -16.0
    assert where(found, FaultKind.JUMP)


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1e12, 1e300])
def test_heights_of_any_size(size):
    def sized(points):
        value, slope = bowl(points)
        return size * value, size * slope

    found = survey(from_function(sized), **NARROW)
    assert [one.x for one in found.minima] == [pytest.approx([0.3, 0.3], abs=1e-6)]


@pytest.mark.parametrize("offset", [1e6, 1e12])
def test_heights_far_from_zero(offset):
    found = survey(from_formula((x - 0.3) ** 2 + (y - 0.2) ** 2 + offset), **NARROW)
    assert [one.x for one in found.minima] == [pytest.approx([0.3, 0.2], abs=1e-3)]
    assert found.certainty is Certainty.PROVEN


@pytest.mark.parametrize(
    "box",
    [
        [[-1e-12, 1e-12], [-1e-12, 2e-12]],
        [[-1e-6, 1e-6], [-1e6, 1e6]],
        [[-1e100, 1e100], [-1e100, 2e100]],
    ],
)
def test_maps_of_any_size_and_shape(box):
    width = np.ptp(box, axis=1)
    ground = from_formula((x * (1 / width[0])) ** 2 + (y * (1 / width[1])) ** 2, box)
    (only,) = survey(ground, **NARROW).minima
    assert only.x / width == pytest.approx([0.0, 0.0], abs=1e-9)


def test_overflow_within_the_map():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = survey(from_formula(exp(exp(exp(x)))), **NARROW)
    assert where(found, FaultKind.NOT_FINITE).x[0] > 1.8
    assert found.global_minimum.x[0] == -2.0
    assert found.certainty is Certainty.PROVEN


def test_ground_rougher_than_the_grid_comes_to_an_end():
    found = survey(from_formula(tan(0.7 * (x * 1e4) / 1e4) + 1e-3 * exp(x)), resolution=32)
    assert found.minima
