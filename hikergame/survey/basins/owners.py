"""Basins on the grid: each sink of the drainage given to the bottom, or the flat, that it leads to.

A few sinks lead to neither: a kink where descents got stuck, or a puddle of the grid's
making. And a few bottoms have no sink: they hide between the points. The point beside one
that is reached from it with the least climb is its gate, and its sink from then on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.basins.drainage import follow
from hikergame.survey.bottoms.finding import Bottoms
from hikergame.survey.bottoms.flats import FlatAreas
from hikergame.survey.bottoms.grid import Grid, Labels
from hikergame.survey.bottoms.seeds import Seeds

_SAME = 0.01
"""In cells: a place this close to a basin's lowest one is that."""
_WAY = np.linspace(0.0, 1.0, 17)[:, np.newaxis]


@dataclass(frozen=True, eq=False)
class Gates:
    """The ways from hidden bottoms to the grid."""

    basin: NDArray[np.intp]
    """(h,): the basin of each hidden bottom."""
    beyond: NDArray[np.intp]
    """(h,): the basin that its gate would belong to otherwise."""
    place: FloatArray
    """(h, d): the highest place on the straight way from the bottom to the gate."""
    height: FloatArray
    """(h,): the height of that place."""


@dataclass(frozen=True, eq=False)
class GridBasins:
    """The basins of a grid: those of bottoms come first, then those of flats, then all others."""

    ends: NDArray[np.intp]
    """The point at which the water of each point (flat) ends."""
    labels: Labels
    """The basin of each point, in the grid's shape; -1 where there is no ground."""
    places: FloatArray
    """Of each basin: its lowest place, as far as that is known (b, d)."""
    heights: FloatArray
    """Of each basin: the height of that place."""
    point: NDArray[np.bool_]
    """Of each basin: whether it is a bottom's."""
    real: NDArray[np.bool_]
    """Of each basin: whether it is a bottom's or a flat's."""
    gates: Gates
    cell: FloatArray
    """(d,)."""

    def is_bottom(self, basins: NDArray[np.intp], places: FloatArray) -> NDArray[np.bool_]:
        """Tell whether the lowest places of basins (n,) are the places (n, d)."""
        apart = np.max(np.abs(self.places[basins] - places) / self.cell, axis=1, initial=0.0)
        same: NDArray[np.bool_] = apart <= _SAME
        return same


def find_basins(
    landscape: Landscape,
    grid: Grid,
    targets: NDArray[np.intp],
    flats: FlatAreas,
    seeds: Seeds,
    bottoms: Bottoms,
) -> GridBasins:
    """Return the basins of a grid, of whose points `targets` tells where they drain to."""
    targets = targets.copy()
    owner, heights = flats.owner.ravel(), grid.heights.ravel()
    area = np.flatnonzero(owner >= 0)
    targets[area] = flats.middles[owner[area]]
    count = len(bottoms.outlook)
    basin_of = np.full(len(targets), -1, dtype=np.int32)
    basin_of[flats.middles] = count + np.arange(len(flats))
    seen = bottoms.owner[: len(seeds.sinks)]
    basin_of[seeds.sinks[seen >= 0]] = seen[seen >= 0]
    unseen = np.ones(count, dtype=np.bool_)
    unseen[seen[seen >= 0]] = False
    hidden = np.flatnonzero(unseen)
    hidden, gates, tops, climbs = _gates(landscape, grid, basin_of, bottoms.outlook.place, hidden)
    beyond = targets[gates]
    targets[gates] = gates
    basin_of[gates] = hidden
    stray = np.flatnonzero((targets == np.arange(len(targets))) & (basin_of < 0))
    stray = stray[np.isfinite(heights[stray])]
    basin_of[stray] = count + len(flats) + np.arange(len(stray))
    ends = follow(targets)
    labels = basin_of[ends]
    labels[~np.isfinite(heights)] = -1
    numbers = np.arange(count + len(flats) + len(stray))
    return GridBasins(
        ends,
        labels.reshape(grid.heights.shape),
        np.concatenate([bottoms.outlook.place, grid.places(flats.middles), grid.places(stray)]),
        np.concatenate([bottoms.outlook.height, flats.heights, heights[stray]]),
        numbers < count,
        numbers < count + len(flats),
        Gates(hidden, labels[beyond].astype(np.intp), tops, climbs),
        grid.cell,
    )


def _gates(
    landscape: Landscape,
    grid: Grid,
    basin_of: Labels,
    places: FloatArray,
    hidden: NDArray[np.intp],
) -> tuple[NDArray[np.intp], NDArray[np.intp], FloatArray, FloatArray]:
    """Return hidden bottoms that have a gate, (h,), their gates, and the ways' highest places.

    The last are places (h, d) and heights (h,). A point that is a sink already is no gate,
    nor is one point the gate of two.
    """
    start = places[hidden][:, np.newaxis, np.newaxis]
    corners = grid.around(places[hidden])
    ends = grid.places(corners.ravel()).reshape(*corners.shape, 1, places.shape[1])
    ways = start + _WAY * (ends - start)
    heights = landscape.value(ways)
    climbs = heights.max(axis=2, initial=-np.inf)
    climbs[basin_of[corners] >= 0] = np.inf
    rows, best = np.arange(len(hidden)), climbs.argmin(axis=1)
    gates, climbs = corners[rows, best], climbs[rows, best]
    usable = np.zeros(len(hidden), dtype=bool)
    usable[np.unique(gates, return_index=True)[1]] = True
    rows = rows[usable & np.isfinite(climbs)]
    top = heights[rows, best[rows]].argmax(axis=1)
    return hidden[rows], gates[rows], ways[rows, best[rows], top], climbs[rows]
