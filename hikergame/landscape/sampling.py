"""Fixed samples of a box, and the search for places where a landscape has no value.

The points are Roberts' R_d sequence, a low-discrepancy additive recurrence
(M. Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences", 2018): no seed, no
state, and the same points on every machine.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray

if TYPE_CHECKING:
    from hikergame.landscape.base import Landscape

PROBES = 1 << 14
"""Points at which `find_nonfinite` looks, beside corners and centre."""

_MOST_CORNERS = 1 << 10


def unit_points(indices: NDArray[np.int64], dims: int) -> FloatArray:
    """Return the points of the R_d sequence with these indices, in the unit box, (n, dims).

    Indices count from zero; the result is Fortran-ordered.
    """
    root = 2.0
    for _ in range(64):
        root = (1.0 + root) ** (1.0 / (dims + 1))
    points: FloatArray = np.empty((len(indices), dims), order="F")
    for i in range(dims):
        turns = 0.5 + (indices + 1) * root ** -(i + 1.0)
        points[:, i] = turns - np.floor(turns)
    return points


def box_points(bounds: FloatArray, indices: NDArray[np.int64]) -> FloatArray:
    """Return the points of the R_d sequence with these indices, in the box `bounds`, (n, d)."""
    points = unit_points(indices, len(bounds))
    points *= bounds[:, 1] - bounds[:, 0]
    points += bounds[:, 0]
    return points


def find_nonfinite(landscape: Landscape) -> FloatArray | None:
    """Return a point of the box, (d,), where height or slope is not finite; None if none is found.

    Looks at the corners (the first 1,024 of them), the centre, and a fixed sample.
    """
    low, high = landscape.bounds[:, 0], landscape.bounds[:, 1]
    sides = itertools.islice(itertools.product((0.0, 1.0), repeat=landscape.dims), _MOST_CORNERS)
    corners = np.where(np.array(list(sides)) > 0.0, high, low)
    centre = (low + (high - low) / 2.0)[None, :]
    points = np.concatenate([corners, centre, box_points(landscape.bounds, np.arange(PROBES))])
    value, gradient = landscape.value_and_gradient(points)
    bad = ~(np.isfinite(value) & np.isfinite(gradient).all(axis=-1))
    if not bad.any():
        return None
    first: FloatArray = points[np.argmax(bad)].copy()
    return first
