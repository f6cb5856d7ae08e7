"""`hikergame check`: what is wrong with level files, all of it at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode


def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Level files, or folders full of them."),
    ],
) -> None:
    """Say what is wrong in level files.

    Every problem of a file at once, each with its line, its column and its cure.
    """
    from hikergame.level import LevelError, load_level

    sound = True
    for file in _spread(files):
        try:
            level = load_level(file)
        except LevelError as error:
            sound = False
            say(str(error))
            count = len(error.problems)
            verdict = f"{count} problem{'' if count == 1 else 's'}"
        else:
            verdict = f"sound, {level.title!r}, {level.dims}-D, {level.steps} steps"
        print(one_line(f"{file}: {verdict}"), flush=True)
    if not sound:
        leave(ExitCode.BAD_LEVEL)


def _spread(files: list[str]) -> Iterator[str]:
    """Yield files as named, and in place of a folder the level files below it."""
    for file in files:
        below = sorted(Path(file).rglob("*.yaml")) if Path(file).is_dir() else []
        # A folder without any is no level either, and `load_level` says so.
        yield from map(str, below) if below else [file]
