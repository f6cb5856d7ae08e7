"""Where a hike begins: high up, on a slope, off the fence, and above the right valley."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape.sampling import box_points
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.looking import Look

_TRIED: Final = 1024
_OFF_THE_FENCE: Final = 0.06
"""A start is this far from the fence, as a share of each side,"""
_FAR: Final = (0.12, 0.06, 0.03)
"""this far from the valley that it leads to, farther before nearer, and"""
_FARTHER: Final = 0.4
"""this far from the deepest, where it does not lead there: shares of the map's diagonal."""
_HIGH: Final = 0.4
"""At least this share of the land lies lower than a start,"""
_STEEP: Final = 0.4
"""which is this steep, in typical slopes, and no flatter."""
_BEST: Final = 12
"""Of so many best ones, one is drawn."""


def find_starts(
    look: Look, leads_to: Sequence[int], draws: Draws, count: int = 1
) -> list[tuple[float, ...]]:
    """Return starts whose water runs to one of some minima, by number: `count` at most.

    Of the places that will do, those are drawn from that are farthest from their valley, and
    where that is not the deepest, from the deepest valley.
    """
    landscape = look.landscape
    places = np.round(box_points(landscape.bounds, np.arange(_TRIED)), 1)
    inner = landscape.bounds + _OFF_THE_FENCE * np.ptp(landscape.bounds, axis=1)[:, None] * [1, -1]
    places = places[np.all((places > inner[:, 0]) & (places < inner[:, 1]), axis=1)]
    goals = _goals(look, places)
    from_goal = _distance(look, places, goals)
    from_deepest = _distance(look, places, np.zeros(len(places), dtype=np.intp))
    elsewhere = (from_deepest >= _FARTHER) | (goals == 0)
    heights, slopes = landscape.value_and_gradient(places)
    land = landscape.land
    high = land.share(heights) >= _HIGH
    steep = np.linalg.norm(slopes, axis=1) >= _STEEP * land.typical_slope
    good = np.isin(goals, leads_to) & elsewhere & high & steep
    for far in _FAR:
        will_do = np.flatnonzero(good & (from_goal >= far))
        if len(will_do):
            distance = np.where(goals == 0, from_goal, from_deepest)[will_do]
            best = will_do[np.argsort(-distance, kind="stable")[:_BEST]].tolist()
            drawn = [best.pop(draws.whole(0, len(best) - 1)) for _ in range(min(count, len(best)))]
            return [tuple(places[one].tolist()) for one in drawn]
    return []


def _goals(look: Look, places: FloatArray) -> NDArray[np.intp]:
    """Return the number of the minimum of the valley that each place (n, d) belongs to; or -1."""
    basins = look.survey.basins
    if basins is None:
        return np.full(len(places), -1)
    nearest = tuple(
        np.abs(axis[:, np.newaxis] - column).argmin(axis=0)
        for axis, column in zip(basins.axes, places.T, strict=True)
    )
    labels = basins.labels[nearest]
    found: NDArray[np.intp] = np.where(labels < 0, -1, look.drains_to[labels])
    return found


def _distance(look: Look, places: FloatArray, goals: NDArray[np.intp]) -> FloatArray:
    """Return how far places (n, d) are from minima (n,), in diagonals of the map."""
    bottoms = np.array([one.x for one in look.survey.minima])
    diagonal = float(np.linalg.norm(np.ptp(look.landscape.bounds, axis=1)))
    # A flat has no bottom to be far from; no start leads there, whatever this says.
    known = np.clip(goals, 0, len(bottoms) - 1)
    distance: FloatArray = np.linalg.norm(places - bottoms[known], axis=1) / diagonal
    return distance
