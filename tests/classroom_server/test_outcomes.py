"""What walks came to, told to those who walked: after the reveal, once, and to who comes back."""

import pytest

from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.room.state import Room
from hikergame.classroom.server import outcomes

from ..classroom_room.levels import LINE
from .classroom import Classroom, Line, classroom


def walk(room: Classroom, pupil: Line, number: int) -> None:
    """Begin a round and end it: the only pupil plants the flag where he starts."""
    room.start_round()
    pupil.until("begun")
    pupil.say(type="flag", round=number, step=0)
    pupil.until_phase("closed")


def test_who_comes_back_at_the_end_is_told_of_all_rounds(room: Classroom) -> None:
    seat = room.join("Ada")
    pupil = room.greet(seat["token"])
    for number in (1, 2):
        walk(room, pupil, number)
        assert room.tell("reveal").status_code == 200
        pupil.until("result", round=number)
        assert room.tell("next" if number == 1 else "finish").status_code == 200
    again = room.greet(seat["token"])
    assert [again.until("result")["round"] for _ in range(2)] == [1, 2]


def test_a_round_that_was_passed_over_is_told_of_at_the_end(room: Classroom) -> None:
    pupil = room.pupil("Ada")
    for number in (1, 2):
        walk(room, pupil, number)
        assert room.tell("next" if number == 1 else "finish").status_code == 200
    assert [pupil.until("result")["round"] for _ in range(2)] == [1, 2]


def test_what_walks_came_to_may_be_asked_for_and_is_told_after_the_reveal_only(
    room: Classroom,
) -> None:
    token = room.join("Ada")["token"]
    pupil = room.greet(token)
    walk(room, pupil, 1)
    assert room.get("results", token=token).json() == {"results": []}
    room.tell("reveal")
    told = pupil.until("result")
    assert room.get("results", token=token).json() == {"results": [told]}
    assert room.get("results", token=room.join("Bob")["token"]).json() == {"results": []}


def test_a_long_list_of_results_is_told_bit_by_bit(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "_AT_ONCE", 1)
    monkeypatch.setattr(outcomes, "_PAUSE", 0.0)
    with classroom(store, *[LINE] * 4) as room:
        seat = room.join("Ada")
        pupil = room.greet(seat["token"])
        for number in range(1, 5):
            walk(room, pupil, number)
            room.tell("next" if number < 4 else "finish")
        assert [pupil.until("result")["round"] for _ in range(4)] == [1, 2, 3, 4]
        again = room.greet(seat["token"])
        assert [again.until("result")["round"] for _ in range(4)] == [1, 2, 3, 4]


def test_results_that_cannot_be_worked_out_keep_no_others_back(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = outcomes._written

    def failing(here: Room, number: int) -> object:
        if number == 1:
            raise ZeroDivisionError
        return write(here, number)

    monkeypatch.setattr(outcomes, "_written", failing)
    pupil = room.pupil("Ada")
    for number in (1, 2):
        walk(room, pupil, number)
        room.tell("next" if number == 1 else "finish")
    assert pupil.until("result")["round"] == 2


def test_a_map_that_cannot_be_drawn_keeps_no_result_back(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(room.serving.live.reveals, "_print", failing)
    pupil = room.pupil("Ada")
    walk(room, pupil, 1)
    room.tell("finish")
    assert pupil.until("result")["round"] == 1
