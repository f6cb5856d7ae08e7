"""The ground of a round uncovered: tones, contour lines and valleys, for whoever draws it.

A map has `COLUMNS` columns, whatever its size, and rows in its true proportions; tones and
heights are those in the middle of each cell.
"""

import base64
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.watching import GroundView, ValleyView
from hikergame.landscape import Landscape
from hikergame.survey import find_minima
from hikergame.survey.picture.heights import contours
from hikergame.survey.picture.isolines import isolines, thinned
from hikergame.tones import Tones

COLUMNS: Final = 240
LINE: Final = 480
"""Columns of a line's ground."""
_ROWS: Final = (60, 360)
"""Of a map, at least and at most."""
_LINES: Final = 12
"""About so many heights have contour lines."""
_TOLERANCE: Final = 0.1
"""How far, in cells, a contour line may be from where it was found."""
_VALLEYS: Final = 200
"""Valleys that are told, the deepest of them."""
_AS_DEEP: Final = 1e-6
"""Two valleys are equally deep when they differ by this share of relief or less."""
_DIGITS: Final = 6
"""Significant digits of what is drawn."""


def ground_view(landscape: Landscape) -> GroundView:
    """Return the ground: a map for two dimensions, a profile for one, its bounds for more."""
    dims = landscape.dims
    bounds = tuple((float(low), float(high)) for low, high in landscape.bounds)
    if dims > 2:
        return GroundView(bounds=bounds, columns=0, rows=0, tones="", low=0.0, high=0.0)
    axes = _axes(landscape)
    heights = landscape.on_grid(axes).reshape(len(axes[0]), -1)
    tones = Tones.of(heights)
    levels = np.rint(255.0 * tones.tone(heights)).astype(np.uint8).T[::-1]
    return GroundView(
        bounds=bounds,
        columns=levels.shape[1],
        rows=levels.shape[0],
        tones=base64.b64encode(np.ascontiguousarray(levels).tobytes()).decode("ascii"),
        low=tones.lowest,
        high=tones.highest,
        contours=_contours(axes, heights, tones) if dims == 2 else (),
        heights=rounded(heights[:, 0]) if dims == 1 else (),
    )


def valley_views(landscape: Landscape) -> tuple[ValleyView, ...]:
    """Return the valleys, the deepest first."""
    minima = find_minima(landscape)[:_VALLEYS]
    slack = _AS_DEEP * float(landscape.land.relief)
    return tuple(
        ValleyView(
            x=rounded(one.x),
            value=one.value,
            deepest=one.value <= minima[0].value + slack,
            basin_share=one.basin_share,
        )
        for one in minima
    )


def rounded(numbers: FloatArray) -> tuple[float, ...]:
    """Return numbers (n,) to what a picture needs of them."""
    return tuple(float(f"{one:.{_DIGITS}g}") for one in numbers.tolist())


def _axes(landscape: Landscape) -> tuple[FloatArray, ...]:
    """Return the middles of the cells along each axis, from west and from south."""
    sides = np.ptp(landscape.bounds, axis=1)
    counts = [LINE]
    if landscape.dims == 2:
        counts = [COLUMNS, int(np.clip(round(COLUMNS * sides[1] / sides[0]), *_ROWS))]
    return tuple(
        low + (np.arange(count) + 0.5) * side / count
        for low, side, count in zip(landscape.bounds[:, 0], sides, counts, strict=True)
    )


def _contours(
    axes: tuple[FloatArray, ...], heights: FloatArray, tones: Tones
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return contour lines in metres, low to high."""
    origin = np.array([axis[0] for axis in axes])
    cell = np.array([axis[1] - axis[0] for axis in axes])
    lines = (
        origin + cell * thinned(line, _TOLERANCE)
        for contour in contours(tones, _LINES)
        for line in isolines(heights, contour.height)
    )
    return tuple(tuple((float(f"{x:.5g}"), float(f"{y:.5g}")) for x, y in line) for line in lines)
