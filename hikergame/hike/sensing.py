"""How a true slope becomes a felt one.

Noise comes from a counter-based generator (Philox) whose key is a hash of level, seed
and hiker, and whose counter is the step: the same moves always meet the same readouts,
in whatever order they are asked for. Normal deviates are made here from the raw words
(Box and Muller 1958), because no library promises a stable stream of them.
"""

import hashlib
import json
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.hike.philox import words
from hikergame.level import Level, Senses

_DOUBLE = 2.0**-53
"""Spacing of the uniform doubles that 53 random bits make."""


class Sensor:
    """What one hiker feels on one level, under one seed."""

    def __init__(self, level: Level, seed: int, hiker: str) -> None:
        self._senses: Senses = level.senses
        identity = json.dumps([level.hash, seed, hiker]).encode()
        self._key = int.from_bytes(hashlib.blake2b(identity, digest_size=16).digest(), "big")

    def feel(self, gradient: FloatArray, step: int) -> FloatArray:
        """Return the slope felt at `step` where the true one is `gradient` (..., d).

        Many places at once meet one and the same noise, as one hiker at one step would.
        Noise is added first, then the reading is rounded, then its length forgotten.
        """
        if self._senses.noise > 0.0:
            return _felt(self._senses, gradient, self._deviates(step, gradient.shape[-1]))
        return _felt(self._senses, gradient)

    def _deviates(self, step: int, dims: int) -> list[float]:
        """Return `dims` standard normal deviates that belong to this step.

        It is the highest of the counter's four words.
        """
        pairs = -(-dims // 2)
        drawn = words(self._key, step << 192, 2 * pairs)
        uniform = [((word >> 11) + 0.5) * _DOUBLE for word in drawn]
        deviates = []
        for first, second in zip(uniform[::2], uniform[1::2], strict=True):
            radius, angle = math.sqrt(-2.0 * math.log(first)), 2.0 * math.pi * second
            deviates += [radius * math.cos(angle), radius * math.sin(angle)]
        return deviates[:dims]


def feel_each(sensors: Sequence[Sensor], gradients: FloatArray, steps: Sequence[int]) -> FloatArray:
    """Return what hikers of one level feel, each at his step, where gradients (n, d) are true."""
    senses, dims = sensors[0]._senses, gradients.shape[-1]
    if senses.noise <= 0.0:
        return _felt(senses, gradients)
    pairs = zip(sensors, steps, strict=True)
    return _felt(senses, gradients, [sensor._deviates(step, dims) for sensor, step in pairs])


def _felt(senses: Senses, gradients: FloatArray, deviates: ArrayLike = ()) -> FloatArray:
    """Return true slopes (..., d) as they are felt, with these deviates where there is noise."""
    felt = gradients
    if senses.noise > 0.0:
        felt = felt + senses.noise * np.asarray(deviates)
    if senses.rounding > 0.0:
        felt = np.round(felt / senses.rounding) * senses.rounding
    if senses.direction_only:
        felt = _unit(felt)
    return felt + 0.0  # a rounded slope of -0.0 reads as 0.0


def _unit(vectors: FloatArray) -> FloatArray:
    """Scale vectors (..., d) to length one; zero stays zero."""
    largest = np.max(np.abs(vectors), axis=-1, keepdims=True)
    safe = vectors / np.where(largest > 0.0, largest, 1.0)  # squares of what is left are harmless
    length = np.linalg.norm(safe, axis=-1, keepdims=True)
    unit: FloatArray = safe / np.where(length > 0.0, length, 1.0)
    return unit
