"""The notebook's map: your way by dead reckoning, and what you felt at every stop.

The trailhead is the origin; nothing else about the ground is known. An arrow at each stop
points downhill as it was felt there, stronger the steeper; ground felt flat has a ring.
"""

import math
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.heading import compass_word, heading_of
from hikergame.hike.notebook import Notebook
from hikergame.tui.drawing.braille import Sketch, sketch
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth, mix
from hikergame.tui.drawing.picture import ASPECT, cells_along
from hikergame.tui.drawing.scale import is_flat, nice_step, plain_figure, strength
from hikergame.tui.drawing.view import View
from hikergame.tui.theme import Palette

_ARROWS: Final = dict(zip(["N", "NE", "E", "SE", "S", "SW", "W", "NW"], "↑↗→↘↓↙←↖", strict=True))
_GRID: Final = 8.0
"""Cell widths between the lines of the grid, at least."""
_BESIDE: Final = {"N": (0, -1), "NE": (1, -1), "E": (1, 0), "SE": (1, 1), "S": (0, 1),
                  "SW": (-1, 1), "W": (-1, 0), "NW": (-1, -1)}  # fmt: skip
"""The cell (columns right, rows down) beside a stop, by compass point."""
_ASIDE: Final = (0.0, 45.0, -45.0, 90.0, -90.0)
"""How far from straight downhill an arrow may stand, in the order of trying."""


def route_view(
    points: FloatArray, stride: float, width: int, height: int, before: View | None
) -> View:
    """Return a view that shows all points (n, 2), and some room for steps to come.

    The view before is kept as long as it will do, so that the notebook does not swim.
    """
    if before and (before.width, before.height) == (width, height) and before.shows(points, 2.0):
        return before
    low, high = points.min(axis=0), points.max(axis=0)
    across = np.array([1.0, ASPECT * height / width]) if width < ASPECT * height else None
    stretch = across if across is not None else np.array([width / (ASPECT * height), 1.0])
    extent = float(np.max((high - low) / stretch))
    return View.around((low + high) / 2.0, max(1.4 * extent, 4.0 * stride), width, height)


class RouteMap:
    """The map of a two-dimensional notebook, within one view; it grows with the notebook."""

    def __init__(self, view: View, palette: Palette, depth: Depth) -> None:
        """Draw the grid; the way comes with the first `cells`."""
        self.view = view
        self._palette = palette
        self._mesh = nice_step(_GRID * 2.5 / view.x_scale)
        self._board = sketch(
            view.width, view.height, ink=palette.text, paper=palette.surface, depth=depth
        )
        if depth.blends:
            _grid(self._board, view, self._mesh, mix(palette.border, palette.surface, 0.45))
        self._drawn = 0

    def cells(self, notebook: Notebook, flat: float) -> Cells:
        """Return the map with all that the notebook holds, without the step to come.

        Notebooks must follow one another: only what has been walked since the last is drawn.
        """
        points = self.view.place(notebook.track)
        if self._drawn < notebook.steps:
            self._board.line(points[self._drawn :], self._palette.track, width=0.9)
            self._drawn = notebook.steps
        cells = self._board.finish()
        _stops(cells, self.view, notebook, flat, self._palette)
        return cells

    def label(self, cells: Cells) -> None:
        """Write over all else how many metres the grid's meshes are wide, and where north is."""
        bar = "├" + "─" * max(0, round(self._mesh * self.view.x_scale) - 2) + "┤"
        words, row = f"{bar} {plain_figure(self._mesh)} m", cells.height - 1
        paper = self._palette.surface
        cells.write(1, row, words, self._palette.muted, paper=paper)
        cells.write(cells.width - 3, 0, "N↑", self._palette.muted, paper=paper)


def _grid(board: Sketch, view: View, step: float, colour: int) -> None:
    west, east = view.west, view.west + view.width / view.x_scale
    south, north = view.north - ASPECT * view.height / view.y_scale, view.north
    for x in np.arange(math.ceil(west / step), east / step) * step:
        board.line(view.place(np.array([[x, north], [x, south]])), colour, width=0.5)
    for y in np.arange(math.ceil(south / step), north / step) * step:
        board.line(view.place(np.array([[west, y], [east, y]])), colour, width=0.9)


def _stops(cells: Cells, view: View, notebook: Notebook, flat: float, palette: Palette) -> None:
    """Mark every stop, the latest on top, with an arrow beside it where there is room."""
    places = [view.cell(point) for point in notebook.track]
    taken = set(cells_along(view.place(notebook.track)))
    felt = notebook.steepness.tolist()
    for index in range(notebook.steps, -1, -1):
        steepness = felt[index]
        downhill = heading_of(-notebook.slopes[index])
        if downhill is None or is_flat(steepness, flat):
            continue
        cell = _free_cell(places[index], downhill, taken)
        if cell:
            taken.add(cell)
            share = round(0.3 + 0.7 * strength(steepness, flat), 2)
            ink = mix(palette.track, palette.falls, share)
            glyph = _ARROWS[compass_word(downhill)]
            cells.write(*cell, glyph, ink, paper=palette.surface, bold=True)
    for place in places[1:-1]:
        cells.write(*place, "•", palette.text, paper=palette.surface)
    for place, readout in zip(places, notebook.readouts, strict=True):
        if readout.fenced:
            cells.write(*place, "#", palette.warning, paper=palette.surface, bold=True)
    for place, glyph in ((places[0], "o"), (places[-1], "●")):
        cells.write(*place, glyph, palette.accent, paper=palette.surface, bold=True)


def _free_cell(
    place: tuple[int, int], downhill: float, taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the free cell beside a stop that lies nearest to its downhill; None if none is."""
    for aside in _ASIDE:
        right, down = _BESIDE[compass_word(downhill + aside)]
        cell = place[0] + right, place[1] + down
        if cell not in taken:
            return cell
    return None


def draw_step(
    cells: Cells, view: View, here: FloatArray, move: FloatArray, palette: Palette
) -> None:
    """Draw the step to come as dots onto the map, from one place (2,) by a move (2,)."""
    start, stop = view.place(np.array([here, here + move]))
    count = max(1, math.ceil(float(np.abs((stop - start) / (1.0, ASPECT)).max())))
    begun = (math.floor(start[0]), math.floor(start[1] / ASPECT))
    for share in np.arange(1, count + 1) / count:
        x, y = start + (stop - start) * share
        place = math.floor(x), math.floor(y / ASPECT)
        if place != begun:
            last = share == 1.0
            cells.write(*place, "+" if last else "·", palette.needle, bold=last)
