"""Opens the app from the command line, where there is a terminal to draw on.

Imports no Typer: `hikergame` alone comes through here on its way to the first frame.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hikergame.cli.guard import leave
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.level import Pack

_NO_TERMINAL = """\
The app needs a terminal, but {lacking}. {instead}:
  {command}"""


class NoTerminalError(HikergameError):
    """The app was asked for where there is no terminal to draw on."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def open_app(
    level: str | None = None,
    *,
    rival: str | None = None,
    seed: int | None = None,
    record: Path | None = None,
    pack: "Pack | None" = None,
    name: str | None = None,
) -> None:
    """Open the app, at home or in front of a level, and end the command with it.

    `level` may name a `pack` that is open; its levels are at home then. `name` is who walks,
    instead of whom the settings name. Raises NoTerminalError, LevelError, OptimizerError.
    """
    command = f"hikergame play {level} --plain" if level else "hikergame play --plain"
    check_terminal("The same game runs line by line", command)
    from hikergame.profile.settings import clean_name
    from hikergame.tui.app import run

    begin = None if pack is not None else level
    name = clean_name(name or "")
    code = run(level=begin, rival=rival, seed=seed, record=record, pack=pack, name=name)
    leave(ExitCode(code))


def check_terminal(instead: str, command: str) -> None:
    """Raise NoTerminalError where there is no terminal to draw on.

    It says what can be done `instead`, and by which command.
    """
    lacking = _what_is_lacking()
    if lacking is not None:
        raise NoTerminalError(
            _NO_TERMINAL.format(lacking=lacking, instead=instead, command=command)
        )


def _what_is_lacking() -> str | None:
    """Say why the app cannot run here; None where it can.

    Textual reads keys from standard input, and draws on standard error, or on Windows on
    standard output, whose size counts everywhere.
    """
    streams = {"input": sys.stdin, "output": sys.stdout, "error": sys.stderr}
    for name, stream in streams.items():
        if stream is None or not stream.isatty():
            return f"standard {name} is not one"
    if os.environ.get("TERM") == "dumb":
        return "this one is dumb, says TERM"
    return None
