"""How steep is steep: one word for a slope, the same on every ground.

Slopes are value units per metre, and the words go by the angle that they make with the
level, so that a word never contradicts the number beside it. One thing alone is for each
level to say: the steepness `flat` at or below which its ground counts as flat, which is
what a flag asks for. Where only the direction of a slope is felt, `flat` is 0 and a
slope is a unit vector, of which nothing but its absence can be told.
"""

import math
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Steepness:
    """How steep the ground is, in words: "gentle" ground, that falls "gently"."""

    word: str
    """For the ground: "flat", "gentle", "very steep"."""
    adverb: str
    """For how it falls or rises: "gently"; "not at all" where it counts as flat."""
    flat: bool = False
    """It counts as flat on this level."""


_FLAT: Final = Steepness("flat", "not at all", flat=True)
_FLAT_FOR_HERE: Final = Steepness("as good as flat", "not at all", flat=True)
"""Rugged levels count as flat what is a slope elsewhere; the word must not hide it."""
_SLANTS: Final = 10.0
"""Degrees from which on nobody would call ground flat."""
_KINDS: Final = (
    (2.0, Steepness("nearly level", "very gently")),
    (_SLANTS, Steepness("gentle", "gently")),
    (30.0, Steepness("steady", "steadily")),
    (60.0, Steepness("steep", "steeply")),
)
"""Each up to so many degrees."""
_STEEPEST: Final = Steepness("very steep", "very steeply")


def angle(slope: float) -> float:
    """Return the angle of the ground for a slope, in degrees from 0 to 90."""
    return math.degrees(math.atan(abs(slope)))


def steepness_of(slope: float, flat: float) -> Steepness | None:
    """Return how steep a slope of either sign is on a level with this `flat` threshold.

    None for a slope that is there and of which only the direction is felt (`flat` 0).
    """
    degrees = angle(slope)
    if abs(slope) <= flat:
        return _FLAT if degrees < _SLANTS else _FLAT_FOR_HERE
    if flat <= 0.0:
        return None
    return next((kind for limit, kind in _KINDS if degrees < limit), _STEEPEST)
