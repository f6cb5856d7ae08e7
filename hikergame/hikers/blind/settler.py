"""Going down into the valley at hand, by slopes alone.

A settler keeps the best place so far, puts a bowl through the slopes felt around it, and
goes for its bottom, no further than he trusts the bowl. While the ground keeps falling
he trusts further and further, on a plateau too; when a step went up instead, he steps
between: he has the bottom between two places that he knows. Where the ground bends
down, at a pass or on a hilltop, he leaves along the bend. At the fence he goes along it.
"""

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hikers.blind.chance import Chance
from hikergame.hikers.blind.hollow import fit_hollow
from hikergame.hikers.blind.trail import Trail
from hikergame.hikers.blind.turns import short_of_turns
from hikergame.hikers.blind.vectors import length

FIRST = 0.5
"""How far the first step down is trusted, as a share of the longest."""
_GROWTH = 2.5
"""By how much more than the last step the next is trusted while the ground keeps falling,"""
_STILL_FALLS = 0.4
"""which is where at least this share of the slope along the step is left at its end."""
_SHRINK = 0.5
"""How far the next step is trusted, as a share of one that went up."""
_FINEST = 1e-30
"""The least that a step is trusted, as a share of the longest: beneath it numbers run out."""
_NEAR = 0.1
"""The bowl is put through what lies within the trusted step, or this share of the longest."""
_STIFFEST = 1e-3
"""Ground that would carry a step a thousand times as far as it is trusted is straight."""


class Settler:
    """The descent from the place with index `at` of a trail; `trust` metres at first."""

    def __init__(self, trail: Trail, chance: Chance, *, at: int, trust: float) -> None:
        self.best = at
        """The index of the lowest place of this descent."""
        self._trail, self._chance, self._trust = trail, chance, trust
        self._ahead = np.inf

    def settled(self, within: float) -> bool:
        """Tell whether the bottom is no further from the best place, as far as is known."""
        return self._ahead < within

    def look(self) -> None:
        """Take the latest readout into account, after a step of this descent."""
        trail = self._trail
        step = trail.here - trail.places[self.best]
        walked = length(step)
        if walked == 0.0:
            self._doubt(self._trust)
            return
        began = float(trail.slopes[self.best] @ step)
        ended = float(trail.slope @ step)
        rise = trail.rise(self.best, trail.last)
        if rise > 0.0 or (rise == 0.0 and began != 0.0):
            self._doubt(walked)
            return
        grown = _GROWTH * walked if ended <= _STILL_FALLS * began else walked
        self._trust = min(max(self._trust, grown), trail.outset.longest)
        self.best = trail.last

    def _doubt(self, long: float) -> None:
        """Trust the next step less far than one of that length, which led nowhere."""
        self._trust = max(_SHRINK * long, _FINEST * self._trail.outset.longest)

    def target(self) -> FloatArray:
        """Return the place (d,) to go to next; it is inside the fence as far as that is known."""
        trail = self._trail
        place = trail.places[self.best]
        target = trail.inside(place + self._way(place))
        self._ahead = length(target - place)
        return target

    def _way(self, place: FloatArray) -> FloatArray:
        """Return the way (d,) down from the best place."""
        trail = self._trail
        reach = max(self._trust, _NEAR * trail.outset.longest)
        hollow = fit_hollow(trail, self.best, reach)
        held = trail.held(place, hollow.slope)
        slope = np.where(held, 0.0, hollow.slope)
        if length(slope) == 0.0:
            return np.zeros_like(slope) if np.any(held) else self._on_the_flat(hollow.bend)
        if hollow.bend is None:
            return slope * (-self._trust / length(slope))
        way = _down(slope, _free(hollow.bend, held), self._trust)
        return short_of_turns(trail, self.best, way)

    def _on_the_flat(self, bend: FloatArray | None) -> FloatArray:
        """Return a way (d,) where no slope is felt: none in a hollow, else on and on."""
        trail = self._trail
        if bend is not None and np.any(bend):
            bends, axes = np.linalg.eigh(bend)
            out: FloatArray = axes[:, 0] * (self._trust * float(bends[0] <= 0.0))
            return out
        way = trail.here - trail.places[max(trail.last - 1, 0)]
        if not np.any(way):
            way = self._chance.way(len(way))
        on: FloatArray = way * (self._trust / length(way))
        return on


def _down(slope: FloatArray, bend: FloatArray, trust: float) -> FloatArray:
    """Return the way (d,) to the bottom of a bowl, no further than is trusted.

    Across what bends down it leads away from the top.
    """
    bends, axes = np.linalg.eigh(bend)
    straight = _STIFFEST * length(slope) / trust
    way: FloatArray = axes @ _within(axes.T @ slope, np.maximum(np.abs(bends), straight), trust)
    return way


def _free(bend: FloatArray, held: NDArray[np.bool_]) -> FloatArray:
    """Return a bend (d, d) in which coordinates that the fence holds take no part."""
    if not np.any(held):
        return bend
    free = ~held
    return bend * np.outer(free, free) + np.diag(held * float(np.max(np.abs(bend))))


def _within(slope: FloatArray, stiff: FloatArray, radius: float) -> FloatArray:
    """Return -slope / (stiff + m), (d,), with the least m >= 0 that keeps it within a radius.

    Newton's method on 1 / length, which comes from outside and never passes the answer
    (More and Sorensen 1983, Computing a trust region step).
    """
    damping = 0.0
    for _ in range(6):
        way = -slope / (stiff + damping)
        long = length(way)
        if long <= radius:
            break
        bent = float(way @ (way / (stiff + damping)))
        damping += (long / radius - 1.0) * long**2 / bent
    return way * min(1.0, radius / long)
