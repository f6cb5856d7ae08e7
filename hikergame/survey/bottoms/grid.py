"""The grid of a survey: heights and slopes at evenly spaced points of the map.

One or two dimensions. Points are told by their flat index in raster order (the last
coordinate runs fastest). Where the ground has no finite height, the grid's is +inf: no
water runs there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray, median
from hikergame.landscape import Landscape
from hikergame.survey.bottoms.scales import Scales, scales_of

Window: TypeAlias = tuple[slice, ...]
Labels: TypeAlias = NDArray[np.int32]
"""The number of each point's basin, or -1: small numbers, for there are many points."""

_SAMPLED = 1 << 14
"""Points that are enough to know the middle height."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Heights and slopes at the points of a grid."""

    axes: tuple[FloatArray, ...]
    """The coordinates along each axis."""
    heights: FloatArray
    """(n0,) or (n0, n1); +inf where the ground has no finite height."""
    slopes: FloatArray
    """(n0, [n1,] d); zero where they are not finite."""
    slopeless: NDArray[np.bool_] | None
    """Of each point: whether its slope is not finite; None where all are."""
    relief: float
    """The highest height less the lowest; zero where no height is finite."""
    scales: Scales

    @classmethod
    def of(cls, landscape: Landscape, count: int) -> Grid:
        """Look at a careful landscape of one or two dimensions from `count` points a side."""
        axes = tuple(np.linspace(low, high, count) for low, high in landscape.bounds)
        heights, slopes = landscape.value_and_gradient_on_grid(axes)
        slopeless: NDArray[np.bool_] | None = None
        if not np.isfinite(slopes.sum()):
            slopeless = np.any(~np.isfinite(slopes), axis=-1)
            slopes = np.where(np.expand_dims(slopeless, -1), 0.0, slopes)
        cell = np.array([axis[1] - axis[0] for axis in axes])
        lowest, middle, highest = _levels(heights)
        scales = scales_of(cell, lowest, middle, highest)
        return cls(axes, heights, slopes, slopeless, highest - lowest, scales)

    @property
    def cell(self) -> FloatArray:
        """The distances (d,) between neighbouring points along each axis."""
        return self.scales.cell

    @property
    def origin(self) -> FloatArray:
        """The first corner of the map (d,)."""
        return np.array([axis[0] for axis in self.axes])

    def places(self, points: NDArray[np.intp]) -> FloatArray:
        """Return the places (n, d) of points (n,)."""
        indices = np.unravel_index(points, self.heights.shape)
        return np.column_stack([axis[i] for axis, i in zip(self.axes, indices, strict=True)])

    def nearest(self, places: FloatArray) -> NDArray[np.intp]:
        """Return the points (n,) that are nearest to `places` (n, d)."""
        most = np.array(self.heights.shape) - 1
        indices = np.clip(np.rint((places - self.origin) / self.cell), 0, most).astype(np.intp)
        points: NDArray[np.intp] = np.ravel_multi_index(tuple(indices.T), self.heights.shape)
        return points

    def around(self, places: FloatArray) -> NDArray[np.intp]:
        """Return the points (n, 2^d) at the corners of the cells that `places` (n, d) lie in."""
        most = np.array(self.heights.shape) - 2
        corner = np.clip(np.floor((places - self.origin) / self.cell), 0, most).astype(np.intp)
        offsets = np.array(list(itertools.product((0, 1), repeat=places.shape[1])))
        corners = corner[:, np.newaxis] + offsets
        indices = tuple(np.moveaxis(corners, -1, 0))
        points: NDArray[np.intp] = np.ravel_multi_index(indices, self.heights.shape)
        return points


def touching(shape: tuple[int, ...]) -> Iterator[tuple[Window, Window]]:
    """Return pairs of windows of a grid that lay each point beside a neighbour, diagonals too.

    Together they show every pair of neighbours once.
    """
    for offset in itertools.product((-1, 0, 1), repeat=len(shape)):
        if offset > (0,) * len(shape):
            sizes = list(zip(offset, shape, strict=True))
            first = tuple(slice(max(0, -step), size - max(0, step)) for step, size in sizes)
            second = tuple(slice(max(0, step), size - max(0, -step)) for step, size in sizes)
            yield first, second


def borders(labels: Labels) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Return the pairs of neighbouring points (n,), (n,) of a grid whose labels differ.

    One array of pairs for each way to a neighbour, in the order of `touching`.
    """
    for first, second in touching(labels.shape):
        differ = labels[first] != labels[second]
        within = np.unravel_index(np.flatnonzero(differ), differ.shape)
        one, other = (
            np.ravel_multi_index(
                tuple(i + side.start for i, side in zip(within, window, strict=True)), labels.shape
            )
            for window in (first, second)
        )
        yield one, other


def _levels(heights: FloatArray) -> tuple[float, float, float]:
    """Return the lowest, the middle and the highest of a grid's heights; zero if there is none."""
    flat = heights.ravel()
    if not np.isfinite(flat.max()):
        flat = flat[np.isfinite(flat)]
    if not len(flat):
        return 0.0, 0.0, 0.0
    # An odd stride does not stay in one column.
    middle = median(flat[:: max(1, len(flat) // _SAMPLED) | 1])
    return float(flat.min()), middle, float(flat.max())
