"""What the hiker means to do next: a heading and a stride, and how keys change them.

A stride is between the longest step and a two-hundredth of it, and changes by factors, so
that every key press feels the same. On a line the only headings are east and west.
"""

import math
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.heading import EAST, WEST, displacement, heading_of
from hikergame.hike.notebook import Notebook
from hikergame.hikers.views import Facts

TURN: Final = 15.0
"""Degrees of a turn."""
FINE_TURN: Final = 1.0
LONGER: Final = 1.25
"""The factor by which a stride grows or shrinks."""
FINE_LONGER: Final = 1.02
TWICE: Final = 2.0
"""The factor by which a stride is doubled or halved."""
_SHORTEST: Final = 200.0
"""How many shortest steps make a longest one."""


@dataclass(frozen=True)
class Intent:
    """The next step: heading in degrees [0, 360), stride in metres."""

    heading: float
    stride: float
    longest: float
    dims: int

    @classmethod
    def first(cls, facts: Facts) -> Self:
        """Return what a hike begins with: the level's stride, facing north, or east on a line."""
        longest = facts.step_length.max
        stride = min(max(facts.step_length.initial, longest / _SHORTEST), longest)
        return cls(EAST if facts.dims == 1 else 0.0, stride, longest, facts.dims)

    @classmethod
    def resumed(cls, facts: Facts, notebook: Notebook) -> Self:
        """Return what a hike goes on with: heading and stride of its last step, if it had any."""
        begun = cls.first(facts)
        heading = heading_of(notebook.moves[-1]) if notebook.steps else None
        if heading is None:
            return begun
        return begun.towards(heading).striding(float(np.linalg.norm(notebook.moves[-1])))

    @property
    def shortest(self) -> float:
        """The shortest stride that keys reach."""
        return self.longest / _SHORTEST

    @property
    def move(self) -> FloatArray:
        """The displacement (dims,) of the step."""
        return displacement(self.heading, self.stride, self.dims)

    @property
    def reach(self) -> float:
        """Where the stride is between the shortest (0) and the longest (1), by factors."""
        return math.log(self.stride / self.shortest) / math.log(_SHORTEST)

    def turned(self, degrees: float) -> Self:
        """Return the intent turned clockwise; on a line, any turn right faces east."""
        if self.dims == 1:
            return replace(self, heading=EAST if degrees > 0.0 else WEST)
        return replace(self, heading=(self.heading + degrees) % 360.0)

    def towards(self, heading: float) -> Self:
        """Return the intent facing a heading; on a line, its east or west."""
        if self.dims == 1:
            return replace(self, heading=EAST if heading % 360.0 < 180.0 else WEST)
        return replace(self, heading=heading % 360.0)

    def about(self) -> Self:
        """Return the intent facing the other way."""
        return self.towards(self.heading + 180.0)

    def scaled(self, factor: float) -> Self:
        """Return the intent with a longer or shorter stride, within the limits."""
        return self.striding(self.stride * factor)

    def striding(self, stride: float) -> Self:
        """Return the intent with that stride, within the limits."""
        return replace(self, stride=min(max(stride, self.shortest), self.longest))
