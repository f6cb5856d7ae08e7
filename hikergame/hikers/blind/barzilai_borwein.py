"""Barzilai and Borwein on foot: the last step tells how far the next may go.

With s the step really walked and y the change of slope over it, the next step is -a g,
a = s.s / s.y (Barzilai and Borwein 1988, Two-point step size gradient methods). The
safeguards: where the ground does not curve up along s, the next step is twice as long as
the last; no step is more than a few times as long; a step past ground that is known to
have turned up again stops between; and who has climbed above all of his latest places
goes back between the last two (a nonmonotone rule as in Raydan 1997, The Barzilai and
Borwein gradient method for the large scale unconstrained minimization problem). At the
fence he goes along it; where no slope is felt, he goes on.
"""

from collections.abc import Sequence

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.figures import number
from hikergame.hike import Readout
from hikergame.hikers.blind.accounts import counted, lengths_of, steps_said, uphill
from hikergame.hikers.blind.blindfold import BlindHiker
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.turns import short_of_turns
from hikergame.hikers.blind.vectors import length

_TINY, _ARRIVED = 0.004, 3
"""He plants his flag when the rule asks for less than this share of the longest step so many
times on end: in a ravine it does so once in a while."""
_VANISHED = 1e-9
"""No slope is left where it is this share of the typical one or less."""
_STRAIGHT = 2.0
"""How much longer the next step is where the ground does not curve up."""
_GROWTH = 5.0
"""How much longer it may be at most."""
_LATEST = 5
"""He may climb, but not above all of so many latest places."""


class BarzilaiBorwein(BlindHiker):
    """Goes down by the two-point rule; plants his flag where it asks for tiny steps."""

    def __init__(self, outset: Outset, *, seed: int = 0) -> None:
        super().__init__(outset, seed=seed)
        self._heights = [0.0]
        self._walked: FloatArray = np.zeros(outset.dims)
        self._bend = 0.0
        self._tiny = 0

    def _move(self, readout: Readout, /) -> FloatArray | None:
        trail = self.trail
        self._look_back()
        held = trail.held(trail.here, trail.slope)
        slope = np.where(held, 0.0, trail.slope)
        steepness = length(slope)
        if steepness <= _VANISHED * trail.typical:
            return None if np.any(held) or self._at_bottom() else self._on_and_on()
        if self._climbed():
            return self._between()
        stride = self._stride(steepness)
        tiny = self._bend > 0.0 and stride < _TINY * self.outset.longest
        self._tiny = self._tiny + 1 if tiny else 0
        if self._tiny == _ARRIVED or self._last_chance(readout):
            return None
        way = slope * (-min(stride, self.outset.longest) / steepness)
        return short_of_turns(trail, trail.last, way)

    def _look_back(self) -> None:
        """Take the last step into account: its s, its s.y, and how high it led."""
        trail = self.trail
        if trail.last > 0:
            self._walked = trail.here - trail.places[-2]
            self._bend = float(self._walked @ (trail.slope - trail.slopes[-2]))
            self._heights.append(self._heights[-1] + trail.rise(trail.last - 1, trail.last))

    def _stride(self, steepness: float) -> float:
        """Return how many metres to go down a slope."""
        last = length(self._walked)
        if last == 0.0:
            return self.outset.stride
        if self._bend <= 0.0:
            return _STRAIGHT * last
        return min(last**2 / self._bend * steepness, _GROWTH * last)

    def _climbed(self) -> bool:
        """Tell whether the last step led up, and above all of the latest places."""
        latest = self._heights[-1 - _LATEST : -1]
        rises = float(self.trail.slope @ self._walked) > 0.0
        return rises and self._heights[-1] > max(latest)

    def _between(self) -> FloatArray:
        """Return the way (d,) back to where the last step, across a bowl, passed its floor."""
        began = float(self.trail.slopes[-2] @ self._walked)
        ended = float(self.trail.slope @ self._walked)
        return self._walked * (-ended / (ended - began) if began < 0.0 else -1.0)

    def _at_bottom(self) -> bool:
        """Tell whether this is a bottom, where no slope is felt: the ground curved up to here.

        A slope that is felt too roughly is not nought; then it must be known to climb ahead.
        """
        trail = self.trail
        ahead = (trail.places - trail.here) @ self._walked > 0.0
        climbs = trail.slopes @ self._walked > 0.0
        return self._bend > 0.0 and (trail.blur == 0.0 or bool(np.any(ahead & climbs)))

    def _on_and_on(self) -> FloatArray:
        """Return a step (d,) twice as long as the last, the same way; any way at first."""
        last = length(self._walked)
        if last == 0.0:
            return self._any_way() * self.outset.stride
        return self._walked * min(_STRAIGHT, self.outset.longest / last)

    def _account(self, it: str, /) -> Sequence[str]:
        lengths = lengths_of(self.trail)
        if not len(lengths):
            return ()
        return (
            f"{it} went down with {steps_said(self.steps)}, each as long as the change of slope "
            f"over the last one allowed, from {number(float(lengths.min()))} m "
            f"to {number(float(lengths.max()))} m; {counted(uphill(self.trail))} of them led up.",
        )
