"""Replaying records, to see whether a hike comes to what its record says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.errors import MoveError, RecordError
from hikergame.hike.hike import Hike
from hikergame.hike.opponents import faults_of
from hikergame.hike.record import Record
from hikergame.hike.scoring import points
from hikergame.level import Level
from hikergame.version import __version__

AGREEMENT = 1e-6
"""Two machines agree on points to this much, and on places to this much of the map's width."""

_EDITED = "The seal does not fit the content: the record was edited."
_EDITED_BESIDE = (
    "The seal does not fit the content: the walk comes to what it claims, but the name or "
    "something else beside it was edited."
)

WalkerT = TypeVar("WalkerT", bound="Walker")


@dataclass(frozen=True)
class Verdict:
    """What a replay found. `ok` when nothing disagrees."""

    points: float
    """The points that the moves really come to."""
    end: tuple[float, ...]
    """The place (d,) where they really end."""
    disagreements: tuple[str, ...]
    """What does not agree, a sentence each, for people."""

    @property
    def ok(self) -> bool:
        """Whether the record says what its moves come to."""
        return not self.disagreements


class Walker(Protocol):
    """What a record can be walked again with: a `Hike`, or whatever wraps one."""

    def step(self, displacement: FloatArray) -> object:
        """Take a step (d,)."""
        ...

    def plant_flag(self) -> None:
        """End the hike."""
        ...


def replay(record: Record, level: Level) -> Hike:
    """Walk a record's hike again, as far as it went. Raises RecordError as `retrace` does."""
    require_fit(record, level)
    return retrace(record, Hike(level, seed=record.seed, hiker=record.hiker))


def require_fit(record: Record, level: Level) -> None:
    """Raise RecordError when a record cannot be of this level.

    It is of another one, it has more moves than the budget, or its rival is none.
    """
    if record.level != level.hash:
        raise RecordError(
            f"the record is of another level or another version of it: {record.level_id!r}, "
            f"{record.level[:12]}, where {level.id!r} is {level.hash[:12]}"
        )
    if len(record.moves) > level.steps:
        raise RecordError(
            f"the record has {len(record.moves)} moves where the level allows {level.steps} steps"
        )
    if record.rival is not None:
        faults = faults_of(record.rival.spec())
        if faults:
            raise RecordError(f"the record's rival is none: {faults[0]}")


def retrace(record: Record, walker: WalkerT) -> WalkerT:
    """Let a walker at the start take a record's moves and plant its flag; return the walker.

    Raises RecordError when the moves do not fit the level: of another dimension, after the
    end, or a flag after the last step.
    """
    try:
        for move in record.move_array:
            walker.step(move)
        if record.flag:
            walker.plant_flag()
    except MoveError as error:
        raise RecordError(f"the record cannot be replayed: {error}") from error
    return walker


def verify(record: Record, level: Level) -> Verdict:
    """Replay a record and say what does not agree with it.

    Raises RecordError when it cannot be replayed at all (see `replay`).
    """
    hike = replay(record, level)
    earned = points(level, hike.heights).points
    return Verdict(
        points=earned,
        end=tuple(hike.place.tolist()),
        disagreements=tuple(_disagreements(record, hike, earned)),
    )


def _disagreements(record: Record, hike: Hike, earned: float) -> list[str]:
    said = []
    if abs(record.points - earned) > AGREEMENT:
        said.append(
            f"It claims {record.points:.6f} points; its moves come to {earned:.6f}."
            + _engines(record)
        )
    bounds = hike.level.landscape.bounds
    off = np.abs(np.array(record.end) - hike.place) if _same_length(record, hike) else np.inf
    if np.any(off > AGREEMENT * (bounds[:, 1] - bounds[:, 0])):
        said.append(
            f"It claims to end at {_point(record.end)}; its moves end at {_point(hike.place)}."
        )
    if not hike.over:
        said.append(f"The hike is not over: {hike.steps} of {hike.level.steps} steps, and no flag.")
    if record.seal != record.proper_seal():
        said.insert(0, _EDITED if said else _EDITED_BESIDE)
    return said


def _same_length(record: Record, hike: Hike) -> bool:
    return len(record.end) == len(hike.place)


def _point(place: Iterable[float]) -> str:
    """Write a place down to the agreed precision, the first few coordinates of many."""
    coordinates = list(place)
    shown = ", ".join(f"{coordinate:.6g}" for coordinate in coordinates[:4])
    return f"({shown}, ...)" if len(coordinates) > 4 else f"({shown})"


def _engines(record: Record) -> str:
    here = __version__
    if record.engine == here:
        return ""
    return f" Engine {record.engine} wrote it, {here} replays it."
