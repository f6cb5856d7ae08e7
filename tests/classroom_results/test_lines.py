"""JSON lines: all of a room, readable again to the last bit, and nobody's secret in them."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.errors import LinesError
from hikergame.classroom.log.events import Kind
from hikergame.classroom.results.lines import as_lines, read_lines, without_secrets
from hikergame.classroom.results.session import results_of
from hikergame.classroom.room import codes, rules
from hikergame.classroom.room.state import Room

FIELDS = {
    "room": {
        "type", "format", "name", "code", "mode", "engine", "opened_at", "up_to", "frozen",
        "events", "erased",
    },
    "event": {"type", "number", "at", "kind", "hiker", "key", "data"},
    "round": {
        "type", "round", "title", "level_id", "level_hash", "dims", "steps", "seed", "nonce",
        "commitment",
    },
    "score": {
        "type", "round", "hiker", "name", "kind", "team", "rank", "points", "step", "over",
        "halvings", "flag", "medals", "ended",
    },
    "board": {"type", "round", "up_to", "frozen", "rows"},
}  # fmt: skip


def test_the_fields_are_those_that_are_documented(played, results) -> None:
    lines = as_lines(results, played.events).decode().splitlines()
    objects = [json.loads(line) for line in lines]
    assert {one["type"] for one in objects} == FIELDS.keys()
    for one in objects:
        assert one.keys() == FIELDS[one["type"]]
    assert objects[0]["type"] == "room"
    assert objects[0]["format"] == 1


def test_all_events_come_back(played, results) -> None:
    events, others = read_lines(as_lines(results, played.events).decode(), "x")
    assert events == list(without_secrets(played.events))
    again = results_of(events)
    assert [one.board for one in again.rounds] == [one.board for one in results.rounds]
    scores = {(one["round"], one["hiker"]): one["points"] for one in others if "hiker" in one}
    for one in again.rounds:
        for row in one.rows:
            assert scores[one.number, row.hiker] == row.points


def test_no_secret_is_in_them(make_lesson) -> None:
    lesson = make_lesson()
    ada = lesson.join("Ada")
    recovery = codes.hash_of(f"recovery {ada}")
    lesson.keep(rules.recover(lesson.room, recovery_hash=recovery, token_hash="b" * 64))
    text = as_lines(results_of(lesson.events), lesson.events).decode()
    for secret in ("a" * 64, recovery, codes.hash_of(f"token {ada}"), "b" * 32):
        assert secret not in text
    room = Room.replay(read_lines(text, "x")[0])
    assert [seat.name for seat in room.seats.present] == ["Ada"]
    kinds = [one.kind for one in read_lines(text, "x")[0]]
    assert kinds == [one.kind for one in lesson.events]
    assert Kind.SEAT_TAKEN in kinds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no log of a room"),
        ('{"type": "room", "format": 99}', "no log of a room"),
        ("[1]", "x:1: not an object with a type"),
        ('{"type": "room", "format": 1}\n{', "x:2: not JSON"),
        ('{"type": "event", "number": 1}', "x:1: not an event"),
        (
            '{"type":"event","number":"1","at":1,"kind":"moved","hiker":null,"key":null,"data":{}}',
            "x:1: not an event",
        ),
        (
            '{"type":"event","number":1,"at":1,"kind":"flown","hiker":null,"key":null,"data":{}}',
            "x:1: not an event",
        ),
        ("[" * 100_000, "x:1: not JSON"),
    ],
)
def test_what_is_no_log_is_refused_by_its_line(text: str, said: str) -> None:
    with pytest.raises(LinesError, match=said):
        read_lines(text, "x")


@given(st.text(st.sampled_from('{}[]":,\n type roomevent01\u2028\\'), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(LinesError):
        read_lines(text, "x")
