"""The notebook: what a hiker can write down with the blindfold on.

Everything in it follows from readouts and from one's own moves. Places are told from
the start, which is the origin: dead reckoning, by the displacements really walked.
Heights are told from the start too, and are added up from the slopes: over a step m
with slopes a and b felt at its ends, the ground rises by about (a.m + b.m) / 2, the
trapezoid rule for the line integral of the slope.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.readout import Readout

if TYPE_CHECKING:
    from hikergame.level import Senses


@dataclass(frozen=True, eq=False)
class Notebook:
    """What was felt so far, after t steps; a value, its arrays are read-only."""

    senses: "Senses"
    """How the slopes were felt: it decides whether heights can be told, and how well."""
    readouts: tuple[Readout, ...]
    """The t + 1 readouts, the start's first."""
    moves: FloatArray
    """The displacements (t, d) that were asked for."""
    track: FloatArray
    """The places (t + 1, d), reckoned from the start, which is zero."""
    slopes: FloatArray
    """The slopes (t + 1, d) felt at those places."""
    heights: FloatArray | None
    """Height (t + 1,) of each place above the start; None where only the direction of the
    slope is felt and there is no altimeter, for then nothing can be added up."""
    errors: FloatArray | None
    """How far (t + 1,) each height may be off, growing with every step; None with heights."""

    @classmethod
    def begin(cls, senses: "Senses", readout: Readout) -> "Notebook":
        """Open a notebook at the start of a hike, with its first readout."""
        raise NotImplementedError

    def after(self, move: FloatArray, readout: Readout) -> "Notebook":
        """Return the notebook with one more step in it: the move (d,) asked, what it met."""
        raise NotImplementedError

    @property
    def readout(self) -> Readout:
        """The latest readout."""
        return self.readouts[-1]

    @property
    def steps(self) -> int:
        """The number t of steps written down."""
        return len(self.readouts) - 1

    @property
    def steepness(self) -> FloatArray:
        """The felt steepness (t + 1,) at each place."""
        raise NotImplementedError

    @property
    def step_lengths(self) -> FloatArray:
        """The metres (t,) really walked by each step."""
        raise NotImplementedError

    @property
    def slopes_along(self) -> FloatArray:
        """The felt slope along each step, (t, 2): where it began and where it ended.

        A step that began downhill and ended uphill stepped over something.
        """
        raise NotImplementedError
