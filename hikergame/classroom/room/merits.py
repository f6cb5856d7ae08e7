"""What there is to say in favour of a walk, as measures: all that praise rests on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.room.walked import Walked
from hikergame.hikers import Medal
from hikergame.landscape import settle
from hikergame.level import Level

_PART: Final = 0.8
"""Who has come down has this share of the way down left at most."""
_DEEPER: Final = 1e-3
"""One place is clearly deeper than another by this share of relief."""
SEVEN_EIGHTHS: Final = 3.0
"""Halvings of who stands lower than seven eighths of the map."""


@dataclass(frozen=True)
class Before:
    """The best round that somebody has walked before."""

    round: int
    points: float


@dataclass(frozen=True, eq=False)
class Praised:
    """One walk, measured for what may be said in its favour. Lengths are metres."""

    one: Walked
    before: Before | None
    level: Level
    several: bool
    """Whether its ground has more than one valley."""
    beaten: tuple[str, ...]
    """The algorithms with fewer points, by their names for people."""

    @property
    def budget(self) -> int:
        """The steps that the level allows."""
        return self.level.steps

    @property
    def longest(self) -> float:
        """The longest step that it allows."""
        return self.level.step_length.max

    @property
    def begins_high(self) -> bool:
        """The start is no lower than seven eighths of the map."""
        land = self.level.landscape.land
        return bool(land.halvings(self.one.walk.values[0]) < SEVEN_EIGHTHS)

    @cached_property
    def moved(self) -> FloatArray:
        """The lengths (t,) of the steps that led somewhere."""
        lengths: FloatArray = np.linalg.norm(np.diff(self.one.walk.track, axis=0), axis=1)
        return lengths[lengths > 0.0]

    @cached_property
    def rises(self) -> FloatArray:
        """How much each step (t,) went up; negative for down."""
        return np.diff(self.one.walk.values)

    @property
    def steps(self) -> int:
        """Steps taken."""
        return len(self.rises)

    @property
    def fell(self) -> float:
        """How much lower the walk ended than it began."""
        return float(self.one.walk.values[0] - self.one.walk.values[-1])

    @property
    def drop(self) -> float:
        """The most that it came down with one step."""
        return float(-self.rises.min(initial=0.0))

    @property
    def climbed(self) -> float:
        """All that it climbed."""
        return float(np.maximum(self.rises, 0.0).sum())

    @property
    def down(self) -> int:
        """How many of its steps led down."""
        return int(np.sum(self.rises < 0.0))

    @property
    def way(self) -> float:
        """All that it walked."""
        return float(self.moved.sum())

    @property
    def to_fall(self) -> float:
        """How much lower the floor of its valley is than where it ended."""
        return self.one.walk.score.rest.drop * float(self.level.landscape.land.relief)

    @property
    def reach(self) -> float:
        """How far from the start it has been."""
        track = self.one.walk.track
        return float(np.linalg.norm(track - track[0], axis=1).max())

    @cached_property
    def comeback(self) -> float:
        """The highest climb out of a valley it had come down into, to end below its floor.

        Where all water runs to one floor there is none, whatever rises on the way.
        """
        values, track, ground = self.one.walk.values, self.one.walk.track, self.level.landscape
        hollows = np.minimum.accumulate(values)
        climbs = np.where((values[-1] < hollows) & (hollows < values[0]), values - hollows, 0.0)
        paid = np.flatnonzero(climbs)
        if len(paid) == 0:
            return 0.0
        stood = np.maximum.accumulate(np.where(values == hollows, np.arange(len(values)), 0))
        floors = ground.value(settle(ground, track[stood[paid]]))
        deeper = floors - values[-1] > _DEEPER * float(ground.land.relief)
        return float(np.max(np.where(deeper, climbs[paid], 0.0)))

    @cached_property
    def found(self) -> bool:
        """It ended where the deepest of several valleys is as good as flat."""
        rest = self.one.walk.score.rest
        return self.several and self.has(Medal.DEEPEST) and rest.flat and rest.bottom

    @property
    def came_down(self) -> bool:
        """It came down by a good part of the way that there was."""
        return self.one.walk.score.gap <= _PART

    @property
    def early(self) -> float:
        """The first step after which it stood lower than seven eighths; infinite for none."""
        low = np.flatnonzero(self.one.walk.score.halvings >= SEVEN_EIGHTHS)
        return float(low[0] + 1) if len(low) else np.inf

    @property
    def gained(self) -> float:
        """Points more than in the best round before; minus infinity where there was none."""
        return -np.inf if self.before is None else self.one.points - self.before.points

    @property
    def spread(self) -> float:
        """How uneven its steps are, as a share of their mean; infinite for one or none."""
        few = len(self.moved) < 2
        return np.inf if few else float(np.std(self.moved) / np.mean(self.moved))

    @property
    def shortest(self) -> float:
        """Its shortest step; infinite where none led anywhere."""
        return float(self.moved.min(initial=np.inf))

    @property
    def met(self) -> float:
        """All the heights it met: from its lowest place to its highest."""
        return float(np.ptp(self.one.walk.values))

    def has(self, medal: Medal) -> bool:
        """Tell whether it won a medal."""
        return medal in self.one.walk.score.medals
