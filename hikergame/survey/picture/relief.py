"""Contour lines on a map: thin ones, thicker index lines, and heights written into some."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.figures import plain_figure
from hikergame.survey.picture import letters, looks
from hikergame.survey.picture.heights import Contour, contours
from hikergame.survey.picture.isolines import isolines, thinned
from hikergame.survey.picture.shapes import Anchor, Lines, Point, Shape, Words, lengths_along, part
from hikergame.survey.picture.window import Window
from hikergame.tones import Tones

_WIDTHS: Final = {False: 0.7, True: 1.3}
"""Of plain lines and of index lines."""
_OPACITY: Final = 0.55
_TOLERANCE: Final = 0.04
_LETTERS: Final = 11.0
_AIR: Final = 4.0
"""Before and after a height that is written into a line."""
_APART: Final = 60.0
"""Labels keep so far from one another, and those of one height farther."""
_APART_OF_ONE: Final = 260.0
_CLEAR: Final = 26.0
"""How far labels keep from places that are to be clear."""
_STRAIGHT: Final = 0.97
"""A line is straight enough for a label where the way across is this share of the way along."""
_EVERY: Final = 5.0
"""Places for labels are tried so far apart."""


@dataclass(frozen=True, eq=False, slots=True)
class _Way:
    """One contour line on the page."""

    points: FloatArray
    """(n, 2)."""
    contour: Contour

    @property
    def text(self) -> str:
        """The height, as it is written."""
        return plain_figure(self.contour.height)


@dataclass(frozen=True, slots=True)
class _Label:
    """A height, written into a line."""

    text: str
    at: Point
    """The middle of the words, on the line."""
    angle: float
    gap: tuple[float, float]
    """What is left out of the line: from which of its lengths to which."""


def relief(
    heights: FloatArray,
    tones: Tones,
    window: Window,
    clear: Sequence[Point],
    *,
    lines: int,
    labels: int,
) -> list[Shape]:
    """Return the contour lines of heights (h, w), the first row being the northernmost.

    The heights are those of the middles of as many equal parts of the window. About so many
    heights have `lines`, and at most so many `labels` say how high these are; labels keep away
    from places that are to be `clear`.
    """
    ways = [
        _Way(points, contour)
        for contour in contours(tones, lines)
        for points in _on_page(isolines(heights, contour.height), heights.shape, window)
    ]
    written = _labels(ways, window, clear, labels)
    shapes: list[Shape] = []
    numbered = groupby(enumerate(ways), key=lambda way: way[1].contour)
    for contour, group in numbered:
        pieces = tuple(piece for number, way in group for piece in _cut(way, written.get(number)))
        shapes.append(Lines(pieces, looks.CONTOUR, _WIDTHS[contour.index], _OPACITY))
    return [*shapes, *map(_words, written.values())]


def _on_page(lines: list[FloatArray], shape: tuple[int, ...], window: Window) -> list[FloatArray]:
    """Return the lines of a grid of heights as ways (n, 2) on the page."""
    scale = np.array([window.width / shape[1], window.height / shape[0]])
    corner = np.array([window.left, window.top])
    return [thinned(corner + (line[:, ::-1] + 0.5) * scale, _TOLERANCE) for line in lines]


def _labels(
    ways: list[_Way], window: Window, clear: Sequence[Point], most: int
) -> dict[int, _Label]:
    """Return the labels by the numbers of their ways: of index lines first, long ways first."""
    lengths = [float(lengths_along(way.points)[-1]) for way in ways]
    order = sorted(range(len(ways)), key=lambda i: (not ways[i].contour.index, -lengths[i]))
    labels: dict[int, _Label] = {}
    for number in order:
        if len(labels) == most:
            break
        way = ways[number]
        far = [
            (label.at, _APART_OF_ONE if label.text == way.text else _APART)
            for label in labels.values()
        ]
        label = _label(way, window, [*far, *((place, _CLEAR) for place in clear)])
        if label is not None:
            labels[number] = label
    return labels


def _label(way: _Way, window: Window, clear: Sequence[tuple[Point, float]]) -> _Label | None:
    """Return a label at the best place on a way, if there is a good one.

    `clear` has points, and how far to keep from each.
    """
    along = lengths_along(way.points)
    half = letters.width(way.text, _LETTERS) / 2.0 + _AIR
    middles = np.arange(half, along[-1] - half, _EVERY)
    if not len(middles):
        return None
    ends = [_at(way.points, along, middles + side) for side in (-half, half)]
    across = ends[1] - ends[0]
    straight = np.linalg.norm(across, axis=1) / (2.0 * half)
    at = (ends[0] + ends[1]) / 2.0
    # Upright: never upside down, and read from the left or from below.
    angle = (np.degrees(np.arctan2(across[:, 1], across[:, 0])) + 89.9) % 180.0 - 89.9
    apart = [np.linalg.norm(at - place, axis=1) >= distance for place, distance in clear]
    tests = [_inside(at, window, half), straight >= _STRAIGHT, *apart]
    fits = np.asarray(np.stack(tests).all(axis=0))
    if not fits.any():
        return None
    best = int(np.argmax(np.where(fits, 20.0 * straight - np.abs(angle) / 90.0, -np.inf)))
    middle = float(middles[best])
    x, y = at[best].tolist()
    return _Label(way.text, (x, y), float(angle[best]), (middle - half, middle + half))


def _inside(points: FloatArray, window: Window, margin: float) -> NDArray[np.bool_]:
    low = np.array([window.left, window.top]) + margin
    high = np.array([window.right, window.bottom]) - margin
    return np.asarray(((points >= low) & (points <= high)).all(axis=1))


def _at(points: FloatArray, along: FloatArray, where: FloatArray) -> FloatArray:
    """Return the places (m, 2) at some lengths (m,) of a way (n, 2)."""
    return np.column_stack([np.interp(where, along, points[:, axis]) for axis in (0, 1)])


def _cut(way: _Way, label: _Label | None) -> list[FloatArray]:
    """Return a way in pieces (n, 2): what is left of it beside its label."""
    if label is None:
        return [way.points]
    along = lengths_along(way.points)
    before, behind = label.gap
    return [part(way.points, along, 0.0, before), part(way.points, along, behind, float(along[-1]))]


def _words(label: _Label) -> Words:
    """Return a label's words, their middle on the line."""
    drop = 0.35 * _LETTERS
    turn = math.radians(label.angle)
    at = (label.at[0] - drop * math.sin(turn), label.at[1] + drop * math.cos(turn))
    return Words(label.text, at, _LETTERS, looks.MARK, Anchor.MIDDLE, angle=label.angle)
