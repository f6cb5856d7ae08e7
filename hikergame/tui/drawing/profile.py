"""The felt profile: the heights that the slopes add up to, with how far off they may be.

On a line the heights stand over the places where they were felt, and every stop carries a
piece of its tangent, which is the slope itself; in two dimensions they stand over the
metres walked. Heights count from the trailhead.
"""

import math
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.notebook import Notebook
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.braille import Sketch, sketch
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth, mix
from hikergame.tui.theme import Palette

_LABELS: Final = 8
"""Columns for the numbers of the heights."""
_LEAST: Final = 1.0
"""Heights shown at least, where all is level."""
_FINEST: Final = 2e-3
"""Heights shown at least anywhere: finer ones are not told in figures either."""
_TANGENT: Final = 2.2
"""Length of a tangent to either side of its stop, in cell widths."""


def felt_profile(
    width: int,
    height: int,
    notebook: Notebook,
    palette: Palette,
    depth: Depth,
    *,
    stride: float,
) -> tuple[Cells, Axes]:
    """Return the profile, and the axes of its frame, which starts at column `LABELS`.

    `stride` keeps room for the step to come. The notebook must know heights.
    """
    if notebook.heights is None or notebook.errors is None:
        raise ValueError("this notebook knows no heights")
    on_line = notebook.track.shape[1] == 1
    places = notebook.track[:, 0] if on_line else walked(notebook)
    axes = _axes(width, height, places, notebook, stride)
    board = sketch(axes.width, axes.height, ink=palette.text, paper=palette.surface, depth=depth)
    _draw_errors(board, axes, places, notebook, palette)
    board.line(axes.place(places, notebook.heights), palette.track, width=0.7)
    if on_line:
        _draw_tangents(board, axes, places, notebook, palette)
    cells = Cells(width, height, ink=palette.text, paper=palette.surface)
    cells.paste(board.finish(), _LABELS, 0)
    _mark_stops(cells, axes, places, notebook.heights, palette)
    axes.number_y(cells, _LABELS - 1, 0, palette.muted)
    axes.number_x(cells, _LABELS, height - 1, palette.muted, "m")
    return cells, axes


def walked(notebook: Notebook) -> FloatArray:
    """Return the metres (t + 1,) walked up to each stop."""
    return np.concatenate([[0.0], np.cumsum(notebook.step_lengths)])


def _axes(width: int, height: int, places: FloatArray, notebook: Notebook, stride: float) -> Axes:
    """Return axes with room for what was felt, and for a step of that length from here."""
    heights, errors = np.asarray(notebook.heights), np.asarray(notebook.errors)
    on_line = notebook.track.shape[1] == 1
    spread = np.minimum(errors, 0.4 * float(np.ptp(heights)))
    low, high = heights - spread, heights + spread
    ahead = [places[-1] + stride, places[-1] - stride] if on_line else [places[-1] + stride]
    x = Span.around(np.append(places, ahead), margin=0.06)
    guess = float(np.linalg.norm(notebook.slopes[-1])) * stride
    reach = heights[-1] + np.array([-guess, guess] if on_line else [0.0])
    y = Span.around(
        np.concatenate([low, high, reach]),
        margin=0.12,
        least=max(guess, _FINEST) if guess else _LEAST,
    )
    return Axes(max(1, width - _LABELS), max(1, height - 1), x, y)


def _draw_errors(
    board: Sketch, axes: Axes, places: FloatArray, notebook: Notebook, palette: Palette
) -> None:
    """Shade how far off the heights may be: a band along the walk, bars on a line."""
    heights, errors = notebook.heights, notebook.errors
    if heights is None or errors is None:
        return
    shade = mix(palette.track, palette.surface, 0.72)
    low, high = axes.place(places, heights - errors), axes.place(places, heights + errors)
    if notebook.track.shape[1] == 1:
        for bottom, top in zip(low, high, strict=True):
            board.line(np.array([bottom, top]), shade, width=1.0)
    elif len(places) > 1:
        board.band(low[:, 0], low[:, 1], high[:, 1], shade)


def _draw_tangents(
    board: Sketch, axes: Axes, places: FloatArray, notebook: Notebook, palette: Palette
) -> None:
    across, tall = axes.scale
    points = axes.place(places, np.asarray(notebook.heights))
    for point, slope in zip(points, notebook.slopes[:, 0].tolist(), strict=True):
        lean = -slope * tall / across
        reach = np.array([1.0, lean]) * _TANGENT / math.hypot(1.0, lean)
        colour = palette.rises if slope > 0.0 else palette.falls
        board.line(np.array([point - reach, point + reach]), colour, width=0.9)


def _mark_stops(
    cells: Cells, axes: Axes, places: FloatArray, heights: FloatArray, palette: Palette
) -> None:
    spots = [axes.cell(x, y) for x, y in zip(places.tolist(), heights.tolist(), strict=True)]
    for column, row in spots[1:-1]:
        cells.write(_LABELS + column, row, "•", palette.text, paper=palette.surface, bold=True)
    for (column, row), glyph in ((spots[0], "o"), (spots[-1], "●")):
        cells.write(_LABELS + column, row, glyph, palette.accent, paper=palette.surface, bold=True)


def draw_guess(cells: Cells, axes: Axes, notebook: Notebook, move: float, palette: Palette) -> None:
    """Dot the step to come onto a line's profile: where it leads if the slope holds.

    `move` is in metres, eastward.
    """
    here, slope = float(notebook.track[-1, 0]), float(notebook.slopes[-1, 0])
    knows_heights = notebook.heights is not None
    height = float(notebook.heights[-1]) if notebook.heights is not None else 0.0
    columns = max(1, math.ceil(abs(move * axes.scale[0])))
    for index in range(1, columns + 1):
        share = index / columns
        column, row = axes.cell(here + move * share, height + slope * move * share)
        row = max(0, min(axes.height - 1, row if knows_heights else notebook.steps))
        if (column, row) != axes.cell(here, height) and 0 <= column < axes.width:
            last = share == 1.0
            cells.write(_LABELS + column, row, "+" if last else "·", palette.needle, bold=last)


def draw_directions(
    width: int, height: int, notebook: Notebook, palette: Palette, stride: float
) -> tuple[Cells, Axes]:
    """Return where each step of a hike on a line led, one row a step, newest at the bottom.

    For levels where only the direction of the slope is felt: no height adds up there. An
    arrow at each stop shows which way it falls.
    """
    cells = Cells(width, height, ink=palette.text, paper=palette.surface)
    places = notebook.track[:, 0]
    x = Span.around(np.append(places, [places[-1] - stride, places[-1] + stride]), margin=0.06)
    rows = max(1, height - 1)
    axes = Axes(max(1, width - _LABELS), rows, x, Span(0.0, float(rows)), downward=True)
    first = max(0, len(places) - rows)
    for row, index in enumerate(range(first, len(places))):
        column = _LABELS + axes.cell(float(places[index]), 0.5)[0]
        slope = float(notebook.slopes[index, 0])
        cells.write(_LABELS - 2 - len(str(index)), row, str(index), palette.muted)
        if slope:
            side, glyph = (-2, "←") if slope > 0.0 else (2, "→")
            cells.write(column + side, row, glyph, palette.falls, bold=True)
        here = index == len(places) - 1
        glyph = "●" if here else "o" if index == 0 else "•"
        cells.write(column, row, glyph, palette.accent if here or not index else palette.text)
    axes.number_x(cells, _LABELS, height - 1, palette.muted, "m")
    return cells, axes
