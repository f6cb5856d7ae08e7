"""The score: halvings of the land that is still below.

A hiker at height h, with land(h) the share of the map at or below h, has
log2(1 / land(h)) halvings, at most 7 per dimension. With h_t the height after step t of
a budget of T, the place frozen once the hike has ended,

    points = 100 / (7 d) x [ 1/2 mean over t = 1..T of halvings(h_t) + 1/2 halvings(h_T) ].

Points do not change under any increasing change of heights, and lie in 0 to 100.
"""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Land, Landscape
from hikergame.level import Level

HALVINGS_PER_DIMENSION = 7
"""The cap: seven halvings for each dimension make the full mark."""

_FLAT_SHARE = 0.02
"""Ground counts as flat where it is this much of the map's typical slope, or less."""


@dataclass(frozen=True, eq=False)
class Points:
    """What a walk of heights is worth."""

    points: float
    """0 to 100."""
    halvings: FloatArray
    """The halvings (T,) after each step of the budget."""


def points(level: Level, heights: FloatArray) -> Points:
    """Score the heights (t + 1,) of a walk of t steps, the start's first; t <= T.

    The walk stands still at its last place for the rest of the level's budget of T steps.
    """
    halvings = halvings_by_step(level.landscape.land, heights, level.steps)
    return Points(float(mark(halvings, level.dims)), halvings)


def halvings_by_step(land: Land, heights: FloatArray, steps: int) -> FloatArray:
    """Return the halvings (..., steps) after each step, for heights (..., t + 1), t <= steps.

    Several walks at once on leading axes.
    """
    reached = np.asarray(heights, dtype=np.float64)
    taken = reached.shape[-1] - 1
    if not 0 <= taken <= steps:
        raise ValueError(f"heights of {taken} steps do not fit a budget of {steps}")
    stands = np.minimum(np.arange(1, steps + 1), taken)
    halvings: FloatArray = land.halvings(reached)[..., stands] + 0.0  # no minus zero
    return halvings


def mark(halvings: FloatArray, dims: int) -> FloatArray:
    """Return the points (...) for halvings (..., T): half for how soon, half for how low."""
    half_and_half = (np.mean(halvings, axis=-1) + halvings[..., -1]) / 2.0
    marks: FloatArray = np.clip(100.0 * half_and_half / (HALVINGS_PER_DIMENSION * dims), 0.0, 100.0)
    return marks


def gap(height: float, start: float, lowest: float) -> float:
    """Return how far from the bottom a height is: 1 at the start's, 0 at the lowest.

    Never below 0; above 1 for who ends higher than the start. Where the start is the
    lowest place itself, there is no way down to share out: 1 anywhere above it.
    """
    above, drop = max(height - lowest, 0.0), start - lowest
    if drop > 0.0:
        return above / drop
    return 1.0 if above > 0.0 else 0.0


def flat_steepness(landscape: Landscape) -> float:
    """Return the steepness, value units per metre, at or below which ground counts as flat."""
    return _FLAT_SHARE * float(landscape.land.typical_slope)
