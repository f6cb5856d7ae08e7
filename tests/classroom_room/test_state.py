"""The fold: what each event does, and what it does not do where it is forbidden."""

from dataclasses import replace
from itertools import pairwise

import pytest

from hikergame.classroom.log.events import GATES, Kind
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.room import codes
from hikergame.classroom.room.seats import Seats
from hikergame.classroom.room.state import MOST_SEATS, Room


def test_a_room_goes_through_its_phases(lesson) -> None:
    room = lesson.room
    ada = lesson.join("Ada")
    assert room.phase is Phase.LOBBY
    lesson.do(Do.COUNT_DOWN, seconds=3)
    assert room.phase is Phase.COUNTDOWN
    assert room.countdown == (lesson.now, lesson.now + 3000)
    lesson.now += 3000
    lesson.happen(Kind.ROUND_STARTED, {"round": 1})
    assert room.phase is Phase.WALKING
    lesson.do(Do.PAUSE)
    assert (room.phase, room.pause) == (Phase.PAUSED, "The teacher has paused the round.")
    lesson.do(Do.RESUME)
    assert (room.phase, room.pause) == (Phase.WALKING, None)
    lesson.walk(ada, 2)
    lesson.do(Do.CLOSE)
    assert room.phase is Phase.CLOSED
    lesson.do(Do.REVEAL)
    assert room.phase is Phase.REVEALED
    assert room.round.revealed
    lesson.do(Do.FINISH)
    assert room.phase is Phase.FINISHED


def test_a_countdown_is_called_off_and_the_round_waits(lesson) -> None:
    lesson.join("Ada")
    lesson.do(Do.COUNT_DOWN)
    lesson.do(Do.PAUSE)
    assert lesson.room.phase is Phase.LOBBY
    assert lesson.room.next_round.number == 1
    lesson.start()
    assert (lesson.room.phase, lesson.room.on) == (Phase.WALKING, 1)


def test_the_next_round_may_be_waited_for_or_begun_at_once(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"], texts["space"]])
    ada = lesson.join("Ada")
    lesson.play([ada])
    lesson.do(Do.NEXT)
    assert (lesson.room.phase, lesson.room.on) == (Phase.LOBBY, 1)
    lesson.play([ada])
    assert lesson.room.on == 2
    lesson.start()
    assert lesson.room.on == 3
    assert lesson.room.next_round is None


def test_a_round_passed_over_is_revealed_when_the_room_is_finished(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada)
    lesson.do(Do.CLOSE)
    lesson.do(Do.NEXT)
    assert not lesson.room.rounds[0].revealed
    lesson.do(Do.FINISH)
    assert [one.revealed for one in lesson.room.rounds] == [True, False]


def test_the_gate_is_the_number_of_the_last_event_that_is_one(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada = lesson.join("Ada")
    lesson.play([ada])
    lesson.happen(Kind.ROUND_RESUMED, {"round": 9})  # forbidden, and a gate all the same
    assert not lesson.counted
    assert lesson.room.gate == max(e.number for e in lesson.events if e.kind in GATES)
    assert lesson.room.gate == lesson.room.number


def test_an_event_counts_once(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.step(ada, 1.0, 0.5)
    assert not lesson.room.apply(lesson.events[-1])
    assert lesson.room.round.taken(ada) == 1


def test_nothing_happens_before_a_room_is_opened(lesson) -> None:
    room = Room.replay(lesson.events[1:])
    assert not room.opened
    assert room.rounds == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"round": 1, "step": 0},
        {"round": 1, "step": 0, "move": [1.0]},
        {"round": 1, "step": 0, "move": [1.0, "1"]},
        {"round": 1, "step": 0, "move": [1.0, True]},
        {"round": 1, "step": 0, "move": [1.0, float("nan")]},
        {"round": 1, "step": 0, "move": [float("inf"), 1.0]},
        {"round": 1, "step": 0, "move": [10**400, 1.0]},
        {"round": 1, "step": 1, "move": [1.0, 1.0]},
        {"round": 1, "step": -1, "move": [1.0, 1.0]},
        {"round": 2, "step": 0, "move": [1.0, 1.0]},
        {"round": "1", "step": 0, "move": [1.0, 1.0]},
        {"round": 1, "step": None, "move": {"x": 1}},
    ],
)
def test_a_move_that_makes_no_sense_does_not_count(lesson, data) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.happen(Kind.MOVED, data, ada)
    assert not lesson.counted
    assert lesson.room.round.moves == {}


def test_moves_count_only_while_a_round_is_walked(lesson) -> None:
    ada = lesson.join("Ada")
    step = {"round": 1, "step": 0, "move": [0.5, 0.5]}
    lesson.happen(Kind.MOVED, step, ada)
    assert not lesson.counted
    lesson.do(Do.COUNT_DOWN)
    lesson.happen(Kind.MOVED, step, ada)
    assert not lesson.counted
    lesson.happen(Kind.ROUND_STARTED, {"round": 1})
    lesson.do(Do.PAUSE)
    lesson.happen(Kind.MOVED, step, ada)
    assert not lesson.counted
    lesson.do(Do.RESUME)
    lesson.happen(Kind.MOVED, step, ada)
    assert lesson.counted
    lesson.do(Do.CLOSE)
    lesson.happen(Kind.MOVED, step | {"step": 1}, ada)
    assert not lesson.counted


def test_a_hike_ends_with_its_flag_or_its_steps(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.start()
    lesson.walk(ada, 2)
    lesson.plant(ada)
    lesson.walk(ben)
    here = lesson.room.round
    assert here.is_over(ada)
    assert here.is_over(ben)
    for hiker, step in ((ada, 2), (ben, here.steps)):
        lesson.happen(Kind.MOVED, {"round": 1, "step": step, "move": [0.1, 0.1]}, hiker)
        assert not lesson.counted
        lesson.happen(Kind.FLAG_PLANTED, {"round": 1, "step": step}, hiker)
        assert not lesson.counted
    assert here.flags == {ada: 2}


def test_a_removed_hikers_token_and_code_are_worth_nothing(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.step(ada, 0.5, 0.5)
    lesson.do(Do.REMOVE, hiker=ada)
    room = lesson.room
    assert room.seat_of_token(codes.hash_of(lesson.tokens[ada])) is None
    recovery = codes.hash_of(codes.canonical(lesson.recoveries[ada]))
    assert room.seat_of_recovery(recovery) is None
    attempts = [
        (Kind.MOVED, {"round": 1, "step": 1, "move": [0.5, 0.5]}),
        (Kind.FLAG_PLANTED, {"round": 1, "step": 1}),
        (Kind.HIKER_READY, {}),
        (Kind.HIKER_RENAMED, {"name": "Eve"}),
        (Kind.SEAT_TAKEN, {"token": "a" * 64}),
        (Kind.SEAT_OFFERED, {"recovery": "b" * 64}),
        (Kind.HIKER_REMOVED, {}),
    ]
    for kind, data in attempts:
        lesson.happen(kind, data, ada)
        assert not lesson.counted
    assert room.seat_of_token("a" * 64) is None
    assert not room.seats.is_taken("Ada")


def test_another_device_takes_a_seat_and_the_old_token_dies(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.happen(Kind.SEAT_TAKEN, {"token": "a" * 64}, ada)
    assert lesson.room.seat_of_token("a" * 64).id == ada
    assert lesson.room.seat_of_token(codes.hash_of(lesson.tokens[ada])) is None


def test_a_seat_handed_back_has_another_recovery_code(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.happen(Kind.SEAT_OFFERED, {"recovery": "c" * 64}, ada)
    assert lesson.room.seat_of_recovery("c" * 64).id == ada
    old = codes.hash_of(codes.canonical(lesson.recoveries[ada]))
    assert lesson.room.seat_of_recovery(old) is None
    lesson.happen(Kind.SEAT_OFFERED, {"recovery": "c" * 64}, ben)  # that is Ada's
    assert not lesson.counted


def test_nobody_joins_with_a_token_that_is_somebodys(lesson) -> None:
    ada = lesson.join("Ada")
    token = codes.hash_of(lesson.tokens[ada])
    data = {"name": "Eve", "kind": "person", "team": None, "token": token, "recovery": "d" * 64}
    lesson.happen(Kind.HIKER_JOINED, data, "eve")
    assert not lesson.counted
    assert lesson.room.seat_of_token(token).id == ada


def test_names_that_look_alike_are_told_apart_by_a_number(lesson) -> None:
    data = {"kind": "person", "team": None}
    names = ["Ada", "ada", "Аda", "a" * 24, "A" * 24]
    for number, name in enumerate(names):
        secrets = {"token": f"{number:064x}", "recovery": f"{number + 99:064x}"}
        lesson.happen(Kind.HIKER_JOINED, data | secrets | {"name": name}, f"id-{number}")
        assert lesson.counted
    taken = [seat.name for seat in lesson.room.seats.present]
    assert taken == ["Ada", "ada 2", "Аda 3", "a" * 24, "A" * 22 + " 2"]


def test_a_name_is_free_again_once_its_holder_has_another(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.do(Do.RENAME, hiker=ada, name="Ida")
    assert not lesson.room.seats.is_taken("Ada")
    ben = lesson.join("Ada")
    assert lesson.room.seats[ben].name == "Ada"
    lesson.do(Do.RENAME, hiker=ada, name="Ida")  # as she is called already
    assert lesson.room.seats[ada].name == "Ida"


def test_a_locked_or_full_or_finished_room_takes_nobody(lesson, monkeypatch) -> None:
    lesson.do(Do.LOCK)
    data = {"name": "Eve", "kind": "person", "token": "e" * 64, "recovery": "f" * 64}
    lesson.happen(Kind.HIKER_JOINED, data, "eve")
    assert not lesson.counted
    lesson.do(Do.UNLOCK)
    with monkeypatch.context() as patch:
        patch.setattr("hikergame.classroom.room.state.MOST_SEATS", 0)
        lesson.happen(Kind.HIKER_JOINED, data, "eve")
        assert not lesson.counted
    assert MOST_SEATS >= 300
    lesson.do(Do.FINISH)
    lesson.happen(Kind.HIKER_JOINED, data, "eve")
    assert not lesson.counted


def test_the_clock_stands_still_in_a_pause(make_class) -> None:
    lesson = make_class(clock_s=60)
    lesson.join("Ada")
    lesson.start()
    began, room = lesson.now, lesson.room
    started = room.round.started_at
    assert room.clock_ms(started) == 60_000
    assert room.clock_ms(started + 20_000) == 40_000
    lesson.now = started + 20_000 - 10
    lesson.do(Do.PAUSE)
    assert room.clock_ms(started + 50_000) == 40_000
    lesson.now = started + 90_000 - 10
    lesson.do(Do.RESUME)
    assert room.clock_ms(started + 90_000 + 5_000) == 35_000
    assert room.clock_ms(started + 900_000) == 0
    assert began >= started
    lesson.do(Do.CLOSE)
    assert room.clock_ms(lesson.now) is None


def test_who_comes_late_has_all_the_steps_and_the_rounds_clock(make_class) -> None:
    lesson = make_class(clock_s=60)
    lesson.join("Ada")
    lesson.start()
    lesson.now += 30_000
    late = lesson.join("Late")
    here = lesson.room.round
    lesson.walk(late)
    assert here.taken(late) == here.steps
    assert lesson.room.clock_ms(lesson.now) < 30_000


def test_readiness_is_for_one_round(make_class, texts) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    ada = lesson.join("Ada")
    lesson.happen(Kind.HIKER_READY, {}, ada)
    assert lesson.room.seats[ada].ready
    lesson.start()
    assert not lesson.room.seats[ada].ready
    lesson.happen(Kind.HIKER_READY, {}, ada)
    assert not lesson.counted


def test_rounds_are_added_in_order_and_with_a_level(lesson) -> None:
    good = dict(lesson.events[1].data) | {"round": 2}
    for broken in (
        good | {"round": 3},
        good | {"seed": -1},
        good | {"seed": 2**63},
        good | {"level": []},
        good | {"level": {"dims": 2}},
        good | {"nonce": None},
    ):
        lesson.happen(Kind.ROUND_ADDED, broken)
        assert not lesson.counted
    lesson.happen(Kind.ROUND_ADDED, good)
    assert lesson.counted


def test_bots_and_people_sit_in_one_row(lesson) -> None:
    lesson.join("Ada")
    bot = lesson.join("R2", kind=EntrantKind.BOT)
    assert lesson.room.seats[bot].kind is EntrantKind.BOT
    assert [seat.joined for seat in lesson.room.seats.present] == [3, 4]


def test_erased_events_leave_the_rest_of_the_room_as_it_was(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.play([ada, ben])
    left = [
        replace(event, kind=Kind.ERASED, data={}, hiker=None, key=None)
        if event.hiker == ada
        else event
        for event in lesson.events
    ]
    room = Room.replay(left)
    assert [seat.id for seat in room.seats.present] == [ben]
    assert list(room.round.moves) == [ben]
    assert room.round.moves[ben] == lesson.room.round.moves[ben]
    assert all(one.number + 1 == two.number for one, two in pairwise(left))


def test_an_index_of_seats_forgets_no_more_than_it_should() -> None:
    seats = Seats()
    assert seats.of_token("x") is None
    assert seats.free_name("Ada") == "Ada"
    assert len(seats) == 0
