"""A short trail of its own, a profile in a temporary folder, and a terminal known to all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.level import Library
from hikergame.level.listing import read_library
from hikergame.profile import Profile, Settings
from hikergame.tui.app import HikerApp

LEVELS = Path(__file__).parent / "levels"


@pytest.fixture(autouse=True)
def known_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def levels() -> Library:
    library = read_library(LEVELS)
    assert not library.problems
    return library


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile of somebody who has seen the walk-through and wants no motion."""
    profile = Profile(tmp_path)
    profile.keep_settings(Settings(reduced_motion=True, walkthrough_done=True))
    return profile


@pytest.fixture
def app(profile: Profile, levels: Library) -> HikerApp:
    return HikerApp(profile=profile, levels=levels, draw_seed=lambda: 7)


@pytest.fixture
def new_app(profile: Profile, levels: Library) -> Callable[[], HikerApp]:
    """Launch the game once more on the same profile."""
    return lambda: HikerApp(profile=Profile(profile.path.parent), levels=levels)
