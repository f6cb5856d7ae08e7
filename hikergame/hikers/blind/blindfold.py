"""What all blind hikers have in common: told the outset, fed readouts, they keep a trail."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from hikergame.arrays import FloatArray
from hikergame.hike import Readout
from hikergame.hikers.blind import accounts
from hikergame.hikers.blind.chance import Chance
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.trail import Trail


class BlindHiker(ABC):
    """A hiker for one hike. The same outset, seed and readouts make the same moves."""

    def __init__(self, outset: Outset, *, seed: int = 0) -> None:
        self.outset = outset
        self.trail = Trail(outset)
        """What he remembers."""
        self.steps = 0
        """Steps that he chose."""
        self.flag = False
        """He chose to plant his flag."""
        self._chance = Chance(seed)

    @property
    def by_chance(self) -> bool:
        """Whether chance has had a say in his moves; if not, any seed makes the same ones."""
        return self._chance.asked

    def choose(self, readout: Readout) -> FloatArray | None:
        """Return the next displacement (d,) in metres, or None to plant the flag."""
        self.trail.note(readout)
        move = self._move(readout)
        self.flag = move is None
        if move is not None:
            self.steps += 1
            self.trail.expect(move)
        return move

    def account(self, it: str) -> tuple[str, ...]:
        """Return what he has done so far, in sentences, from his own memory.

        `it` is what people call him.
        """
        it = it[:1].upper() + it[1:]
        return (*self._account(it), accounts.ended(self.flag, self.steps))

    @abstractmethod
    def _account(self, it: str, /) -> Sequence[str]:
        """Return the same, but for how it ended."""

    @abstractmethod
    def _move(self, readout: Readout, /) -> FloatArray | None:
        """Return the next displacement (d,); the readout is in the trail already."""

    def _last_chance(self, readout: Readout) -> bool:
        """Tell whether a flag has to be planted now or never, and may be: it is flat here."""
        return readout.steps_left == 1 and readout.steepness <= self.outset.flat

    def _any_way(self) -> FloatArray:
        """Return a direction (d,), of length 1, all equally likely."""
        return self._chance.way(self.outset.dims)
