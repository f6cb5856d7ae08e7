"""What a server does when it ends, and when it comes back."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from hikergame.classroom.log.events import Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.sqlite import SqliteStore
from hikergame.classroom.server import clockwork

from ..ports import free_port
from .classroom import HILL, PATIENCE, Classroom, Line, new_room, served


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "classroom.sqlite3"


def test_a_round_is_paused_by_a_restart_and_everybody_comes_back(file: Path) -> None:
    store = SqliteStore(file)
    room = served(store, new_room(store))
    seat = room.join("Ada")
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    felt = pupil.step(0, 1.0, 0.5)
    port = room.serving.place.port
    room.close()
    assert pupil.socket.close_code == 1012  # a service that restarts
    store.close()

    store = SqliteStore(file)
    room = served(store, room.opened, port=port)
    pupil = room.greet(seat["token"])
    welcome = pupil.until("welcome")
    assert welcome["you"]["name"] == "Ada"
    assert welcome["room"]["phase"] == "paused"
    assert "started again" in welcome["room"]["pause"]
    assert welcome["walk"]["readouts"][1] == felt["readout"]
    assert pupil.step(0, 1.0, 0.5) == felt  # sent again, and not taken twice
    assert pupil.step(1, 1.0, 0.5)["why"] == "not-walking"
    assert room.tell("resume").status_code == 200
    pupil.until_phase("walking")
    assert pupil.step(1, 1.0, 0.5)["type"] == "felt"
    room.close()
    store.close()


def test_a_countdown_is_called_off_by_a_restart(store: MemoryStore) -> None:
    room = served(store, new_room(store))
    pupil = room.pupil()
    assert room.tell("count-down", seconds=600).status_code == 200
    assert pupil.until_phase("countdown")["room"]["countdown_ms"] > 500_000
    room.close()
    room = served(store, room.opened, port=room.serving.place.port)
    assert room.view()["room"]["phase"] == "lobby"
    room.close()


def test_a_restart_elsewhere_is_noticed_once_the_server_of_before_is_known_to_be_gone(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clockwork, "ALIVE", 600.0)
    room = served(store, new_room(store))
    seat = room.join()
    room.start_round()
    room.close()
    room = room.again()
    pupil = room.greet(seat["token"])
    assert pupil.until("welcome")["room"]["phase"] == "walking"
    monkeypatch.setattr(clockwork, "ALIVE", 0.0)
    room.serving.live._clockwork._doubt = 0.0  # as after those seconds
    pupil.until_phase("paused")
    room.close()


def test_who_comes_back_after_a_restart_is_told_of_all_rounds(room: Classroom) -> None:
    seat = room.join("Ada")
    _walked(room, seat["token"], 1)
    room.tell("reveal")
    room.tell("next")
    _walked(room, seat["token"], 2)
    room.tell("finish")
    room.serving.stop()
    again = room.again()
    pupil = again.greet(seat["token"])
    assert [pupil.until("result")["round"] for _ in range(2)] == [1, 2]
    again.close()


def test_who_comes_back_in_a_round_is_told_of_the_earlier_ones_with_its_reveal(
    room: Classroom,
) -> None:
    seat = room.join("Ada")
    _walked(room, seat["token"], 1)
    room.tell("reveal")
    room.tell("next")
    room.serving.stop()
    again = room.again()
    between = again.greet(seat["token"])
    assert between.until("result")["round"] == 1
    again.start_round()
    between.until("begun")
    pupil = again.greet(seat["token"])
    pupil.until("welcome")
    pupil.say(type="flag", round=2, step=0)
    pupil.until_phase("closed")
    assert not [one for one in pupil.heard if one["type"] == "result"]
    again.tell("reveal")
    assert [pupil.until("result")["round"] for _ in range(2)] == [1, 2]
    again.close()


def _walked(room: Classroom, token: str, number: int) -> None:
    """Let a pupil walk a round: he plants his flag at the start, and it is over."""
    pupil = room.greet(token)
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    pupil.say(type="flag", round=number, step=0)
    pupil.until_phase("closed")


def test_who_does_not_come_back_after_a_restart_is_away(room: Classroom) -> None:
    dead, ada = room.join("Robot", kind="bot"), room.join("Ada")
    room.greet(dead["token"]).until("welcome")
    room.serving.stop()
    again = served(room.store, room.opened, port=room.serving.place.port)
    again.greet(ada["token"]).until("welcome")
    console = again.greet(room.opened.teacher, "teach")
    while True:
        robot, person = console.until("teacher")["seats"]
        if robot["away_s"] is not None:
            break
    assert not robot["connected"]
    assert (person["connected"], person["away_s"]) == (True, None)
    again.get("walk", token=dead["token"])  # it lives, and does without a line
    while console.until("teacher")["seats"][0]["away_s"] is not None:
        pass
    again.close()


def test_a_room_between_rounds_is_not_paused(room: Classroom) -> None:
    room.serving.stop()
    again = room.again()
    assert again.view()["room"]["phase"] == "lobby"
    again.close()


def test_a_teacher_without_a_key_is_given_one(room: Classroom) -> None:
    again = room.again(teacher="a new token")
    for token in ("a new token", room.opened.teacher):
        assert again.get("teacher/view", token=token).status_code == 200
    again.close()


@pytest.fixture
def running(file: Path, tmp_path: Path) -> Iterator["Running"]:
    running = Running(file, tmp_path)
    yield running
    running.kill()


class Running:
    """`hikergame host` in a process of its own."""

    def __init__(self, file: Path, home: Path) -> None:
        level = home / "hill.yaml"
        level.write_text(HILL)
        self._file, self._home = file, home
        self.process = self._start(str(level), "--port", str(free_port()), "--entrant", "none")

    def _start(self, *words: str) -> "subprocess.Popen[str]":
        program = str(Path(sys.executable).with_name("hikergame"))
        command = [program, "host", "--headless", "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, "--store", str(self._file), *words],
            env={**os.environ, "HIKERGAME_HOME": str(self._home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = {}
        assert self.process.stdout is not None
        for line in self.process.stdout:
            key, _, value = line.strip().partition("  ")
            self.said[key] = value.strip()
            if line.startswith("Put the board"):
                break
        return self.process

    @property
    def web(self) -> str:
        return f"http://{self.said['Address']}/api/v1/"

    def again(self) -> None:
        self._start("--resume", self.said["Code"])

    def ask(self, path: str, **options: object) -> httpx.Response:
        return httpx.get(self.web + path, trust_env=False, timeout=PATIENCE, **options)  # type: ignore[arg-type]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_a_process_that_is_killed_comes_back_at_the_same_address(running: Running) -> None:
    address, code = running.said["Address"], running.said["Code"]
    wish = {"code": code, "name": "Ada"}
    seat = httpx.post(running.web + "join", json=wish, trust_env=False, timeout=PATIENCE).json()
    running.kill()
    running.again()
    assert (running.said["Address"], running.said["Code"]) == (address, code)
    bearer = {"Authorization": f"Bearer {seat['token']}"}
    assert running.ask("walk", headers=bearer).json()["you"]["name"] == "Ada"


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles only")
def test_ctrl_c_says_how_to_come_back(running: Running) -> None:
    running.process.send_signal(signal.SIGINT)
    _, said = running.process.communicate(timeout=PATIENCE)
    assert running.process.returncode == 130
    assert f"hikergame host --resume {running.said['Code']}" in said
    assert "Traceback" not in said


def test_a_sleep_of_the_computer_pauses_the_round(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    _let_time_jump(monkeypatch, 3600.0)
    paused = _paused(pupil)
    assert "asleep for 36" in paused


def test_a_clock_that_is_set_back_pauses_the_round(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    _let_time_jump(monkeypatch, -3600.0)
    assert "clock" in _paused(pupil)


def _let_time_jump(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    true = clockwork.time.time
    monkeypatch.setattr(clockwork.time, "time", lambda: true() + seconds)


def _paused(pupil: Line) -> str:
    return str(pupil.until_phase("paused")["room"]["pause"])


def test_the_time_in_which_nobody_was_there_is_not_counted(store: MemoryStore) -> None:
    room = served(store, new_room(store, clock_s=600))
    seat = room.join()
    pupil = room.greet(seat["token"])
    pupil.until("welcome")
    room.start_round()
    pupil.until("begun")
    pupil.step(0, 1.0, 0.0)
    room.close()
    last = store.read(room.opened.room)[-1]
    room = served(store, room.opened, port=room.serving.place.port)
    paused = store.read(room.opened.room)[-1]
    assert (paused.kind, paused.data["since"]) == (Kind.ROUND_PAUSED, last.at)
    here = room.serving.live.room.round
    assert here is not None
    assert here.started_at is not None
    assert here.walked_ms(paused.at + 10**6) == last.at - here.started_at
    room.close()
