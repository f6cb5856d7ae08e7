"""A picture as values: shapes on a page, in the order in which they are painted.

Lengths are points of the page, x to the right and y down from its upper left corner;
colours are numbers `0xRRGGBB`. `svg.as_svg` writes a page as vectors, `paint.as_png`
paints it; what either shows stands here and nowhere else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.colour import Pixels

Point: TypeAlias = tuple[float, float]


class Anchor(Enum):
    """Which part of a line of words stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """Lines of one look: pieces (n, 2), round at their ends and corners."""

    pieces: tuple[FloatArray, ...]
    ink: int
    width: float
    opacity: float = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Area:
    """A filled shape; the corners (n, 2) of its edge, which does not cross itself."""

    edge: FloatArray
    ink: int
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    at: Point
    radius: float
    ink: int
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words, `at` being on its baseline."""

    text: str
    at: Point
    size: float
    ink: int
    anchor: Anchor = Anchor.START
    bold: bool = False
    angle: float = 0.0
    """Degrees clockwise."""


@dataclass(frozen=True, eq=False, slots=True)
class Image:
    """Pixels (h, w, 3), stretched over a rectangle."""

    pixels: Pixels
    at: Point
    """Its upper left corner."""
    width: float
    height: float


Shape: TypeAlias = Lines | Area | Dot | Words | Image


@dataclass(frozen=True, eq=False, slots=True)
class Page:
    """A finished picture."""

    width: float
    height: float
    paper: int
    shapes: tuple[Shape, ...]
    title: str
    """For whoever cannot see it, and for window bars."""
    description: str


def line(*points: Point, ink: int, width: float, opacity: float = 1.0) -> Lines:
    """Return one line through a few points."""
    return Lines((np.array(points, dtype=np.float64),), ink, width, opacity)


def plate(
    left: float, top: float, width: float, height: float, *, ink: int, opacity: float = 1.0
) -> Area:
    """Return a filled rectangle."""
    right, bottom = left + width, top + height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return Area(np.array(corners, dtype=np.float64), ink, opacity)


def frame(
    left: float, top: float, width: float, height: float, *, ink: int, stroke: float
) -> Lines:
    """Return the edge of a rectangle."""
    right, bottom = left + width, top + height
    corners = (left, top), (right, top), (right, bottom), (left, bottom), (left, top)
    return line(*corners, ink=ink, width=stroke)


def lengths_along(way: FloatArray) -> FloatArray:
    """Return how long (n,) a way (n, 2) is up to each of its points."""
    steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def part(way: FloatArray, along: FloatArray, start: float, stop: float) -> FloatArray:
    """Return the part (m, 2) of a way (n, 2) whose length `along` (n,) runs from start to stop."""
    inner = along[(along > start) & (along < stop)]
    at = np.concatenate([[start], inner, [stop]])
    return np.column_stack([np.interp(at, along, way[:, axis]) for axis in (0, 1)])


def dashed(way: FloatArray, on: float, off: float) -> tuple[FloatArray, ...]:
    """Return a way (n, 2) cut into dashes, `on` long and `off` apart."""
    along = lengths_along(way)
    starts = np.arange(0.0, along[-1], on + off).tolist()
    return tuple(part(way, along, start, min(start + on, float(along[-1]))) for start in starts)


def ring(at: Point, radius: float, *, ink: int, width: float) -> Lines:
    """Return a circle that is not filled."""
    turn = np.linspace(0.0, 2.0 * math.pi, 49)
    circle = np.column_stack([at[0] + radius * np.cos(turn), at[1] + radius * np.sin(turn)])
    return Lines((circle,), ink, width)
