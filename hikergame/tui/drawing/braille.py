"""Line drawings in braille dots, for terminals of few colours or none.

A `Braille` canvas answers to the same strokes as a `Picture`, in the same units, but every
cell has one ink: eight dots of it, or a word. `sketch` returns whichever suits a terminal.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.picture import ASPECT, Picture

_FIRST: Final = 0x2800
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.uint32)
"""The bit of each dot, by its row and column in the cell."""


class Sketch(Protocol):
    """What can be drawn on: lengths in cell widths, as `picture` says."""

    def line(
        self, points: FloatArray, colour: int, *, width: float = 1.0, opacity: float = 1.0
    ) -> None:
        """Draw a polyline through points (n, 2)."""

    def band(self, x: FloatArray, low: FloatArray, high: FloatArray, colour: int) -> None:
        """Fill between two curves over x (n,), rising; `low` is the nearer to the bottom."""

    def fill(self, x: FloatArray, surface: FloatArray, colour: int) -> None:
        """Fill the ground below a curve over x (n,), rising, down to the board's bottom."""

    def dot(self, at: Sequence[float], radius: float, colour: int, opacity: float = 1.0) -> None:
        """Draw a filled circle."""

    def finish(self) -> Cells:
        """Return the drawing so far as cells, which may be drawn upon."""


class Braille:
    """A canvas `width` x `height` cells, two dots wide and four tall to the cell."""

    __slots__ = ("_bits", "_cells")

    def __init__(self, width: int, height: int, ink: int, paper: int) -> None:
        self._cells = Cells(width, height, ink=ink, paper=paper)
        self._bits = np.zeros((height, width), dtype=np.uint32)

    def line(
        self, points: FloatArray, colour: int, *, width: float = 1.0, opacity: float = 1.0
    ) -> None:
        """Draw a polyline through points (n, 2); faint ones are dotted, all are one dot wide."""
        del width
        gap = 1 if opacity > 0.5 else 3
        for start, stop in pairwise(points):
            steps = max(1, math.ceil(2.0 * float(np.abs(stop - start).max())))
            share = np.linspace(0.0, 1.0, steps + 1)[::gap, None]
            self._dots(start + (stop - start) * share, colour)

    def band(self, x: FloatArray, low: FloatArray, high: FloatArray, colour: int) -> None:
        """Draw the two curves dotted, over x (n,)."""
        for edge in (low, high):
            self.line(np.column_stack([x, edge]), colour, opacity=0.5)

    def fill(self, x: FloatArray, surface: FloatArray, colour: int) -> None:
        """Leave the ground empty: a filled one would hide what stands on it."""

    def dot(self, at: Sequence[float], radius: float, colour: int, opacity: float = 1.0) -> None:
        """Draw a dot, four for a radius of half a cell or more."""
        del opacity
        spread = (-0.25, 0.25) if radius >= 0.5 else (0.0,)
        points = [(at[0] + dx, at[1] + dy) for dx in spread for dy in spread]
        self._dots(np.array(points), colour)

    def _dots(self, points: FloatArray, colour: int) -> None:
        column = np.floor(points[:, 0] * 2.0).astype(np.intp)
        row = np.floor(points[:, 1] * 4.0 / ASPECT).astype(np.intp)
        height, width = self._bits.shape
        inside = (column >= 0) & (column < 2 * width) & (row >= 0) & (row < 4 * height)
        column, row = column[inside], row[inside]
        np.bitwise_or.at(self._bits, (row // 4, column // 2), _BITS[row % 4, column % 2])
        self._cells.ink[row // 4, column // 2] = colour

    def finish(self) -> Cells:
        """Return the drawing as cells."""
        cells = self._cells.copy()
        drawn = self._bits > 0
        cells.glyph[drawn] = _FIRST + self._bits[drawn]
        return cells


def sketch(width: int, height: int, *, ink: int, paper: int, depth: Depth) -> Sketch:
    """Return a canvas for a terminal: blended blocks where it can show them, else braille."""
    if depth.blends:
        return Picture(width, height, paper)
    return Braille(width, height, ink, paper)
