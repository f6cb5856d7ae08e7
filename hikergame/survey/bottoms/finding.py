"""Bottoms: from seeds to the places that nothing around is lower than, each found once.

Newton's method goes first. Where it is stuck, the ground has an edge, and a walk along
the crease goes on. What comes to rest is looked at from all around; what arrived at the
same bottom is joined.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.bottoms.creases import ring, walk_creases
from hikergame.survey.bottoms.merging import one_for_each_valley
from hikergame.survey.bottoms.outlook import Outlook, axes_of, look
from hikergame.survey.bottoms.polish import to_bottoms
from hikergame.survey.bottoms.scales import Scales
from hikergame.survey.limits import Ledger

_CURVED = 1e-7
"""The least curvature, as a share of the largest, that shows a bottom without looking around."""
_CLOSE, _NEAR, _WIDE = 0.05, 0.5, 4.0
"""Rings, in cells: on the first two nothing may be lower, on the last something is higher."""
_VERY_NEAR, _NEAR_BY = 1e-4, 1e-2
"""In cells: how far to both sides of a crease slopes are compared."""
_INNER, _OUTER, _RATIO = 0.002, 0.02, 0.03
"""Rings, in cells. A smooth bottom rises to the first a hundredth of what it rises to the other,
a tip a tenth or more."""


@dataclass(frozen=True, eq=False)
class Bottoms:
    """The bottoms that a search has found, the deepest first."""

    outlook: Outlook
    smooth: NDArray[np.bool_]
    """(m,): the ground there is level; else it is a tip."""
    owner: NDArray[np.intp]
    """Of each seed (n,): the number of the bottom that it led to, or -1."""
    stalled: FloatArray
    """Places (k, d) on creases where Newton's method stuck, though the way leads on down."""
    ledges: FloatArray
    """Places (j, d) that would be bottoms if the ground did not jump there."""
    endless: FloatArray
    """Places (i, d) where a search was still going down when it ended."""


def find_bottoms(
    landscape: Landscape,
    seeds: FloatArray,
    leash: FloatArray,
    scales: Scales,
    ledger: Ledger,
) -> Bottoms:
    """Go down from `seeds` (n, d), from each at most as far as its `leash` (n,) is long, in cells.

    Those without a leash are not given up when Newton's method is stuck.
    """
    steps = ledger.limits.polish_rounds
    polished = to_bottoms(landscape, seeds, scales, steps, leash)
    outlook = polished.outlook
    rests = polished.arrived & _is_bottom(landscape, outlook, scales)
    stuck = np.flatnonzero(~rests & np.isfinite(outlook.height) & np.isinf(leash))
    stalls = outlook.place[stuck]
    walked = walk_creases(landscape, stalls, scales, ledger)
    again = to_bottoms(landscape, walked.place, scales, steps)
    outlook[stuck] = again.outlook
    rounded = again.arrived & _is_bottom(landscape, again.outlook, scales)
    tips = np.zeros(len(seeds), dtype=bool)
    tips[stuck] = walked.tip & _rises(landscape, walked.place, scales)
    rests[stuck] = rounded | tips[stuck]
    owner = np.full(len(seeds), -1)
    owner[rests], first = one_for_each_valley(landscape, outlook[rests], tips[rests], scales)
    found = outlook[np.flatnonzero(rests)[first]]
    strayed = np.max(np.abs(outlook.place[stuck] - stalls) / scales.cell, axis=1, initial=0.0) > 1.0
    stalls = stalls[strayed & ~walked.endless]
    return Bottoms(
        found,
        _is_smooth(landscape, found, scales),
        owner,
        stalls[_is_creased(landscape, stalls, scales)],
        walked.place[walked.ledge & ~rounded],
        walked.place[walked.endless & ~rounded],
    )


def _is_bottom(landscape: Landscape, outlook: Outlook, scales: Scales) -> NDArray[np.bool_]:
    """Mark the places (n,) that nothing around is lower than, and something is higher."""
    curvatures, _ = axes_of(outlook)
    most = np.max(np.where(np.isfinite(curvatures), np.abs(curvatures), 0.0), axis=1)
    curved = 0.5 * curvatures[:, 0] * _CLOSE**2 > scales.trifle
    bottom: NDArray[np.bool_] = curved & (curvatures[:, 0] > _CURVED * most)
    doubtful = np.flatnonzero(~bottom & np.isfinite(outlook.height))
    place, height = outlook.place[doubtful], outlook.height[doubtful]
    rests = np.ones(len(doubtful), dtype=bool)
    for radius in (_CLOSE, _NEAR):
        around = ring(landscape, place, radius, scales.cell)
        rests &= ~np.any(around < (height - scales.trifle)[:, np.newaxis], axis=1)
    bottom[doubtful] = rests & _rises(landscape, place, scales)
    return bottom


def _rises(landscape: Landscape, places: FloatArray, scales: Scales) -> NDArray[np.bool_]:
    """Tell of places (n, d) whether somewhere around them the ground is higher."""
    around = ring(landscape, places, _WIDE, scales.cell)
    highest = np.max(around, axis=1, initial=-np.inf)
    higher: NDArray[np.bool_] = highest > landscape.value(places) + scales.trifle
    return higher


def _is_smooth(landscape: Landscape, outlook: Outlook, scales: Scales) -> NDArray[np.bool_]:
    """Tell bottoms (n,) that are rounded from tips, by how the ground rises around them.

    Along a fence that holds it, a bottom rises in proportion and is not asked.
    """
    free = ~np.any(outlook.held, axis=1)
    smooth = np.ones(len(outlook), dtype=bool)
    inner, outer = (
        np.max(ring(landscape, outlook.place[free], radius, scales.cell), axis=1, initial=-np.inf)
        - outlook.height[free]
        for radius in (_INNER, _OUTER)
    )
    smooth[free] = np.isfinite(inner) & (inner <= _RATIO * outer + scales.trifle)
    return smooth


def _is_creased(landscape: Landscape, places: FloatArray, scales: Scales) -> NDArray[np.bool_]:
    """Tell of places (n, d) whether slopes change as much from very near by as from near by."""
    outlook = look(landscape, places, scales.cell)
    _, axes = axes_of(outlook)
    across = axes[:, :, -1]
    change = []
    for radius in (_VERY_NEAR, _NEAR_BY):
        offset = radius * scales.cell * across
        sides = landscape.clip(np.stack([outlook.place + offset, outlook.place - offset]))
        slopes = landscape.gradient(sides)
        change.append(np.linalg.norm(slopes[0] - slopes[1], axis=1))
    creased: NDArray[np.bool_] = change[0] > 0.5 * change[1]
    return creased
