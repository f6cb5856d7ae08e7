"""Downhill: gradient descent on foot, at a rate."""

from collections.abc import Sequence

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.figures import number
from hikergame.hike import Readout
from hikergame.hikers.blind.accounts import lengths_of, steps_said
from hikergame.hikers.blind.blindfold import BlindHiker
from hikergame.hikers.blind.errors import BlindHikerError
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.vectors import length

_AT_REST = 1e-3
"""He has come to rest when his next step is below this share of the longest."""


class Downhill(BlindHiker):
    """Steps down the slope, `rate` times as far as it is steep.

    Without a rate he takes the one that makes his first step the stride he starts with. He is
    the rival `gradient-descent` with that learning rate, step by step, but for the flag:
    he plants it once his steps have become tiny where it is flat.
    """

    def __init__(self, outset: Outset, *, seed: int = 0, rate: float | None = None) -> None:
        super().__init__(outset, seed=seed)
        if rate is not None and not 0.0 < rate < np.inf:
            raise BlindHikerError(f"downhill: rate is a number above 0, not {rate!r}")
        self.rate = rate
        """Metres per unit of slope; None until a slope has been felt."""

    def _move(self, readout: Readout, /) -> FloatArray | None:
        slope = self.trail.slope
        steepness = length(slope)
        if self.rate is None and steepness > 0.0:
            self.rate = self.outset.stride / steepness
        move = slope * -(self.rate or 0.0)
        tiny = length(move) < _AT_REST * self.outset.longest
        flat = readout.steepness <= self.outset.flat
        return None if flat and (tiny or self._last_chance(readout)) else move

    def _account(self, it: str, /) -> Sequence[str]:
        lengths = lengths_of(self.trail)
        if not len(lengths):
            return (f"{it} went down the slope, {number(self.rate or 0.0)} m for each unit of it.",)
        return (
            f"{it} went down the slope with {steps_said(self.steps)}, {number(self.rate or 0.0)} m "
            f"for each unit of it: {number(float(lengths[0]))} m at first, "
            f"{number(float(lengths[-1]))} m in the end.",
        )
