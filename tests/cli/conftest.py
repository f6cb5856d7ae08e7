"""A player's home of his own for every test, levels to walk, and ways to run commands."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hikergame.cli.commands import app
from hikergame.level import Level, load_level

DATA = Path(__file__).parent / "data"

Done = subprocess.CompletedProcess[bytes]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("HIKERGAME_HOME", str(folder))
    monkeypatch.delenv("HIKERGAME_DEBUG", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Run a command in this process, its streams being pipes."""

    def go(*args: str | Path, stdin: bytes = b"", **variables: str) -> Done:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(app, [*map(str, args)], input=stdin, prog_name="hikergame")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return Done(args, done.exit_code, done.stdout_bytes, done.stderr_bytes)

    return go


@pytest.fixture
def spawn() -> Callable[..., Done]:
    """Run a command in a process of its own, its streams being pipes."""

    def go(*args: str | Path, stdin: bytes = b"", **variables: str) -> Done:
        return subprocess.run(
            [sys.executable, "-c", "from hikergame.cli.main import main; main()", *map(str, args)],
            input=stdin,
            capture_output=True,
            timeout=240,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"} | variables,
        )

    return go


@pytest.fixture(scope="session")
def false_valley() -> Level:
    return load_level(DATA / "false-valley.yaml")


@pytest.fixture(scope="session")
def line() -> Level:
    return load_level(DATA / "line.yaml")


@pytest.fixture(scope="session")
def space() -> Level:
    return load_level(DATA / "space.yaml")
