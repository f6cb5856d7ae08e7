"""A level of two hollows in a temporary folder, and an app that watches it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.profile import Profile, Settings
from hikergame.tui.workshop.app import WorkshopApp

HOLLOWS = """\
hikergame: 1
title: Two [b]Hollows[/b]
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: [3, 2], depth: 4}
    - pit: {at: [-3, -1], radius: 1.5, depth: 2}
    - formula: "0.05*(x^2 + y^2)"
start: [-4.5, -2.5]
steps: 12
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.3}
  - adam: {learning_rate: 0.3}
"""
LINE = """\
hikergame: 1
title: Up and Down
landscape:
  bounds: {x: [-6, 6]}
  terms:
    - formula: "0.05*x^2 + sin(1.3*x + 0.6)"
start: [-4.5]
steps: 10
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.3}
"""
SPACE = """\
hikergame: 1
title: Three Ways
landscape:
  bounds: {x: [-4, 4], y: [-4, 4], z: [-4, 4]}
  terms:
    - formula: "0.2*(x^2 + y^2 + z^2)"
    - pit: {at: [1, 1, 1], radius: 1, depth: 4}
    - pit: {at: [-2, -1, -1], radius: 1, depth: 3}
start: [3, 3, 2]
steps: 8
step_length: {max: 2, initial: 0.5}
"""


@pytest.fixture(autouse=True)
def known_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A level file, named as on a command line: by a short path."""
    monkeypatch.chdir(tmp_path)
    path = Path("mine.yaml")
    path.write_text(HOLLOWS, encoding="utf-8")
    return path


@pytest.fixture
def new_app(tmp_path: Path) -> Callable[[Path], WorkshopApp]:
    """Open the workshop on a file, for somebody who wants no motion."""

    def make(path: Path) -> WorkshopApp:
        profile = Profile(tmp_path / "home")
        profile.keep_settings(Settings(reduced_motion=True, walkthrough_done=True))
        return WorkshopApp(path, profile=profile, draw_seed=lambda: 7)

    return make
