"""What became of a walk, judged from its measures, and said in plain words."""

from dataclasses import replace

import numpy as np
import pytest

from hikergame.hike import Hike
from hikergame.hikers import Outing, Rival
from hikergame.hikers.debrief import _ITS, _YOURS, its_fate, your_fate
from hikergame.hikers.fates import Course, Fate, course_of, fate_of, fate_words, passed_lower
from hikergame.hikers.racing import entry_of
from hikergame.hikers.resting import Resting
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import exp
from hikergame.level import RivalSpec, load_level

_HERE = np.zeros(2)
ON_A_SLOPE = Resting(flat=False, fenced=False, drop=0.5, left=0.5, floor=_HERE, floor_above=0.0)
AT_THE_BOTTOM = Resting(flat=True, fenced=False, drop=0.0, left=0.0, floor=_HERE, floor_above=0.0)
WALKED = Course(
    rest=ON_A_SLOPE, flag=False, crossings=0.0, advance=1.0, covered=1.0, remaining=0.0,
    longest=0.5, lowest_step=9, lost=0.0, pace=0.3, still=False, steps=20, flung=False,
    rolled=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fate"),
    [
        ({}, Fate.UNDER_WAY),
        ({"rest": AT_THE_BOTTOM}, Fate.ARRIVED),
        ({"rest": AT_THE_BOTTOM, "crossings": 1.0}, Fate.ARRIVED),
        ({"rest": replace(AT_THE_BOTTOM, left=0.02), "remaining": 0.2}, Fate.NOT_DOWN),
        ({"rest": replace(AT_THE_BOTTOM, left=0.02), "remaining": 0.1}, Fate.ARRIVED),
        ({"rest": replace(AT_THE_BOTTOM, left=1e-4), "remaining": 0.2}, Fate.ARRIVED),
        ({"rest": replace(AT_THE_BOTTOM, floor_above=0.3)}, Fate.TRAPPED),
        ({"rest": replace(AT_THE_BOTTOM, floor_above=0.3, fenced=True)}, Fate.FENCED),
        ({"rest": replace(AT_THE_BOTTOM, floor_above=1e-9)}, Fate.ARRIVED),
        (
            {
                "rest": replace(AT_THE_BOTTOM, flat=False, drop=0.005),
                "crossings": 0.9,
                "advance": 0,
            },
            Fate.SWINGING,
        ),
        ({"rest": replace(AT_THE_BOTTOM, flat=False, drop=0.005), "pace": 0.01}, Fate.ARRIVED),
        ({"rest": replace(ON_A_SLOPE, flat=True), "flag": True}, Fate.SHELF),
        ({"rest": replace(ON_A_SLOPE, flat=True), "still": True, "pace": 0.0}, Fate.SHELF),
        ({"rest": replace(ON_A_SLOPE, flat=True)}, Fate.UNDER_WAY),
        ({"crossings": 0.8, "advance": 0.05}, Fate.SWINGING),
        ({"crossings": 0.8, "advance": 0.5}, Fate.ZIGZAG),
        ({"crossings": 0.8, "advance": 0.5, "steps": 5}, Fate.UNDER_WAY),
        ({"crossings": 1.0, "advance": 0.5, "steps": 2, "flag": True}, Fate.LEFT_EARLY),
        ({"crossings": 1.0, "advance": 0.0, "steps": 2, "flag": True}, Fate.LEFT_EARLY),
        (
            {"crossings": 0.8, "advance": 0.5, "rest": replace(ON_A_SLOPE, floor=np.zeros(1))},
            Fate.UNDER_WAY,
        ),
        ({"flung": True, "pace": 0.02}, Fate.FLUNG),
        ({"flung": True, "rest": AT_THE_BOTTOM}, Fate.ARRIVED),
        ({"flag": True}, Fate.LEFT_EARLY),
        ({"pace": 0.02}, Fate.CREPT),
        ({"longest": 0.05, "pace": 0.05, "covered": 0.3}, Fate.CRAWLED),
        ({"longest": 0.05, "pace": 0.05, "covered": 0.9}, Fate.UNDER_WAY),
    ],
)
def test_fates(changes, fate):
    assert fate_of(replace(WALKED, **changes)) is fate


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pace": 0.3}, "was passing the bottom of the deepest valley as its steps ran out"),
        ({"pace": 0.05}, "arrived in the deepest valley"),
        ({"pace": 0.3, "flag": True}, "arrived in the deepest valley"),
        (
            {"pace": 0.3, "rest": replace(AT_THE_BOTTOM, floor_above=0.3)},
            "was passing the bottom of a shallower valley as its steps ran out",
        ),
        ({"pace": 0.3, "rest": ON_A_SLOPE}, "ran out of steps on the way down"),
    ],
)
def test_who_strides_on_is_not_said_to_rest(changes, said):
    """As certificates have it, for which such a walk is lucky or restless."""
    assert fate_words(replace(WALKED, **{"rest": AT_THE_BOTTOM} | changes)) == said


def test_standing_lower_before_is_worth_a_word_where_it_is_much():
    assert passed_lower(replace(WALKED, lost=0.5))
    assert not passed_lower(replace(WALKED, lost=0.1))


def test_every_fate_has_words_for_you_and_for_it():
    assert set(_YOURS) == set(Fate)
    assert set(_ITS) == set(Fate) - {Fate.LEFT_EARLY}


def test_a_person_has_no_learning_rate():
    assert not any("rate" in sentence for sentence in _YOURS.values())


def beside(level, name, pace):
    """Walk a rival and return its measures and what is said of it."""
    walk = entry_of(Rival(RivalSpec(name, pace), level))
    course = course_of(level, walk)
    return fate_of(course), its_fate(course, walk)


def two_pits():
    x = coordinate(0)
    return Landscape.from_expression(
        0.02 * x**2 - 2.0 * exp(-((x + 2.0) ** 2)) - 3.0 * exp(-((x - 2.0) ** 2)), [[-5, 5]]
    )


class TestGradientDescent:
    def test_too_small_a_rate_crawls(self, make_level):
        fate, said = beside(make_level(), "gradient-descent", 1e-3)
        assert fate is Fate.CRAWLED
        assert said.startswith("Gradient descent crawled: its learning rate is too small")

    def test_too_large_a_rate_swings(self, make_level):
        fate, said = beside(make_level(), "gradient-descent", 1.1)
        assert fate is Fate.SWINGING
        assert "its learning rate is too large" in said

    def test_a_fitting_rate_arrives(self, make_level):
        fate, said = beside(make_level(), "gradient-descent", 0.3)
        assert fate is Fate.ARRIVED
        assert said == "Gradient descent found the deepest valley."

    def test_a_nearer_valley_traps(self, make_level):
        fate, said = beside(make_level(two_pits()), "gradient-descent", 0.1)
        assert fate is Fate.TRAPPED
        assert "trapped in a shallower valley" in said

    def test_a_plateau_strands(self, make_level):
        x, y = coordinate(0), coordinate(1)
        pit = Landscape.from_expression(-exp(-((x - 3) ** 2) - (y - 3) ** 2), [[-4, 4]] * 2)
        fate, said = beside(make_level(pit, start=np.array([-3.0, -3.0])), "gradient-descent", 0.1)
        assert fate is Fate.SHELF
        assert "without a slope it knows no way" in said

    def test_a_narrow_valley_makes_a_zigzag(self, make_level):
        x, y = coordinate(0), coordinate(1)
        ravine = Landscape.from_expression(0.05 * (x - 3.5) ** 2 + 2.0 * y**2, [[-4, 4]] * 2)
        level = make_level(ravine, start=np.array([-3.5, 1.5]), steps=12)
        fate, said = beside(level, "gradient-descent", 0.49)
        assert fate is Fate.ZIGZAG
        assert "narrow valley" in said

    def test_fading_slopes_make_fading_steps(self, make_level):
        x, y = coordinate(0), coordinate(1)
        ground = Landscape.from_expression(x**2 + (y - 3.5) ** 4 / 40.0, [[-4, 4]] * 2)
        level = make_level(ground, start=np.array([-0.3, -3.5]), steps=10)
        fate, said = beside(level, "gradient-descent", 0.05)
        assert fate in (Fate.CREPT, Fate.UNDER_WAY)
        assert said.startswith("Gradient descent ")

    def test_a_slope_to_the_fence_ends_there(self, make_level):
        x, y = coordinate(0), coordinate(1)
        ground = Landscape.from_expression(
            x - 20.0 * exp(-((x - 3.0) ** 2) - (y - 3.0) ** 2) + 0.1 * y**2, [[-4, 4]] * 2
        )
        fate, said = beside(make_level(ground), "gradient-descent", 0.5)
        assert fate is Fate.FENCED
        assert said.startswith("Gradient descent ran into the fence")


def test_a_cliff_flings_back():
    level = load_level("the-cliff")
    assert beside(level, "gradient-descent", 1.0)[0] is Fate.FLUNG


def test_a_tuned_rate_is_not_called_too_large():
    level = load_level("the-swing")
    fate, said = beside(level, "gradient-descent", "tuned")
    assert fate is Fate.SWINGING
    assert "has to serve slope and floor alike" in said
    assert "too large" not in said


def test_steps_cut_to_the_longest_are_not_put_down_to_the_floor():
    fate, said = beside(load_level("the-funnel"), "gradient-descent", "tuned")
    assert fate is Fate.SWINGING
    assert "even the best learning rate found asks for more than the longest step" in said
    assert "has to serve slope and floor" not in said


def test_who_stops_above_a_floor_is_not_said_to_stand_on_it():
    trapped = replace(WALKED, flag=True, rest=replace(AT_THE_BOTTOM, floor_above=0.3))
    assert your_fate(trapped).startswith("You stopped at the bottom")
    above = replace(trapped, rest=replace(trapped.rest, flat=False, drop=0.005))
    assert your_fate(above).startswith("You stopped just above the bottom")


def test_momentum_rolls_over_a_ridge(make_level):
    x = coordinate(0)
    ground = Landscape.from_expression(0.05 * (x - 4.0) ** 2 - 0.6 * exp(-4.0 * x**2), [[-6, 6]])
    level = make_level(ground, start=np.array([-4.0]), steps=60)
    walk = entry_of(Rival(RivalSpec("momentum", 0.1), level))
    course = course_of(level, walk)
    assert course.rolled
    assert "rolled over a ridge with its momentum" in its_fate(course, walk)
    assert not course_of(level, entry_of(Rival(RivalSpec("gradient-descent", 0.1), level))).rolled


def test_the_pace_of_an_algorithm_is_called_by_its_name(make_level):
    _, said = beside(make_level(), "normalised", 1e-3)
    assert "its step length is too small" in said
    assert "learning rate" not in said


class TestYou:
    def play(self, level, *moves, flag=True):
        outing = Outing(level, rival=None)
        for move in moves:
            outing.step(move)
        if flag and not outing.over:
            outing.plant_flag()
        return outing.reveal().story

    def test_a_flag_on_a_slope(self, make_level):
        (said,) = self.play(make_level(), [1.0, 0.0])
        assert said.startswith("You planted your flag on a slope")

    def test_the_wrong_valley(self, make_level):
        (said,) = self.play(make_level(two_pits(), start=np.array([-3.0])), [1.03])
        assert said.startswith("You stopped at the bottom of a valley, but not of the deepest")

    def test_having_stood_lower(self, make_level):
        said = self.play(make_level(), [2.0, -1.0], [2.0, -0.5], [0, 2.0], [1.5, 0.5])
        assert said[1] == (
            "You stood lower after 2 steps: what counts is where you end, not the best you passed."
        )

    def test_no_steps_at_all(self, make_level):
        (said,) = self.play(make_level())
        assert said.endswith(".")

    def test_one_step(self, make_level):
        outing = Outing(make_level(), rival=None)
        outing.step([0.1, 0.1])
        outing.plant_flag()
        assert "in 1 step." in outing.reveal().headline


def test_a_course_is_measured_on_the_way_really_walked(make_level):
    level = make_level(start=np.array([0.0, 1.0]), steps=4)
    hike = Hike(level)
    for _ in range(4):
        hike.step([-hike.readout.slope[0], 0.0])
    from hikergame.hikers.reveal import Walk
    from hikergame.hikers.scores import score

    course = course_of(level, Walk.of(hike, score(hike, None), title="you"))
    assert course.crossings == 1.0
    assert course.advance == 0.0
    assert course.covered == pytest.approx(8.0)
    assert course.longest == course.pace == 1.0
    assert your_fate(course).startswith("You kept stepping over the valley floor")
