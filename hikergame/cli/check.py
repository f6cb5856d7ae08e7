"""`hikergame check`: what is wrong with level files, all of it at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.level import Level, Pack, Problem


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Level files, or packs: folders or zip archives of them."
        ),
    ],
) -> None:
    """Say what is wrong in level files, and in packs of them.

    Every problem of a file at once, each with its line, its column and its cure.
    """
    sound = [_is_sound(file) for file in files]
    if not all(sound):
        leave(ExitCode.BAD_LEVEL)


def _is_sound(file: str) -> bool:
    """Say what is wrong with a level or a pack, and return whether nothing is."""
    from hikergame.cli.packs import named_pack
    from hikergame.level import PackError

    try:
        pack = named_pack(file)
    except PackError as error:
        say(str(error))
        _tell(file, error.problems)
        return False
    if pack is None or not (pack.level_names or pack.library().problems):
        # A pack without a level is no level either, and `load_level` says so.
        return _is_sound_level(file)
    return _is_sound_pack(pack)


def _is_sound_level(file: str) -> bool:
    from hikergame.level import LevelError, load_level

    try:
        level = load_level(file)
    except LevelError as error:
        say(str(error))
        _tell(file, error.problems)
        return False
    line = f"{file}: reads well, {level.title!r}, {level.dims}-D, {level.steps} steps"
    print(one_line(line + _claims_words(level)), flush=True)
    return True


def _claims_words(level: "Level") -> str:
    """Say how things stand with what a level claims, without measuring anything."""
    if not level.claims:
        return ""
    from hikergame.survey.certificate import certificate_of, objections

    if certificate_of(level) is None:
        return "; its claims are not measured yet, certify does that"
    if objections(level, sample=False):
        return "; its claims are not proven, certify --check says why"
    return "; its claims are proven"


def _is_sound_pack(pack: "Pack") -> bool:
    files = [str(pack.path / name) for name in pack.level_names]
    unsound = {file for file in files if not _is_sound_level(file)}
    rest = [problem for problem in pack.library().problems if problem.file not in unsound]
    for problem in rest:
        say(str(problem))
    if rest:
        _tell(str(pack.path), rest)
    return not unsound and not rest


def _tell(file: str, problems: "Sequence[Problem]") -> None:
    count = len(problems)
    print(one_line(f"{file}: {count} problem{'' if count == 1 else 's'}"), flush=True)
