"""Praise: true, kind, and for many."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.room.merits import Before, Praised
from hikergame.classroom.room.met import WORDS, met
from hikergame.classroom.room.praise import MOST, praise
from hikergame.classroom.room.qualities import QUALITIES
from hikergame.classroom.room.reveal import result_views, reveal_view
from hikergame.classroom.room.walked import algorithms, walked
from hikergame.hikers.fates import Fate
from hikergame.landscape import settle
from tests.classroom_room.conftest import Class
from tests.classroom_room.levels import HILL

WANDERS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=6),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def played(wanders) -> Class:
    lesson = Class([HILL])
    lesson.start()
    for moves, flag in wanders:
        hiker = lesson.join()
        for move in moves:
            lesson.step(hiker, *move)
        if flag and len(moves) < 6:
            lesson.plant(hiker)
    return lesson


def praised(lesson: Class, before=None):
    one = lesson.room.rounds[-1]
    people = walked(lesson.room, one)
    machines = algorithms(lesson.room, one)
    return people, praise(people, before or {}, machines, level=one.level, several=True)


@settings(max_examples=25, deadline=None)
@given(WANDERS, st.floats(0, 100))
def test_every_line_passes_its_bar_and_every_superlative_is_true(wanders, points: float) -> None:
    lesson = played(wanders)
    level = lesson.room.round.level
    first = next(iter(lesson.room.seats))
    before = {first: Before(1, points)}
    people, lines = praised(lesson, before)
    machines = algorithms(lesson.room, lesson.room.round)
    measured = {
        one.id: Praised(
            one,
            before.get(one.id),
            level,
            True,
            tuple(each.name for each in machines if each.points < one.points),
        )
        for one in people
    }
    assert len({line.hiker for line in lines}) == len(lines) <= min(len(people), MOST)
    for line in lines:
        quality = next(one for one in QUALITIES if one.title == line.title)
        mine = measured[line.hiker]
        assert quality.bar(mine)
        assert line.sentence.endswith(".")
        assert line.sentence[0].isupper() or line.sentence[0].isdigit()
        others = [quality.size(one) for hiker, one in measured.items() if hiker != line.hiker]
        if line.sentence.endswith(f"{quality.most}."):
            assert others
            assert quality.size(mine) > max(others)


@settings(max_examples=8, deadline=None)
@given(WANDERS)
def test_the_same_walks_get_the_same_lines(wanders) -> None:
    assert praised(played(wanders))[1] == praised(played(wanders))[1]


def test_numbers_in_a_line_are_those_of_the_walk() -> None:
    lesson = played([([(1.0, 0.5), (1.0, 0.5), (1.0, 0.5), (1.0, 0.25)], False)])
    (one,), _ = praised(lesson)
    before = Before(1, one.points - 12.5)
    mine = Praised(one, before, lesson.room.round.level, True, ("Adam", "scout", "momentum"))
    assert said_of(mine, "Most improved").startswith("12.5 points more")
    told = "has more points than Adam, scout and momentum"
    assert said_of(mine, "Ahead of the algorithms") == told
    way = sum(float(np.hypot(*step)) for step in np.diff(one.walk.track, axis=0))
    assert float(re.findall(r"[\d.]+", said_of(mine, "Long legs"))[0]) == pytest.approx(way, 0.01)
    assert np.sum(np.diff(one.walk.values) > 0) == 1
    assert said_of(mine, "Steady") == "3 of 4 steps led down"


def said_of(mine: Praised, title: str) -> str:
    return next(quality for quality in QUALITIES if quality.title == title).say(mine)


TWO_VALLEYS = """\
hikergame: 1
title: Two Valleys
landscape:
  bounds: {x: [-10, 10]}
  terms:
    - pit: {at: [-5], radius: 1.5, depth: 10}
    - pit: {at: [4], radius: 2, depth: 20}
start: [-7.5]
steps: 8
step_length: {max: 9, initial: 0.5}
"""
ONE_VALLEY = TWO_VALLEYS.replace("    - pit: {at: [-5], radius: 1.5, depth: 10}\n", "")


def merits_of(text: str, places: list[float], *, several: bool = True) -> Praised:
    """Measure a walk along a line, from its start over some places; a flag ends it."""
    lesson = Class([text])
    ada = lesson.join()
    lesson.start()
    level, here = lesson.room.round.level, float(lesson.room.round.level.start[0])
    for place in places:
        lesson.step(ada, place - here)
        here = place
    lesson.plant(ada)
    (one,) = walked(lesson.room, lesson.room.round)
    return Praised(one, None, level, several, ())


@pytest.mark.parametrize("places", [[-5.0, -1.0, 4.0], [-6.0, -1.0, 4.0]])
def test_a_comeback_is_a_climb_out_of_a_valley_that_paid(places: list[float]) -> None:
    mine = merits_of(TWO_VALLEYS, places)
    values = mine.one.walk.values
    assert mine.comeback == pytest.approx(values[2] - values[1])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (TWO_VALLEYS, [-5.0, -1.0]),  # no lower in the end
        (TWO_VALLEYS, [-6.0, -7.0, -5.0]),  # the same valley
        (TWO_VALLEYS, [-1.0, 4.0]),  # uphill from the start
        (ONE_VALLEY, [-1.0, 1.0, -1.0, 4.0]),  # no other valley
    ],
)
def test_no_climb_pays_without_another_floor(text: str, places: list[float]) -> None:
    mine = merits_of(text, places)
    assert np.any(mine.rises > 0.0)
    assert mine.comeback == 0.0


def test_the_deepest_valley_is_found_where_there_are_others_and_at_its_floor() -> None:
    assert merits_of(TWO_VALLEYS, [-1.0, 4.0]).found
    assert not merits_of(ONE_VALLEY, [-1.0, 4.0], several=False).found
    slope = merits_of(TWO_VALLEYS, [-1.0, 3.5])
    assert not slope.one.walk.score.rest.flat
    assert not slope.found


def test_nobody_has_improved_without_an_earlier_round() -> None:
    lesson = played([([(1.0, 1.0)] * 4, False)] * 3)
    assert "Most improved" not in {line.title for line in praised(lesson)[1]}


def test_improvement_is_over_the_best_earlier_round(make_class, texts) -> None:
    lesson = make_class([texts["line"], texts["hill"]])
    ada = lesson.join("Ada")
    lesson.start()
    lesson.step(ada, -2.0)
    lesson.plant(ada)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    lesson.start()
    for _ in range(3):
        lesson.step(ada, 3.0, 1.5)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    first, second = (reveal_view(lesson.room, number) for number in (1, 2))
    gained = second.walks[0].points - first.walks[0].points
    (line,) = second.praise
    assert line.title == "Most improved"
    assert line.sentence == f"{gained:.1f} points more than in any round before."


def test_in_a_large_class_praise_goes_to_many() -> None:
    lesson = Class([HILL])
    hikers = [lesson.join() for _ in range(30)]
    lesson.start()
    for hiker in hikers:
        lesson.walk(hiker)
    lines = praised(lesson)[1]
    assert len(lines) >= 15
    assert len({line.title for line in lines}) >= 4


MOCKING = ("worst", "fail", "bad", "last", "lost", "slow", "poor", "least points", "wrong")


@settings(max_examples=8, deadline=None)
@given(WANDERS)
def test_praise_never_mocks(wanders) -> None:
    for line in praised(played(wanders))[1]:
        assert not any(word in line.sentence.casefold() for word in MOCKING)


def test_every_fate_has_a_word() -> None:
    assert set(WORDS) == set(Fate)


@settings(max_examples=15, deadline=None)
@given(WANDERS)
def test_what_the_class_met_adds_up(wanders) -> None:
    lesson = played(wanders)
    one = lesson.room.round
    people = walked(lesson.room, one)
    told = met(one.level.concepts, people, algorithms(lesson.room, one))
    assert sum(told.counts.values()) == len(people)
    assert list(told.counts.values()) == sorted(told.counts.values(), reverse=True)
    assert len(told.sentences) == min(len(told.counts), 5)
    for sentence, count in zip(told.sentences, told.counts.values(), strict=False):
        everybody = count == len(people) > 1
        assert sentence.startswith("Everybody" if everybody else f"{count} of {len(people)}")
        assert not any(seat.name in sentence for seat in lesson.room.seats.present)
    assert told.question.endswith("?")


def fated(lesson: Class, *fates: Fate):
    """Walks that had their time, and became of which what is said."""
    people = walked(lesson.room, lesson.room.round)
    return [
        replace(one, fate=fate, unfinished=False) for one, fate in zip(people, fates, strict=True)
    ]


def test_the_question_fits_what_happened_and_the_levels_concepts() -> None:
    lesson = played([([(1.0, 1.0)], False)] * 3)
    trapped = fated(lesson, Fate.TRAPPED, Fate.TRAPPED, Fate.ARRIVED)
    assert "widest valley" in met(["basin size is not depth"], trapped, ()).question
    assert "look elsewhere" in met(["ravine"], trapped, ()).question
    crawled = fated(lesson, Fate.CRAWLED, Fate.CREPT, Fate.ARRIVED)
    assert "slope all but vanishes" in met(["Plateau"], crawled, ()).question
    assert "Careful steps" in met([], crawled, ()).question


def test_whose_round_was_ended_did_not_run_out_of_steps(make_class) -> None:
    lesson = make_class()
    ada, ben, cyd = (lesson.join(name) for name in ("Ada", "Ben", "Cyd"))
    lesson.start()
    for hiker, steps in ((ada, 6), (ben, 1), (cyd, 2)):
        for _ in range(steps):
            lesson.step(hiker, 0.1, 0.1)
    lesson.do(Do.CLOSE)
    people = walked(lesson.room, lesson.room.round)
    assert [one.unfinished for one in people] == [False, True, True]
    people = [replace(one, fate=Fate.UNDER_WAY) for one in people]
    told = met([], people, ())
    assert told.counts == {"still walking": 2, "ran out": 1}
    assert told.sentences[0] == "2 of 3 were still walking when the round ended."
    assert "1 of 3 was still walking" in met([], [*people[:2], people[0]], ()).sentences[1]
    assert met([], people[1:2], ()).sentences[0].startswith("1 of 1 was still")
    assert "when to plant the flag" in told.question


def test_who_was_passing_a_valley_when_the_round_ended_had_no_rest_there(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.start()
    level = lesson.room.round.level
    to_the_floor = settle(level.landscape, np.array([-3.0, -1.0])) - level.start
    for hiker in (ada, ben):
        lesson.step(hiker, *to_the_floor.tolist())
    for _ in range(3):
        lesson.step(ben, 0.01, 0.0)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    shown = reveal_view(lesson.room, 1)
    fates = {walk.hiker: walk.fate for walk in shown.walks}
    assert (fates[ada], fates[ben]) == ("still walking", "trapped")
    assert shown.met.counts == {"trapped": 1, "still walking": 1}
    assert result_views(lesson.room, 1)[ada].story[0] == (
        "You were still walking when the round ended."
    )


def test_who_was_stopped_is_not_told_that_his_steps_ran_out(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.step(ada, 0.4, 0.2)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    (walk,) = (one for one in reveal_view(lesson.room, 1).walks if one.hiker == ada)
    assert walk.fate == "still walking"
    said = " ".join(result_views(lesson.room, 1)[ada].story[:1])
    assert said == "You were still walking when the round ended, and the ground still fell."


def test_algorithms_are_told_with_those_who_met_the_same() -> None:
    lesson = played([([(1.0, 1.0)], False)] * 2)
    people = fated(lesson, Fate.TRAPPED, Fate.ARRIVED)
    machines = [
        replace(one, fate=Fate.TRAPPED) for one in algorithms(lesson.room, lesson.room.round)
    ]
    told = met([], people, machines)
    assert told.sentences[1].startswith("1 of 2, and gradient descent and Adam, came to rest")
    assert told.sentences[0] == "1 of 2 found the deepest valley."
