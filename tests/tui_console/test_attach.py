"""Coming to a room that is served elsewhere: which token is shown to whom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.cli.guard import Interrupted
from hikergame.cli.hosting import console
from hikergame.cli.hosting.keys import Key, Keys
from hikergame.cli.opening import NoTerminalError
from hikergame.errors import ExitCode
from hikergame.files import FileError

from .lesson import Room


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """The posts at which a console was opened; none is drawn."""
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path))
    monkeypatch.delenv(console.TOKEN, raising=False)
    opened: list[Any] = []

    def run(post: Any) -> ExitCode:
        opened.append(post)
        return ExitCode.OK

    monkeypatch.setattr("hikergame.tui.console.app.run_console", run)
    return opened


def attach(room: Room, token_file: Path | None = None) -> None:
    with pytest.raises(SystemExit) as ended:
        console.attach(str(room.address), token_file)
    assert ended.value.code == 0


def test_the_token_kept_on_this_computer_opens_the_room(room: Room, posts: list[Any]):
    port = room.address.port
    Keys().keep(Key("one", "BCDFGH", "0" * 48, port))
    Keys().keep(Key("two", room.opened.code, room.opened.teacher, port))
    Keys().keep(Key("three", "BCDFGH", "1" * 48, port))
    attach(room)
    assert posts[0].token == room.opened.teacher
    assert not posts[0].hosting


def test_a_token_is_shown_to_no_other_computer(
    room: Room, posts: list[Any], monkeypatch: pytest.MonkeyPatch
):
    shown: list[str] = []

    def asked(_address: object, token: str) -> bool:
        shown.append(token)
        return False

    monkeypatch.setattr(console, "is_teachers", asked)
    Keys().keep(Key("one", "BCDFGH", "0" * 48, 8750, "192.0.2.9:8750"))
    with pytest.raises(ServerError, match="--token-file"):
        console.attach("203.0.113.7:8750", None)
    assert shown == []
    with pytest.raises(ServerError):
        console.attach("192.0.2.9:8750", None)
    assert shown == ["0" * 48]


def test_a_file_or_the_environment_brings_the_token(
    room: Room, posts: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "token"
    file.write_text(f"{room.opened.teacher}\n")
    attach(room, file)
    monkeypatch.setenv(console.TOKEN, room.opened.teacher)
    attach(room)
    assert [post.token for post in posts] == [room.opened.teacher] * 2


@pytest.mark.parametrize("content", ["", "two words", "caf\u00e9", "\x1b[2J"])
def test_a_file_without_a_token_is_told(room: Room, posts: list[Any], tmp_path: Path, content: str):
    file = tmp_path / "token"
    file.write_text(content)
    with pytest.raises(FileError, match="no teacher's token"):
        console.attach(str(room.address), file)
    with pytest.raises(FileError, match="cannot be read"):
        console.attach(str(room.address), tmp_path / "missing")


def test_a_wrong_token_and_a_server_that_is_not_there_are_told(
    room: Room, posts: list[Any], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(console.TOKEN, "f" * 48)
    with pytest.raises(RefusedError, match="does not open the room"):
        console.attach(str(room.address), None)
    room.stop()
    with pytest.raises(ServerError, match="nobody answers"):
        console.attach(str(room.address), None)


def test_after_ctrl_c_it_is_said_how_to_come_back(
    room: Room, posts: list[Any], monkeypatch: pytest.MonkeyPatch
):
    interrupted: Callable[[object], ExitCode] = lambda _post: ExitCode.INTERRUPTED  # noqa: E731
    monkeypatch.setattr("hikergame.tui.console.app.run_console", interrupted)
    monkeypatch.setenv(console.TOKEN, room.opened.teacher)
    with pytest.raises(Interrupted, match=f"hikergame host --attach {room.address}"):
        console.attach(str(room.address), None)


def test_without_a_terminal_the_cure_is_named():
    with pytest.raises(NoTerminalError, match="hikergame host --headless"):
        console.require_terminal()


def test_a_room_served_here_is_taught_over_the_loopback(posts: list[Any]):
    room = Room()
    room.stop()
    from hikergame.classroom.server.place import Place
    from hikergame.classroom.server.running import Serving

    serving = Serving(room.store, room.opened.room, Place("0.0.0.0", 0))
    assert console.teach_here(serving, room.opened.teacher) is ExitCode.OK
    assert posts[0].hosting
    assert posts[0].address.host == "127.0.0.1"
    assert posts[0].address.port == serving.place.port
