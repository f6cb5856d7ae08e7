"""An audit believes nothing: it finds what was changed, wherever it was."""

import json
from dataclasses import replace

import pytest

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.results.audit import audit
from hikergame.classroom.results.lines import as_lines, read_lines
from hikergame.classroom.results.session import results_of
from hikergame.cli.lesson.auditing import told

from .lesson import HILL, LINE, Lesson


@pytest.fixture(scope="module")
def frozen_and_thawed():
    lesson = Lesson(MemoryStore(), (HILL, LINE), full_board=True)
    ada, bo, cy = (lesson.join(name) for name in ("Ada", "Bo", "Cy"))
    lesson.start()
    lesson.walk(ada, 3)
    lesson.walk(bo, 2)
    lesson.do(Do.FREEZE)
    lesson.walk(ada)
    lesson.do(Do.RENAME, hiker=bo, name="Beau")
    lesson.walk(cy, 1)
    lesson.plant(cy)
    lesson.do(Do.THAW)
    lesson.do(Do.CLOSE)
    lesson.do(Do.REVEAL)
    lesson.play([ada, bo])
    return lesson


@pytest.fixture(scope="module")
def file(frozen_and_thawed) -> tuple[list[Event], list[dict]]:
    """The events and the claims of that lesson's file, which tests only read."""
    return file_of(frozen_and_thawed)


def file_of(lesson) -> tuple[list[Event], list[dict]]:
    text = as_lines(results_of(lesson.events), lesson.events).decode()
    return read_lines(text, "lesson.jsonl")


def test_what_happened_agrees(frozen_and_thawed) -> None:
    lesson = frozen_and_thawed
    found = audit(lesson.events)
    assert found.ok, found.disagreements
    assert found.events == len(lesson.events)
    assert [one.scores for one in found.rounds] == [3, 2]
    assert [one.commitment for one in found.rounds] == [
        one.commitment for one in lesson.room.rounds
    ]
    assert found.boards == 1
    assert found.notes == []
    held = audit(*file_of(lesson))
    assert held.ok, held.disagreements
    assert held.claims > 10
    assert "1 frozen board made anew" in told("lesson.jsonl", held)


def test_a_room_that_stands_frozen_agrees(make_lesson) -> None:
    lesson = make_lesson()
    ada, bo = lesson.join("Ada"), lesson.join("Bo")
    lesson.start()
    lesson.walk(ada, 3)
    lesson.do(Do.FREEZE)
    lesson.walk(ada)
    lesson.walk(bo, 2)
    lesson.do(Do.REMOVE, hiker=bo)
    for found in (audit(lesson.events), audit(*file_of(lesson))):
        assert found.ok, found.disagreements
        assert found.boards == 1


def test_a_purged_room_agrees_and_says_so(make_lesson) -> None:
    lesson = make_lesson()
    people = [lesson.join("Ada"), lesson.join("Bo")]
    lesson.play(people)
    lesson.store.erase(lesson.id, people[:1])
    for found in (audit(lesson.events), audit(*file_of(lesson))):
        assert found.ok, found.disagreements
        assert found.erased == 7  # joined, and six steps
    assert audit(lesson.events).rounds[0].scores == 1


def changed(events: list[Event], kind: Kind, **data: object) -> list[Event]:
    """Return events with the first of a kind changed."""
    at = next(index for index, one in enumerate(events) if one.kind is kind)
    altered = replace(events[at], data={**events[at].data, **data})
    return [*events[:at], altered, *events[at + 1 :]]


def test_a_step_that_was_changed_is_found(file) -> None:
    events, claims = file
    found = audit(changed(events, Kind.MOVED, move=[1.5, 1.5]), claims)
    assert any("the moves come to" in one for one in found.disagreements)
    assert any("board of round" in one for one in found.disagreements)


def test_the_last_bit_of_a_score_is_found(file) -> None:
    events, claims = file
    at = next(index for index, one in enumerate(claims) if one["type"] == "score")
    points = claims[at]["points"]
    nudged = json.loads(json.dumps({**claims[at], "points": points * (1 + 2**-52)}))
    assert nudged["points"] != points
    found = audit(events, [*claims[:at], nudged, *claims[at + 1 :]])
    (said,) = found.disagreements
    assert repr(points) in said


def test_another_level_another_seed_and_another_promise_are_found(file) -> None:
    events, claims = file
    level = next(one for one in events if one.kind is Kind.ROUND_ADDED).data["level"]
    easier = {**level, "files": {level["name"]: HILL.replace("depth: 40", "depth: 41")}}
    for data, said in (
        ({"level": easier}, "another one"),
        ({"seed": 1}, "commitment"),
        ({"nonce": "other"}, "commitment"),
    ):
        found = audit(changed(events, Kind.ROUND_ADDED, **data), claims)
        assert any(said in one for one in found.disagreements), data


def test_what_is_missing_or_out_of_order_is_found(frozen_and_thawed, file) -> None:
    events = frozen_and_thawed.events
    assert "Event 9 is missing" in audit([*events[:8], *events[9:]]).disagreements[0]
    early = replace(events[-1], at=0)
    assert "before the one that it follows" in audit([*events[:-1], early]).disagreements[0]
    twice = replace(events[-1], key=next(one.key for one in events if one.key))
    assert "the same key" in audit([*events[:-1], twice]).disagreements[0]
    assert audit(events[:0]).disagreements == ["No event opens the room."]
    cut, claims = file
    assert "are claimed" in audit(cut[:-1], claims).disagreements[0]


def test_a_step_outside_its_round_is_found(make_lesson) -> None:
    lesson = make_lesson()
    ada, bo = lesson.join("Ada"), lesson.join("Bo")
    lesson.start()
    lesson.walk(bo, 1)
    lesson.do(Do.CLOSE)
    late = Event(
        len(lesson.events) + 1,
        lesson.events[-1].at,
        Kind.MOVED,
        {"round": 1, "step": 0, "move": [1.0, 1.0]},
        ada,
        f"{ada}:1:0",
    )
    (said,) = audit([*lesson.events, late]).disagreements
    assert "that round was not on" in said
    assert "another key" in audit([*lesson.events, replace(late, key="x")]).disagreements[1]


def test_a_board_that_was_claimed_otherwise_is_found(file) -> None:
    events, claims = file
    at = next(index for index, one in enumerate(claims) if one["type"] == "board")
    other = {**claims[at], "rows": claims[at]["rows"][:-1]}
    assert audit(events, [*claims[:at], other, *claims[at + 1 :]]).disagreements
    assert audit(events, [*claims[:at], *claims[at + 1 :]]).disagreements


CLAIMS = [
    ("score", {"rank": 9}),
    ("score", {"name": "Cy Cheat"}),
    ("score", {"medals": ["rival"]}),
    ("score", {"halvings": 14.0}),
    ("score", {"flag": 1}),
    ("score", {"ended": "as if"}),
    ("score", {"step": 99}),
    ("score", {"over": None}),
    ("score", {"team": "Red"}),
    ("score", {"hiker": "somebody"}),
    ("score", {"round": [1]}),
    ("round", {"title": "Another"}),
    ("round", {"steps": 99}),
    ("round", {"round": {}}),
    ("room", {"name": "8c"}),
    ("room", {"up_to": 3}),
    ("board", {"frozen": None}),
    ("board", {"rows": [[2, "x", 1.0]]}),
]


@pytest.mark.parametrize(("kind", "change"), CLAIMS)
def test_no_field_of_a_file_can_be_changed(file, kind: str, change: dict) -> None:
    events, claims = file
    at = next(index for index, one in enumerate(claims) if one["type"] == kind)
    (field,) = change
    assert repr(claims[at][field]) != repr(change[field])
    forged = [*claims[:at], {**claims[at], **change}, *claims[at + 1 :]]
    assert audit(events, forged).disagreements
    left_out = {name: value for name, value in claims[at].items() if name != field}
    assert audit(events, [*claims[:at], left_out, *claims[at + 1 :]]).disagreements


def test_a_score_is_neither_missing_nor_twice(file) -> None:
    events, claims = file
    at = next(index for index, one in enumerate(claims) if one["type"] == "score")
    (said,) = audit(events, [*claims[:at], *claims[at + 1 :]]).disagreements
    assert said == f"Round 1: the score of {claims[at]['name']} is missing."
    (said,) = audit(events, [*claims, claims[at]]).disagreements
    assert "that the events do not have" in said


def test_what_a_later_version_adds_is_overlooked(file) -> None:
    events, claims = file
    later = [{**one, "mood": 1} if one["type"] != "board" else one for one in claims]
    assert audit(events, [*later, {"type": "song"}]).ok


def test_one_round_of_a_room_agrees(frozen_and_thawed) -> None:
    lesson = frozen_and_thawed
    text = as_lines(results_of(lesson.events).only(2), lesson.events).decode()
    found = audit(*read_lines(text, "lesson.jsonl"))
    assert found.ok, found.disagreements
