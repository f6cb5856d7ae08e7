"""The walk-through: every lesson, learnt by doing, and nothing said that is not known."""

from dataclasses import replace
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.actions import action, key_label
from hikergame.tui.walkthrough.machine import Lesson, Moment, Walkthrough

START = Moment(
    step=0,
    steps_left=14,
    steepness=0.9,
    flat=0.05,
    along=-0.9,
    heading=90.0,
    stride=1.0,
    height=0.0,
)

GUIDE_WIDTH, GUIDE_ROWS = 32, 3
"""What the trail guide has room for on the smallest screen."""


def key(action_id: str) -> str:
    return key_label(action(action_id).keys[0])


def walked(*moments: Moment) -> Walkthrough:
    walkthrough = Walkthrough.begin(START)
    for moment in moments:
        walkthrough = walkthrough.after(moment)
    return walkthrough


WEST = replace(START, heading=270.0, along=0.9)
EAST = START
FIRST = replace(START, step=1, steps_left=13, steepness=0.7, along=-0.7, height=-0.8)
LONGER = replace(FIRST, stride=1.25)
CLOSER = replace(LONGER, step=2, steps_left=12, steepness=0.3, along=-0.3, height=-1.4)
BEYOND = replace(CLOSER, step=3, steps_left=11, steepness=0.5, along=0.5, height=-1.4)
FLAT = replace(CLOSER, step=4, steps_left=10, steepness=0.01, along=-0.01, height=-1.6)


def test_the_lessons_come_in_order_as_they_are_done():
    lessons = [
        walkthrough.lesson
        for walkthrough in (
            walked(),
            walked(WEST),
            walked(WEST, EAST),
            walked(WEST, EAST, FIRST),
            walked(WEST, EAST, FIRST, LONGER),
            walked(WEST, EAST, FIRST, LONGER, CLOSER),
            walked(WEST, EAST, FIRST, LONGER, CLOSER, FLAT),
        )
    ]
    assert lessons == [
        Lesson.TURN,
        Lesson.DOWNHILL,
        Lesson.STEP,
        Lesson.STRIDE,
        Lesson.WALK,
        Lesson.WALK,
        Lesson.FLAG,
    ]


def test_each_sentence_names_the_keys_that_do_it():
    assert "*←*" in walked().sentence(key)
    assert "*d*" in walked(WEST).sentence(key)
    assert "*space*" in walked(WEST, EAST).sentence(key)
    assert "*↑*" in walked(WEST, EAST, FIRST).sentence(key)
    assert "*f*" in walked(WEST, EAST, FIRST, LONGER, FLAT).sentence(key)


def test_the_players_own_keys_are_named():
    own = {"hike.turn-left": "a", "hike.turn-right": "s"}
    assert "*a* and *s*" in walked().sentence(own.__getitem__)


def test_whoever_just_walks_is_not_held_up():
    assert walked(FIRST).lesson is Lesson.STRIDE
    assert walked(FIRST, CLOSER, BEYOND).lesson is Lesson.WALK


def test_a_turn_to_the_falling_side_needs_no_second_lesson():
    uphill = replace(START, heading=270.0, along=0.9)
    begun = Walkthrough.begin(uphill)
    assert begun.after(START).lesson is Lesson.STEP


def test_stepping_over_the_bottom_is_noticed():
    assert "passed the bottom" in walked(WEST, EAST, FIRST, LONGER, CLOSER, BEYOND).sentence(key)


def test_coming_closer_is_noticed():
    assert "closer" in walked(WEST, EAST, FIRST, LONGER, CLOSER).sentence(key)


def test_a_flat_place_that_was_climbed_to_is_not_called_a_valley():
    hilltop = replace(FLAT, height=2.0)
    walkthrough = walked(WEST, EAST, FIRST, LONGER, hilltop)
    assert walkthrough.lesson is Lesson.WALK
    assert "hilltops are flat too" in walkthrough.sentence(key)


def test_whoever_walks_on_from_the_flat_is_advised_anew():
    walkthrough = walked(WEST, EAST, FIRST, LONGER, FLAT, BEYOND)
    assert "passed the bottom" in walkthrough.sentence(key)


def test_when_steps_run_out_the_flag_is_spoken_of():
    late = replace(CLOSER, step=12, steps_left=2)
    assert "*f*" in walked(WEST, EAST, FIRST, LONGER, late).sentence(key)


def test_it_can_be_ended_at_any_time():
    ended = walked(WEST).ended()
    assert ended.over
    assert ended.sentence(key) is None
    assert ended.after(FLAT).over


moments = st.builds(
    Moment,
    step=st.integers(0, 14),
    steps_left=st.integers(0, 14),
    steepness=st.floats(0, 10),
    flat=st.just(0.05),
    along=st.floats(-10, 10),
    heading=st.sampled_from([90.0, 270.0]),
    stride=st.floats(0.01, 5),
    height=st.floats(-10, 10),
)


@given(st.lists(moments, max_size=12))
def test_whatever_happens_it_never_goes_back_and_its_words_fit(happened):
    walkthrough = Walkthrough.begin(START)
    for moment in happened:
        before = walkthrough.lesson
        walkthrough = walkthrough.after(moment)
        assert walkthrough.lesson >= before
        sentence = walkthrough.sentence(key)
        assert sentence is not None
        assert len(wrap(sentence.replace("*", ""), GUIDE_WIDTH)) <= GUIDE_ROWS


@pytest.mark.parametrize("lesson", list(Lesson)[:-1])
def test_every_lesson_has_something_to_say(lesson):
    assert replace(walked(), lesson=lesson).sentence(key)
