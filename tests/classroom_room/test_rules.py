"""Wishes: each is a draft, or a refusal with a reason and a sentence."""

import math
import random

import pytest

from hikergame.classroom.errors import RefusedWish
from hikergame.classroom.log.events import Kind
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.room import codes, commands, rules


def refused(wish, *args, **kwargs) -> RefusedWish:
    with pytest.raises(RefusedWish) as caught:
        wish(*args, **kwargs)
    assert caught.value.text[0].isupper()
    assert caught.value.text.endswith(".")
    assert 0 < len(caught.value.text) <= 300
    return caught.value


def joining(room, **changes):
    wish = {
        "hiker": "new",
        "kind": EntrantKind.PERSON,
        "name": "New",
        "team": None,
        "token_hash": "a" * 64,
        "recovery_hash": "b" * 64,
        "chance": random.Random(1),
    }
    return rules.join(room, **(wish | changes))


def test_only_the_code_opens_the_door(lesson) -> None:
    rules.admit(lesson.room, " bcd-fgh ")
    assert refused(rules.admit, lesson.room, "BCDFGJ").why is Why.WRONG_CODE


def test_joining_is_refused_with_the_reason(lesson, monkeypatch) -> None:
    room = lesson.room
    lesson.join("Ada")
    assert refused(joining, room, name="ADA").why is Why.BAD_NAME
    assert refused(joining, room, name="x" * 10_000).why is Why.BAD_NAME
    assert refused(joining, room, name="\x1b]0;owned\x07").why is Why.BAD_NAME
    with monkeypatch.context() as patch:
        patch.setattr("hikergame.classroom.room.state.MOST_SEATS", 1)
        assert refused(joining, room).why is Why.FULL
    lesson.do(Do.LOCK)
    assert refused(joining, room).why is Why.LOCKED
    lesson.do(Do.UNLOCK)
    lesson.do(Do.FINISH)
    assert refused(joining, room).why is Why.NOT_NOW


def test_who_gives_no_name_gets_one(lesson) -> None:
    for name in (None, "", "   "):
        called = joining(lesson.room, name=name).data["name"]
        assert len(called.split()) == 2


def test_teams_are_filled_evenly_unless_one_is_asked_for(make_class) -> None:
    lesson = make_class(mode="teams", teams=("Red", "Blue", "Green"))
    lesson.join("A", team="blue")
    for name in "BCDEF":
        lesson.join(name)
    lesson.join("bot", kind=EntrantKind.BOT)
    teams = [seat.team for seat in lesson.room.seats.present]
    assert teams[:6] == ["Blue", "Red", "Green", "Red", "Blue", "Green"]
    assert teams[6] is None
    refusal = refused(joining, lesson.room, team="Pink")
    assert refusal.why is Why.NOT_FOUND
    assert "Red, Blue, Green" in str(refusal)


def test_teams_are_left_out_where_everybody_is_alone(make_class) -> None:
    lesson = make_class(mode="alone", teams=("Red", "Blue"))
    assert lesson.room.seats[lesson.join("A", team="Red")].team is None


def test_a_recovery_code_gives_a_seat_to_a_new_token(lesson) -> None:
    ada = lesson.join("Ada")
    typed = codes.canonical(lesson.recoveries[ada].lower())
    draft = rules.recover(lesson.room, recovery_hash=codes.hash_of(typed), token_hash="c" * 64)
    lesson.keep(draft)
    assert lesson.room.seat_of_token("c" * 64).id == ada
    assert lesson.room.seat_of_token(codes.hash_of(lesson.tokens[ada])) is None
    wrong = refused(rules.recover, lesson.room, recovery_hash="d" * 64, token_hash="e" * 64)
    assert wrong.why is Why.NOT_FOUND


def test_a_move_may_be_sent_again(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.step(ada, 1.0, 0.5)
    assert rules.move(lesson.room, ada, 1, 0, (9.0, 9.0)) is None
    lesson.do(Do.PAUSE)
    assert rules.move(lesson.room, ada, 1, 0, (1.0, 0.5)) is None


def test_a_move_has_a_key_and_rests_on_the_gate(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    draft = rules.move(lesson.room, ada, 1, 0, (1, 0.5))
    assert (draft.key, draft.gate) == (f"{ada}:1:0", lesson.room.gate)
    assert draft.data == {"round": 1, "step": 0, "move": [1.0, 0.5]}


@pytest.mark.parametrize(
    "displacement", [(), (1.0,), (1.0, 2.0, 3.0), (math.nan, 0.0), (math.inf, 0.0), (10**400, 0)]
)
def test_a_move_is_as_many_finite_numbers_as_the_ground_has_dimensions(
    lesson, displacement
) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    why = refused(rules.move, lesson.room, ada, 1, 0, displacement)
    assert (why.why, why.expected) == (Why.BAD_MOVE, 0)


def test_moves_are_refused_with_the_reason(lesson) -> None:
    ada, room = lesson.join("Ada"), lesson.room
    step = (0.5, 0.5)
    assert refused(rules.move, room, ada, 1, 0, step).why is Why.NOT_WALKING
    lesson.start()
    assert refused(rules.move, room, "nobody", 1, 0, step).why is Why.WRONG_TOKEN
    assert refused(rules.move, room, ada, 2, 0, step).why is Why.OTHER_ROUND
    ahead = refused(rules.move, room, ada, 1, 3, step)
    assert (ahead.why, ahead.expected) == (Why.OUT_OF_TURN, 0)
    assert refused(rules.move, room, ada, 1, -1, step).why is Why.OUT_OF_TURN
    lesson.do(Do.PAUSE)
    assert refused(rules.move, room, ada, 1, 0, step).text == "The teacher has paused the round."
    lesson.do(Do.RESUME)
    lesson.walk(ada, 1)
    lesson.plant(ada)
    assert refused(rules.move, room, ada, 1, 1, step).why is Why.HIKE_OVER
    assert rules.flag(room, ada, 1, 1) is None
    assert refused(rules.flag, room, ada, 1, 0).why is Why.HIKE_OVER
    lesson.do(Do.CLOSE)
    assert refused(rules.move, room, ada, 1, 1, step).why is Why.NOT_WALKING


def test_a_flag_stands_where_its_hiker_does(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.start()
    lesson.walk(ada, 2)
    wrong = refused(rules.flag, lesson.room, ada, 1, 1)
    assert (wrong.why, wrong.expected) == (Why.OUT_OF_TURN, 2)
    lesson.keep(rules.flag(lesson.room, ada, 1, 2))
    assert lesson.room.round.flags == {ada: 2}


def test_what_is_due_happens_once_however_many_servers_draft_it(lesson) -> None:
    lesson.join("Ada")
    room = lesson.room
    assert (rules.due(room, lesson.now), rules.due_at(room)) == ([], None)
    lesson.do(Do.COUNT_DOWN, seconds=4)
    at = rules.due_at(room)
    assert at == lesson.now + 4000
    assert rules.due(room, at - 1) == []
    one, other = rules.due(room, at), rules.due(room, at + 5)
    assert one == other
    lesson.keep(one)
    lesson.keep(other)
    assert room.phase is Phase.WALKING
    assert sum(event.kind is Kind.ROUND_STARTED for event in lesson.events) == 1


def test_a_round_closes_by_its_clock_but_not_in_a_pause(make_class) -> None:
    lesson = make_class(clock_s=10)
    lesson.join("Ada")
    lesson.start()
    room, started = lesson.room, lesson.room.round.started_at
    assert rules.due_at(room) == started + 10_000
    lesson.now = started + 4_000 - 10
    lesson.do(Do.PAUSE)
    assert rules.due(room, started + 99_000) == []
    lesson.now = started + 99_000 - 10
    lesson.do(Do.RESUME)
    assert rules.due_at(room) == started + 99_000 + 6_000
    (draft,) = rules.due(room, started + 99_000 + 6_000)
    assert draft.kind is Kind.ROUND_CLOSED


def test_a_round_closes_when_everybody_has_ended_it(lesson) -> None:
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.start()
    lesson.walk(ada)
    assert rules.due(lesson.room, lesson.now) == []
    lesson.plant(ben)
    (draft,) = rules.due(lesson.room, lesson.now)
    assert draft.kind is Kind.ROUND_CLOSED


def test_a_round_without_walkers_goes_on(lesson) -> None:
    lesson.start()
    assert rules.due(lesson.room, lesson.now) == []
    ada, ben = lesson.join("Ada"), lesson.join("Ben")
    lesson.walk(ada)
    lesson.do(Do.REMOVE, hiker=ben)
    assert rules.due(lesson.room, lesson.now)[0].kind is Kind.ROUND_CLOSED


def test_an_interruption_pauses_what_runs(lesson) -> None:
    assert rules.interrupted(lesson.room, "The server slept.") == []
    ada = lesson.join("Ada")
    lesson.start()
    lesson.keep(rules.interrupted(lesson.room, "The server slept."))
    assert (lesson.room.phase, lesson.room.pause) == (Phase.PAUSED, "The server slept.")
    told = refused(rules.move, lesson.room, ada, 1, 0, (0.5, 0.5)).text
    assert told == "The round is paused. The server slept."


def test_readiness_is_asked_for_between_rounds(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.keep(rules.ready(lesson.room, ada))
    assert lesson.room.seats[ada].ready
    assert refused(rules.ready, lesson.room, "nobody").why is Why.WRONG_TOKEN
    lesson.play([ada])
    assert refused(rules.ready, lesson.room, ada).why is Why.NOT_NOW


PHASES = {
    "lobby": lambda lesson: None,
    "countdown": lambda lesson: lesson.do(Do.COUNT_DOWN),
    "walking": lambda lesson: lesson.start(),
    "paused": lambda lesson: (lesson.start(), lesson.do(Do.PAUSE)),
    "closed": lambda lesson: (lesson.start(), lesson.do(Do.CLOSE)),
    "revealed": lambda lesson: (lesson.start(), lesson.do(Do.CLOSE), lesson.do(Do.REVEAL)),
    "finished": lambda lesson: lesson.do(Do.FINISH),
}
ALLOWED = {
    Do.COUNT_DOWN: {"lobby", "revealed"},
    Do.PAUSE: {"countdown", "walking"},
    Do.RESUME: {"paused"},
    Do.CLOSE: {"walking", "paused"},
    Do.REVEAL: {"closed"},
    Do.NEXT: {"closed", "revealed"},
    Do.FINISH: {"lobby", "closed", "revealed", "finished"},
}


@pytest.mark.parametrize("do", ALLOWED)
@pytest.mark.parametrize("phase", PHASES)
def test_a_teacher_may_do_what_fits_the_phase(make_class, texts, do: Do, phase: str) -> None:
    lesson = make_class([texts["hill"], texts["line"]])
    lesson.join("Ada")
    PHASES[phase](lesson)
    assert lesson.room.phase.value == phase
    wish = Command(id=1, do=do)
    if phase in ALLOWED[do]:
        lesson.keep(commands.command(lesson.room, wish))
        assert lesson.counted
        assert (lesson.room.phase.value != phase) or phase == "finished"
    else:
        assert refused(commands.command, lesson.room, wish).why is Why.NOT_NOW


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (Do.LOCK, Do.UNLOCK),
        (Do.HIDE_CODE, Do.SHOW_CODE),
        (Do.FREEZE, Do.THAW),
        (Do.FULL_BOARD, Do.SHORT_BOARD),
    ],
)
def test_switches_go_there_and_back_and_do_nothing_twice(lesson, there: Do, back: Do) -> None:
    assert lesson.do(back) == []
    assert len(lesson.do(there)) == 1
    assert lesson.do(there) == []
    assert len(lesson.do(back)) == 1
    assert lesson.do(back) == []


def test_a_frozen_board_stays_as_long_as_it_is(lesson) -> None:
    lesson.do(Do.FREEZE)
    refused(commands.command, lesson.room, Command(id=1, do=Do.FULL_BOARD))


def test_nobody_is_done_anything_to_who_is_not_there(lesson) -> None:
    for do in (Do.RENAME, Do.REMOVE, Do.HAND_BACK, Do.SET_TEAM):
        for hiker in (None, "nobody"):
            wish = Command(id=1, do=do, hiker=hiker, name="Eve", team="Red")
            assert refused(commands.command, lesson.room, wish).why is Why.NOT_FOUND


def test_renaming_keeps_names_apart(lesson) -> None:
    ada = lesson.join("Ada")
    lesson.join("Ben")
    for name in ("BEN", "x" * 10_000, "\x1b[2J", "", None):
        wish = Command(id=1, do=Do.RENAME, hiker=ada, name=name)
        assert refused(commands.command, lesson.room, wish).why is Why.BAD_NAME
    lesson.do(Do.RENAME, hiker=ada, name="ada")
    assert lesson.room.seats[ada].name == "ada"


def test_a_seat_is_handed_back_by_a_new_recovery_code(lesson) -> None:
    ada = lesson.join("Ada")
    wish = Command(id=1, do=Do.HAND_BACK, hiker=ada)
    lesson.keep(commands.command(lesson.room, wish, recovery_hash="9" * 64))
    lesson.keep(rules.recover(lesson.room, recovery_hash="9" * 64, token_hash="8" * 64))
    assert lesson.room.seat_of_token("8" * 64).id == ada


def test_a_hiker_is_moved_to_another_team(make_class) -> None:
    lesson = make_class(mode="teams", teams=("Red", "Blue"))
    ada = lesson.join("Ada")
    lesson.do(Do.SET_TEAM, hiker=ada, team="blue")
    assert lesson.room.seats[ada].team == "Blue"
    wish = Command(id=1, do=Do.SET_TEAM, hiker=ada, team="Pink")
    assert refused(commands.command, lesson.room, wish).why is Why.NOT_FOUND


def test_a_round_that_cannot_be_read_is_not_begun(lesson) -> None:
    data = dict(lesson.events[1].data)
    data["level"] = dict(data["level"]) | {"hash": "0" * 64}
    lesson.happen(Kind.ROUND_ADDED, data | {"round": 2})
    assert lesson.counted
    lesson.play([lesson.join("Ada")])
    wish = Command(id=1, do=Do.COUNT_DOWN)
    assert refused(commands.command, lesson.room, wish).why is Why.NOT_NOW
