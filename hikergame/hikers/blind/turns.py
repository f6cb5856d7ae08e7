"""Both sides of a valley: where a step would lead past ground that has turned up again."""

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.blind.trail import Trail
from hikergame.hikers.blind.vectors import length, squares

_FURTHEST = 0.6
"""Nobody goes further than this share of the way to a place where the ground climbs again,"""
_NEAREST = 0.15
"""nor less far than this, when he takes the place between instead."""
_ASIDE = 0.1
"""A place lies on the way when it is off it by no more than a third of its distance, squared."""


def short_of_turns(trail: Trail, start: int, way: FloatArray) -> FloatArray:
    """Shorten a way (d,) down from the place with index `start`.

    If it leads on past a place known from before where the ground climbs along it, the bottom
    lies between: go where the two slopes, taken as the ends of a bowl, have it (the secant).
    """
    whole = length(way)
    if whole == 0.0:
        return way
    ahead = way / whole
    falls = -float(trail.slopes[start] @ ahead)
    if falls <= 0.0:
        return way
    ways = trail.places - trail.places[start]
    distance = ways @ ahead
    climbs = trail.slopes @ ahead
    turned = (climbs > 0.0) & (distance > 0.0) & (_FURTHEST * distance < whole)
    turned &= squares(ways) - distance**2 < _ASIDE * distance**2
    if not np.any(turned):
        return way
    first = int(np.argmin(np.where(turned, distance, np.inf)))
    share = falls / (falls + float(climbs[first]))
    return ahead * (min(max(share, _NEAREST), _FURTHEST) * float(distance[first]))
