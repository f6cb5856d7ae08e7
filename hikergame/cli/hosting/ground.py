"""What a class is to walk: levels by id, chapter, file or pack, or ground drawn by lot."""

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hikergame.cli.guard import say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from pydantic import JsonValue

    LevelData = dict[str, JsonValue]

RANDOM = "random"
"""Said in a level's place, for ground that nobody can look up; "random:hard" for harder one."""
_SEEDS = 2**31
_MOST_ROUNDS = 1000


class GroundError(HikergameError):
    """What is to be walked cannot be had."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_LEVEL


def level_data(names: Sequence[str]) -> "list[LevelData]":
    """Return the levels that names stand for, in order, as a room keeps them.

    Raises GroundError, LevelError, PackError, RoomError, GenerationError.
    """
    found = [data for name in names for data in _levels(name)]
    if len(found) > _MOST_ROUNDS:
        raise GroundError(f"{len(found)} levels are more than the {_MOST_ROUNDS} rounds of a room")
    return found


def _levels(name: str) -> "Iterator[LevelData]":
    from hikergame.classroom.room.sources import level_data as kept
    from hikergame.cli.packs import library_of, named_pack
    from hikergame.level import LevelNotFound, library
    from hikergame.spelling import did_you_mean

    word, _, difficulty = name.partition(":")
    if word == RANDOM and not Path(name).exists():
        yield _drawn(difficulty or "medium")
        return
    chapter = next((one for one in library().chapters if one.id == name), None)
    if chapter is not None:
        yield from (kept(entry.path) for entry in chapter.entries)
        return
    pack = named_pack(name)
    if pack is not None:
        yield from (kept(entry.path) for entry in library_of(pack).entries)
        return
    try:
        yield kept(name)
    except LevelNotFound as error:
        hint = did_you_mean(name, [one.id for one in library().chapters])
        if hint is None:
            raise
        raise GroundError(f"there is no level and no chapter {name[:40]!r}; {hint}") from error


def _drawn(difficulty: str) -> "LevelData":
    """Return a level that is drawn now, and is nowhere else."""
    from hikergame.classroom.room.sources import text_data
    from hikergame.survey.generation import generate, wish

    wished = wish(difficulty)
    say("Drawing fresh ground ...")
    made = generate(wished, secrets.randbelow(_SEEDS))
    say(one_line(f"Drawn: {made.level.title!r}, {made.level.steps} steps"))
    return text_data(made.text, f"drawn-{difficulty}.yaml")
