"""Records as hand-ins: read, matched with their levels and replayed, one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hikergame.errors import HikergameError
from hikergame.hike import Record, RecordError, Verdict, read_record, verify
from hikergame.level import Level, LevelNotFound, library, load_level
from hikergame.profile.settings import clean_name

_ROOM = ".jsonl"
"""How files of rooms end."""
_NOBODY = "player"
"""Who walked, in records of players who gave no name."""


@dataclass(frozen=True)
class HandIn:
    """One record file and what its replay came to."""

    file: str
    record: Record | None
    """None where the file could not be read."""
    verdict: Verdict | None
    """None where the record could not be replayed."""
    objections: tuple[str, ...]
    """Why it is refused, a sentence each; none for a record that agrees with its level."""
    level: Level | None = None
    """What was walked; None where it is not at hand, or the file could not be read."""

    @property
    def ok(self) -> bool:
        """Whether the record says what its moves come to."""
        return not self.objections


def named(handin: HandIn) -> HandIn:
    """Return a hand-in whose walker, where no name was given, is called like the file."""
    record = handin.record
    if record is None or record.hiker != _NOBODY:
        return handin
    name = clean_name(Path(handin.file).stem) or _NOBODY
    return replace(handin, record=record.model_copy(update={"hiker": name}))


def once(found: Iterable[HandIn]) -> tuple[list[HandIn], dict[str, str]]:
    """Return hand-ins, each record of a walker once, and the file of which others are copies.

    Two pupils may walk alike, so only what has the same name in it is a copy.
    """
    kept: list[HandIn] = []
    copies: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for handin in found:
        record = handin.record
        if handin.ok and record is not None:
            original = first.setdefault((record.hiker, record.seal), handin.file)
            if original != handin.file:
                copies[handin.file] = original
                continue
        kept.append(handin)
    return kept, copies


class Shelf:
    """The levels that records may be of: those named by file, and the shipped ones."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Load the named files. Raises LevelError."""
        self._by_hash = {level.hash: level for level in map(load_level, files)}
        self._shipped: dict[str, Level] = {}

    def level_of(self, record: Record) -> Level:
        """Return the level of a record, or the shipped one of its name if that has changed.

        Raises RecordError where no level has its hash or its name.
        """
        if record.level in self._by_hash:
            return self._by_hash[record.level]
        if record.level_id not in self._shipped:
            try:
                path = library().find(record.level_id).path
            except LevelNotFound as error:
                raise RecordError(
                    f"no level at hand is the one that was walked, {record.level_id!r}; "
                    "name its file with --level"
                ) from error
            self._shipped[record.level_id] = load_level(path)
        return self._shipped[record.level_id]


def collect(files: Sequence[str], levels: Sequence[Path]) -> list[HandIn]:
    """Read and replay records, in the order of their files. Raises LevelError only."""
    shelf = Shelf(levels)
    return [_examine(file, shelf) for file in files]


def _examine(file: str, shelf: Shelf) -> HandIn:
    record = level = None
    if file.lower().endswith(_ROOM):
        what = "a whole room, and no record of one hike: `hikergame verify` reads it"
        return HandIn(file, None, None, (f"{file}: {what}",))
    try:
        record = read_record(Path(file))
        level = shelf.level_of(record)
        verdict = verify(record, level)
    except HikergameError as error:
        return HandIn(file, record, None, (str(error),), level)
    return HandIn(file, record, verdict, verdict.disagreements, level)
