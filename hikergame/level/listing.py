"""Libraries of levels, shipped or in a pack: which there are, in what order, and where.

Built for the first frame of the app: a level's title and summary are read from the head
of its file, without checking the rest of it, and without numpy or pydantic. A file whose
head cannot be read is left out of the list and named in `Library.problems`; a file that
is wrong farther down is listed, and `load_level` tells what is wrong with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hikergame.level.chapters import read_chapters
from hikergame.level.errors import LevelError, LevelNotFound, Problem
from hikergame.level.files import SUFFIXES, Files, OwnFolder
from hikergame.level.parser import StopReading, events
from hikergame.level.source import MOST_BYTES, Source, read_source, refusal
from hikergame.level.text import (
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    printable,
    quote,
    unsafe_characters,
)
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


def level_not_found(level_id: str, known: list[str]) -> LevelNotFound:
    """Return the error for an id that no level has."""
    hint = did_you_mean(level_id, map(printable, known)) or "`hikergame levels` lists them"
    return LevelNotFound(level_id, f"there is no level {quote(level_id)}", hint)


def level_files(folder: Path) -> Iterator[Path]:
    """Yield the level files of the chapters in a folder of ours, each chapter's in their order."""
    for name in OwnFolder(folder).names:
        if "/" in name and name.endswith(SUFFIXES):
            yield folder / name


def read_library(folder: Path) -> Library:
    """Return the list of the levels in a folder of ours, which has a folder for each chapter."""
    reading = _Reading(OwnFolder(folder))
    told = read_chapters(reading.files, "", reading.problems, required=True)
    entries: dict[str, list[Entry]] = {name: [] for name in told}
    for path in level_files(folder):
        reading.take(path.relative_to(folder).as_posix(), path.parent.name, entries)
    return reading.library(told, entries)


def read_pack_library(files: Files, title: str, problems: Iterable[Problem] = ()) -> Library:
    """Return the list of the levels in a pack.

    They lie in the pack's folder, in one chapter that has the pack's title, or in a folder
    for each chapter, whatever chapter a level itself names. A folder that holds all else,
    as archives of a folder have, does not count. `problems` are those of the pack's files.
    """
    reading = _Reading(files, list(problems), strict=False)
    root = common_folder(files.names)
    told = read_chapters(files, root, reading.problems, required=False)
    entries: dict[str, list[Entry]] = {"": [], **{name: [] for name in told}}
    for name in files.names:
        folder, _, file = name.removeprefix(root).rpartition("/")
        if not file.endswith(SUFFIXES) or file.startswith("."):
            continue
        if "/" in folder:
            message = "a level lies this deep in no pack"
            cure = "put it in the pack's folder, or in the folder of a chapter"
            reading.problems.append(Problem(str(files.root / name), 1, 1, message, cure))
        else:
            reading.take(name, folder, entries)
    told = {"": (title, ""), **told}
    return reading.library(told, {name: one for name, one in entries.items() if one})


def common_folder(names: Sequence[str]) -> str:
    """Return the folder that holds all of them, with a slash at its end, or nothing."""
    first = {name.partition("/")[0] for name in names}
    return f"{first.pop()}/" if len(first) == 1 and all("/" in name for name in names) else ""


@dataclass
class _Reading:
    """A library while it is being read."""

    files: Files
    problems: list[Problem] = field(default_factory=list)
    strict: bool = True
    """A level that names another chapter than its folder's is left out."""
    ids: dict[str, str] = field(default_factory=dict)
    """The names of files by their levels' ids."""

    def take(self, name: str, chapter: str, entries: dict[str, list[Entry]]) -> None:
        """Add the level of that name to its chapter, or what keeps it off the list."""
        try:
            entries.setdefault(chapter, []).append(self.entry(name, chapter))
        except LevelError as error:
            self.problems.extend(error.problems)

    def library(
        self, told: Mapping[str, tuple[str, str]], entries: Mapping[str, list[Entry]]
    ) -> Library:
        """Return what was read; `told` has the title and the summary of chapters."""
        chapters = tuple(
            Chapter(name, *told.get(name, (name, "")), tuple(listed))
            for name, listed in entries.items()
        )
        return Library(chapters, tuple(self.problems))

    def entry(self, name: str, chapter: str) -> Entry:
        """Return a file's line in the list; raise LevelError when it has none."""
        path = self.files.root / name
        number, level_id = split_name(path)
        source = read_source(self.files.read(name, MOST_BYTES), str(path))
        source.problems.clear()  # a bad character below the head is no matter of the list
        head = read_head(source)
        if level_id in self.ids:
            other = quote(self.ids[level_id])
            message = f"another file, {other}, has the id {quote(level_id)} already"
            source.add(0, message, "rename one of them; a number in front does not count")
        if self.strict and head.get("chapter", chapter) != chapter:
            source.add(0, f"the file lies in {quote(chapter)}, not in {quote(head['chapter'])}")
        if not head.get("title") and not source.problems:
            source.add(0, "title is missing")
        if source.problems:
            raise source.error()
        self.ids[level_id] = name
        title = head["title"][:LONGEST_TITLE]
        summary = head.get("summary", "")[:LONGEST_SENTENCE]
        return Entry(level_id, path, title, chapter, summary, number)


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
