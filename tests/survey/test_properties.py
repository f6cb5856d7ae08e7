"""What must hold of every survey, on random hills and pits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import exp
from hikergame.survey import Certainty, survey

x, y = coordinate(0), coordinate(1)
BOX = np.array([[-4.0, 4.0], [-3.0, 3.0]])
NOWHERE = np.zeros(2)

pits = st.lists(
    st.tuples(
        st.floats(-3.5, 3.5), st.floats(-2.5, 2.5), st.floats(0.6, 1.6), st.floats(-6.0, 4.0)
    ),
    min_size=1,
    max_size=5,
)
few = settings(max_examples=20, deadline=None)


def hills(pits, u=x, v=y):
    """A shallow bowl and some gaussians, in the coordinates `u` and `v`."""
    total = 0.05 * ((u - 0.37) ** 2 + (v + 0.21) ** 2)
    for a, b, radius, height in pits:
        total = total + height * exp(-((u - a) ** 2 + (v - b) ** 2) / radius**2)
    return total


def ground(expression, box=BOX):
    return Landscape.from_expression(expression, box)


def assert_alike(found, other, *, factor=1.0, offset=0.0, to=lambda place: place):
    """The one survey is the other, with heights `factor` times as large, places moved by `to`."""
    scale = factor * (max(one.value for one in found.saddles) if found.saddles else 1.0)
    tolerance = 1e-6 * (abs(scale) + 1.0) + 1e-12 * abs(offset)
    assert len(other.minima) == len(found.minima)
    for one in found.minima:
        place = to(one.x)
        match = min(other.minima, key=lambda two: np.abs(two.x - place).max())
        assert match.x == pytest.approx(place, abs=1e-4)
        assert match.value == pytest.approx(factor * one.value + offset, abs=tolerance)
        assert match.basin_share == pytest.approx(one.basin_share, abs=0.01)
        assert match.interior == one.interior
        if math.isfinite(one.trap_depth):
            assert match.trap_depth == pytest.approx(factor * one.trap_depth, abs=20 * tolerance)


@few
@given(pits=pits)
def test_everything_hangs_together(pits):
    landscape = ground(hills(pits))
    found = survey(landscape, resolution=128)
    assert found.minima
    assert not found.problems
    assert not found.limits_met
    values = [one.value for one in found.minima]
    assert np.all(np.diff(values) >= -1e-9)
    assert sum(one.basin_share for one in found.minima) == pytest.approx(1.0)
    labels = found.basins.labels
    assert labels.min() >= 0
    for number, one in enumerate(found.minima):
        nearest = tuple(
            int(np.argmin(np.abs(axis - at)))
            for axis, at in zip(found.basins.axes, one.x, strict=True)
        )
        assert labels[nearest] == number
        if one.saddle is None:
            assert one.trap_depth == math.inf
        else:
            assert one.trap_depth == pytest.approx(one.saddle.value - one.value)
    for saddle in found.saddles:
        assert saddle.value >= max(found.minima[i].value for i in saddle.between)
    assert len(found.merge_tree) == len(found.minima) - 1
    assert np.all(np.diff([merge.value for merge in found.merge_tree]) >= 0.0)


@few
@given(pits=pits, seed=st.integers(0, 99))
def test_a_proof_holds_wherever_one_looks(pits, seed):
    landscape = ground(hills(pits))
    found = survey(landscape, resolution=64)
    assert found.certainty is Certainty.PROVEN
    assert found.global_minimum is found.minima[0]
    assert found.assurance.lower <= found.minima[0].value
    assert found.assurance.gap == pytest.approx(
        found.minima[0].value - found.assurance.lower, abs=1e-12
    )
    places = np.random.default_rng(seed).uniform(BOX[:, 0], BOX[:, 1], (4000, 2))
    assert landscape.value(places).min() >= found.assurance.lower


@few
@given(pits=pits, factor=st.floats(1e-3, 1e3), offset=st.floats(-1e3, 1e3))
def test_the_unit_and_the_zero_of_heights_change_nothing_else(pits, factor, offset):
    found = survey(ground(hills(pits)), resolution=96)
    other = survey(ground(hills(pits) * factor + offset), resolution=96)
    assert_alike(found, other, factor=factor, offset=offset)
    assert other.certainty == found.certainty


@few
@given(pits=pits, east=st.floats(-50.0, 50.0), north=st.floats(-50.0, 50.0))
def test_a_map_moved_is_the_same_map(pits, east, north):
    moved = np.array([east, north])
    found = survey(ground(hills(pits)), resolution=96)
    other = survey(ground(hills(pits, x - east, y - north), BOX + moved[:, None]), resolution=96)
    assert_alike(found, other, to=lambda place: place + moved)


@few
@given(pits=pits)
def test_a_map_turned_by_a_right_angle_is_the_same_map(pits):
    found = survey(ground(hills(pits)), resolution=96)
    # What was at (a, b) is at (-b, a).
    turned = survey(ground(hills(pits, y, -1.0 * x), [[-3.0, 3.0], [-4.0, 4.0]]), resolution=96)
    assert_alike(found, turned, to=lambda place: np.array([-place[1], place[0]]))


@few
@given(pits=pits, stretch=st.floats(0.01, 100.0))
def test_a_map_stretched_keeps_its_valleys(pits, stretch):
    found = survey(ground(hills(pits)), resolution=96)
    wide = survey(ground(hills(pits, x * (1.0 / stretch)), BOX * [[stretch], [1.0]]), resolution=96)
    assert len(wide.minima) == len(found.minima)
    depths = sorted(one.value for one in found.minima)
    assert sorted(one.value for one in wide.minima) == pytest.approx(depths, abs=1e-7)


@few
@given(pits=pits)
def test_the_same_ground_gives_the_same_survey(pits):
    first, second = (survey(ground(hills(pits)), resolution=64) for _ in range(2))
    assert [one.x.tolist() for one in first.minima] == [one.x.tolist() for one in second.minima]
    assert np.array_equal(first.basins.labels, second.basins.labels)
    assert first.work == second.work


@few
@given(pits=pits)
def test_land_is_counted_by_height(pits):
    landscape = ground(hills(pits))
    land = survey(landscape, resolution=128, prove=False).land
    assert land.shares[0] == 0.0
    assert land.shares[-1] == 1.0
    assert np.all(np.diff(land.heights) >= 0.0)
    share = landscape.land.share(land.heights[3:-3])
    assert share == pytest.approx(land.shares[3:-3], abs=0.03)
