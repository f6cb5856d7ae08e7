"""Seeds: points and cells of the grid in or near which a bottom may be.

Every sink of the drainage, the edges' included; and, for a bottom that hides between the
points, every cell at whose corners each partial slope has both signs and from whose slopes
Newton's method would not leave for far away (as it does all along a ravine). What lies in
a flat is left out.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.survey.bottoms.flats import FlatAreas
from hikergame.survey.bottoms.grid import Grid
from hikergame.survey.limits import Ledger

_LEASH = 3.0
"""In cells: what is further away than this from a cell is not the bottom that hides there."""
_FAR = 3.0
"""In cells: a level place that the slopes at a cell's corners promise there is not this cell's."""


@dataclass(frozen=True, eq=False)
class Seeds:
    """Places to go down from."""

    places: FloatArray
    """(n, d)."""
    leash: FloatArray
    """(n,): how far a descent from there may go, in cells."""
    sinks: NDArray[np.intp]
    """The sinks (m,) of the drainage, as points of the grid, that the first m places are."""

    def and_one(self, place: FloatArray) -> Seeds:
        """Return these seeds and another, at `place` (d,)."""
        places = np.concatenate([self.places, place[np.newaxis]])
        return Seeds(places, np.append(self.leash, np.inf), self.sinks)


def find_seeds(grid: Grid, targets: NDArray[np.intp], flats: FlatAreas, ledger: Ledger) -> Seeds:
    """Return the seeds of a grid; `targets` is where each of its points drains to."""
    heights, owner = grid.heights.ravel(), flats.owner.ravel()
    sinks = np.flatnonzero(targets == np.arange(len(targets)))
    sinks = sinks[np.isfinite(heights[sinks]) & (owner[sinks] < 0)]
    cells = np.nonzero(_level_cells(grid.slopes))
    corners = np.ravel_multi_index(cells, grid.heights.shape)[_promising(grid.slopes, cells)]
    corners = corners[np.isfinite(heights[corners]) & (owner[corners] < 0)]
    sinks, corners = _within_limit(heights, sinks, corners, ledger)
    places = np.concatenate([grid.places(sinks), grid.places(corners) + 0.5 * grid.cell])
    leash = np.repeat([np.inf, _LEASH], [len(sinks), len(corners)])
    ledger.add("seeds", len(places))
    return Seeds(places, leash, sinks)


def _level_cells(slopes: FloatArray) -> NDArray[np.bool_]:
    """Mark the cells at whose corners each partial slope has both signs."""
    dims = slopes.shape[-1]
    cells = np.ones([size - 1 for size in slopes.shape[:-1]], dtype=bool)
    for i in range(dims):
        for sign in (slopes[..., i] < 0.0, slopes[..., i] > 0.0):
            for axis in range(dims):
                low, high = _halves(axis, dims)
                sign = sign[low] | sign[high]
            cells &= sign
    return cells


def _promising(slopes: FloatArray, cells: tuple[NDArray[np.intp], ...]) -> NDArray[np.bool_]:
    """Mark the cells (n,) near which the straight line through their slopes comes to zero."""
    dims = len(cells)
    corners = np.array(list(itertools.product((0, 1), repeat=dims)))
    # Axes: corner, cell, component.
    around = np.array([slopes[tuple(map(np.add, cells, corner))] for corner in corners])
    middle = around.mean(axis=0)
    rates = np.stack(
        [
            around[corners[:, axis] == 1].mean(axis=0) - around[corners[:, axis] == 0].mean(axis=0)
            for axis in range(dims)
        ],
        axis=-1,
    )
    if dims == 1:
        determinant, steps = rates[:, 0, 0], middle
    else:
        determinant = rates[:, 0, 0] * rates[:, 1, 1] - rates[:, 0, 1] * rates[:, 1, 0]
        steps = np.column_stack(
            [
                rates[:, 1, 1] * middle[:, 0] - rates[:, 0, 1] * middle[:, 1],
                rates[:, 0, 0] * middle[:, 1] - rates[:, 1, 0] * middle[:, 0],
            ]
        )
    near: NDArray[np.bool_] = np.all(
        np.abs(steps) <= _FAR * np.abs(determinant)[:, np.newaxis], axis=1
    )
    return near


def _halves(axis: int, dims: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Return the windows that lay each point beside the next one along `axis`."""
    whole = [slice(None)] * dims
    low, high = whole.copy(), whole.copy()
    low[axis], high[axis] = slice(None, -1), slice(1, None)
    return tuple(low), tuple(high)


def _within_limit(
    heights: FloatArray, sinks: NDArray[np.intp], corners: NDArray[np.intp], ledger: Ledger
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the lowest sinks, and the lowest cells as far as the limit leaves room."""
    most, count = ledger.limits.seeds, len(sinks) + len(corners)
    if count > most:
        ledger.meet(f"only the {most} lowest of {count} promising places were looked into")
        sinks = np.sort(sinks[np.argsort(heights[sinks], kind="stable")[:most]])
        room = most - len(sinks)
        corners = np.sort(corners[np.argsort(heights[corners], kind="stable")[:room]])
    return sinks, corners
