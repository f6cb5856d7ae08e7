"""Second derivatives of the ground at a place, for levels that let a hiker feel them."""

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

_SPACING = 6e-6
"""Cube root of float64's precision: the best spacing of a central difference."""


def curvature(landscape: Landscape, place: FloatArray) -> FloatArray:
    """Return the symmetric matrix (d, d) of second derivatives at `place` (d,).

    Differences of the exact gradient, about 1e-9 accurate relative to the gradient over
    the map's width; one-sided at the fence, for nothing is known of the ground beyond.
    """
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    spacing = _SPACING * (upper - lower)
    ahead = np.minimum(place + np.diag(spacing), upper)
    behind = np.maximum(place - np.diag(spacing), lower)
    slopes = landscape.gradient(np.concatenate([ahead, behind]))
    width = np.diag(ahead - behind)
    dims = len(place)
    second = (slopes[:dims] - slopes[dims:]) / width[:, np.newaxis]
    symmetric: FloatArray = (second + second.T) / 2.0
    return symmetric
