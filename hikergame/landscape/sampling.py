"""Fixed samples of a box, and the search for places where a landscape has no value.

The points are Roberts' R_d sequence, a low-discrepancy additive recurrence
(M. Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences", 2018): no seed, no
state, and the same points on every machine.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from hikergame.arrays import FloatArray

if TYPE_CHECKING:
    from hikergame.landscape.base import Landscape

PROBES = 1 << 14
"""Points at which `find_nonfinite` looks, beside corners and centre."""

_MOST_CORNERS = 1 << 10


def unit_points(count: int, dims: int) -> FloatArray:
    """Return the first `count` points of the R_d sequence in the unit box, (count, dims).

    The result is Fortran-ordered.
    """
    root = 2.0
    for _ in range(64):
        root = (1.0 + root) ** (1.0 / (dims + 1))
    steps = root ** -np.arange(1.0, dims + 1.0)
    points: FloatArray = np.empty((count, dims), order="F")
    for i, step in enumerate(steps):
        points[:, i] = (0.5 + np.arange(1, count + 1) * step) % 1.0
    return points


def box_points(bounds: FloatArray, count: int) -> FloatArray:
    """Return the first `count` points of the R_d sequence in the box `bounds`, (count, d)."""
    points = unit_points(count, len(bounds))
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
    points = np.concatenate([corners, centre, box_points(landscape.bounds, PROBES)])
    value, gradient = landscape.value_and_gradient(points)
    bad = ~(np.isfinite(value) & np.isfinite(gradient).all(axis=-1))
    if not bad.any():
        return None
    first: FloatArray = points[np.argmax(bad)].copy()
    return first
