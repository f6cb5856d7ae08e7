"""Where metres lie on a page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.figures import nice_step
from hikergame.survey.picture.shapes import Point


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the page, and the numbers along its sides; y runs up unless told otherwise."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    """The numbers at its left and its right edge."""
    y: tuple[float, float]
    """The numbers at its lower and its upper edge."""

    @property
    def right(self) -> float:
        """The x of its right edge on the page."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge on the page."""
        return self.top + self.height

    def place(self, points: FloatArray) -> FloatArray:
        """Return where (n, 2) points (n, 2) are on the page."""
        x = self.left + (points[:, 0] - self.x[0]) / (self.x[1] - self.x[0]) * self.width
        y = self.bottom - (points[:, 1] - self.y[0]) / (self.y[1] - self.y[0]) * self.height
        return np.column_stack([x, y])

    def point(self, x: float, y: float) -> Point:
        """Return where one point is on the page."""
        place = self.place(np.array([[x, y]]))[0]
        return float(place[0]), float(place[1])

    def columns(self, count: int) -> FloatArray:
        """Return the x (count,) of the middles of so many columns, left to right."""
        return _middles(*self.x, count)

    def rows(self, count: int) -> FloatArray:
        """Return the y (count,) of the middles of so many rows, from the top down."""
        return _middles(*self.y, count)[::-1]

    def holds(self, point: Point, margin: float) -> bool:
        """Tell whether a point of the page is inside, so far from the edges."""
        across = self.left + margin <= point[0] <= self.right - margin
        return across and self.top + margin <= point[1] <= self.bottom - margin


def _middles(low: float, high: float, count: int) -> FloatArray:
    middles: FloatArray = low + (np.arange(count) + 0.5) * (high - low) / count
    return middles


def ticks(low: float, high: float, count: int) -> list[float]:
    """Return the round numbers from `low` to `high`, about `count` of them."""
    step = nice_step(1.5 * (high - low) / max(1, count))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = 12 - math.floor(math.log10(step))
    return [round(number * step, digits) + 0.0 for number in range(first, last + 1)]
