"""Ranking hand-ins: records of one level, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikergame.hike.errors import RecordError
from hikergame.hike.record import Record

_DECIMALS = 6
"""Points that two machines cannot tell apart share a place."""


@dataclass(frozen=True)
class Row:
    """One line of a ranking."""

    place: int
    """1 is best. Equal points share a place, and the next place is skipped."""
    record: Record
    duplicate_of: str | None
    """The hiker of an earlier row whose hike is this one, move for move; else None."""

    @property
    def hiker(self) -> str:
        """Who walked."""
        return self.record.hiker

    @property
    def points(self) -> float:
        """What the record claims: `verify` it first."""
        return self.record.points


def rank(records: Iterable[Record]) -> tuple[Row, ...]:
    """Sort records of one level by the points that they claim.

    Ties share a place and stand in the order of their hikers' names. A hike that was
    handed in before is flagged as a duplicate and keeps its place. Raises RecordError
    when the records are not all of one level.
    """
    ordered = sorted(records, key=lambda record: (-_rounded(record), record.hiker, record.seal))
    _require_one_level(ordered)
    rows: list[Row] = []
    first_walker: dict[object, str] = {}
    for index, record in enumerate(ordered):
        tied = index > 0 and _rounded(record) == _rounded(ordered[index - 1])
        walk = (record.seed, record.flag, record.moves)
        rows.append(
            Row(
                place=rows[-1].place if tied else index + 1,
                record=record,
                duplicate_of=first_walker.get(walk),
            )
        )
        first_walker.setdefault(walk, record.hiker)
    return tuple(rows)


def _rounded(record: Record) -> float:
    return round(record.points, _DECIMALS)


def _require_one_level(records: Sequence[Record]) -> None:
    levels = {record.level: record.level_id for record in records}
    if len(levels) > 1:
        named = ", ".join(f"{name!r} ({key[:12]})" for key, name in sorted(levels.items()))
        raise RecordError(f"records of {len(levels)} levels cannot be ranked together: {named}")
