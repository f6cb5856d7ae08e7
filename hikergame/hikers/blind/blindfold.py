"""What all blind hikers have in common: told the outset, fed readouts, they keep a trail."""

from abc import ABC, abstractmethod

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hikers.blind.chance import Chance
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.trail import Trail


class BlindHiker(ABC):
    """A hiker for one hike. The same outset, seed and readouts make the same moves."""

    def __init__(self, outset: Outset, *, seed: int = 0) -> None:
        self.outset = outset
        self.trail = Trail(outset)
        """What he remembers."""
        self._chance = Chance(seed)

    @property
    def by_chance(self) -> bool:
        """Whether chance has had a say in his moves; if not, any seed makes the same ones."""
        return self._chance.asked

    def choose(self, readout: Readout) -> FloatArray | None:
        """Return the next displacement (d,) in metres, or None to plant the flag."""
        self.trail.note(readout)
        move = self._move(readout)
        if move is not None:
            self.trail.expect(move)
        return move

    @abstractmethod
    def _move(self, readout: Readout, /) -> FloatArray | None:
        """Return the next displacement (d,); the readout is in the trail already."""

    def _last_chance(self, readout: Readout) -> bool:
        """Tell whether a flag has to be planted now or never, and may be: it is flat here."""
        return readout.steps_left == 1 and readout.steepness <= self.outset.flat

    def _any_way(self) -> FloatArray:
        """Return a direction (d,), of length 1, all equally likely."""
        return self._chance.way(self.outset.dims)
