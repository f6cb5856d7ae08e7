"""The chance in a hiker's choices: one stream of numbers for each seed, on every machine.

numpy promises to keep the raw words of a bit generator from version to version, but not
what its `Generator` makes of them. So numbers are made from the words here, as those of a
hike's noise are: 53 bits to a number, normal deviates after Box and Muller (1958).
"""

import math

import numpy as np

from hikergame.arrays import FloatArray

_DOUBLE = 2.0**-53
"""Spacing of the numbers that 53 bits make."""
_DROPPED = np.uint64(11)
"""The bits of a word that are not used."""


class Chance:
    """What one hiker leaves to chance, from a seed of 0 or more."""

    def __init__(self, seed: int) -> None:
        self._words = np.random.Philox(key=seed)
        self.asked = False
        """Whether chance has had a say."""

    def shares(self, *shape: int) -> FloatArray:
        """Return numbers from above 0 to below 1, all equally likely, as an array of a shape."""
        self.asked = True
        words = self._words.random_raw(int(np.prod(shape))).reshape(shape)
        shares: FloatArray = ((words >> _DROPPED).astype(np.float64) + 0.5) * _DOUBLE
        return shares

    def share(self) -> float:
        """Return one such number."""
        return float(self.shares(1)[0])

    def way(self, dims: int) -> FloatArray:
        """Return a direction (d,), of length 1, all equally likely."""
        radii, turns = self.shares(2, dims).tolist()
        deviates = [
            math.sqrt(-2.0 * math.log(radius)) * math.cos(2.0 * math.pi * turn)
            for radius, turn in zip(radii, turns, strict=True)
        ]
        way: FloatArray = np.array(deviates) / math.hypot(*deviates)
        return way
