"""The scout, who is what a level's fairness is measured by."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hikergame.hike import Hike, Outcome
from hikergame.hikers import Medal, score, walk
from hikergame.hikers.blind import Outset, send_out
from hikergame.hikers.blind.scout import Phase, Scout, Temper
from hikergame.landscape import Landscape, coordinate
from hikergame.level import Senses, StepLength

from .walks import bowls


def medals(level, name, seeds):
    return [score(send_out(level, name, seed=seed)).medals for seed in seeds]


@pytest.mark.parametrize(
    ("dims", "senses", "share"),
    [
        (1, Senses(), 0.8),
        (2, Senses(), 0.8),
        (2, Senses(noise=0.3), 0.6),
        (2, Senses(rounding=0.4), 0.6),
        (2, Senses(altimeter=True), 0.8),
    ],
    ids=["on a line", "exact", "noise", "rounding", "altimeter"],
)
def test_finds_the_deeper_valley_where_luck_does_not(two_pits, level_on, dims, senses, share):
    """A few seeds of each; a certificate looks at two hundred."""
    level = level_on(two_pits(dims), senses=senses)
    seeds = range(10)
    assert np.mean([Medal.DEEPEST in won for won in medals(level, "scout", seeds)]) >= share
    assert np.mean([Medal.DEEPEST in won for won in medals(level, "random-walk", seeds)]) <= 0.1
    assert Medal.DEEPEST not in medals(level, "barzilai-borwein", [0])[0]


@given(st.integers(1, 4).flatmap(bowls))
@example(([3.0, 1.0, 1.301497042302147e-114], [1.0, 1.0, 1.0], [1.0, 0.0, 0.0]))
@settings(max_examples=12, deadline=None)
def test_plants_the_flag_at_the_bottom_of_any_bowl(bowl, level_on, case):
    at, bends, start = case
    hike = send_out(level_on(bowl(at, bends), start=np.array(start), steps=60), "scout")
    assert np.linalg.norm(hike.track[-1] - at) < 0.05
    assert hike.outcome is Outcome.TERMINATED


def test_looks_around_for_less_long_where_it_looks_like_one_hollow(bowl, two_pits, level_on):
    convex = level_on(bowl([1.0, -2.0], [1.0, 1.0]))
    short = [send_out(convex, "scout", seed=seed).steps for seed in range(5)]
    hilly = level_on(two_pits())
    long = [send_out(hilly, "scout", seed=seed).steps for seed in range(5)]
    assert np.median(short) < np.median(long) < 40


@pytest.mark.parametrize("dims", [1, 2])
def test_feet_or_metres_make_no_difference(two_pits, level_on, dims):
    """Powers of two, so that not even the last bit of a rounding does."""
    one = send_out(level_on(two_pits(dims)), "scout", seed=3)
    metre = 2.0**-4
    other = level_on(
        two_pits(dims, metre, 2.0**5),
        start=metre * one.level.start,
        step_length=StepLength(max=3.0 * metre, initial=0.5 * metre),
    )
    assert np.allclose(send_out(other, "scout", seed=3).track, metre * one.track, atol=1e-6)


def test_his_phases_come_in_order(two_pits, level_on):
    level = level_on(two_pits())
    hike, scout = Hike(level), Scout(Outset.of(level), seed=1)
    phases, homes = [], []
    while not hike.over:
        move = scout.choose(hike.readout)
        phases.append(scout.phase)
        homes.append(scout.home)
        if move is None:
            hike.plant_flag()
        else:
            hike.step(move)
    assert phases[0] is Phase.DESCENT
    assert phases[-1] is Phase.FINISH
    first = [phases.index(phase) for phase in Phase if phase in phases]
    assert first == sorted(first)
    assert Phase.SURVEY in phases
    heights = hike.heights[homes]
    after = phases.index(Phase.SURVEY)
    assert np.all(np.diff(heights[after:]) <= 0.0)


def test_comes_home_from_far_away(level_on):
    """With nothing to be found: to within a hundredth of a step of the first valley's floor."""
    x, y = coordinate(0), coordinate(1)
    ground = Landscape.from_expression(0.05 * (x * x + y * y), [[-30.0, 30.0]] * 2)
    level = level_on(ground, steps=30)
    eager = Scout(Outset.of(level), seed=2, temper=Temper(worth=0.0))
    hike = walk(Hike(level), eager)
    away = np.linalg.norm(hike.track, axis=1)
    floor = int(np.argmax(away < 0.1))
    assert np.max(away[floor:]) > 1.5 * level.step_length.max
    assert away[-1] < 0.03


def test_a_steady_temper_may_be_chosen(two_pits, level_on):
    level = level_on(two_pits())
    at_once = send_out(level, "scout", temper=Temper(worth=1e9))
    assert score(at_once).medals == (Medal.VALLEY,)
    assert at_once.steps < 15
