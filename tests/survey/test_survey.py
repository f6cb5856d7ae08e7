"""A survey as a whole: counts that the literature knows, basins, flats, kinks, certainty."""

import math

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate, settle
from hikergame.landscape.classics import find_classic
from hikergame.landscape.expression import absolute, constant, cos, exp, maximum, sin, sqrt, total
from hikergame.level import load_level
from hikergame.level.bounds import MOST_DIMS
from hikergame.survey import Certainty, KinkKind, Limits, find_minima, survey
from hikergame.survey.proof.search import prove

x, y = coordinate(0), coordinate(1)


def on(expression, *bounds):
    return Landscape.from_expression(expression, bounds)


def classic(name, dims=2):
    known = find_classic(name)
    expression = known.expression([coordinate(i) for i in range(dims)])
    return Landscape.from_expression(expression, known.bounds(dims))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("himmelblau", 4),
        ("six-hump-camel", 6),
        ("rastrigin", 121),
        ("shubert", 761),
        ("holder-table", 56),
        ("goldstein-price", 4),
        ("michalewicz", 2),
        ("bukin-6", 1),
    ],
)
def test_minima_of_the_literature(name, count):
    found = survey(classic(name))
    assert len(found.minima) == count
    assert found.certainty is Certainty.PROVEN
    known = find_classic(name).minima(2)
    assert found.global_minimum.value == pytest.approx(known.value, abs=1e-5)
    assert sum(one.basin_share for one in found.minima) + sum(
        one.basin_share for one in found.flats
    ) == pytest.approx(1.0)


@pytest.mark.parametrize("name", ["eggholder", "schwefel", "levy", "cross-in-tray", "drop-wave"])
def test_the_global_minimum_of_rough_ground_is_proven(name):
    found = survey(classic(name))
    assert found.certainty is Certainty.PROVEN
    assert found.global_minimum.value == pytest.approx(find_classic(name).minima(2).value, abs=1e-6)


def test_easom_s_floor_is_a_flat_and_its_side_lobes_are_valleys():
    """Four lobes of depth 8e-5 stand beside the pit; all else is level to within rounding."""
    found = survey(classic("easom"))
    assert found.global_minimum.x == pytest.approx([math.pi, math.pi])
    assert [one.value for one in found.minima[1:]] == pytest.approx([-8.110e-5] * 4, rel=1e-3)
    (floor,) = found.flats
    assert floor.share > 0.95
    assert not floor.floor
    assert floor.trap_depth < 1e-9


def test_a_level_can_be_surveyed():
    level = load_level("four-valleys")
    found = survey(level)
    assert len(found.minima) == 4
    assert np.array_equal(found.bounds, level.landscape.bounds)


def test_what_is_no_ground_is_refused():
    with pytest.raises(TypeError, match="a level or a landscape"):
        survey("himmelblau")
    with pytest.raises(ValueError, match="3 points a side"):
        survey(classic("sphere"), resolution=2)


# Basins


def test_symmetric_valleys_share_the_land_evenly():
    found = survey(on((x**2 - 1) ** 2 + (y**2 - 1) ** 2, [-2, 2], [-2, 2]))
    assert [one.basin_share for one in found.minima] == pytest.approx([0.25] * 4, abs=2e-3)


def test_on_a_line_shares_are_exact():
    """Passes at -1 and 0.5 of a quartic's integral: the borders are there, grid or no grid."""
    slope = np.poly([-1.8, -1.0, 0.1, 0.5, 1.7])
    height = 0.0 * x
    for coefficient in np.polyint(slope):
        height = height * x + float(coefficient)
    found = survey(on(height, [-2, 2]), resolution=16)
    shares = {round(float(one.x[0]), 1): one.basin_share for one in found.minima}
    assert shares == pytest.approx({-1.8: 1 / 4, 0.1: 1.5 / 4, 1.7: 1.5 / 4}, abs=1e-9)
    borders = found.basins.axes[0][:-1][np.diff(found.basins.labels) != 0]
    assert borders == pytest.approx([-1.0, 0.5], abs=4 / 255)


def agreement(ground, *, accurate):
    """The share of places whose basin is the one that a drop of water comes to rest in."""
    found = survey(ground, accurate=accurate, prove=False)
    rows, columns = np.random.default_rng(4).integers(0, 256, (2, 1500))
    axes = found.basins.axes
    rest = settle(ground, np.column_stack([axes[0][rows], axes[1][columns]]))
    minima = np.array([one.x for one in found.minima])
    owner = np.argmin(np.abs(rest[:, np.newaxis] - minima).max(axis=2), axis=1)
    return np.mean(found.basins.labels[rows, columns] == owner)


@pytest.mark.parametrize("name", ["four-valleys", "the-egg-box"])
def test_traced_borders_are_where_the_water_divides(name):
    ground = load_level(name).landscape
    assert agreement(ground, accurate=True) > 0.99
    assert agreement(ground, accurate=False) > 0.92


def test_a_valley_at_the_fence_has_its_land():
    found = survey(on(x + 0.3 * y**2, [-1, 1], [-1, 1]))
    (only,) = found.minima
    assert only.basin_share == pytest.approx(1.0)
    assert only.x.tolist() == [-1.0, pytest.approx(0.0, abs=1e-12)]


# Curvature


def test_curvatures_and_condition_are_those_of_the_bottom():
    found = survey(on(8 * (x + y) ** 2 + (x - y) ** 2, [-1, 2], [-1, 2]))
    (only,) = found.minima
    assert only.curvatures == pytest.approx([4.0, 32.0], rel=1e-6)
    assert only.condition == pytest.approx(8.0, rel=1e-6)
    assert only.smooth


def test_at_the_fence_curvature_is_along_it():
    found = survey(on(x + 3 * y**2, [-1, 1], [-1, 1]))
    assert found.minima[0].curvatures == pytest.approx([6.0], rel=1e-6)
    corner = survey(on(x + y, [-1, 1], [-1, 1])).minima[0]
    assert corner.curvatures.shape == (0,)
    assert corner.condition == 1.0


@pytest.mark.parametrize("dims", [2, 3])
def test_a_bowl_on_a_map_far_longer_than_wide_is_no_trough(dims):
    sides = np.array([1.0, 1e6, 1.0])[:dims]
    ground = total(
        [((coordinate(i) - 0.3 * side) * (1 / side)) ** 2 for i, side in enumerate(sides)]
    )
    (only,) = survey(Landscape.from_expression(ground, [(0.0, side) for side in sides])).minima
    assert only.x == pytest.approx(0.3 * sides)
    assert only.condition == pytest.approx(1e12, rel=1e-3)
    assert only.basin_share == pytest.approx(1.0)


def test_in_space_water_that_no_descent_follows_to_its_rest_has_a_valley_all_the_same():
    """Two valleys along a side a thousand times as long as the others."""
    long = coordinate(1) * 2e-3 - 1.0
    ground = (long**2 - 0.25) ** 2 + (x - 0.5) ** 2 + (coordinate(2) - 0.5) ** 2
    found = survey(Landscape.from_expression(ground, [(0.0, 1.0), (0.0, 1e3), (0.0, 1.0)]))
    assert [one.basin_share for one in found.minima] == pytest.approx([0.5, 0.5], abs=0.02)


def test_in_space_all_water_of_a_trough_is_that_of_its_lowest_place():
    ground = (x - 0.3) ** 2 + 0 * y + 0 * coordinate(2)
    (only,) = survey(Landscape.from_expression(ground, [(-1.0, 1.0)] * 3)).minima
    assert only.basin_share == pytest.approx(1.0)


def test_the_deepest_place_is_proven_in_as_many_dimensions_as_a_level_may_have():
    ground = total([(coordinate(i) - 0.1) ** 2 for i in range(MOST_DIMS)])
    bounds = np.tile([-1.0, 1.0], (MOST_DIMS, 1))
    proof = prove(ground, bounds, np.full(MOST_DIMS, 0.1), 1e-9, 1 << 12)
    assert proof.upper - proof.lower <= proof.tolerance


def test_a_trough_has_no_condition():
    (only,) = survey(on(x**2 + 0 * y, [-1, 1], [-1, 1])).minima
    assert only.condition == math.inf


# Flats and kinks


def test_constant_ground_is_one_flat_and_claims_no_minimum():
    for ground in (on(constant(3.0), [-1, 1], [0, 2]), on(constant(3.0), [-1, 1])):
        found = survey(ground)
        assert found.minima == ()
        assert found.global_minimum is None
        (flat,) = found.flats
        assert flat.value == 3.0
        assert flat.share == flat.basin_share == 1.0
        assert flat.floor
        assert found.deepest is flat
        assert found.certainty is Certainty.PROVEN


def test_a_level_floor_is_a_flat_and_not_a_minimum():
    found = survey(on(maximum(0.0, x**2 + y**2 - 1), [-2, 2], [-2, 2]))
    assert found.minima == ()
    (floor,) = found.flats
    assert floor.floor
    assert floor.value == 0.0
    assert floor.share == pytest.approx(math.pi / 16, abs=0.01)
    assert floor.basin_share == pytest.approx(1.0)
    assert found.certainty is Certainty.PROVEN
    (stand_in,) = find_minima(on(maximum(0.0, x**2 + y**2 - 1), [-2, 2], [-2, 2]))
    assert stand_in.value == 0.0


def test_a_terrace_is_a_flat_with_a_way_down():
    """Level between x = 0 and x = 1, falling towards a valley at x = -1."""
    found = survey(on(maximum(0, x - 1) ** 2 - maximum(0, -x) * (2 + x), [-2, 2], [-1, 1]))
    (terrace,) = found.flats
    assert not terrace.floor
    assert terrace.trap_depth == pytest.approx(0.0, abs=1e-9)
    assert terrace.basin_share == pytest.approx(0.5, abs=0.02)
    assert found.global_minimum.value == pytest.approx(-1.0)


def test_a_tip_is_a_minimum_that_is_not_smooth():
    (tip,) = survey(on(sqrt((x - 0.3) ** 2 + y**2), [-1, 1], [-1, 1])).minima
    assert tip.x == pytest.approx([0.3, 0.0], abs=1e-7)
    assert not tip.smooth


def test_a_crease_is_named_and_its_end_is_found():
    """A keel along x = y that falls towards the corner."""
    found = survey(on(absolute(x - y) + 0.1 * x, [-2, 2], [-2, 3]))
    (corner,) = found.minima
    assert corner.x.tolist() == [-2.0, -2.0]
    assert found.kinks
    assert {kink.kind for kink in found.kinks} == {KinkKind.CREASE}
    for kink in found.kinks:
        assert kink.x[0] == pytest.approx(kink.x[1], abs=0.01)


def test_ravines_have_no_kinks():
    assert survey(classic("rosenbrock")).kinks == ()
    assert survey(classic("beale")).kinks == ()


def test_a_ring_of_lowest_places_is_one_valley():
    (ring,) = survey(on((x**2 + y**2 - 1) ** 2, [-2, 2], [-2, 2])).minima
    assert np.hypot(*ring.x) == pytest.approx(1.0)
    assert ring.condition == math.inf


# Certainty


def test_without_a_formula_nothing_is_proven():
    def bowl(points):
        return np.sum(points**2, axis=-1), 2 * points

    found = survey(Landscape.from_function(bowl, [[-1, 1], [-1, 2]]))
    assert found.certainty is Certainty.FOUND
    assert found.assurance.gap == math.inf
    assert "function" in found.assurance.sentence
    assert found.minima[0].x == pytest.approx([0.0, 0.0], abs=1e-9)


def test_without_asking_nothing_is_proven():
    found = survey(classic("himmelblau"), prove=False)
    assert found.certainty is Certainty.FOUND
    assert found.work.boxes == 0


def test_a_proof_that_is_cut_short_says_so_and_how_far_it_came():
    found = survey(classic("goldstein-price"), limits=Limits(boxes=2000))
    assert found.certainty is Certainty.FOUND
    assert "given up" in found.assurance.sentence
    assert 0.0 < found.assurance.gap < math.inf
    assert found.global_minimum.value == pytest.approx(3.0)


def test_a_needle_that_the_grid_misses_is_found_by_the_proof():
    """A pit a thousandth of the map wide, deeper than all else."""
    needle = -50 * exp(-1e6 * ((x - 1.2345) ** 2 + (y - 1.111) ** 2))
    ground = on(x**2 + y**2 + needle, [-2, 2], [-2, 3])
    found = survey(ground, resolution=64)
    assert found.certainty is Certainty.PROVEN
    assert found.global_minimum.x == pytest.approx([1.2345, 1.111], abs=1e-5)
    assert survey(ground, resolution=64, prove=False).global_minimum.value > -1.0
    assert found.minima[1].trap_depth == pytest.approx(1.2345**2 + 1.111**2, abs=0.2)


# In space


def test_in_space_the_survey_says_what_it_may_have_missed():
    found = survey(classic("styblinski-tang", 3))
    assert len(found.minima) == 8
    assert "descents" in found.method
    assert found.basins is None
    assert found.certainty is Certainty.PROVEN
    assert sum(one.basin_share for one in found.minima) == pytest.approx(1.0)
    assert found.minima[0].basin_share == pytest.approx(1 / 8, abs=0.06)
    assert found.minima[-1].trap_depth > 0.0
    assert not any(saddle.level for saddle in found.saddles)


def test_on_the_line_and_in_the_plane_the_method_names_its_grid():
    assert "4096 points" in survey(on(sin(x), [-9, 9])).method
    assert "256 x 256 points" in survey(on(sin(x) * cos(y), [-3, 3], [-3, 3])).method


# Limits


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(grid_points=64 * 64), "grid of 64 points a side"),
        (Limits(seeds=20), "promising places"),
        (Limits(passes=10), "passes were polished"),
    ],
)
def test_a_search_that_meets_its_limit_says_so(limits, sentence):
    found = survey(classic("rastrigin"), limits=limits)
    assert any(sentence in met for met in found.limits_met)
    assert found.global_minimum.value == pytest.approx(0.0, abs=1e-9)


def test_borders_that_still_move_are_told():
    found = survey(classic("himmelblau"), limits=Limits(trace_rounds=1))
    assert any("tracing" in met for met in found.limits_met)


def test_descents_have_a_limit():
    found = survey(classic("sphere", 3), limits=Limits(starts=10))
    assert any("10 descents" in met for met in found.limits_met)
    assert len(found.minima) == 1


def test_a_limit_of_nothing_makes_no_sense():
    with pytest.raises(ValueError, match="'boxes' must be 1 or more"):
        Limits(boxes=0)
