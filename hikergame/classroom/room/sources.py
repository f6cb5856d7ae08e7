"""Levels in events: a level's file as text, so that a log is all that a replay needs.

    {"hash", "id", "title", "chapter", "name", "files": {name: text}, "dims", "steps"}

`name` is that of the level among `files`. What is read back is the very level, or an
error: its hash, dimension and budget are compared.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from hikergame.classroom.errors import RoomError
from hikergame.level import Level, LevelError, load_level, parse_level
from hikergame.level.loading import contents_of

KEPT_LEVELS: Final = 16
"""Levels that stay in memory, the last ones used."""


def level_data(source: Level | Path | str) -> dict[str, JsonValue]:
    """Return what `ROUND_ADDED` keeps of a level: a level, a path, or a shipped level's id.

    Raises LevelError, LevelNotFound where there is no such level, and RoomError for one that
    has no file, or whose file has changed since it was read.
    """
    level = source if isinstance(source, Level) else load_level(source)
    if level.path is None:
        raise RoomError(f"the level {level.id!r} has no file, so it cannot be kept in a log")
    data = text_data(contents_of(level.path).decode("utf-8-sig"), level.path.name)
    if data["hash"] != level.hash:
        raise RoomError(f"{level.path}: the file has changed since it was read; try again")
    return data


def text_data(text: str, name: str = "level.yaml") -> dict[str, JsonValue]:
    """Return what `ROUND_ADDED` keeps of a level file's text. Raises LevelError."""
    level = parse_level(text, file=name)
    return {
        "hash": level.hash,
        "id": level.id,
        "title": level.title,
        "chapter": level.chapter,
        "name": name,
        "files": {name: text},
        "dims": level.dims,
        "steps": level.steps,
    }


def level_from(data: Mapping[str, JsonValue]) -> Level:
    """Return the level that `level_data` was made of. Nothing is read from the disk.

    Raises RoomError where this engine cannot read it, or reads another level.
    """
    text, name = level_text(data), data.get("name")
    level = _parsed(text, str(name))
    expected = (data.get("hash"), data.get("dims"), data.get("steps"))
    if (level.hash, level.dims, level.steps) != expected:
        raise RoomError(
            f"the level {level.id!r} of the log is another one to this version of hikergame; "
            "use the version that the room was opened with"
        )
    return level


def level_text(data: Mapping[str, JsonValue]) -> str:
    """Return the level's file. Raises RoomError where the data have none."""
    files, name = data.get("files"), data.get("name")
    text = files.get(name) if isinstance(files, dict) and isinstance(name, str) else None
    if not isinstance(text, str):
        raise RoomError("a round of the log has no level file")
    return text


@lru_cache(maxsize=KEPT_LEVELS)
def _parsed(text: str, name: str) -> Level:
    try:
        return parse_level(text, file=name)
    except LevelError as error:
        raise RoomError(f"a level of the log cannot be read: {error}") from error
