"""Before the reveal nobody but the teacher is told what the ground is, or where others are.

Every route and every channel is asked as everybody: a stranger, a pupil, a bot and a board.
"""

import itertools
import json
from typing import Any

import pytest

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.room.sources import level_from
from hikergame.classroom.server.endpoints import ENDPOINTS, Who
from hikergame.classroom.server.limits import WrongCodes

from .classroom import HILL, Classroom, Line, classroom

SEED = 7_340_033_911
"""A seed that no other number in an answer happens to be."""


@pytest.fixture
def room(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(WrongCodes, "FREE", 1e9)  # much is asked here, and much of it wrongly
    with classroom(store, HILL, HILL, seed=SEED) as served:
        yield served


def secrets(events: list[Event]) -> set[str]:
    """Return texts that no answer may have before the reveal."""
    found = set()
    for event in events:
        if event.kind is not Kind.ROUND_ADDED:
            continue
        level = level_from(event.data["level"])  # type: ignore[arg-type]
        found |= {level.hash, level.id, level.title, level.chapter, level.summary, level.debrief}
        found |= {str(event.data["nonce"]), str(event.data["seed"]), "secret-file"}
        found |= {f"{number:.6g}" for number in level.start}
        lowest = level.landscape.land.lowest
        found |= {repr(float(number)) for number in (*lowest[0], lowest[1])}
    found.discard("")
    return found


def places(room: Classroom) -> set[str]:
    """Return the numbers of everybody's true places and heights."""
    here = room.serving.live.room.round
    assert here is not None
    walks = here.tracks.of(list(here.moves))
    numbers = [float(number) for walk in walks for values in walk for number in values.ravel()]
    return {f"{number:.9g}" for number in numbers if number}


def told(value: Any) -> set[str]:
    """Return every text and number in an answer, as text."""
    if isinstance(value, dict):
        return set(value) | set().union(*(told(one) for one in value.values()), set())
    if isinstance(value, list):
        return set().union(*(told(one) for one in value), set())
    return {str(value)} | ({f"{value:.9g}"} if isinstance(value, float) else set())


class Everybody:
    """A stranger, a pupil, a bot and a board, and all that they have been told."""

    def __init__(self, room: Classroom) -> None:
        self.room = room
        self.seats = [room.join("Ada"), room.join("Robot", kind="bot")]
        self.pupils = [room.greet(seat["token"]) for seat in self.seats]
        self.board = room.greet(room.code, "watch")
        self.answers: list[str] = []
        for pupil in self.pupils:
            pupil.until("welcome")

    def ask_everything(self) -> None:
        """Ask every question as everybody."""
        tokens = [None, "wrong", *(seat["token"] for seat in self.seats)]
        for endpoint, token in itertools.product(ENDPOINTS, tokens):
            path = endpoint.path.lstrip("/").format(number=1, format="csv")
            codes = ("", f"?code={self.room.code}") if endpoint.who is Who.CLASS else ("",)
            for code in codes:
                answer = self.room.ask(
                    endpoint.method, path + code, token=token, json=_wish(endpoint.name)
                )
                self.answers.append(answer.text + json.dumps(dict(answer.headers)))
                if endpoint.who is Who.TEACHER:
                    assert answer.status_code == 401
        for path in ("/", "/play", "/board", "/docs", "/api/v1/openapi.json"):
            self.answers.append(self.room.get(path).text)
        for channel in ("walk", "watch", "teach"):
            self.answers.append(json.dumps(self.room.greet("wrong", channel).hear()))

    def lines(self) -> list[Line]:
        return [*self.pupils, self.board]

    def all_told(self) -> str:
        """Return all texts that have come."""
        heard = [json.dumps(message) for line in self.lines() for message in line.heard]
        return "\n".join([*self.answers, *heard])


def _wish(name: str) -> dict[str, Any] | None:
    return {
        "move": {"type": "move", "round": 1, "step": 0, "displacement": [0.1, 0.1]},
        "flag": {"type": "flag", "round": 1, "step": 99},
        "ready": {"type": "ready"},
        "join": {"code": "wrong"},
        "recover": {"code": "wrong", "recovery": "wrong"},
        "command": {"type": "command", "id": 1, "do": "reveal"},
    }.get(name)


def test_no_answer_before_the_reveal_tells_a_secret(room: Classroom, store: MemoryStore) -> None:
    everybody = Everybody(room)
    ada, robot = everybody.pupils
    everybody.ask_everything()
    room.start_round()
    ada.until("begun")
    robot.until("begun")
    for number in range(4):
        ada.step(number, 0.37, 0.11)
        robot.step(number, -0.23, 0.41)
    everybody.board.until("board")
    everybody.ask_everything()
    room.tell("close")
    ada.until_phase("closed")
    everybody.ask_everything()
    text = everybody.all_told()
    for secret in secrets(store.read(room.opened.room)):
        assert secret not in text, secret


def test_nobody_is_told_where_anybody_stands(room: Classroom) -> None:
    everybody = Everybody(room)
    ada, robot = everybody.pupils
    room.start_round()
    ada.until("begun")
    robot.until("begun")
    for number in range(5):
        ada.step(number, 0.37, 0.11)
        robot.step(number, -0.23, 0.41)
    everybody.board.until("board")
    heard = [message for line in everybody.lines() for message in line.heard]
    asked = [room.get(path, token=everybody.seats[0]["token"]).json() for path in ("board", "walk")]
    assert not places(room) & told([*heard, *asked])


def test_what_a_pupil_feels_is_nobody_elses(room: Classroom) -> None:
    everybody = Everybody(room)
    ada, robot = everybody.pupils
    room.start_round()
    ada.until("begun")
    robot.until("begun")
    slopes = told([ada.step(number, 0.37, 0.11)["readout"]["slope"] for number in range(3)])
    robot.step(0, -0.23, 0.41)
    everybody.board.until("board")
    assert not slopes & told([*robot.heard, *everybody.board.heard])


def test_after_the_reveal_it_is_all_there_and_fits_what_was_told_before(room: Classroom) -> None:
    import hashlib

    everybody = Everybody(room)
    ada, robot = everybody.pupils
    room.start_round()
    ada.until("begun")
    robot.until("begun")
    ada.step(0, 0.37, 0.11)
    room.tell("close")
    commitment = ada.until_phase("closed")["room"]["commitment"]
    for refused in (
        room.get("rounds/1/reveal", token=everybody.seats[0]["token"]),
        room.get(f"rounds/1/reveal?code={room.code}"),
        room.get("rounds/1/reveal", token=room.opened.teacher),
    ):
        assert (refused.status_code, refused.json()["why"]) == (403, "forbidden")
    assert room.get("rounds/9/reveal", token=room.opened.teacher).status_code == 404
    room.tell("reveal")
    revealed = room.get("rounds/1/reveal", token=everybody.seats[0]["token"]).json()
    assert revealed["title"] == "The Secret Hill"
    promised = f"{revealed['nonce']}:{revealed['level_hash']}:{revealed['seed']}"
    assert hashlib.sha256(promised.encode()).hexdigest() == commitment == revealed["commitment"]
    packed = room.get(f"rounds/1/reveal?code={room.code}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == revealed


def test_the_next_round_is_as_secret_as_the_first_was(room: Classroom) -> None:
    everybody = Everybody(room)
    ada, _robot = everybody.pupils
    room.start_round()
    ada.until("begun")
    room.tell("close")
    room.tell("reveal")
    room.tell("next")
    room.start_round()
    second = room.serving.live.room.rounds[1]
    everybody.ask_everything()
    assert second.nonce not in everybody.all_told()
    assert str(second.seed) not in everybody.all_told()
    refused = room.get("rounds/2/reveal", token=everybody.seats[0]["token"])
    assert refused.json()["why"] == "forbidden"
