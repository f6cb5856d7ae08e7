"""How far a move goes: the longest step, for one walker or for many at once."""

import math

import numpy as np

from hikergame.arrays import FloatArray

_HAIR = 1e-9
"""A step may pass the longest by this share before it is said to have been shortened:
a displacement made from a heading and the longest step is off by a rounding error."""
_BITS = 36
"""What the fence leaves of a step is told to so many binary digits of the longest one."""


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


def left_by_fence(
    reached: FloatArray, here: FloatArray, ahead: FloatArray, there: FloatArray, longest: float
) -> FloatArray:
    """Return what the fence left of a move (d,) from `here`, `there` being where it ended.

    `ahead` is where it would have ended without a fence. Whoever is told this must not
    learn from its last digits how large the coordinates are: what was not stopped, or by
    less than can be told, is told as it was asked for, and all else is rounded far above the
    last digits of a place.
    """
    grain = math.ldexp(1.0, math.frexp(longest)[1] - 1 - _BITS)
    left = np.rint((there - here) / grain) * grain
    return np.where((ahead == there) | (np.abs(reached - left) <= grain), reached, left)
