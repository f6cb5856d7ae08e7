"""`hikergame host`: what it says, what it keeps, and what it refuses."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hikergame.classroom.errors import ExtraMissingError
from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.log.sqlite import SqliteStore
from hikergame.classroom.messages.base import Mode
from hikergame.classroom.room.codes import ALPHABET
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.server.addresses import addresses, bracketed
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.qr import qr_path, qr_text
from hikergame.classroom.server.running import Serving
from hikergame.cli.commands import app
from hikergame.cli.hosting import extra, greeting, ground, serving
from hikergame.cli.hosting.keys import Key, Keys
from hikergame.cli.hosting.settings import OptionError, seconds, settings

from ..ports import free_port
from .classroom import HILL

NOTHING_SAID = {
    "name": "Class",
    "mode": None,
    "clock": None,
    "countdown": 5,
    "teams": None,
    "entrants": None,
    "top": 5,
    "by_steps": False,
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path))
    monkeypatch.delenv("HIKERGAME_STORE", raising=False)
    return tmp_path


@pytest.fixture
def level(tmp_path: Path) -> str:
    path = tmp_path / "hill.yaml"
    path.write_text(HILL)
    return str(path)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[Serving]:
    """Press Ctrl-C as soon as the room is open; return what was served."""
    served: list[Serving] = []

    def run(self: Serving, ready: object = None) -> None:
        served.append(self)
        self.start()
        try:
            ready()  # type: ignore[operator]
        finally:
            self.stop()
        raise KeyboardInterrupt

    monkeypatch.setattr(Serving, "run", _running_in_a_thread(Serving.run, run))
    return served


def _running_in_a_thread(true: object, replaced: object) -> object:
    """Let `start` run as ever, and everybody else press Ctrl-C."""
    import threading

    def run(self: Serving, ready: object = None) -> None:
        beside = threading.current_thread() is not threading.main_thread()
        (true if beside else replaced)(self, ready)  # type: ignore[operator]

    return run


def host(*words: str) -> tuple[int, str, str]:
    """Run the command, and return its exit code and what it said."""
    done = CliRunner().invoke(app, ["host", "--headless", "--bind", "127.0.0.1", *words])
    return done.exit_code, done.stdout, done.stderr


def test_it_says_where_and_what_to_do_next(at_once: list[Serving], level: str) -> None:
    code, said, goodbye = host(level, "--port", "0", "--name", "7b", "--entrant", "none")
    assert code == 130
    (served,) = at_once
    room = served.live.room
    assert room.settings.name == "7b"
    assert room.settings.entrants == ()
    for words in (
        "7b is open: 1 round.",
        room.code,
        f"hikergame join 127.0.0.1:{served.place.port} {room.code}",
        f"hikergame host --attach 127.0.0.1:{served.place.port}",
        f"http://127.0.0.1:{served.place.port}/play#code={room.code}",
        "/board#code=",
        "classroom.sqlite3",
    ):
        assert words in said
    assert "\x1b" not in said  # no terminal, no colours
    assert f"hikergame host --resume {room.code}" in goodbye


def test_a_room_is_opened_again_with_its_port_and_token(at_once: list[Serving], level: str) -> None:
    host(level, "--port", str(free_port()))
    first = at_once[0]
    code, said, _ = host("--resume", first.live.room.code.lower())
    assert code == 130
    assert "is open again" in said
    again = at_once[1]
    assert again.place.port == first.place.port
    assert again.live.room.code == first.live.room.code
    key = Keys().of_port(first.place.port)
    assert key is not None
    assert again.live.door.is_teacher(key.token)
    host("--resume")
    assert at_once[2].live.room.code == first.live.room.code


def test_another_computer_may_open_a_room_again(
    at_once: list[Serving], level: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(home / "shared.sqlite3")
    host(level, "--port", "0", "--store", store)
    monkeypatch.setenv("HIKERGAME_HOME", str(home / "elsewhere"))
    code, _, goodbye = host("--room", at_once[0].live.room.code, "--port", "0", "--store", store)
    assert code == 130
    assert f"--store {store}" in goodbye
    (key,) = Keys().all()
    assert at_once[1].live.door.is_teacher(key.token)


def test_the_room_last_used_is_opened_again(at_once: list[Serving], level: str, home: Path) -> None:
    """A room that was opened later, and left, is not the one that the class was in last."""
    host(level, "--port", str(free_port()))
    host(level, "--port", str(free_port()))
    first, second = at_once
    assert first.live.room.code != second.live.room.code
    with closing(SqliteStore(home / "classroom.sqlite3")) as store:
        (used,) = (one.room for one in store.rooms() if one.code == first.live.room.code)
        store.append(used, [Draft(Kind.CODE_HIDDEN)])
    host("--resume")
    assert at_once[2].live.room.code == first.live.room.code


def test_serving_a_room_beside_leaves_its_first_place_known(
    at_once: list[Serving], level: str
) -> None:
    """A console finds the first server as before, and so does --resume."""
    host(level, "--port", str(free_port()))
    first = at_once[0]
    code = first.live.room.code
    host("--room", code, "--port", "0")
    beside = at_once[1].place
    assert beside.port != first.place.port
    assert [key.port for key in Keys().all()] == [first.place.port, beside.port]
    host("--resume", code)
    assert at_once[2].place.port == first.place.port


def test_the_keys_are_their_owners_alone(at_once: list[Serving], level: str) -> None:
    import os

    host(level, "--port", "0")
    if os.name == "posix":
        assert Keys().path.stat().st_mode & 0o077 == 0
    (key,) = Keys().all()
    assert Keys().of_room(at_once[0].live.room.code) is None
    assert Keys().of_room(key.room) == key


def test_damaged_keys_are_as_good_as_none(home: Path) -> None:
    keys = Keys(home)
    for text in ("", "{", "[1]", '[{"room": 1}]', "{}"):
        keys.path.write_text(text)
        assert keys.all() == []
    keys.keep(Key("r", "CODE", "t", 1))
    keys.keep(Key("s", "CODE", "t", 2))
    keys.keep(Key("r", "CODE", "t", 3))
    assert [key.port for key in keys.all()] == [3, 2]


def test_a_port_that_is_taken_is_named_and_nothing_is_opened(
    level: str, taken: int, home: Path
) -> None:
    code, _, said = host(level, "--port", str(taken))
    assert code == 2
    assert f"port {taken} is taken" in said
    assert f"--port {taken + 1}" in said
    assert not (home / "classroom.sqlite3").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["no-such-level"], 3, "no-such-level"),
        (["false-valey"], 3, "did you mean 'false-valleys'?"),
        (["two-valley"], 3, "did you mean 'two-valleys'?"),
        (["random:impossible"], 2, "impossible"),
        (["LEVEL", "--mode", "clas"], 2, "did you mean 'class'?"),
        (["LEVEL", "--mode", "teams"], 2, "--teams Red,Blue"),
        (["LEVEL", "--mode", "class", "--teams", "Red"], 2, "--teams Red,Blue"),
        (["LEVEL", "--clock", "soon"], 2, "1m30s"),
        (["LEVEL", "--entrant", "adan"], 5, "did you mean 'adam'?"),
        (["LEVEL", "--name", "\x1b[2J"], 5, "U+001B"),
        (["LEVEL", "--store", "mysql://x", "--port", "0"], 6, "mysql"),
        (["LEVEL", "--bind", "203.0.113.7", "--port", "0"], 2, "--bind"),
        (["--resume", "XXXXXX"], 5, "no room XXXXXX"),
        (["--resume"], 5, "no room that could be opened again"),
        (["--resume", "XXXXXX", "YYYYYY"], 2, "one room"),
        (["--resume", "--clock", "5m", "--by-steps"], 2, "leave out --clock, --by-steps"),
        (["--room", "XXXXXX", "--teams", "Red,Blue"], 2, "leave out --teams"),
        (["--attach", "127.0.0.1", "LEVEL"], 2, "leave out the levels, --headless, --bind"),
        (["LEVEL", "--token-file", "token"], 2, "nothing to attach to"),
        (["LEVEL", "--clock", "4s"], 2, "from 5s to 1440m"),
        (["LEVEL", "--public", "http://my host"], 2, "'http://my host' is no address"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_what_makes_no_sense_is_said_clearly(
    level: str, words: list[str], code: int, said: str
) -> None:
    given = [level if word == "LEVEL" else word for word in words]
    left, out, told = host(*given)
    assert (left, out) == (code, "")
    assert said in told
    assert "\x1b" not in told
    assert "Traceback" not in told


def test_a_missing_extra_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "uvicorn" else name)
    with pytest.raises(ExtraMissingError, match=r"uvicorn.*pip install 'hikergame\[class\]'"):
        extra.require_extra()


def test_help_teaches_with_examples() -> None:
    said = CliRunner().invoke(app, ["host", "--help"]).stdout
    for words in ("hikergame host random:easy", "--resume K7MPXW", "--store postgresql://"):
        assert words in said


def test_ground_is_said_in_many_ways(level: str, tmp_path: Path) -> None:
    assert [one["title"] for one in ground.level_data([level])] == ["The Secret Hill"]
    chapter = ground.level_data(["false-valleys"])
    assert len(chapter) > 1
    assert {one["chapter"] for one in chapter} == {"false-valleys"}
    pack = tmp_path / "pack"
    pack.mkdir()
    for name in ("02-b.yaml", "01-a.yaml"):
        (pack / name).write_text(HILL)
    assert [one["name"] for one in ground.level_data([str(pack)])] == ["01-a.yaml", "02-b.yaml"]
    assert len(ground.level_data([level, "a-gentle-slope"])) == 2


def test_ground_drawn_by_lot_is_nowhere_else() -> None:
    one, other = (ground.level_data(["random:easy"])[0] for _ in range(2))
    assert one["hash"] != other["hash"]


def test_settings_follow_from_options() -> None:
    assert settings(**NOTHING_SAID).mode is Mode.CLASS  # type: ignore[arg-type]
    teams = settings(**{**NOTHING_SAID, "teams": "Red, Blue"})  # type: ignore[arg-type]
    assert (teams.mode, teams.teams) == (Mode.TEAMS, ("Red", "Blue"))
    assert settings(**{**NOTHING_SAID, "by_steps": True}).live == "steps"  # type: ignore[arg-type]


def test_times_are_read_as_people_write_them() -> None:
    assert [seconds(text) for text in ("90", "90s", "5m", "1m30s", "2 min")] == [
        90, 90, 300, 90, 120,
    ]  # fmt: skip
    for text in ("", "soon", "-5", "1h"):
        with pytest.raises(OptionError):
            seconds(text)


def test_a_password_is_never_said() -> None:
    shown = serving.without_password("postgresql://teacher:hunter2@db.school/class")
    assert shown == "postgresql://teacher:...@db.school/class"


def test_every_character_of_a_code_is_big_enough_to_read() -> None:
    shapes = {sign: tuple(greeting.big(sign)) for sign in ALPHABET}
    assert len(set(shapes.values())) == len(ALPHABET)
    assert all(len({len(row) for row in rows}) == 1 for rows in shapes.values())
    assert max(len(row) for row in greeting.big("WMWMWM")) < 80


def test_a_qr_code_says_the_same_in_the_terminal_and_on_the_board() -> None:
    text = "http://192.168.100.200:8750/play#code=K7MPXW"
    path, size = qr_path(text)
    drawn: set[tuple[int, int]] = set()
    for stroke in path.split("M")[1:]:
        x, rest = stroke.split(" ", 1)
        y, rest = rest.split("h", 1)
        width = int(rest.split("v")[0])
        drawn |= {(int(x) + step, int(y)) for step in range(width)}
    assert len({x for x, _ in drawn}) == size
    for light_on_dark in (True, False):
        rows = qr_text(text, light_on_dark=light_on_dark).splitlines()
        halves = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
        seen = {
            (x - 2, 2 * y + half - 2)
            for y, row in enumerate(rows)
            for x, sign in enumerate(row)
            for half in (0, 1)
            if halves[sign][half] is not int(light_on_dark)
        }
        assert {one for one in seen if one[1] < size} >= drawn
        assert {one for one in seen if -2 <= one[1] < size + 2} == drawn
    assert len(rows[0]) < 50


def test_addresses_of_this_computer_are_numbers() -> None:
    assert addresses("127.0.0.1") == ("127.0.0.1",)
    found = addresses("0.0.0.0")
    assert found
    assert "0.0.0.0" not in found
    assert bracketed("::1") == "[::1]"
    assert Place("::1", 8750).address == "[::1]:8750"


def test_a_public_address_is_what_people_are_told() -> None:
    place = Place("127.0.0.1", 8750, "https://hike.school.example")
    assert place.address == "https://hike.school.example"
    assert place.play("K7MPXW") == "https://hike.school.example/play#code=K7MPXW"


def test_a_code_of_a_room_that_is_open_is_not_given_again(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "log.sqlite3")
    codes = {open_room(store, Settings(), []).code for _ in range(5)}
    assert len(codes) == 5
    store.close()


def test_a_word_too_few_is_told_as_typer_tells_it() -> None:
    done = CliRunner().invoke(app, ["join", "127.0.0.1:1"])
    assert done.exit_code == 2
    assert "the room code is missing" in done.stderr
    assert "mistake" not in done.stderr
