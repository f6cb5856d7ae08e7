"""Who walks: anything that answers a readout with a displacement."""

from typing import Protocol

from hikergame.arrays import FloatArray
from hikergame.hike import Hike, Readout


class Hiker(Protocol):
    """A walker with the blindfold on: a person, an algorithm, a program elsewhere."""

    def choose(self, readout: Readout) -> FloatArray | None:
        """Return the next displacement (d,) in metres, or None to plant the flag."""
        ...  # pragma: no cover


def walk(hike: Hike, hiker: Hiker) -> Hike:
    """Let a hiker walk a hike to its end, and return the hike."""
    while not hike.over:
        choice = hiker.choose(hike.readout)
        if choice is None:
            hike.plant_flag()
        else:
            hike.step(choice)
    return hike
