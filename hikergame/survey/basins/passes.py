"""Passes: the lowest places from which water runs to two basins.

On the grid, the pass between two basins that touch is the pair of neighbouring points,
one in each, whose higher one is lowest; since the drainage always runs down, no way along
the grid between the two gets by with less. From there the true saddle is polished.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.basins.owners import Gates, GridBasins
from hikergame.survey.bottoms.grid import Grid, borders
from hikergame.survey.bottoms.outlook import axes_of
from hikergame.survey.bottoms.polish import Polished, to_bottoms, to_passes
from hikergame.survey.limits import Ledger

_NEAR = 3.0
"""In cells: a saddle this close to where the grid saw a pass is that pass."""
_ASIDE = 0.5
"""In cells: how far beside a saddle the ways down begin."""
_WAY_DOWN = 40
"""Steps on a way down."""


@dataclass(frozen=True, eq=False)
class Passes:
    """The lowest pass of each pair of basins that touch, the lowest first."""

    first: NDArray[np.intp]
    """The one basin of each pair (n,), the lower number."""
    second: NDArray[np.intp]
    """The other (n,)."""
    place: FloatArray
    """(n, d)."""
    height: FloatArray
    """(n,)."""
    level: NDArray[np.bool_]
    """(n,): polished to where the ground is level; else a place and a height of the grid."""

    def __len__(self) -> int:
        return len(self.height)

    def __getitem__(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Passes:
        return Passes(
            self.first[which],
            self.second[which],
            self.place[which],
            self.height[which],
            self.level[which],
        )


def find_passes(landscape: Landscape, grid: Grid, basins: GridBasins, ledger: Ledger) -> Passes:
    """Return the passes between the basins of a grid."""
    passes = _with_gates(_on_grid(grid, basins), basins.gates)
    most = ledger.limits.passes
    if len(passes) > most:
        ledger.meet(f"only the {most} lowest of {len(passes)} passes were polished")
    first, second, place, height = (
        passes.first,
        passes.second,
        passes.place.copy(),
        passes.height.copy(),
    )
    found = to_passes(landscape, place[:most], grid.scales)
    ledger.add("passes", len(found.arrived))
    # No pass is lower than the bottoms on both sides.
    floor = np.maximum(basins.heights[first], basins.heights[second])
    arrived = _true_passes(landscape, grid, basins, passes, found)
    better = arrived | (~found.arrived & (found.outlook.height < height[:most]))
    better &= found.outlook.height >= floor[:most] - grid.scales.trifle
    place[:most][better] = found.outlook.place[better]
    height[:most][better] = found.outlook.height[better]
    level = np.zeros(len(passes), dtype=bool)
    level[:most] = better & arrived
    polished = Passes(first, second, place, np.maximum(height, floor), level)
    return polished[np.argsort(polished.height, kind="stable")]


def _true_passes(
    landscape: Landscape, grid: Grid, basins: GridBasins, passes: Passes, found: Polished
) -> NDArray[np.bool_]:
    """Tell which of the saddles found (n,) are the first n passes, and not others further along.

    Those near where the grid saw the pass are. A grid can see it far off only along a
    trough that is much stiffer than its crest is sharp; and then the two ways down must
    lead to the two bottoms.
    """
    apart = np.abs(found.outlook.place - passes.place[: len(found.arrived)]) / grid.cell
    away = np.max(apart, axis=1, initial=0.0)
    curvatures, axes = axes_of(found.outlook)
    true: NDArray[np.bool_] = found.arrived & (away <= _NEAR)
    stiff = curvatures[:, -1] >= away**2 * np.abs(curvatures[:, 0])
    far = np.flatnonzero(found.arrived & (away > _NEAR) & stiff)
    if not len(far):
        return true
    saddles = found.outlook[far]
    aside = _ASIDE * axes[far, :, 0] * grid.cell
    sides = np.concatenate([saddles.place - aside, saddles.place + aside])
    ends = to_bottoms(landscape, sides, grid.scales, _WAY_DOWN).outlook.place
    first, second = passes.first[far], passes.second[far]
    leads = [basins.is_bottom(basin, ends) for basin in (np.tile(first, 2), np.tile(second, 2))]
    half = len(far)
    true[far] = (leads[0][:half] & leads[1][half:]) | (leads[1][:half] & leads[0][half:])
    return true


def _with_gates(passes: Passes, gates: Gates) -> Passes:
    """Return `passes` and those at the gates of hidden bottoms, sorted by height."""
    both = Passes(
        np.concatenate([passes.first, np.minimum(gates.basin, gates.beyond)]),
        np.concatenate([passes.second, np.maximum(gates.basin, gates.beyond)]),
        np.concatenate([passes.place, gates.place]),
        np.concatenate([passes.height, gates.height]),
        np.zeros(len(passes) + len(gates.height), dtype=bool),
    )
    return both[np.argsort(both.height, kind="stable")]


def _on_grid(grid: Grid, basins: GridBasins) -> Passes:
    """Return the passes between basins that touch: the higher point of each pair's lowest link."""
    labels, count = basins.labels.ravel(), len(basins.heights)
    ground = grid.heights.ravel()
    keys, heights, points = [], [], []
    for one, other in borders(basins.labels):
        here, there = labels[one].astype(np.intp), labels[other].astype(np.intp)
        known = (here >= 0) & (there >= 0)
        keys.append((np.minimum(here, there) * count + np.maximum(here, there))[known])
        heights.append(np.maximum(ground[one], ground[other])[known])
        points.append(np.where(ground[one] >= ground[other], one, other)[known])
    key, height, point = map(np.concatenate, (keys, heights, points))
    order = np.lexsort((height, key))
    _, lowest = np.unique(key[order], return_index=True)
    chosen = order[lowest]
    key, height = key[chosen], height[chosen]
    level = np.zeros(len(chosen), dtype=bool)
    return Passes(key // count, key % count, grid.places(point[chosen]), height, level)
