"""What a hiker remembers: where he has been, by dead reckoning, and what he felt there.

Places are told from the start, which is the origin, by the displacements really walked.
What the fence took from a step tells where the fence is. Heights are told from the
start too; they follow from the slopes, by the trapezoid rule along each step, or from
the altimeter where there is one. All lengths are metres.
"""

import math

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hike.moves import within_reach
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.vectors import length, squares

_HAIR = 1e-9
"""Lengths that differ by this share of the longest step are the same."""
_SURE = 3.0
"""A slope is surely another one when it differs by this many standard errors."""
_STEEPEST = 1e100
"""Steeper ground feels just as steep: squares must not overflow."""


class Trail:
    """The memory of a hiker under way."""

    def __init__(self, outset: Outset) -> None:
        self.outset = outset
        self.count = 0
        """Places remembered, the start included."""
        self.low_fence = np.full(outset.dims, -np.inf)
        """The fence (d,) on the low side of each coordinate; -inf while it is not known."""
        self.high_fence = np.full(outset.dims, np.inf)
        """The same on the high side."""
        self.bends: list[FloatArray] = []
        """The second derivatives (d, d) at each place; empty where they are not felt."""
        senses = outset.senses
        self.blur = math.hypot(senses.noise, senses.rounding / math.sqrt(12.0))
        """The standard error of each component of a felt slope."""
        self.altimeter = senses.altimeter
        """Heights are felt as well."""
        self._places = np.zeros((outset.steps + 1, outset.dims))
        self._slopes = np.zeros((outset.steps + 1, outset.dims))
        self._altitudes: list[float] = []
        self._steepness = 0.0
        self._asked = np.zeros(outset.dims)

    @property
    def places(self) -> FloatArray:
        """The places (n, d), the start's first."""
        return self._places[: self.count]

    @property
    def slopes(self) -> FloatArray:
        """The slopes (n, d) felt at them."""
        return self._slopes[: self.count]

    @property
    def here(self) -> FloatArray:
        """The latest place (d,)."""
        here: FloatArray = self._places[self.count - 1]
        return here

    @property
    def slope(self) -> FloatArray:
        """The slope (d,) felt there."""
        slope: FloatArray = self._slopes[self.count - 1]
        return slope

    @property
    def last(self) -> int:
        """The index of the latest place."""
        return self.count - 1

    @property
    def typical(self) -> float:
        """The root mean square of the steepness felt so far."""
        return math.sqrt(self._steepness / self.count)

    def note(self, readout: Readout) -> None:
        """Write down the latest readout."""
        step = self.count
        slope = np.where(np.isfinite(readout.slope), readout.slope, 0.0)
        self._slopes[step] = slope = np.clip(slope, -_STEEPEST, _STEEPEST)
        self._steepness += float(slope @ slope)
        self._places[step] = self._places[max(step - 1, 0)] + readout.moved
        if readout.altitude is not None:
            self._altitudes.append(readout.altitude)
        if readout.curvature is not None:
            self.bends.append(np.nan_to_num(readout.curvature))
        self.count += 1
        if readout.fenced:
            self._learn_fence(readout.moved)

    def _learn_fence(self, moved: FloatArray) -> None:
        """Conclude from what is missing of the latest step where the fence is."""
        hair = _HAIR * self.outset.longest
        missing = within_reach(self._asked, self.outset.longest)[0] - moved
        self.high_fence = np.where(missing > hair, self.here, self.high_fence)
        self.low_fence = np.where(missing < -hair, self.here, self.low_fence)

    def towards(self, place: FloatArray) -> FloatArray:
        """Return the move (d,) that leads to a place (d,), or as far on the way as may be."""
        return self.on_the_way(place, self.outset.longest) - self.here

    def expect(self, move: FloatArray) -> None:
        """Remember the move (d,) that is asked for, to tell what the fence takes of it."""
        self._asked = move

    def on_the_way(self, place: FloatArray, metres: float) -> FloatArray:
        """Return the place (d,) so many metres on the way to another, or that one if nearer."""
        way = self.inside(place) - self.here
        whole = length(way)
        return self.here + way * (metres / whole) if whole > metres else self.here + way

    def is_here(self, place: FloatArray) -> bool:
        """Tell whether a place (d,), or the point of the fence nearest to it, is this one."""
        return length(self.inside(place) - self.here) <= _HAIR * self.outset.longest

    def inside(self, places: FloatArray) -> FloatArray:
        """Return places (..., d), brought inside the fence as far as that is known."""
        inside: FloatArray = np.clip(places, self.low_fence, self.high_fence)
        return inside

    def rise(self, start: int, end: int) -> float:
        """Return how much higher the place `end` is than the place `start`, as far as is felt.

        The slopes at the two places alone decide, unless there is an altimeter.
        """
        if self.altimeter:
            return self._altitudes[end] - self._altitudes[start]
        way = self._places[end] - self._places[start]
        return float((self._slopes[start] + self._slopes[end]) @ way) / 2.0

    def fits_one_hollow(self) -> bool:
        """Tell whether the latest slope and each earlier one may belong to one single hollow.

        On convex ground, the slope along the way from one place to another never falls.
        """
        ways, changes = self.places - self.here, self.slopes - self.slope
        doubt = _SURE * self.blur * np.sqrt(squares(ways))
        doubt += _HAIR * self.typical * self.outset.longest
        return bool(np.all(np.einsum("ni,ni->n", ways, changes) >= -doubt))

    def held(self, place: FloatArray, slope: FloatArray) -> NDArray[np.bool_]:
        """Say of each coordinate whether at a place the fence stops who follows a slope down."""
        hair = _HAIR * self.outset.longest
        low = (place <= self.low_fence + hair) & (slope > 0.0)
        return low | ((place >= self.high_fence - hair) & (slope < 0.0))
