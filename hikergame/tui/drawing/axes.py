"""A frame for curves: numbers along two axes, and where they lie on a board."""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.scale import brief_figure, nice_step, plain_figure


@dataclass(frozen=True)
class Span:
    """A range of numbers."""

    low: float
    high: float

    @classmethod
    def around(cls, numbers: FloatArray, *, margin: float = 0.08, least: float = 0.0) -> "Span":
        """Return the range of numbers (n,) with a margin, and no narrower than `least`."""
        low, high = float(np.min(numbers)), float(np.max(numbers))
        short = max(0.0, least - (high - low)) / 2.0
        low, high = low - short, high + short
        room = margin * (high - low) or max(abs(low), 1.0) * margin
        return cls(low - room, high + room)

    @property
    def length(self) -> float:
        """High minus low."""
        return self.high - self.low

    def ticks(self, count: int) -> FloatArray:
        """Return the round numbers within, about `count` of them at most."""
        step = nice_step(self.length / max(1, count)) if count else self.length
        while self.length / step > count + 1:
            step = nice_step(step * 2.5)
        first, last = np.ceil(self.low / step), np.floor(self.high / step)
        marks: FloatArray = np.round(np.arange(first, last + 1) * step, 12)
        return marks + 0.0  # no minus zero


@dataclass(frozen=True)
class Axes:
    """Two ranges of numbers on a board of cells; y runs up, or down if `downward`."""

    width: int
    height: int
    x: Span
    y: Span
    downward: bool = False

    @property
    def scale(self) -> tuple[float, float]:
        """Cell widths to one of x, and to one of y."""
        return self.width / self.x.length, ASPECT * self.height / self.y.length

    def place(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return the picture's points (n, 2) for numbers x (n,) and y (n,)."""
        across, tall = self.scale
        from_top = y - self.y.low if self.downward else self.y.high - y
        return np.column_stack([(x - self.x.low) * across, from_top * tall])

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Return column and row of a point."""
        at = self.place(np.array([x]), np.array([y]))[0]
        return int(np.floor(at[0])), int(np.floor(at[1] / ASPECT))

    def number_x(self, cells: Cells, left: int, row: int, ink: int, unit: str = "") -> None:
        """Write round numbers of x on a row, the frame's first column being `left`.

        Their unit stands at the end of the row; a number that would run into it is left out.
        """
        free, end = left, left + self.width
        if unit:
            end -= len(unit) + 1
            cells.write(end + 1, row, unit, ink)
        for mark in self.x.ticks(max(3, self.width // 10)):
            label = plain_figure(float(mark))
            column = left + self.cell(float(mark), self.y.low)[0] - len(label) // 2
            if column >= free and column + len(label) <= end:
                free = cells.write(column, row, label, ink) + 1

    def number_y(self, cells: Cells, right: int, top: int, ink: int) -> None:
        """Write round numbers of y, ending before column `right`, the frame's top row `top`."""
        for mark in self.y.ticks(max(2, self.height // 3)):
            label = plain_figure(float(mark))
            if len(label) > right:
                label = brief_figure(float(mark))
            row = self.cell(self.x.low, float(mark))[1]
            if 0 <= row < self.height:
                cells.write(right - len(label), top + row, label, ink)
