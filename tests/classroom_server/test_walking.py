"""A pupil's round over the network, from the seat to the result."""

import gc
import json
from collections.abc import Sequence

import pytest
from websockets.exceptions import ConnectionClosed

from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.server import clockwork

from ..classroom_room.levels import LINE
from .classroom import Classroom, classroom, wait_until


def test_a_round_from_the_seat_to_the_result(room: Classroom) -> None:
    pupil = room.pupil("Ada")
    room.start_round()
    walk = pupil.until("begun")["walk"]
    assert walk["facts"]["steps"] == 6
    assert len(walk["readouts"]) == 1
    for number in range(6):
        felt = pupil.step(number, 0.5, 0.25)
        assert felt["type"] == "felt"
        assert felt["readout"]["step"] == number + 1
    assert felt["over"]
    assert felt["outcome"] == "truncated"
    pupil.until_phase("closed")  # everybody has arrived
    assert room.tell("reveal").status_code == 200
    result = pupil.until("result")
    assert result["level_title"] == "The Secret Hill"
    assert result["points"] >= 0.0


def test_what_a_round_waits_for_is_worked_out_once(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[int] = []
    warm = Round.warm

    def noted(one: Round, entrants: Sequence[str]) -> None:
        warmed.append(one.number)
        warm(one, entrants)

    monkeypatch.setattr(Round, "warm", noted)
    with classroom(store, *[LINE] * 4) as room:
        pupil, rounds = room.pupil("Ada"), room.serving.live.room.rounds
        for number in (1, 2, 3):
            wait_until(lambda last=number: all(one.is_warm for one in rounds[:last]))
            room.start_round()
            pupil.until("begun")
            pupil.say(type="flag", round=number, step=0)
            pupil.until_phase("closed")
            room.tell("next")
        wait_until(lambda: rounds[3].is_warm)
    assert sorted(warmed) == [1, 2, 3, 4]


def test_what_is_there_when_a_round_starts_is_searched_for_garbage_only_after_it(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: done.append("left alone"))
    monkeypatch.setattr(gc, "unfreeze", lambda: done.append("searched"))
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    assert done == ["left alone"]
    pupil.say(type="flag", round=1, step=0)
    pupil.until_phase("closed")
    assert done == ["left alone", "searched"]


def test_a_flag_ends_the_hike(room: Classroom) -> None:
    pupil, _other = room.pupil(), room.pupil()
    room.start_round()
    pupil.until("begun")
    pupil.step(0, 1.0, 0.0)
    pupil.say(type="flag", round=1, step=1)
    assert pupil.answer() == {"type": "flag-stands", "round": 1, "step": 1}
    pupil.say(type="flag", round=1, step=1)
    assert pupil.answer() == {"type": "flag-stands", "round": 1, "step": 1}
    refused = pupil.step(1, 1.0, 0.0)
    assert (refused["why"], refused["step"]) == ("hike-over", 1)


def test_a_move_that_is_sent_again_is_answered_alike_and_taken_once(room: Classroom) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    first = pupil.step(0, 1.0, 0.5)
    assert pupil.step(0, 1.0, 0.5) == first
    assert pupil.step(0, -2.0, 0.0) == first  # what was kept then is what counts
    assert pupil.step(1, 1.0, 0.5)["readout"]["step"] == 2


def test_a_move_out_of_turn_is_told_which_is_next(room: Classroom) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    pupil.step(0, 1.0, 0.5)
    refused = pupil.step(5, 1.0, 0.5)
    assert refused["why"] == "out-of-turn"
    assert (refused["round"], refused["step"], refused["expected"]) == (1, 5, 1)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ({"type": "move", "round": 1, "step": 0, "displacement": [1.0]}, "bad-move"),
        ({"type": "move", "round": 1, "step": 0, "displacement": [1.0, 2.0, 3.0]}, "bad-move"),
        ({"type": "move", "round": 2, "step": 0, "displacement": [1.0, 2.0]}, "other-round"),
        ({"type": "flag", "round": 1, "step": 3}, "out-of-turn"),
        ({"type": "move", "round": 1, "step": 0, "displacement": ["a", 2.0]}, "malformed"),
        ({"type": "move", "round": 1, "step": 0, "displacement": []}, "malformed"),
        ({"type": "move", "round": 1, "step": -1, "displacement": [1.0, 2.0]}, "malformed"),
        ({"type": "move", "round": 1, "step": 0}, "malformed"),
        ({"type": "dance"}, "malformed"),
        ({"type": "hello", "protocol": 1, "token": "once more"}, "malformed"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    room: Classroom, message: dict[str, object], why: str
) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    pupil.say(**message)
    refused = pupil.answer()
    assert (refused["type"], refused["why"]) == ("refused", why)
    assert len(refused["text"]) <= 300
    assert pupil.step(0, 1.0, 0.5)["type"] == "felt"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_move_is_made_of_finite_numbers(room: Classroom, number: str) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    text = json.dumps({"type": "move", "round": 1, "step": 0, "displacement": ["N", 1.0]})
    pupil.socket.send(text.replace('"N"', number))
    assert pupil.answer()["why"] == "malformed"


def test_nobody_moves_before_the_round_or_in_a_pause(room: Classroom) -> None:
    pupil = room.pupil()
    assert pupil.step(0, 1.0, 0.0)["why"] == "not-walking"
    room.start_round()
    pupil.until("begun")
    assert room.tell("pause").status_code == 200
    pupil.until_phase("paused")
    assert pupil.step(0, 1.0, 0.0)["why"] == "not-walking"
    assert room.tell("resume").status_code == 200
    pupil.until_phase("walking")
    assert pupil.step(0, 1.0, 0.0)["type"] == "felt"


def test_who_comes_back_finds_the_whole_walk(room: Classroom) -> None:
    seat = room.join()
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    felt = [pupil.step(number, 0.5, 0.25)["readout"] for number in range(3)]
    pupil.socket.close()
    walk = room.greet(seat["token"]).until("welcome")["walk"]
    assert walk["readouts"][1:] == felt
    assert walk["moves"] == [[0.5, 0.25]] * 3
    assert len(walk["rival"]) == 4


def test_the_newest_connection_of_a_token_wins(room: Classroom) -> None:
    token = room.join()["token"]
    before = room.greet(token)
    before.until("welcome")
    now = room.greet(token)
    now.until("welcome")
    before.until("replaced")
    assert before.close_code() == 1000
    room.start_round()
    now.until("begun")
    assert now.step(0, 1.0, 0.0)["type"] == "felt"


def test_a_removed_pupil_is_told_and_moves_nothing(room: Classroom) -> None:
    seat = room.join()
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    assert room.tell("remove", hiker=seat["you"]["hiker"]).status_code == 200
    pupil.until("removed")
    pupil.close_code()
    move = {"type": "move", "round": 1, "step": 0, "displacement": [1.0, 0.0]}
    answer = room.post("move", move, token=seat["token"])
    assert (answer.status_code, answer.json()["why"]) == (401, "wrong-token")
    assert room.greet(seat["token"]).hear()["why"] == "wrong-token"


def test_a_seat_is_recovered_on_another_device(room: Classroom) -> None:
    seat = room.join("Ada")
    old = room.greet(seat["token"])
    old.until("welcome")
    wish = {"code": room.code.lower(), "recovery": seat["recovery"].replace("-", " ").lower()}
    again = room.post("recover", wish).json()
    assert again["you"] == seat["you"]
    assert again["token"] != seat["token"]
    assert again["recovery"] == seat["recovery"]
    old.until("replaced")
    assert room.get("walk", token=seat["token"]).status_code == 401
    assert room.get("walk", token=again["token"]).json()["you"]["name"] == "Ada"


def test_a_teacher_hands_a_seat_back(room: Classroom) -> None:
    seat = room.join("Ada")
    done = room.tell("hand-back", hiker=seat["you"]["hiker"]).json()
    assert done["recovery"] != seat["recovery"]
    old = {"code": room.code, "recovery": seat["recovery"]}
    assert room.post("recover", old).json()["why"] == "wrong-code"
    new = {"code": room.code, "recovery": done["recovery"]}
    assert room.post("recover", new).json()["you"]["name"] == "Ada"


def test_a_new_name_is_told_at_once(room: Classroom) -> None:
    seat = room.join("Rude")
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    assert room.tell("rename", hiker=seat["you"]["hiker"], name="Polite").status_code == 200
    while pupil.until("room")["you"]["name"] != "Polite":
        pass


def test_whoever_walks_over_http_brings_an_open_channel_up_to_date(room: Classroom) -> None:
    seat = room.join()
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    move = {"type": "move", "round": 1, "step": 0, "displacement": [1.0, 0.0]}
    felt = room.post("move", move, token=seat["token"]).json()
    assert felt["type"] == "felt"
    assert pupil.until("welcome")["walk"]["readouts"][1] == felt["readout"]


def test_what_was_walked_over_http_is_told_once_a_step_that_was_on_its_way_is_answered(
    room: Classroom,
) -> None:
    seat = room.join()
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    line = room.serving.live.crowd.hikers[seat["you"]["hiker"]]
    line.doing = (1, 1)
    move = {"type": "move", "round": 1, "step": 0, "displacement": [1.0, 0.0]}
    felt = room.post("move", move, token=seat["token"]).json()
    room.join("Bo")
    while pupil.until("room")["room"]["people"] != 2:
        pass  # all that could be told by then has been
    line.doing = None
    assert pupil.until("welcome")["walk"]["readouts"][1] == felt["readout"]


def test_a_round_ends_by_the_clock(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    day, slowest = 86_400_000, 600_000
    with classroom(store, clock_s=day // 1000) as room:
        pupil = room.pupil()
        room.start_round()
        pupil.until("begun")
        assert day - slowest < pupil.until_phase("walking")["room"]["clock_ms"] <= day
        true = clockwork.now_ms
        monkeypatch.setattr(clockwork, "now_ms", lambda: true() + day)
        pupil.until_phase("closed")
        assert pupil.step(0, 1.0, 0.0)["why"] == "not-walking"


def test_rounds_follow_one_another(room: Classroom) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    assert room.tell("close").status_code == 200
    assert room.tell("reveal").status_code == 200
    assert room.tell("next").status_code == 200
    pupil.until_phase("lobby")
    pupil.say(type="ready")
    while not pupil.until("room")["you"]["ready"]:
        pass
    room.start_round()
    walk = pupil.until("begun")["walk"]
    assert (walk["round"], walk["facts"]["dims"]) == (2, 1)
    assert pupil.step(0, 1.0, round_number=2)["readout"]["altitude"] is not None


def test_a_line_that_is_closed_hears_nothing_more(room: Classroom) -> None:
    token = room.join()["token"]
    before = room.greet(token)
    before.until("welcome")
    room.greet(token)
    before.close_code()
    with pytest.raises(ConnectionClosed):
        before.socket.recv()


def test_who_is_removed_while_he_says_hello_is_turned_away(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the removal is read from another server just then."""
    seat, live = room.join("Ada"), room.serving.live
    removal = Command(id=1, do=Do.REMOVE, hiker=seat["you"]["hiker"])

    async def removed_meanwhile(**_: bool) -> None:
        await live.command(removal)

    monkeypatch.setattr(live, "refresh", removed_meanwhile)
    assert room.greet(seat["token"]).hear()["why"] == "wrong-token"


def test_who_connects_or_asks_over_http_is_here(room: Classroom) -> None:
    def connected() -> list[bool]:
        return [seat["connected"] for seat in room.view()["seats"]]

    token = room.join("Ada")["token"]
    assert connected() == [True]
    room.serving.live.crowd.fade(float("inf"), alone=True)
    assert connected() == [False]
    assert room.get("walk", token=token).status_code == 200
    assert connected() == [True]
