"""How far a move goes: the longest step, for one walker or for many at once."""

import numpy as np

from hikergame.arrays import FloatArray

_HAIR = 1e-9
"""A step may pass the longest by this share before it is said to have been shortened:
a displacement made from a heading and the longest step is off by a rounding error."""


def within_reach(moves: FloatArray, longest: float) -> tuple[FloatArray, FloatArray]:
    """Shorten finite moves (..., d) to the longest step, in metres.

    Returns the moves (..., d) and by how much each passed the longest step (...), as a
    ratio: at most 1 for a move that was left as it is. No finite move overflows.
    """
    largest = np.max(np.abs(moves), axis=-1, keepdims=True)
    direction = moves / np.where(largest > 0.0, largest, 1.0)
    length = np.linalg.norm(direction, axis=-1, keepdims=True)
    with np.errstate(over="ignore"):
        ratio = length * (largest / longest)
    safe = np.where(length > 0.0, length, 1.0)
    reached = np.where(ratio > 1.0, direction * (longest / safe), moves)
    return reached, ratio[..., 0]


def was_shortened(ratio: float) -> bool:
    """Tell whether a move was shortened by more than a rounding error."""
    return ratio > 1.0 + _HAIR
