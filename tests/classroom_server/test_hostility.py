"""Whatever is sent: a clear short answer, and everybody else is served as before."""

import asyncio
import socket
import threading
from contextlib import suppress
from types import SimpleNamespace

import pytest
from websockets.exceptions import ConnectionClosed

from hikergame.classroom.messages.base import MAX_FRAME
from hikergame.classroom.server import door
from hikergame.classroom.server.limits import MOST_MALFORMED, WrongCodes

from .classroom import PATIENCE, Classroom

GARBAGE: list[str] = [
    "",
    "{",
    "[]",
    "null",
    '"hello"',
    "{}",
    '{"type": 3}',
    "[" * 10_000,
    "\x00",
    "é" * 3000,
]


CHANNELS = {"walk": "wrong-token", "watch": "wrong-code", "teach": "wrong-token"}
"""And what a token is refused with that opens none of them."""


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_begins_with_a_hello(room: Classroom, channel: str) -> None:
    for text in (*GARBAGE, b"\xff\xfe", b"{}"):
        line = room.line(channel)
        line.socket.send(text)
        refused = line.hear()
        assert (refused["type"], refused["why"]) == ("refused", "malformed")
        assert len(refused["text"]) <= 300
        assert line.close_code() == 1008


@pytest.mark.parametrize("channel", CHANNELS)
def test_another_version_is_told_which_is_spoken(room: Classroom, channel: str) -> None:
    line = room.line(channel)
    line.say(type="hello", protocol=99, token=room.code)
    assert line.hear()["why"] == "protocol"
    assert line.close_code() == 1008


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_wrong_token_opens_nothing(room: Classroom, channel: str) -> None:
    for token in ("x", "0" * 48, "\u202e" * 40):
        line = room.greet(token, channel)
        assert line.hear()["why"] == CHANNELS[channel]
        assert line.close_code() == 1008


def test_too_much_that_makes_no_sense_ends_the_line(room: Classroom) -> None:
    pupil, other = room.pupil(), room.pupil()
    for number in range(MOST_MALFORMED):
        pupil.socket.send(GARBAGE[number % len(GARBAGE)])
    for _ in range(MOST_MALFORMED):
        assert pupil.answer()["why"] == "malformed"
    assert pupil.answer()["why"] == "too-many"
    assert pupil.close_code() == 1008
    room.start_round()
    other.until("begun")
    assert other.step(0, 1.0, 0.0)["type"] == "felt"


def test_a_frame_that_is_too_long_ends_the_line(room: Classroom) -> None:
    pupil = room.pupil()
    with suppress(ConnectionClosed):  # it may come while we send
        pupil.socket.send("x" * (MAX_FRAME + 1))
    assert pupil.close_code() == 1009


def test_a_body_that_is_too_long_is_refused(room: Classroom) -> None:
    answer = room.ask("POST", "join", content=b" " * (MAX_FRAME + 1))
    assert (answer.status_code, answer.json()["why"]) == (400, "malformed")


def test_a_body_that_makes_no_sense_is_refused(room: Classroom) -> None:
    token = room.join()["token"]
    for body in (*GARBAGE, '{"code": 1}', '{"code": "x", "name": {}}', '{"step": 1e999}'):
        for path in ("join", "recover", "move", "flag", "ready", "teacher/command"):
            if (path, body) == ("ready", "{}"):
                continue  # all that there is to say goes without saying
            bearer = room.opened.teacher if path.startswith("teacher") else token
            answer = room.ask("POST", path, content=body.encode(), token=bearer)
            assert (answer.status_code, answer.json()["why"]) == (400, "malformed")
            assert len(answer.text) < 600


BAD_NAMES = {
    "\x1b[31mred\x1b[0m": "U+001B",
    "x" * 10_000: "10,000",
    "\u202eevil": "U+202E",
    "zero\u200bwidth": "U+200B",
    "💀" * 20: "columns",
    "a" + "\u0301" * 9: "accents",
}


def test_a_name_that_nobody_may_have_is_refused(room: Classroom) -> None:
    for name, word in BAD_NAMES.items():
        answer = room.post("join", {"code": room.code, "name": name})
        assert (answer.status_code, answer.json()["why"]) == (422, "bad-name")
        assert word in answer.json()["text"]
        assert answer.json()["text"].isprintable()


def test_markup_in_a_name_is_only_text(room: Classroom) -> None:
    assert room.join("<b>&amp;'\"")["you"]["name"] == "<b>&amp;'\""


def test_nothing_is_there_but_what_is_there(room: Classroom) -> None:
    for path in ("/api/v1/nothing", "/static/../errors.py", "/static/%2e%2e/errors.py", "/etc"):
        answer = room.get(path)
        assert (answer.status_code, answer.json()["why"]) == (404, "not-found")
    answer = room.ask("DELETE", "join")
    assert (answer.status_code, answer.json()["why"]) == (405, "malformed")


def test_who_guesses_codes_is_slowed_down_and_nobody_else(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, joined, answers = threading.Semaphore(0), threading.Event(), []

    async def hold(seconds: float) -> None:
        if seconds:
            held.release()
            while not joined.is_set():
                await asyncio.sleep(0.01)

    monkeypatch.setattr(door, "asyncio", SimpleNamespace(sleep=hold))

    def guess() -> None:
        answers.append(room.post("join", {"code": "XXXXXX"}).status_code)

    guessing = [threading.Thread(target=guess) for _ in range(WrongCodes.FREE + 30)]
    for thread in guessing:
        thread.start()
    assert held.acquire(timeout=PATIENCE)
    room.join()  # the right code, from the same address, in the midst of it
    joined.set()
    for thread in guessing:
        thread.join()
    assert answers == [403] * len(guessing)


def test_a_request_that_never_ends_holds_nobody_up(room: Classroom) -> None:
    with socket.create_connection(("127.0.0.1", room.serving.place.port)) as slow:
        slow.sendall(b"POST /api/v1/join HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{")
        assert room.join()["you"]
