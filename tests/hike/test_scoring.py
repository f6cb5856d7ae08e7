import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import Hike, points
from hikergame.hike.scoring import flat_steepness, gap, halvings_by_step, mark
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos, exp, sin


def waves(dims=2):
    """Uneven ground with several valleys, its deepest off the middle."""
    x, last = coordinate(0), coordinate(dims - 1)
    bowl = sum((0.1 * (coordinate(i) - 1.3) ** 2 for i in range(1, dims)), 0.1 * (x - 0.7) ** 2)
    return bowl + 0.4 * sin(1.7 * x) * cos(1.3 * last + 0.2)


GROUNDS = {
    "line": Landscape.from_expression(waves(1), [[-5, 3]]),
    "plane": Landscape.from_expression(waves(2), [[-5, 4], [-3, 4]]),
    "space": Landscape.from_expression(waves(3), [[-3, 3]] * 3),
    "slope": Landscape.from_expression(coordinate(0) + 0.5 * coordinate(1), [[-1, 1]] * 2),
    "five": Landscape.from_expression(waves(5), [[-2, 4]] * 5),
}


@pytest.mark.parametrize("name", GROUNDS)
def test_a_wanderer_s_expected_score_has_a_closed_form(make_level, name):
    """Over places spread evenly, the mean score is 100 / (7 d ln 2) on every ground."""
    ground = GROUNDS[name]
    rng = np.random.default_rng(11)
    low, high = ground.bounds.T
    walks = low + rng.random((4000, 21, ground.dims)) * (high - low)
    halvings = halvings_by_step(ground.land, ground.value(walks), 20)
    expected = 100.0 / (7 * ground.dims * math.log(2.0))
    # One place's halvings scatter by 1 / ln 2; half of the mark is one place, half is twenty.
    off = 4.0 * expected * math.sqrt(0.25 * (1 + 3 / 20)) / math.sqrt(len(walks))
    assert mark(halvings, ground.dims).mean() == pytest.approx(expected, abs=off)


@pytest.mark.parametrize("name", ["line", "plane"])
def test_the_score_ignores_an_increasing_change_of_heights(make_level, name):
    ground = GROUNDS[name]
    grown = Landscape.from_expression(3.0 * exp(ground.expression) - 7.0, ground.bounds)
    rng = np.random.default_rng(3)
    for _ in range(20):
        moves = rng.normal(scale=1.0, size=(20, ground.dims))
        start = ground.bounds[:, 0] + rng.random(ground.dims) * np.ptp(ground.bounds, axis=1)
        pair = []
        for one in (ground, grown):
            hike = Hike(make_level(one, start=start))
            for move in moves:
                hike.step(move)
            pair.append(points(hike.level, hike.heights).points)
        assert pair[0] == pytest.approx(pair[1], abs=0.05)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=21))
def test_points_lie_in_bounds(make_level, heights):
    scored = points(make_level(GROUNDS["plane"]), np.array(heights))
    assert 0.0 <= scored.points <= 100.0
    assert scored.halvings.shape == (20,)
    assert np.all((scored.halvings >= 0.0) & (scored.halvings <= 14.0))


def test_the_lowest_place_all_along_is_a_full_mark(make_level):
    level = make_level(GROUNDS["plane"])
    _, lowest = level.landscape.land.lowest
    assert points(level, np.full(21, lowest)).points == pytest.approx(100.0)


def test_the_place_is_frozen_once_the_hike_is_over(make_level):
    level = make_level(GROUNDS["plane"])
    short = points(level, np.array([2.0, 0.5, 0.1]))
    long = points(level, np.array([2.0, 0.5, *[0.1] * 19]))
    assert short.points == long.points
    assert np.array_equal(short.halvings, long.halvings)


def test_a_flag_at_the_start_is_worth_the_start(make_level):
    level = make_level(GROUNDS["plane"])
    stayed = points(level, np.array([0.3]))
    assert stayed.points == pytest.approx(
        float(level.landscape.land.halvings(np.array(0.3))) * 100.0 / 14.0
    )


def test_half_for_how_low_and_half_for_how_soon(make_level):
    level = make_level(GROUNDS["plane"], steps=4)
    land = level.landscape.land
    high, low = 2.0, 0.2
    late = points(level, np.array([high, high, high, high, low])).points
    wanted = (
        100
        / 14
        * (0.5 * land.halvings(low) + 0.5 * (3 * land.halvings(high) + land.halvings(low)) / 4)
    )
    assert late == pytest.approx(wanted)
    assert points(level, np.array([high, low, low, low, low])).points > late


def test_the_start_itself_does_not_count(make_level):
    level = make_level(GROUNDS["plane"], steps=2)
    assert (
        points(level, np.array([9.0, 1.0, 0.5])).points
        == points(level, np.array([0.0, 1.0, 0.5])).points
    )


def test_more_heights_than_steps_are_refused(make_level):
    with pytest.raises(ValueError, match="do not fit"):
        points(make_level(steps=2), np.zeros(4))


def test_gap_runs_from_the_start_to_the_bottom():
    assert gap(5.0, 5.0, 1.0) == 1.0
    assert gap(1.0, 5.0, 1.0) == 0.0
    assert gap(3.0, 5.0, 1.0) == 0.5
    assert gap(7.0, 5.0, 1.0) == 1.5
    assert gap(0.999999, 5.0, 1.0) == 0.0
    assert gap(1.0, 1.0, 1.0) == 0.0
    assert gap(2.0, 1.0, 1.0) == 1.0


def test_flat_is_a_fiftieth_of_the_typical_slope():
    tilted = Landscape.from_expression(3.0 * coordinate(0) + 4.0 * coordinate(1), [[-1, 1]] * 2)
    assert flat_steepness(tilted) == pytest.approx(0.1)
