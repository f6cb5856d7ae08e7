"""Each term is the shape that its fields promise."""

import math

import numpy as np
import pytest

from hikergame.landscape import Landscape, settle
from hikergame.landscape.terms import make_term

EAST = (1.0, 0.0)


def section(ground, keyword, fields, direction=EAST, reach=20.0, n=4001):
    """Return distances along a line through the origin, heights and slopes along it."""
    far = np.linspace(-reach, reach, n)
    landscape = ground(make_term(keyword, fields))
    value, gradient = landscape.value_and_gradient(far[:, None] * np.array(direction))
    return far, value, gradient @ np.array(direction)


def test_the_level_of_the_manual_has_two_valleys_and_the_bowl_is_the_deeper():
    terms = [
        make_term("bowl", {"at": [2.5, 1.0], "radius": [3, 2], "depth": 40}),
        make_term("pit", {"at": [-3, -1], "radius": 1.5, "depth": 22}),
        make_term("formula", "0.6*sin(2*x)*cos(1.5*y)"),
    ]
    landscape = Landscape.from_terms(terms, [[-6, 6], [-4, 4]])
    comfortable = settle(landscape, [-4.5, -2.5])
    better = settle(landscape, [1.0, 0.0])
    assert np.linalg.norm(comfortable - [-3, -1]) < 0.3
    assert np.linalg.norm(better - [2.5, 1.0]) < 0.3
    assert landscape.value(better) < landscape.value(comfortable) - 15


def test_a_bowl_is_a_parabola_up_to_its_rim_and_levels_off_beyond(ground):
    far, value, slope = section(ground, "bowl", {"radius": 4, "depth": 8})
    inside = np.abs(far) <= 4
    np.testing.assert_allclose(value[inside], 8 * (far[inside] ** 2 / 16 - 1), atol=1e-12)
    beyond = far > 4
    assert (np.diff(value[beyond]) > 0).all()
    assert (np.diff(slope[beyond]) < 0).all()
    assert (value < 8).all()


def test_a_bowl_has_no_kink_at_its_rim(ground):
    landscape = ground(make_term("bowl", {"radius": 4, "depth": 8}))
    near = landscape.gradient([[4 - 1e-9, 0.0], [4.0, 0.0], [4 + 1e-9, 0.0]])[:, 0]
    np.testing.assert_allclose(near, 4.0, atol=1e-7)


def test_an_open_bowl_is_the_same_parabola_everywhere(ground):
    far, value, _ = section(ground, "bowl", {"radius": 4, "depth": 8, "open": True})
    np.testing.assert_allclose(value, 8 * (far**2 / 16 - 1), atol=1e-9)


def test_a_pit_and_a_bowl_have_the_same_bottom(ground):
    near = np.array([[0.01, 0.0], [0.0, 0.02]])
    fields = {"radius": [3, 2], "depth": 7}
    pit, bowl = (ground(make_term(keyword, fields)).value(near) for keyword in ("pit", "bowl"))
    np.testing.assert_allclose(pit, bowl, atol=1e-6)


@pytest.mark.parametrize(
    ("keyword", "field", "sign"), [("pit", "depth", -1), ("hill", "height", 1)]
)
def test_a_pit_and_a_hill_fade_out_as_told(keyword, field, sign, height_at):
    term = make_term(keyword, {"radius": 2, field: 100})
    assert height_at(term, (0.0, 0.0)) == 100 * sign
    assert round(height_at(term, (2.0, 0.0))) == 37 * sign
    assert round(height_at(term, (0.0, 4.0))) == 2 * sign


@pytest.mark.parametrize(
    ("keyword", "field", "sign"), [("ridge", "height", 1), ("trench", "depth", -1)]
)
def test_a_ridge_and_a_trench_run_along_their_heading(keyword, field, sign, height_at):
    term = make_term(keyword, {"heading": 45, "width": 2, field: 100, "length": 10})
    along, across = math.sqrt(0.5) * np.array([1, 1]), math.sqrt(0.5) * np.array([1, -1])
    assert height_at(term, 0 * along) == 100 * sign
    assert height_at(term, 2 * along) * sign > 97
    assert round(height_at(term, 1 * across)) == 37 * sign
    assert round(height_at(term, 5 * along)) == 37 * sign
    endless = make_term(keyword, {"heading": 45, "width": 2, field: 100})
    assert height_at(endless, 1000 * along) == pytest.approx(100 * sign)


def test_a_ridge_in_space_is_a_wall_around_a_line(height_at):
    term = make_term("ridge", {"heading": [1, 2, 2], "width": 2, "height": 100})
    assert height_at(term, (2.0, 4.0, 4.0)) == pytest.approx(100)
    for beside in ([2, -1, 0], [0, 1, -1], [4, -1, -1]):
        unit = np.array(beside) / np.linalg.norm(beside)
        assert round(height_at(term, unit + np.array([1, 2, 2]))) == 37


def test_a_plane_falls_by_its_slope_towards_its_heading(height_at):
    plane = make_term("plane", {"at": [1, 1], "heading": 180, "slope": 0.5})
    assert height_at(plane, (1, 1)) == 0
    assert height_at(plane, (7, -1)) == -1
    assert height_at(make_term("plane", {"heading": 270, "slope": 2}), (3.0,)) == 6
    assert height_at(make_term("plane", {"heading": [0, 0, 5]}), (1.0, 1.0, 3.0)) == -3


@pytest.mark.parametrize("dims", [2, 3])
def test_a_saddle_falls_along_its_heading_and_rises_across(dims, height_at):
    term = make_term("saddle", {"heading": 0, "radius": 4, "height": 6})
    for axis in range(dims):
        rim = np.zeros(dims)
        rim[axis] = 4
        want = -6 if axis == 1 else 6
        assert height_at(term, rim) == want == height_at(term, -rim)


def test_a_ravine_has_its_floor_along_a_winding_line(ground):
    fields = {"width": 2, "depth": 12, "bend": 1.5, "wavelength": 10, "fall": 0.0}
    landscape = ground(make_term("ravine", fields))
    x = np.linspace(-6, 6, 101)
    floor = np.stack([x, 1.5 * np.sin(2 * np.pi * x / 10)], axis=-1)
    value, gradient = landscape.value_and_gradient(floor)
    np.testing.assert_allclose(value, -12, atol=1e-12)
    np.testing.assert_allclose(gradient, 0, atol=1e-10)


def test_a_ravine_is_as_wide_as_told_and_flanks_rise(ground):
    landscape = ground(make_term("ravine", {"width": 2, "depth": 12, "bend": 0, "fall": 0}))
    assert landscape.value([3.0, 1.0]) == 0.0
    assert landscape.value([3.0, -1.0]) == 0.0
    assert 0 < landscape.value([3.0, 2.0]) < landscape.value([3.0, 5.0]) < 12


def test_a_ravine_leads_down_to_its_place(ground):
    landscape = ground(make_term("ravine", {"at": [1, 2], "heading": 60, "fall": 0.5}))
    starts = np.random.default_rng(3).uniform(-6, 6, (60, 2))
    np.testing.assert_allclose(settle(landscape, starts), np.tile([1, 2], (60, 1)), atol=1e-6)
    assert landscape.value([1, 2]) == -10


def test_a_ravine_swings_to_the_left_of_its_heading(ground):
    north = ground(make_term("ravine", {"heading": 0, "wavelength": 8, "bend": 2, "fall": 0}))
    assert north.value([-2.0, 2.0]) == pytest.approx(-10)
    assert north.value([2.0, 2.0]) > 0


def test_a_ravine_in_space_has_one_floor_too(ground):
    landscape = ground(make_term("ravine", {"heading": [0, 0, 1], "bend": 1}), dims=3)
    assert landscape.value([0, 0, 0]) == -10
    for beside in ([1.5, 0, 0], [0, 1.5, 0]):
        assert landscape.value(beside) > -6
    assert landscape.value([1, 0, 3]) == pytest.approx(landscape.value([-1, 0, -3]))
    assert landscape.value([1, 0, 3]) < -9


def test_ripples_are_rings_or_straight_waves(height_at):
    rings = make_term("ripple", {"wavelength": 3, "height": 2})
    waves = make_term("ripple", {"wavelength": 3, "height": 2, "heading": 0})
    for heading in np.radians([0, 50, 200]):
        crest = 1.5 * np.array([np.sin(heading), np.cos(heading)])
        assert height_at(rings, crest) == pytest.approx(1)
        assert height_at(rings, 2 * crest) == pytest.approx(-1)
    assert height_at(waves, (5.0, 3.0)) == pytest.approx(-1)
    assert height_at(waves, (-2.0, 1.5)) == pytest.approx(1)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_an_eggbox_has_equal_hollows_one_period_apart(dims, height_at):
    term = make_term("eggbox", {"period": 2.5, "height": 3})
    hollow = 2.5 * np.array([1.0, -2.0, 3.0])[:dims]
    assert height_at(term, hollow) == pytest.approx(-1.5)
    assert height_at(term, hollow + 1.25) == pytest.approx(1.5)


def test_an_eggbox_may_be_longer_one_way(height_at):
    term = make_term("eggbox", {"period": [2, 4], "height": 2})
    assert height_at(term, (2.0, 4.0)) == pytest.approx(-1)
    assert height_at(term, (1.0, 2.0)) == pytest.approx(1)


@pytest.mark.parametrize("riser", [0.001, 0.05, 0.25, 0.4999999999, 0.5])
def test_a_terrace_goes_down_step_by_step_and_is_flat_in_the_middle(riser, ground):
    fields = {"tread": 3, "height": 2, "riser": riser, "heading": 90}
    _, value, slope = section(ground, "terrace", fields, reach=9)
    assert (np.diff(value) <= 1e-12).all()
    landscape = ground(make_term("terrace", fields))
    height, flat = landscape.value_and_gradient([[-6, 0], [-3, 0], [0, 0], [3, 0]])
    np.testing.assert_allclose(height, [4, 2, 0, -2], atol=1e-12)
    np.testing.assert_allclose(flat, 0, atol=1e-12)
    assert landscape.gradient([1.5, 0.0])[0] <= slope.min() + 1e-9


@pytest.mark.parametrize("riser", [0.1, 0.25, 0.5])
def test_a_terrace_s_bank_is_half_as_steep_at_its_ends(riser, ground):
    landscape = ground(make_term("terrace", {"tread": 3, "riser": riser, "heading": 90}))
    slope = landscape.gradient([[1.5, 0.0], [1.5 - 1.5 * riser, 0.0], [1.5 + 1.5 * riser, 0.0]])[
        :, 0
    ]
    np.testing.assert_allclose(slope / slope[0], [1, 0.5, 0.5], rtol=1e-9)


def test_terraces_without_a_heading_lead_to_their_place_from_all_around(height_at):
    term = make_term("terrace", {"tread": 2, "height": 1.5, "at": [1, 0]})
    for heading in np.radians([0, 70, 190]):
        unit = np.array([np.sin(heading), np.cos(heading)])
        for step in range(4):
            assert height_at(term, [1, 0] + 2 * step * unit) == pytest.approx(1.5 * step)


def test_a_cliff_drops_within_its_width(height_at):
    cliff = make_term("cliff", {"heading": 180, "width": 2, "height": 100})
    assert height_at(cliff, (3.0, 0.0)) == -50
    assert height_at(cliff, (0.0, -1.0)) - height_at(cliff, (0.0, 1.0)) == pytest.approx(
        -96.4, abs=0.1
    )
    assert height_at(cliff, (0.0, 60.0)) == pytest.approx(0, abs=1e-12)
    assert height_at(cliff, (0.0, -60.0)) == pytest.approx(-100)


def test_a_cone_is_equally_steep_up_to_its_tip(ground):
    far, value, slope = section(ground, "cone", {"radius": 4, "depth": 6})
    np.testing.assert_allclose(value, 6 * (np.abs(far) / 4 - 1), atol=1e-12)
    np.testing.assert_allclose(slope, 1.5 * np.sign(far), atol=1e-12)


@pytest.mark.parametrize("dims", [1, 2, 3, 5])
def test_a_cone_s_slope_at_its_tip_is_zero(dims, ground):
    landscape = ground(make_term("cone", {"at": 1.25}), dims=dims)
    assert landscape.gradient(np.full(dims, 1.25)).tolist() == [0.0] * dims


def test_a_formula_reads_letters_and_numbers(height_at):
    for text in ("x + 2*y", "x0 + 2*x1"):
        assert height_at(make_term("formula", text), (3.0, 4.0)) == 11
    assert height_at(make_term("formula", "z^2"), (0.0, 0.0, 3.0)) == 9
    assert height_at(make_term("formula", "x3"), (0.0, 0.0, 0.0, 7.0)) == 7
    assert height_at(make_term("formula", "x"), (2.0,)) == 2


def test_a_long_formula_is_placed_without_recursion(height_at):
    term = make_term("formula", {"text": "+".join(["x"] * 1900), "at": [1, 1], "rotate": 180})
    assert height_at(term, (0.0, 1.0)) == pytest.approx(1900)


def test_a_classic_is_placed_by_its_origin(height_at):
    term = make_term("classic", {"name": "booth", "at": [2, 1], "scale": 2})
    assert height_at(term, (2 + 2 * 1, 1 + 2 * 3)) == 0
