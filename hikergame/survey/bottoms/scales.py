"""Scales: what is near, and what is little, on one landscape."""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Scales:
    """The scales on which places and heights are told apart."""

    cell: FloatArray
    """(d,): a short way along each axis, in metres; a grid's distance between points."""
    height: float
    """A large difference in height."""
    trifle: float
    """A difference in height that rounding may make."""


def scales_of(cell: FloatArray, lowest: float, middle: float, highest: float) -> Scales:
    """Return the scales of ground with these heights, half of all being below the middle one.

    The middle counts, because a pole or a peak may make the highest as high as it likes;
    but where half of the ground is one floor, the middle says nothing.
    """
    height = (middle - lowest) or (highest - lowest)
    trifle = max(1e-13 * height, 8.0 * float(np.spacing(abs(lowest) + height)))
    return Scales(cell, height, trifle)
