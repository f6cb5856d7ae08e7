"""Saddles on the way: how long a walk lingers where the slope dies away and no valley is.

From each slow place of a walk, Newton's method goes to the level place nearby; where the
ground bends up one way and down another there, it is a saddle.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.certificate.bends import bends

_GENTLE: Final = 0.2
"""A place is slow where its slope is this share of the steepest that the walk has met so far."""
_NEAR: Final = 0.15
"""A saddle is near at this share of the map's shortest side."""
_STEPS: Final = 30
_LONGEST: Final = 1.0 / 32.0
"""The longest step of the search, as a share of the map's shortest side."""
_LEVEL: Final = 1e-6
"""A place is level where its slope is this share of the typical one, or less."""
_BENT: Final = 1e-3
"""A bend counts when it is this share of the strongest at the same place."""


def lingering(landscape: Landscape, track: FloatArray) -> float:
    """Return the share of the steps of a track (t + 1, d) that end slow, near a saddle."""
    steepness = np.linalg.norm(landscape.gradient(track), axis=1)
    slow = steepness <= _GENTLE * np.maximum.accumulate(steepness)
    slow[0] = False  # where the walk begins it has come from nowhere
    places = track[slow]
    if landscape.dims == 1 or len(places) == 0:
        return 0.0
    near = _NEAR * float(np.ptp(landscape.bounds, axis=1).min())
    level, is_saddle = _level_places(landscape, places)
    close = np.linalg.norm(level - places, axis=1) <= near
    return float(np.count_nonzero(close & is_saddle)) / (len(track) - 1)


def _level_places(landscape: Landscape, places: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Return the level places (n, d) that Newton's method comes to, and which are saddles."""
    x = np.array(places)
    longest = _LONGEST * float(np.ptp(landscape.bounds, axis=1).min())
    for _ in range(_STEPS):
        step = -np.einsum(
            "nij,nj->ni", np.linalg.pinv(bends(landscape, x), hermitian=True), landscape.gradient(x)
        )
        length = np.linalg.norm(step, axis=1, keepdims=True)
        x = landscape.clip(x + step * np.minimum(1.0, longest / np.maximum(length, longest)))
    steepness = np.linalg.norm(landscape.gradient(x), axis=1)
    curvature = np.linalg.eigvalsh(bends(landscape, x))
    strongest = np.abs(curvature).max(axis=1)
    both = (curvature[:, 0] < -_BENT * strongest) & (curvature[:, -1] > _BENT * strongest)
    return x, both & (steepness <= _LEVEL * landscape.land.typical_slope)
