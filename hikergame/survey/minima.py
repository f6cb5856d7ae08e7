"""Every local minimum of a landscape.

On one- and two-dimensional ground: a grid of heights and slopes; its grid minima, edges
included, and the cells in which the slopes' signs allow a level place; all of these
polished at once; doubles merged; each checked against a ring around it. On the 2-D test
functions of the literature this finds every known minimum, though no grid can promise to
see what hides between its points. In three dimensions and more, descents from a
low-discrepancy sample: the deep and the wide valleys are found, small ones may be missed.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.bottoms import polish, sharpen
from hikergame.survey.merging import one_for_each_valley

_FINER_IN_1D = 16
"""A line has this many times the points of one side of a square."""
_STARTS_PER_DIMENSION = 1024
_WORK = 200_000
"""Starts times the square of the dimension, at most: what a descent costs grows with that."""
_FEWEST_STARTS = 64
_CELLS_IN_SPACE = 256
"""In three dimensions and more, this many cells to a side say what is close."""
_RING = 0.05
"""Radius, in cells, of the ring on which no place may be lower."""
_RING_POINTS = 16
_LEVEL = 1e-10
"""A valley rises over one cell by this share of the relief somewhere, or it is a ripple of
rounding errors on a floor."""


@dataclass(frozen=True, eq=False)
class Minimum:
    """The bottom of a valley."""

    x: FloatArray
    """Its place (d,)."""
    value: float
    """Its height."""
    interior: bool
    """It is inside the map: the ground is level there. At the fence it need not be."""


def find_minima(landscape: Landscape, resolution: int = 256) -> tuple[Minimum, ...]:
    """Return the local minima of a landscape, deepest first.

    `resolution` is the number of grid points along each side in two dimensions; a line
    has sixteen times as many. On a floor that is exactly level, one place stands for it.
    """
    if resolution < 3:
        raise ValueError(f"a grid needs 3 points a side or more, not {resolution}")
    extent = np.ptp(landscape.bounds, axis=1)
    if landscape.dims <= 2:
        count = resolution if landscape.dims == 2 else resolution * _FINER_IN_1D
        candidates, relief = _from_grid(landscape, count)
        cell = extent / (count - 1)
        reach = float(cell.max())
    else:
        candidates, relief = _from_sample(landscape)
        cell = extent / _CELLS_IN_SPACE
        reach = float(extent.max()) / 8.0
    places = sharpen(landscape, polish(landscape, candidates, radius=reach))
    heights = landscape.value(places)
    sound = np.isfinite(heights) & _is_valley(landscape, places, heights, cell, relief)
    places = places[sound]
    kept = places[one_for_each_valley(landscape, places, cell, _LEVEL * relief)]
    kept.flags.writeable = False
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    inside = np.all((kept > lower) & (kept < upper), axis=1)
    return tuple(
        Minimum(x=place, value=float(value), interior=bool(within))
        for place, value, within in zip(kept, landscape.value(kept), inside, strict=True)
    )


def _from_grid(landscape: Landscape, count: int) -> tuple[FloatArray, float]:
    """Return places (n, d) near which a minimum may be, and the relief of the grid."""
    axes = [np.linspace(lower, upper, count) for lower, upper in landscape.bounds]
    heights = np.array(landscape.on_grid(axes))
    heights[~np.isfinite(heights)] = np.inf
    at_points = np.argwhere(_grid_minima(heights))
    in_cells = np.argwhere(_level_cells(landscape.gradient_on_grid(axes)))
    spacing = np.array([axis[1] - axis[0] for axis in axes])
    origin = landscape.bounds[:, 0]
    candidates = origin + spacing * np.concatenate([at_points, in_cells + 0.5])
    finite = heights[np.isfinite(heights)]
    return candidates, float(np.ptp(finite)) if finite.size else 0.0


def _grid_minima(heights: FloatArray) -> NDArray[np.bool_]:
    """Mark the grid points with no lower neighbour; of equal ones the first in the order."""
    padded = np.pad(heights, 1, constant_values=np.inf)
    lowest = np.isfinite(heights)
    for offset in itertools.product((0, 1, 2), repeat=heights.ndim):
        window = tuple(
            slice(shift, shift + size) for shift, size in zip(offset, heights.shape, strict=True)
        )
        if offset < (1,) * heights.ndim:
            lowest &= heights < padded[window]
        elif offset > (1,) * heights.ndim:
            lowest &= heights <= padded[window]
    return lowest


def _level_cells(slopes: FloatArray) -> NDArray[np.bool_]:
    """Mark the cells at whose corners each partial slope has both signs."""
    dims = slopes.shape[-1]
    corners: Sequence[tuple[slice, ...]] = [
        tuple(slice(1, None) if side else slice(None, -1) for side in sides)
        for sides in itertools.product((False, True), repeat=dims)
    ]
    falls = np.logical_or.reduce([slopes[corner] < 0.0 for corner in corners])
    rises = np.logical_or.reduce([slopes[corner] > 0.0 for corner in corners])
    marked: NDArray[np.bool_] = np.all(falls & rises, axis=-1)
    return marked


def _from_sample(landscape: Landscape) -> tuple[FloatArray, float]:
    """Return the starts (n, d) of an additive recurrence, and the relief over them.

    Roberts (2018): the generalised golden ratio spreads them evenly in any dimension.
    """
    dims = landscape.dims
    ratio = 2.0
    for _ in range(64):
        ratio = (1.0 + ratio) ** (1.0 / (dims + 1))
    affordable = max(_WORK // dims**2, _FEWEST_STARTS)
    count = min(_STARTS_PER_DIMENSION * dims, affordable)
    alphas = ratio ** -np.arange(1.0, dims + 1)
    unit = (0.5 + np.arange(1, count + 1)[:, np.newaxis] * alphas) % 1.0
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    starts = lower + unit * (upper - lower)
    heights = landscape.value(starts)
    finite = heights[np.isfinite(heights)]
    return starts, float(np.ptp(finite)) if finite.size else 0.0


def _is_valley(
    landscape: Landscape, places: FloatArray, heights: FloatArray, cell: FloatArray, relief: float
) -> NDArray[np.bool_]:
    """Mark the places (n, d) around which nothing is lower, and something is higher.

    On the lowest level of all, nothing need be higher: a floor may be flat.
    """
    directions = _directions(landscape.dims)
    close = _ring(landscape, places, _RING * cell * directions)
    wide = _ring(landscape, places, cell * directions)
    trifle = _LEVEL * relief
    # Rounding: a height is only known to some units in the last place of what it is made of.
    lowest = np.all(close >= (heights - 1e-3 * trifle)[:, np.newaxis], axis=1)
    rises = np.max(wide - heights[:, np.newaxis], axis=1, initial=0.0) > trifle
    floor = heights <= np.min(heights, initial=np.inf) + trifle
    valley: NDArray[np.bool_] = lowest & (rises | floor)
    return valley


def _directions(dims: int) -> FloatArray:
    """Return directions (m, d) all around: a ring in the plane, the axes in any dimension."""
    if dims == 2:
        angles = np.arange(_RING_POINTS) * (2.0 * np.pi / _RING_POINTS)
        return np.column_stack([np.cos(angles), np.sin(angles)])
    return np.concatenate([np.eye(dims), -np.eye(dims)])


def _ring(landscape: Landscape, places: FloatArray, offsets: FloatArray) -> FloatArray:
    """Return the heights (n, m) around places (n, d) at offsets (m, d), inside the map."""
    return landscape.value(landscape.clip(places[:, np.newaxis] + offsets))
