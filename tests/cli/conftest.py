"""A player's home of his own for every test, levels to walk, and ways to run commands."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.level import Level, load_level

DATA = Path(__file__).parent / "data"
FALSE_VALLEY = DATA / "false-valley.yaml"
LINE = DATA / "line.yaml"
SPACE = DATA / "space.yaml"
FOG = DATA / "fog.yaml"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("HIKERGAME_HOME", str(folder))
    monkeypatch.delenv("HIKERGAME_DEBUG", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def run() -> Run:
    """Run `hikergame` in a process of its own, its streams being pipes."""

    def go(
        *args: str | Path, stdin: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", "from hikergame.cli.main import main; main()", *map(str, args)],
            input=stdin,
            capture_output=True,
            timeout=60,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"} | variables,
        )

    return go


@pytest.fixture(scope="session")
def false_valley() -> Level:
    return load_level(FALSE_VALLEY)


@pytest.fixture(scope="session")
def line() -> Level:
    return load_level(LINE)


@pytest.fixture(scope="session")
def space() -> Level:
    return load_level(SPACE)
