"""A room that is served while a test lasts, a console in it, and a terminal known to all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hikergame.profile import Profile, Settings
from hikergame.tui.console.app import ConsoleApp, Post

from .lesson import Room


@pytest.fixture(autouse=True)
def known_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def room() -> Iterator[Room]:
    """A room of two rounds."""
    served = Room()
    yield served
    served.close()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "home")
    profile.keep_settings(Settings(reduced_motion=True, walkthrough_done=True))
    return profile


@pytest.fixture
def attend(tmp_path: Path, profile: Profile) -> Callable[..., ConsoleApp]:
    """Open a console at a room."""

    def make(room: Room, *, token: str | None = None, hosting: bool = False) -> ConsoleApp:
        post = Post(room.address, token or room.opened.teacher, hosting, tmp_path)
        return ConsoleApp(post, profile=profile, guard=0.0)

    return make
