"""Merging: which of many places at rest are one valley's.

Two places are one valley's when they are all but the same; when they are close and the
straight way from the higher to the lower never climbs; or when they are close, equally
deep, and the ground half-way settles to that depth too: a valley's floor may be a curve.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hikergame.landscape import Landscape
from hikergame.survey.bottoms.joining import joined, near_pairs
from hikergame.survey.bottoms.outlook import Outlook
from hikergame.survey.bottoms.polish import to_bottoms
from hikergame.survey.bottoms.scales import Scales

_SAME, _SAME_TIP = 1e-3, 0.5
"""Places closer than this many cells are one; tips are not told apart as well as that."""
_NEAR = 2.5
"""Places closer than this many cells may share a floor."""
_WAY = np.linspace(0.0, 1.0, 17)[1:-1, np.newaxis]
_LEVEL = 1e3
"""In trifles: the difference in height at which places count as equally deep."""
_STEPS = 8
"""Steps that bring a place beside a curved floor down to it."""
_BETWEEN = 0.25
"""Half-way ground settles between two places when it stays this share of their distance away."""

Order = tuple[NDArray[np.intp], NDArray[np.intp]]


def one_for_each_valley(
    landscape: Landscape, outlook: Outlook, tips: NDArray[np.bool_], scales: Scales
) -> Order:
    """Return the number of each place's valley (n,), and the lowest place of each valley (m,).

    Valleys are numbered from the deepest on, equally deep ones by their coordinates.
    """
    first, second = near_pairs(outlook.place, _SAME_TIP * scales.cell)
    apart = np.abs(outlook.place[first] - outlook.place[second]) / scales.cell
    same = (np.max(apart, axis=1, initial=0.0) < _SAME) | tips[first] | tips[second]
    number, stands = _ranked(joined(len(outlook), first[same], second[same]), outlook, scales)
    fewer = outlook[stands]
    first, second = near_pairs(fewer.place, _NEAR * scales.cell)
    one = _slopes_down(landscape, fewer, first, second, scales)
    level = np.abs(fewer.height[first] - fewer.height[second]) <= _LEVEL * scales.trifle
    open_ = np.flatnonzero(~one & level)
    one[open_] = _share_a_floor(landscape, fewer, first[open_], second[open_], scales)
    valley, lowest = _ranked(joined(len(fewer), first[one], second[one]), fewer, scales)
    return valley[number], stands[lowest]


def _ranked(group: NDArray[np.intp], outlook: Outlook, scales: Scales) -> Order:
    """Return the number of each place's group (n,), the lowest first, and its lowest place."""
    # Heights that differ by next to nothing are equal here: coordinates decide.
    heights = np.round(outlook.height / (scales.trifle or 1.0))
    order = np.lexsort((*outlook.place.T[::-1], heights))
    _, first, which = np.unique(group[order], return_index=True, return_inverse=True)
    number = np.empty(len(order), dtype=np.intp)
    number[order] = np.argsort(np.argsort(first))[which]
    return number, order[np.sort(first)]


def _slopes_down(
    landscape: Landscape,
    outlook: Outlook,
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    scales: Scales,
) -> NDArray[np.bool_]:
    """Tell of each pair whether the straight way from the higher to the lower never climbs."""
    start, end = outlook.place[first], outlook.place[second]
    way = start[:, np.newaxis] + _WAY * (end - start)[:, np.newaxis]
    crest = np.max(landscape.value(way), axis=1, initial=-np.inf)
    higher = np.maximum(outlook.height[first], outlook.height[second])
    down: NDArray[np.bool_] = crest <= higher + scales.trifle
    return down


def _share_a_floor(
    landscape: Landscape,
    outlook: Outlook,
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    scales: Scales,
) -> NDArray[np.bool_]:
    """Tell of each pair of equally deep places whether the ground half-way settles between them."""
    ends = outlook.place[first], outlook.place[second]
    middle = to_bottoms(landscape, 0.5 * (ends[0] + ends[1]), scales, _STEPS).outlook
    deepest = np.minimum(outlook.height[first], outlook.height[second])
    level = middle.height <= deepest + _LEVEL * scales.trifle
    apart = np.linalg.norm((ends[0] - ends[1]) / scales.cell, axis=1)
    away = [np.linalg.norm((middle.place - end) / scales.cell, axis=1) for end in ends]
    between: NDArray[np.bool_] = level & (np.minimum(*away) > _BETWEEN * apart)
    return between
