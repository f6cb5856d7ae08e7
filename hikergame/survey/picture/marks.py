"""What is marked on the ground: valleys, flats, passes, the start, the rivals' ways."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.picture import looks
from hikergame.survey.picture.shapes import (
    Anchor,
    Area,
    Dot,
    Lines,
    Point,
    Shape,
    Words,
    line,
    ring,
)

VALLEY: Final = 9.5
"""Radius of a valley's disc."""
_NUMBER: Final = 12.0
_RIM: Final = 1.8
PASS: Final = 4.6
_DIVIDE: Final = 1.5
_START: Final = 6.5
_TRACK: Final = 1.9
_CASING: Final = 3.9
_STEP: Final = 2.2


def valley(at: Point, text: str, *, deepest: bool) -> Iterator[Shape]:
    """Yield a valley's disc with its number; without a text, a small one."""
    radius = VALLEY if text else 0.4 * VALLEY
    yield Dot(at, radius + _RIM, looks.CASING)
    yield Dot(at, radius, looks.DEEPEST if deepest else looks.MARK)
    yield _number(at, text)


def flat(at: Point, text: str) -> Iterator[Shape]:
    """Yield a flat's plate with its letter."""
    for reach, ink in ((VALLEY + _RIM - 1.0, looks.CASING), (VALLEY - 1.0, looks.MARK)):
        corners = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
        yield Area(np.add(corners, at), ink)
    yield _number(at, text)


def _number(at: Point, text: str) -> Words:
    return Words(
        text, (at[0], at[1] + 0.36 * _NUMBER), _NUMBER, looks.PAPER, Anchor.MIDDLE, bold=True
    )


def mountain_pass(at: Point) -> Iterator[Shape]:
    """Yield the sign of a pass: two bows, back to back, as on maps."""
    turn = np.radians(np.linspace(-52.0, 52.0, 9))
    bow = np.column_stack([np.cos(turn) - 1.0 - 0.28, np.sin(turn)]) * 1.25 * PASS
    bows = tuple(bow * (side, 1.0) + at for side in (1.0, -1.0))
    yield Lines(bows, looks.CASING, 4.6, 0.9)
    yield Lines(bows, looks.INK, 2.0)


def divide(ways: Sequence[FloatArray]) -> Iterator[Shape]:
    """Yield the lines (n, 2) at which water parts."""
    yield Lines(tuple(ways), looks.INK, _DIVIDE + 1.6, 0.3)
    yield Lines(tuple(ways), looks.CASING, _DIVIDE, 0.9)


def start(at: Point) -> Iterator[Shape]:
    """Yield the sign of the place where hikes begin."""
    yield Dot(at, _START + _RIM, looks.MARK)
    yield Dot(at, _START, looks.START)
    yield Dot(at, 0.32 * _START, looks.MARK)


def track(way: FloatArray, number: int) -> Iterator[Shape]:
    """Yield a rival's way (n, 2) over the page, its steps, and a ring where it ended."""
    ink = track_ink(number)
    yield Lines((way,), looks.CASING, _CASING, 0.8)
    yield Lines((way,), ink, _TRACK)
    stops = _apart(way, 2.5 * _STEP)
    yield Lines(tuple(stop[np.newaxis] for stop in stops), ink, 2.0 * _STEP)
    x, y = way[-1].tolist()
    yield Dot((x, y), 2.0 * _STEP + 1.6, looks.CASING)
    yield ring((x, y), 2.0 * _STEP, ink=ink, width=_TRACK)


def track_ink(number: int) -> int:
    """Return the colour of the rival with a number."""
    return looks.TRACKS[number % len(looks.TRACKS)]


def _apart(points: FloatArray, least: float) -> list[FloatArray]:
    """Return those of points (n, 2) that are not close to the last one returned."""
    kept = [points[0]]
    for point in points[1:]:
        if math.hypot(*(point - kept[-1]).tolist()) >= least:
            kept.append(point)
    return kept


def north_arrow(at: Point, size: float) -> Iterator[Shape]:
    """Yield an arrow to the north, its foot at a place."""
    x, y = at
    for side, ink in ((-1.0, looks.INK), (1.0, looks.PAPER)):
        half = [(x, y - size), (x + side * 0.32 * size, y), (x, y - 0.24 * size)]
        yield Area(np.array(half), ink)
    edge = [(x, y - size), (x - 0.32 * size, y), (x, y - 0.24 * size), (x + 0.32 * size, y)]
    yield line(*edge, edge[0], ink=looks.INK, width=1.2)
    yield Words("N", (x, y - size - 5.0), looks.SMALL, looks.INK, Anchor.MIDDLE, bold=True)
