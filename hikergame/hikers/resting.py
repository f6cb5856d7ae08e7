"""Where a walk has come to: is it flat, is it a valley's bottom, and of which valley.

This looks at the ground with open eyes.
"""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.scoring import flat_steepness
from hikergame.landscape import Landscape, settle

_REST = 0.01
"""A hiker is at the bottom of a valley when water from there falls this share of relief or less,"""
_WAY_LEFT = 0.1
"""and this share or less of the height between the start and the valley's floor."""
AS_GOOD_AS_FLAT = 2.5e-3
"""Where water falls this share of relief or less, the ground counts as flat whatever its slope:
at a kink it is flat nowhere."""
_SAME_BOTTOM = 1e-6
"""Two valleys are equally deep when they differ by this share of relief or less."""


@dataclass(frozen=True, eq=False)
class Resting:
    """What the ground is like at a place, seen with open eyes."""

    flat: bool
    """Its slope is at most the level's flat threshold; where the fence holds a walker, what
    leads through it does not count; at a kink, which is flat nowhere, a place next to it does."""
    fenced: bool
    """It is at the fence."""
    drop: float
    """How far water from there would still fall, as a share of the map's relief."""
    left: float
    """The same as a share of the way down from the start to that water's floor."""
    floor: FloatArray
    """Where that water would rest, (d,)."""
    floor_above: float
    """How far the floor where that water rests is above the lowest, as a share of relief."""

    @property
    def bottom(self) -> bool:
        """The place is as good as the bottom of its valley."""
        return self.drop <= _REST and self.left <= _WAY_LEFT

    @property
    def deepest(self) -> bool:
        """Its valley is the deepest, or as deep as the deepest."""
        return self.floor_above <= _SAME_BOTTOM


def resting(landscape: Landscape, track: FloatArray) -> Resting:
    """Return what the ground is like where a track (t + 1, d) ends."""
    return restings(landscape, track[0], track[-1:])[0]


def restings(landscape: Landscape, start: FloatArray, places: FloatArray) -> tuple[Resting, ...]:
    """Return what the ground is like at places (n, d), for walks that began at `start` (d,)."""
    top, lowest = float(landscape.value(start)), landscape.land.lowest[1]
    relief = float(landscape.land.relief) or 1.0  # level ground: every height is the same one
    flat = flat_steepness(landscape)
    heights, gradients = landscape.value_and_gradient(places)
    steepness = np.linalg.norm(_free(landscape, places, gradients), axis=1)
    fenced = np.any((places == landscape.bounds[:, 0]) | (places == landscape.bounds[:, 1]), axis=1)
    floors = settle(landscape, places)
    falls = np.maximum(heights - landscape.value(floors), 0.0)
    ways = top - heights + falls
    return tuple(
        Resting(
            flat=bool(steepness[i] <= flat or falls[i] / relief <= AS_GOOD_AS_FLAT),
            fenced=bool(fenced[i]),
            drop=float(falls[i] / relief),
            left=float(falls[i] / ways[i]) if ways[i] > 0.0 else 0.0,
            floor=floors[i],
            floor_above=float((heights[i] - lowest - falls[i]) / relief),
        )
        for i in range(len(places))
    )


def _free(landscape: Landscape, places: FloatArray, gradients: FloatArray) -> FloatArray:
    """Return slopes (n, d) without what would lead down through the fence."""
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    held = ((places <= lower) & (gradients > 0.0)) | ((places >= upper) & (gradients < 0.0))
    return np.where(held, 0.0, gradients)
