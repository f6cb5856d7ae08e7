"""A hike's score, with its medals: `score(hike)`.

This looks at the ground with open eyes; nothing of it may reach a hike screen while
the hike runs.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike import Hike, Outcome
from hikergame.hike.scoring import flat_steepness, gap, points
from hikergame.hikers.rivals import Rival, chosen_rival
from hikergame.landscape import Landscape, settle
from hikergame.level import Level, RivalSpec

_REST = 0.01
"""A hiker is at the bottom of a valley when water from there falls this share of relief or less,"""
_WAY_LEFT = 0.1
"""and this share or less of the height between the start and the valley's floor."""
_AS_GOOD_AS_FLAT = 1e-3
"""Where water falls this share of relief or less, the ground counts as flat whatever its slope:
at a kink it is flat nowhere."""
_SAME_BOTTOM = 1e-6
"""Two valleys are equally deep when they differ by this share of relief or less."""
_DEEP_GAP = 0.1
"""The deepest medal asks for at least this gap besides the right valley."""


class Medal(Enum):
    """The three medals of a level; the value is the word that people read."""

    VALLEY = "valley"
    RIVAL = "rival"
    DEEPEST = "deepest"

    @property
    def sentence(self) -> str:
        """What the medal is for, in one sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    Medal.VALLEY: "You planted your flag on the floor of a valley.",
    Medal.RIVAL: "You scored more points than the algorithm.",
    Medal.DEEPEST: "You ended in the deepest valley of all.",
}


@dataclass(frozen=True, eq=False)
class Score:
    """What a hike came to; while it runs, what it would come to if it stopped now."""

    points: float
    """0 to 100."""
    halvings: FloatArray
    """The halvings (T,) where the hiker stood after each step of the budget."""
    medals: tuple[Medal, ...]
    """In the order valley, rival, deepest; none while the hike runs."""
    gap: float
    """How far from the bottom: 1 at the start's height, 0 at the global minimum's."""
    rival_points: float | None
    """The rival's points over its whole budget; None when there was no rival."""
    deepest: bool
    """The hike ended in the deepest valley, close to its bottom."""
    flat: bool
    """The ground is flat where the hike ended."""
    steps: int
    """Steps really taken."""

    @property
    def final_halvings(self) -> float:
        """Halvings where the hike ended."""
        return float(self.halvings[-1])


@dataclass(frozen=True)
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
    place = track[-1]
    land = landscape.land
    _, lowest = land.lowest
    height, gradient = landscape.value_and_gradient(place)
    fall = max(float(height - landscape.value(settle(landscape, place))), 0.0)
    floor = float(height) - fall
    way = float(landscape.value(track[0])) - floor
    relief = float(land.relief) or 1.0  # level ground: every height is the same one
    flat = flat_steepness(landscape)
    steepness = float(np.linalg.norm(_free(landscape, place, gradient)))
    return Resting(
        flat=steepness <= flat or fall / relief <= _AS_GOOD_AS_FLAT,
        fenced=bool(np.any(place == landscape.bounds.T)),
        drop=fall / relief,
        left=fall / way if way > 0.0 else 0.0,
        floor_above=(floor - float(lowest)) / relief,
    )


def score(hike: Hike, rival: RivalSpec | Literal["first"] | None = "first") -> Score:
    """Score a hike against a rival: the level's first one, another, or none."""
    spec = chosen_rival(hike.level, rival)
    if spec is None:
        return score_beside(hike, None)
    walker = Rival(spec, hike.level, seed=hike.seed)
    return score_beside(hike, points_of(walker.finish()))


def points_of(hike: Hike) -> float:
    """Return a hike's points alone."""
    return points(hike.level, hike.heights).points


def score_beside(hike: Hike, rival_points: float | None) -> Score:
    """Score a hike whose rival's points are known; None for a hike alone."""
    level = hike.level
    earned = points(level, hike.heights)
    rest = resting(level.landscape, hike.track)
    heights = hike.heights
    remaining = gap(heights[-1], heights[0], _lowest(level))
    deepest = rest.deepest and remaining <= _DEEP_GAP
    won = {
        Medal.VALLEY: hike.outcome is Outcome.TERMINATED and rest.flat and rest.bottom,
        Medal.RIVAL: rival_points is not None and earned.points > rival_points,
        Medal.DEEPEST: deepest,
    }
    return Score(
        points=earned.points,
        halvings=earned.halvings,
        medals=tuple(medal for medal in Medal if hike.over and won[medal]),
        gap=remaining,
        rival_points=rival_points,
        deepest=deepest,
        flat=rest.flat,
        steps=hike.steps,
    )


def _lowest(level: Level) -> float:
    return float(level.landscape.land.lowest[1])


def _free(landscape: Landscape, place: FloatArray, gradient: FloatArray) -> FloatArray:
    """Return a slope (d,) without what would lead down through the fence."""
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    held = ((place <= lower) & (gradient > 0.0)) | ((place >= upper) & (gradient < 0.0))
    return np.where(held, 0.0, gradient)
