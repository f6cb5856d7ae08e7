"""Which of many places at rest are one valley's.

Two places are one valley's when they are all but the same; when they are close and the
straight way from the higher to the lower never climbs; or when they are close, equally
deep, and the ground between them settles to that depth too: a floor may be a curve.
"""

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.bottoms import polish

_SAME = 0.1
"""Places closer than this many cells are one."""
_NEAR = 2.5
"""Places closer than this many cells may share a floor."""
_WAY_POINTS = 9
_ROUNDS = 6
"""Enough to bring a place beside a curved floor down to it."""

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


def one_for_each_valley(
    landscape: Landscape, places: FloatArray, cell: FloatArray, trifle: float
) -> NDArray[np.intp]:
    """Return the indices of the places (n, d) that stand for a valley, the lowest of each.

    `cell` (d,) is the scale on which places are close, `trifle` the height that is none.
    They are sorted by height, and by coordinates where heights differ by less than a trifle.
    """
    heights = landscape.value(places)
    order = np.argsort(heights, kind="stable")
    same = _joined(len(order), _close_pairs(places[order] / cell, _SAME))
    order = order[same == np.arange(len(order))]
    places, heights = places[order], heights[order]
    lower, higher = _close_pairs(places / cell, _NEAR)
    joined = _slopes_down(landscape, places, heights, (lower, higher), trifle)
    open_ = np.flatnonzero(~joined & (heights[higher] - heights[lower] <= trifle))
    joined[open_] = _share_a_floor(
        landscape, places, heights, (lower[open_], higher[open_]), cell, trifle
    )
    valley = _joined(len(order), (lower[joined], higher[joined])) == np.arange(len(order))
    order, places, heights = order[valley], places[valley], heights[valley]
    steps = np.round(heights / trifle) if trifle > 0.0 else heights
    ranked: NDArray[np.intp] = order[np.lexsort((*places.T[::-1], steps))]
    return ranked


def _close_pairs(places: FloatArray, reach: float) -> Pairs:
    """Return the pairs i < j of places (n, d) whose coordinates all differ by less than `reach`."""
    order = np.argsort(places[:, 0], kind="stable")
    ahead = places[order]
    firsts, seconds = [], []
    for shift in range(1, len(places)):
        near = np.abs(ahead[shift:] - ahead[:-shift]) < reach
        if not near[:, 0].any():
            break
        found = np.flatnonzero(near.all(axis=1))
        firsts.append(order[found])
        seconds.append(order[found + shift])
    if not firsts:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return np.minimum(first, second), np.maximum(first, second)


def _joined(count: int, pairs: Pairs) -> NDArray[np.intp]:
    """Return for each of `count` places the first one that pairs (m,), (m,) join it with."""
    first = np.arange(count)
    while True:
        lowest = np.minimum(first[pairs[0]], first[pairs[1]])
        lower = first.copy()
        for side in pairs:
            np.minimum.at(lower, side, lowest)
            np.minimum.at(lower, first[side], lowest)
        lower = lower[lower]
        if np.array_equal(lower, first):
            return first
        first = lower


def _slopes_down(
    landscape: Landscape, places: FloatArray, heights: FloatArray, pairs: Pairs, trifle: float
) -> NDArray[np.bool_]:
    """Tell of each pair whether the straight way from the higher place never climbs."""
    lower, higher = places[pairs[0]], places[pairs[1]]
    share = np.linspace(0.0, 1.0, _WAY_POINTS)[1:-1, np.newaxis, np.newaxis]
    crest = landscape.value(higher + share * (lower - higher)).max(axis=0, initial=-np.inf)
    down: NDArray[np.bool_] = crest <= heights[pairs[1]] + trifle
    return down


def _share_a_floor(
    landscape: Landscape,
    places: FloatArray,
    heights: FloatArray,
    pairs: Pairs,
    cell: FloatArray,
    trifle: float,
) -> NDArray[np.bool_]:
    """Tell of each pair of equally deep places whether the middle settles between them."""
    first, second = places[pairs[0]], places[pairs[1]]
    middle = polish(landscape, (first + second) / 2.0, radius=cell.max(), rounds=_ROUNDS)
    level = landscape.value(middle) <= heights[pairs[1]] + trifle
    apart = np.linalg.norm((first - second) / cell, axis=1)
    away = [np.linalg.norm((middle - end) / cell, axis=1) for end in (first, second)]
    between: NDArray[np.bool_] = level & (np.minimum(*away) > 0.25 * apart)
    return between
