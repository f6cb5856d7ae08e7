"""The random walk: what luck alone is worth."""

from collections.abc import Sequence

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hikers.blind.accounts import counted, steps_said, uphill
from hikergame.hikers.blind.blindfold import BlindHiker


class RandomWalk(BlindHiker):
    """Goes any way, any length up to the longest step, whatever he feels; plants no flag."""

    def _move(self, _readout: Readout, /) -> FloatArray:
        return self._any_way() * (self.outset.longest * self._chance.share())

    def _account(self, it: str, /) -> Sequence[str]:
        return (
            f"{it} took {steps_said(self.steps)} any way, whatever it felt: "
            f"{counted(uphill(self.trail))} of them led up, and where it came to is luck.",
        )
