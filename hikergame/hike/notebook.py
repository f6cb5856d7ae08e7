"""The notebook: what a hiker can write down with the blindfold on.

Everything in it follows from readouts and from one's own moves. Places are told from
the start, which is the origin: dead reckoning, by the displacements really walked.
Heights are told from the start too, and are added up from the slopes: over a step m
with slopes a and b felt at its ends, the ground rises by about (a.m + b.m) / 2, the
trapezoid rule for the line integral of the slope.

How far off that may be depends on what the slope does between the two ends, and that is
not felt: ends that agree may hide a valley. Where the slope changes by no more than k per
metre, the rule errs by at most k |m|^2 / 4 (Cruz-Uribe and Neugebauer, Sharp error bounds
for the trapezoidal rule, 2002). A hiker knows k only from below, by the quickest change
felt so far, so the step's error is taken as twice that, and as no more than the steepest
slope felt times the step; but as no less than half of what the two ends say differently,
which even a change that drowns in noise makes likely. The errors of several steps are
taken as independent: squares add up.

Over random walks on the shipped levels, the true height lay within the error after 998
of 1000 steps of up to a quarter of the longest, and after 960 of 1000 of about the
longest; seldomest on a cliff's face that no step set foot on (700 of 1000), for nobody
can know of a wall that he has stepped over.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.figures import Height
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
    """How far (t + 1,) each height may be off, growing with every step; None with heights.
    The true height lies within it nine times of ten, and mostly far more often."""

    @classmethod
    def begin(cls, senses: "Senses", readout: Readout) -> "Notebook":
        """Open a notebook at the start of a hike, with its first readout."""
        dims = readout.dims
        adds_up = senses.altimeter or not senses.direction_only
        return cls(
            senses=senses,
            readouts=(readout,),
            moves=np.empty((0, dims)),
            track=np.zeros((1, dims)),
            slopes=readout.slope[np.newaxis],
            heights=np.zeros(1) if adds_up else None,
            errors=np.zeros(1) if adds_up else None,
        )._sealed()

    def after(self, move: FloatArray, readout: Readout) -> "Notebook":
        """Return the notebook with one more step in it: the move (d,) asked, what it met."""
        heights, errors = self._heights_after(readout)
        return Notebook(
            senses=self.senses,
            readouts=(*self.readouts, readout),
            moves=np.vstack([self.moves, move]),
            track=np.vstack([self.track, self.track[-1] + readout.moved]),
            slopes=np.vstack([self.slopes, readout.slope]),
            heights=heights,
            errors=errors,
        )._sealed()

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
        steepness: FloatArray = np.linalg.norm(self.slopes, axis=1)
        return steepness

    @property
    def step_lengths(self) -> FloatArray:
        """The metres (t,) really walked by each step."""
        lengths: FloatArray = np.linalg.norm(np.diff(self.track, axis=0), axis=1)
        return lengths

    @property
    def slopes_along(self) -> FloatArray:
        """The felt slope along each step, (t, 2): where it began and where it ended.

        A step that began downhill and ended uphill stepped over something.
        """
        walked = zip(self.readouts, self.readouts[1:], strict=False)
        pairs = [(a.slope_along(b.moved), b.slope_along(b.moved)) for a, b in walked]
        return np.array(pairs, dtype=np.float64).reshape(-1, 2)

    def rise(self, since: int, step: int) -> Height | None:
        """Return how much higher the place after `step` is than the one after `since`.

        Only the steps between the two blur it, so two late places are told apart better
        than either is from the start. None where heights cannot be told.
        """
        if self.heights is None or self.errors is None:
            return None
        blur = float(abs(self.errors[step] ** 2 - self.errors[since] ** 2)) ** 0.5
        return Height(float(self.heights[step] - self.heights[since]), blur)

    def _heights_after(self, readout: Readout) -> tuple[FloatArray | None, FloatArray | None]:
        """Add the latest step's rise, and its error, to what is known of heights."""
        if self.heights is None or self.errors is None:
            return None, None
        first = self.readouts[0].altitude
        if readout.altitude is not None and first is not None:
            return np.append(self.heights, readout.altitude - first), np.append(self.errors, 0.0)
        began = float(self.readout.slope @ readout.moved)
        ended = float(readout.slope @ readout.moved)
        unfelt = max(self._unfelt(readout), abs(began - ended) / 2.0)
        error = math.hypot(self.errors[-1], unfelt, self._blur(readout))
        return np.append(self.heights, self.heights[-1] + (began + ended) / 2.0), np.append(
            self.errors, error
        )

    def _unfelt(self, readout: Readout) -> float:
        """How far off a step's rise may be because of what lies between its ends."""
        slopes = np.vstack([self.slopes, readout.slope])
        lengths = np.append(self.step_lengths, np.linalg.norm(readout.moved))
        changes = np.linalg.norm(np.diff(slopes, axis=0), axis=1)
        # Readings that differ by chance alone do not make the ground rough.
        chance = 2.0 * self._reading * math.sqrt(2.0 * slopes.shape[1])
        walked = lengths > 0.0
        quickest = np.max(np.maximum(changes[walked] - chance, 0.0) / lengths[walked], initial=0.0)
        steepest = np.max(np.linalg.norm(slopes, axis=1))
        length = lengths[-1]
        return float(min(quickest * length**2 / 2.0, steepest * length))

    @property
    def _reading(self) -> float:
        """The standard deviation of one felt slope, per component."""
        return math.hypot(self.senses.noise, self.senses.rounding / math.sqrt(12.0))

    def _blur(self, readout: Readout) -> float:
        """How far off a step's rise may be because slopes are felt with noise or rounded.

        One standard deviation of the mean of two readings, times the metres walked; a
        rounding to multiples of q is a uniform error of deviation q / sqrt(12).
        """
        return self._reading / math.sqrt(2.0) * float(np.linalg.norm(readout.moved))

    def _sealed(self) -> "Notebook":
        for array in (self.moves, self.track, self.slopes, self.heights, self.errors):
            if array is not None:
                array.flags.writeable = False
        return self
