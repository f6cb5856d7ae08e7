"""Headings: degrees clockwise from north, as on a compass.

North is +y and east is +x, so a heading h and a length make the displacement
length x (sin h, cos h). On one-dimensional ground there are two headings only:
east (90) is +x and west (270) is -x. In three dimensions and more there are none.
"""

import math

import numpy as np

from hikergame.arrays import FloatArray

EAST, WEST = 90.0, 270.0
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_QUARTERS = {0.0: (0.0, 1.0), 90.0: (1.0, 0.0), 180.0: (0.0, -1.0), 270.0: (-1.0, 0.0)}


def displacement(heading: float, length: float, dims: int = 2) -> FloatArray:
    """Return the displacement (dims,) of `length` metres along `heading` degrees.

    The four quarters are exact: north does not drift east by a rounding error. With
    `dims` 1, the heading's eastward part decides between east and west.
    """
    if dims not in (1, 2):
        raise ValueError(f"a heading needs 1 or 2 dimensions, not {dims}")
    turned = heading % 360.0
    radians = math.radians(turned)
    east, north = _QUARTERS.get(turned, (math.sin(radians), math.cos(radians)))
    if dims == 1:
        return np.array([math.copysign(length, east)])
    return np.array([length * east, length * north])


def heading_of(move: FloatArray) -> float | None:
    """Return the heading in [0, 360) of a displacement (1,) or (2,).

    None for the zero displacement, and in three dimensions and more.
    """
    if len(move) > 2 or not np.any(move):
        return None
    if len(move) == 1:
        return EAST if move[0] > 0 else WEST
    turned = math.degrees(math.atan2(float(move[0]), float(move[1]))) % 360.0
    return turned if turned < 360.0 else 0.0


def compass_word(heading: float) -> str:
    """Return the nearest of the eight compass points: "N", "NE", ... "NW"."""
    return _POINTS[round((heading % 360.0) / 45.0) % 8]
