"""The random walk: what luck alone is worth."""

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hikers.blind.blindfold import BlindHiker


class RandomWalk(BlindHiker):
    """Goes any way, any length up to the longest step, whatever he feels; plants no flag."""

    def _move(self, _readout: Readout, /) -> FloatArray:
        return self._any_way() * (self.outset.longest * self._chance.share())
