"""Rooms to walk in, and a terminal known to all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hikergame.classroom.client.http import join
from hikergame.classroom.client.seats import HeldSeat
from hikergame.profile import Profile, Settings
from hikergame.tui.join.app import JoinApp

from .rooms import Room

MakePupil = Callable[..., JoinApp]


@pytest.fixture(autouse=True)
def known_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def room() -> Iterator[Room]:
    """A room of two rounds, served while the test lasts."""
    served = Room()
    yield served
    served.close()


@pytest.fixture
def pupil(room: Room, tmp_path: Path) -> MakePupil:
    """Take a seat in the room, or another one, and make its app; no minute is ever over in it."""

    def make(name: str = "Ada", where: Room = room) -> JoinApp:
        profile = Profile(tmp_path / name)
        profile.keep_settings(Settings(reduced_motion=True, walkthrough_done=True))
        seat = join(where.address, where.code, name)
        held = HeldSeat(seat.token, seat.recovery, seat.you.name)
        return JoinApp(where.address, where.code, held, profile=profile, clock=lambda: 0.0)

    return make
