"""A plan: the ground drawn for a board of some size, and where its places lie on it.

Making one looks at the ground on a grid, which is for a thread; all else about it is quick.
Ground that has no height is left blank.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray, median
from hikergame.tones import Tones
from hikergame.tui.drawing import hill, terrain
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth, Pixels, unpack
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.view import View
from hikergame.tui.theme import Palette
from hikergame.tui.workshop.cut import Cut

_FINER: Final = 8
"""Points to a column at which a line is looked at for its lowest and highest."""
_FLAT_SHARE: Final = 0.02
"""Of the middling slope: what counts as flat until the ground is known better."""
_BLANK: Final = "?"
"""Ground without a height, where there is no colour."""


@dataclass(frozen=True, eq=False)
class Plan(ABC):
    """The ground on a board of `width` x `height` cells; its own places are those of a `Cut`."""

    cut: Cut
    ground: Pixels | Cells
    """Pixels (2h, 2w, 3), or, for terminals that cannot blend, cells."""
    tones: Tones
    flat: float
    """About the steepness at or below which ground counts as flat."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Columns."""

    @property
    @abstractmethod
    def height(self) -> int:
        """Rows."""

    @property
    @abstractmethod
    def axes(self) -> Axes:
        """The numbers along its edges."""

    @abstractmethod
    def way(self, track: FloatArray) -> FloatArray:
        """Return a track (t + 1, 1 or 2) as points (t + 1, 2) of the picture, in cell widths."""

    @abstractmethod
    def cell(self, at: FloatArray, height: float) -> tuple[int, int]:
        """Return column and row of a place of the map that has a height."""

    @abstractmethod
    def at(self, column: int, row: int) -> FloatArray:
        """Return the place of the map in the middle of a cell, kept inside the fence."""


@dataclass(frozen=True, eq=False)
class MapPlan(Plan):
    """A plane or a slice, from above."""

    view: View

    @property
    def width(self) -> int:
        """Columns."""
        return self.view.width

    @property
    def height(self) -> int:
        """Rows."""
        return self.view.height

    @property
    def axes(self) -> Axes:
        """The numbers along its edges."""
        (west, east), (south, north) = self.cut.bounds.tolist()
        return Axes(self.width, self.height, Span(west, east), Span(south, north))

    def way(self, track: FloatArray) -> FloatArray:
        """Return a track (t + 1, 2) as points (t + 1, 2) of the picture."""
        return self.view.place(track)

    def cell(self, at: FloatArray, height: float) -> tuple[int, int]:
        """Return column and row of a place (2,)."""
        del height
        column, row = self.view.cell(at)
        return min(max(column, 0), self.width - 1), min(max(row, 0), self.height - 1)

    def at(self, column: int, row: int) -> FloatArray:
        """Return the place (2,) in the middle of a cell."""
        at = self.view.metres(column + 0.5, (row + 0.5) * ASPECT)
        return np.clip(at, self.cut.bounds[:, 0], self.cut.bounds[:, 1])


@dataclass(frozen=True, eq=False)
class HillPlan(Plan):
    """A line, from the side, with the steps of those who walk it beneath."""

    view: hill.HillView

    @property
    def width(self) -> int:
        """Columns."""
        return self.view.width

    @property
    def height(self) -> int:
        """Rows."""
        return self.view.height

    @property
    def axes(self) -> Axes:
        """The numbers along its edges, those of the hill."""
        return self.view.hill

    def way(self, track: FloatArray) -> FloatArray:
        """Return a track (t + 1, 1) as points (t + 1, 2) beneath the hill."""
        return self.view.on_steps(track[:, 0])

    def cell(self, at: FloatArray, height: float) -> tuple[int, int]:
        """Return column and row of the surface at a place (1,); the row below for what is sunk."""
        high = height if np.isfinite(height) else self.tones.highest
        x, y = self.view.on_hill(at[:1], np.array([high]))[0].tolist()
        column, row = int(x), int(y / ASPECT)
        return min(max(column, 0), self.width - 1), min(max(row, 0), self.view.hill.height - 1)

    def at(self, column: int, row: int) -> FloatArray:
        """Return the place (1,) in the middle of a column."""
        del row
        (low, high) = self.cut.bounds[0].tolist()
        return np.array([min(max(low + (column + 0.5) * (high - low) / self.width, low), high)])


def draw_plan(cut: Cut, steps: int, room: tuple[int, int], palette: Palette, depth: Depth) -> Plan:
    """Look at the ground and draw it, as large as there is room for."""
    if cut.dims == 1:
        return _hillside(cut, steps, room, palette, depth)
    return _map(cut, room, palette, depth)


def _map(cut: Cut, room: tuple[int, int], palette: Palette, depth: Depth) -> MapPlan:
    view = View.of_whole(cut.bounds, *room)
    heights = cut.heights(view.axes())
    known, tones, filled = _known(heights)
    painters: dict[Depth, Callable[[FloatArray, Tones, Palette], Pixels | Cells]] = {
        Depth.TRUE: terrain.paint,
        Depth.INDEXED: terrain.paint_bands,
    }
    ground = painters.get(depth, terrain.in_glyphs)(filled, tones, palette)
    if isinstance(ground, Cells):
        ground.glyph[~known[::2, ::2]] = ord(_BLANK)
    else:
        ground[~known] = unpack(palette.fog)
    # A pixel is half a cell wide, and half a cell tall, which is one cell width.
    down, right = np.gradient(filled, 1.0 / view.y_scale, 0.5 / view.x_scale)
    flat = _FLAT_SHARE * median(np.hypot(down, right))
    return MapPlan(cut, ground, tones, flat, view)


def _hillside(
    cut: Cut, steps: int, room: tuple[int, int], palette: Palette, depth: Depth
) -> HillPlan:
    low, high = cut.bounds[0].tolist()
    line = np.linspace(low, high, _FINER * room[0])
    _, tones, filled = _known(cut.heights((line,)))
    view = hill.HillView.of(cut.bounds[0], tones, steps, *room)
    _, _, surface = _known(cut.heights((view.columns(),)), tones)
    paint = hill.paint_hill if depth.blends else hill.hill_in_glyphs
    ground: Pixels | Cells = paint(view, surface, tones, palette)
    flat = _FLAT_SHARE * median(np.abs(np.gradient(filled, line)))
    return HillPlan(cut, ground, tones, flat, view)


def _known(
    heights: FloatArray, tones: Tones | None = None
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.bool_]], Tones, FloatArray]:
    """Return which heights (...) there are, their tones, and all, the missing ones highest."""
    known = np.isfinite(heights)
    tones = tones or Tones.of(heights[known] if known.any() else np.zeros(1))
    return known, tones, np.where(known, heights, tones.highest)
