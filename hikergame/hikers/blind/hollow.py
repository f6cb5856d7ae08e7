"""The hollow nearby: a bowl (or saddle) put through the slopes felt around a place.

Where slopes change evenly, slope = slope at the place + bend x way from there. The bend,
a symmetric matrix, is fitted to every slope remembered by weighted least squares. A
place at distance r counts with the weight 1 / (blur^2 + (r / reach)^4): slopes cease to
change evenly as the square of the distance, and near slopes are told apart only as far as
they are felt exactly. So the bowl is exact where the ground is one, follows a bend in a
ravine, and averages noise where there is some.
"""

import math
from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.blind.trail import Trail
from hikergame.hikers.blind.vectors import squares

_EXACT = 1e-6
"""The least that a felt slope is taken to be off, as a squared share of the steepest."""
_PRIOR = 1e-3, 1e-2
"""How much a bend alike in all directions counts where slopes are felt exactly, or not:
it speaks for the directions in which nothing has been felt yet."""
_ROUND = 0.3
"""That bend is at least this share of how strongly slopes change at all."""


@dataclass(frozen=True, eq=False)
class Hollow:
    """The ground near a place, as far as it is a bowl."""

    slope: FloatArray
    """The slope (d,) there; smoothed where slopes are felt with noise."""
    bend: FloatArray | None
    """The second derivatives (d, d); None when nothing has been felt elsewhere."""


def fit_hollow(trail: Trail, at: int, reach: float) -> Hollow:
    """Put a bowl through the slopes felt around the place with index `at`."""
    ways = trail.places - trail.places[at]
    slopes = trail.slopes
    steepest = float(squares(slopes).max())
    if trail.count < 2 or steepest == 0.0:
        return Hollow(slopes[at], None)
    near = squares(ways) / reach**2
    weights = 1.0 / (_EXACT + min(trail.blur**2 / steepest, 1.0) + near**2)
    weights /= weights.sum()
    middle, mean = np.zeros_like(ways[at]), slopes[at]
    if trail.blur > 0.0:
        middle, mean = weights @ ways, weights @ slopes
    if trail.bends:
        bend: FloatArray | None = trail.bends[at]
    else:
        bend = _bend(ways - middle, slopes - mean, weights, _PRIOR[trail.blur > 0.0])
    if bend is None:
        return Hollow(slopes[at], None)
    return Hollow(mean - bend @ middle, bend)


def _bend(
    ways: FloatArray, changes: FloatArray, weights: FloatArray, prior: float
) -> FloatArray | None:
    """Return the symmetric matrix (d, d) that makes changes (n, d) of slope out of ways (n, d)."""
    dims = ways.shape[1]
    weighted = ways * weights[:, np.newaxis]
    spread = weighted.T @ ways
    total = float(np.trace(spread))
    if total == 0.0:
        return None
    along = float(np.vdot(weighted, changes)) / total
    strength = math.sqrt(float(weights @ squares(changes)) / total)
    alike = np.eye(dims) * (prior * total / dims)
    felt = weighted.T @ changes + alike * max(along, _ROUND * strength)
    bend = np.linalg.solve(spread + alike, felt)
    symmetric: FloatArray = (bend + bend.T) / 2.0
    return symmetric
