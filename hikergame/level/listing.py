"""The shipped levels: which there are, in what order, and where they stand.

Built for the first frame of the app: a level's title and summary are read from the head
of its file, without checking the rest of it, and without numpy or pydantic. A file whose
head cannot be read is left out of the list and named in `Library.problems`; a file that
is wrong farther down is listed, and `load_level` tells what is wrong with it.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hikergame.level.errors import LevelError, LevelNotFound, Problem
from hikergame.level.parser import StopReading, events
from hikergame.level.source import Source, read_bytes, read_source, refusal
from hikergame.level.text import printable, quote, unsafe_characters
from hikergame.spelling import did_you_mean

_HERE = Path(__file__).parent
_ROOTS = (_HERE.parent / "_levels", _HERE.parent.parent / "levels")
"""Where levels are in an installed wheel, and where in a checkout."""
_HEAD = frozenset(("title", "chapter", "summary"))
_NAME = re.compile(r"(?:(?P<number>[0-9]{2})-)?(?P<id>.+)")


@dataclass(frozen=True)
class Entry:
    """A level as the list shows it."""

    id: str
    path: Path
    title: str
    chapter: str
    """The id of the chapter that lists it."""
    summary: str
    number: int
    """Its number in the chapter, from its file's name."""


@dataclass(frozen=True)
class Chapter:
    """A chapter of the trail and its levels, in the order of their numbers."""

    id: str
    title: str
    summary: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Library:
    """All shipped levels that can be listed."""

    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    """What kept a file off the list."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All levels in the order of the trail."""
        return tuple(entry for chapter in self.chapters for entry in chapter.entries)

    def find(self, level_id: str) -> Entry:
        """Return the level with that id; raise LevelNotFound, naming the nearest, if none."""
        for entry in self.entries:
            if entry.id == level_id:
                return entry
        raise level_not_found(level_id, [entry.id for entry in self.entries])


def library() -> Library:
    """Read the list of shipped levels from the disk, as it is now."""
    return read_library(levels_folder())


def levels_folder() -> Path:
    """Return the folder that holds the shipped levels."""
    return next((root for root in _ROOTS if root.is_dir()), _ROOTS[0])


def split_name(path: Path) -> tuple[int, str]:
    """Return a level file's number (0 if it has none) and its id."""
    match = _NAME.fullmatch(path.stem)
    return (int(match["number"] or 0), match["id"]) if match else (0, path.stem)


def level_files(folder: Path) -> Iterator[Path]:
    """Yield the level files of the chapters in `folder`, each chapter's in their order."""
    yield from sorted(folder.glob("*/*.yaml"))


def level_not_found(level_id: str, known: list[str]) -> LevelNotFound:
    """Return the error for an id that no level has."""
    hint = did_you_mean(level_id, map(printable, known)) or "`hikergame levels` lists them"
    return LevelNotFound(level_id, f"there is no level {quote(level_id)}", hint)


def read_library(folder: Path) -> Library:
    """Return the list of the levels in `folder`, which holds a folder for each chapter."""
    return _Reading(folder).library()


@dataclass
class _Reading:
    """The library while it is being read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def library(self) -> Library:
        told = self.chapters()
        entries: dict[str, list[Entry]] = {name: [] for name in told}
        for path in level_files(self.folder):
            try:
                entry = self.entry(path)
            except LevelError as error:
                self.problems.extend(error.problems)
            else:
                entries.setdefault(entry.chapter, []).append(entry)
        chapters = tuple(
            Chapter(name, *told.get(name, (name, "")), tuple(listed))
            for name, listed in entries.items()
        )
        return Library(chapters, tuple(self.problems))

    def chapters(self) -> dict[str, tuple[str, str]]:
        """Return title and summary of each chapter, in the order of the trail."""
        path = self.folder / "chapters.toml"
        try:
            listed: Any = tomllib.loads(path.read_text(encoding="utf-8")).get("chapter", [])
            return {str(one["id"]): (str(one["title"]), str(one["summary"])) for one in listed}
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"the list of chapters cannot be read: {type(error).__name__}: {error}"
            self.problems.append(Problem(str(path), 1, 1, message))
            return {}

    def entry(self, path: Path) -> Entry:
        """Return a file's line in the list; raise LevelError when it has none."""
        number, level_id = split_name(path)
        source = read_source(read_bytes(path), str(path))
        source.problems.clear()  # a bad character below the head is no matter of the list
        head = read_head(source)
        chapter = path.parent.name
        if level_id in self.ids:
            source.add(0, f"another file has the id {quote(level_id)} already")
        if head.get("chapter", chapter) != chapter:
            source.add(0, f"the file lies in {quote(chapter)}, not in {quote(head['chapter'])}")
        if not head.get("title") and not source.problems:
            source.add(0, "title is missing")
        if source.problems:
            raise source.error()
        self.ids.add(level_id)
        return Entry(level_id, path, head["title"], chapter, head.get("summary", ""), number)


def read_head(source: Source) -> dict[str, str]:
    """Return title, chapter and summary of a level file, as far as it has them.

    Reads no farther than it must. What is wrong up to there is noted in `source`.
    """
    head: dict[str, str] = {}
    with suppress(StopReading):
        for key, value in _top_scalars(source):
            if key in _HEAD:
                head[key] = " ".join(value.value.split())
                for index in unsafe_characters(value.value):
                    source.add(value.start_mark.index, refusal(value.value[index]))
            if len(head) == len(_HEAD):
                break
    return head


def _top_scalars(source: Source) -> Iterator[tuple[str, Any]]:
    """Yield the keys of the top mapping whose values are scalars, with their events."""
    depth = 0
    key: str | None = None
    for event in events(source):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            key = None if depth == 1 else key
        elif depth == 1 and isinstance(event, yaml.AliasEvent):
            key = None
        elif depth == 1 and isinstance(event, yaml.ScalarEvent):
            if key is not None:
                yield key, event
            key = event.value if key is None else None
