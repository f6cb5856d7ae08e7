"""Numbers drawn at random, the same for the same seed on every machine."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draws:
    """A stream of random numbers that belongs to some whole numbers.

    Made from a bit generator's raw output, which numpy promises to keep from one version
    to the next.
    """

    def __init__(self, *seed: int) -> None:
        self._bits = np.random.PCG64(list(seed))

    def unit(self) -> float:
        """Return a number from 0 up to, but not including, 1."""
        return float(int(self._bits.random_raw()) >> 11) * 2.0**-53

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to `high`."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.unit() * (high - low + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of some choices."""
        return choices[self.whole(0, len(choices) - 1)]
