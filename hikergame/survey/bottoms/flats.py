"""Flats: areas of the grid that are level, to within what rounding may do.

A flat is no minimum: it has no lowest place. Water that comes to it stays where it
comes. Only areas that are a sizeable part of the map count; the bottom of a valley may
well be level over a point or two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.survey.bottoms.grid import Grid, touching
from hikergame.survey.bottoms.joining import joined

_SMALLEST = 2e-3
"""The share of the map that a level area needs to count as a flat."""
_FEWEST = 9
"""The points of the grid that it needs."""


@dataclass(frozen=True, eq=False)
class FlatAreas:
    """The level areas of a grid, the lowest first."""

    owner: NDArray[np.intp]
    """Of each point of the grid, in its shape: the number of its area, or -1."""
    middles: NDArray[np.intp]
    """Of each area: the point of it that is nearest to its centre."""
    heights: FloatArray
    floors: NDArray[np.bool_]
    """Of each area: whether nothing lower touches it."""
    shares: FloatArray
    """Of each area: its share of the grid's points."""

    def __len__(self) -> int:
        return len(self.middles)


def find_flats(grid: Grid) -> FlatAreas:
    """Return the level areas of a grid."""
    owner = np.full(grid.heights.shape, -1)
    _number_areas(grid, owner)
    _add_rims(grid, owner)
    count = int(owner.max()) + 1
    flat = owner.ravel()
    middles = np.array([_middle(grid, flat == number) for number in range(count)], dtype=np.intp)
    heights = grid.heights.ravel()[middles]
    sizes = np.bincount(flat[flat >= 0], minlength=count)
    return FlatAreas(owner, middles, heights, _floors(grid, owner, heights), sizes / flat.size)


def _number_areas(grid: Grid, owner: NDArray[np.intp]) -> None:
    """Write to `owner` the areas whose points are level with all their neighbours."""
    heights, least = grid.heights, max(_FEWEST, _SMALLEST * grid.heights.size)
    if np.count_nonzero(np.abs(np.diff(heights, axis=-1)) <= grid.scales.trifle) < 0.5 * least:
        return
    level = np.isfinite(heights)
    for first, second in touching(heights.shape):
        same = np.abs(heights[first] - heights[second]) <= grid.scales.trifle
        level[first] &= same
        level[second] &= same
    points = np.flatnonzero(level)
    number = np.full(heights.shape, -1)
    number.ravel()[points] = np.arange(len(points))
    pairs = []
    for first, second in touching(heights.shape):
        both = level[first] & level[second]
        pairs.append((number[first][both], number[second][both]))
    roots = joined(len(points), *(np.concatenate(side) for side in zip(*pairs, strict=True)))
    areas, which, sizes = np.unique(roots, return_inverse=True, return_counts=True)
    by_height = np.argsort(heights.ravel()[points[areas]], kind="stable")
    large = by_height[sizes[by_height] >= least]
    names = np.full(len(areas), -1)
    names[large] = np.arange(len(large))
    owner.ravel()[points] = names[which]


def _add_rims(grid: Grid, owner: NDArray[np.intp]) -> None:
    """Add to each area the points beside it that are level with it."""
    inner = owner.copy()
    if np.all(inner < 0):
        return
    for first, second in touching(owner.shape):
        same = np.abs(grid.heights[first] - grid.heights[second]) <= grid.scales.trifle
        for one, other in ((first, second), (second, first)):
            joins = same & (inner[one] >= 0) & (owner[other] < 0)
            owner[other][joins] = inner[one][joins]


def _middle(grid: Grid, inside: NDArray[np.bool_]) -> int:
    """Return the point of an area that is nearest to its centre."""
    points = np.flatnonzero(inside)
    indices = np.column_stack(np.unravel_index(points, grid.heights.shape))
    apart = np.square(indices - indices.mean(axis=0)).sum(axis=1)
    return int(points[np.argmin(apart)])


def _floors(grid: Grid, owner: NDArray[np.intp], heights: FloatArray) -> NDArray[np.bool_]:
    """Tell of each area whether no neighbour of it is lower."""
    floors = np.ones(len(heights), dtype=bool)
    if not len(heights):
        return floors
    for first, second in touching(owner.shape):
        for one, other in ((first, second), (second, first)):
            beside = (owner[one] >= 0) & (owner[other] != owner[one])
            area = owner[one][beside]
            floors[area[grid.heights[other][beside] < heights[area] - grid.scales.trifle]] = False
    return floors
