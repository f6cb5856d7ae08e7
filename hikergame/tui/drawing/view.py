"""How metres lie on a board: which place of the ground each cell shows.

A picture's units are cell widths (see `picture`), x to the right and y down; the ground's
are metres, x east and y north. A `View` is the map between the two.
"""

import math
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.tui.drawing.picture import ASPECT, pixel_centres

_SQUEEZE: Final = 3.0
"""A side of the map is never drawn shorter than this part of the room there is for it."""


@dataclass(frozen=True)
class View:
    """A rectangle of ground on a board of `width` x `height` cells."""

    width: int
    height: int
    west: float
    """The x, in metres, of the board's left edge."""
    north: float
    """The y, in metres, of its upper edge."""
    x_scale: float
    """Cell widths to a metre eastward."""
    y_scale: float
    """Cell widths to a metre northward."""

    @classmethod
    def of_whole(cls, bounds: FloatArray, width: int, height: int) -> Self:
        """Return the largest view of bounds (2, 2) within so many cells, edge to edge.

        East and north have the same scale, to the rounding of cells, unless the ground is
        so long and narrow that little of it would be seen.
        """
        (west, east), (south, north) = bounds.tolist()
        scale = min(width / (east - west), ASPECT * height / (north - south))
        columns = round(max((east - west) * scale, width / _SQUEEZE))
        rows = round(max((north - south) * scale / ASPECT, height / _SQUEEZE))
        columns, rows = max(1, min(width, columns)), max(1, min(height, rows))
        x_scale, y_scale = columns / (east - west), ASPECT * rows / (north - south)
        return cls(columns, rows, west, north, x_scale, y_scale)

    @classmethod
    def around(cls, centre: FloatArray, metres_across: float, width: int, height: int) -> Self:
        """Return a view of so many metres (on its shorter side) about a centre (2,)."""
        across = min(float(width), ASPECT * height)
        scale = across / metres_across
        west = float(centre[0]) - width / 2.0 / scale
        north = float(centre[1]) + ASPECT * height / 2.0 / scale
        return cls(width, height, west, north, scale, scale)

    def place(self, points: FloatArray) -> FloatArray:
        """Return ground points (n, 2), in metres, as points of the picture (n, 2)."""
        x = (points[:, 0] - self.west) * self.x_scale
        y = (self.north - points[:, 1]) * self.y_scale
        return np.column_stack([x, y])

    def cell(self, point: FloatArray) -> tuple[int, int]:
        """Return column and row of the cell that shows a ground point (2,).

        Points on the board's far edges have the cells within, points off it cells off it.
        """
        x, y = self.place(point[None])[0].tolist()
        column, row = math.floor(x), math.floor(y / ASPECT)
        return column - (x == self.width), row - (y == ASPECT * self.height)

    def metres(self, x: float, y: float) -> FloatArray:
        """Return the ground point (2,) under a picture's point."""
        return np.array([self.west + x / self.x_scale, self.north - y / self.y_scale])

    def axes(self) -> tuple[FloatArray, FloatArray]:
        """Return the x (2 width,) and y (2 height,) of the pixels, in metres; y from north."""
        x, y = pixel_centres(self.width, self.height)
        return self.west + x[0] / self.x_scale, self.north - y[:, 0] / self.y_scale

    def shows(self, points: FloatArray, margin: float) -> bool:
        """Return whether all points (n, 2) lie on the board, so many cell widths inside it."""
        x, y = self.place(points).T
        inside = (x >= margin) & (x <= self.width - margin)
        inside &= (y >= margin) & (y <= ASPECT * self.height - margin)
        return bool(inside.all())
