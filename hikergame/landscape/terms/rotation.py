"""Rotations: by degrees in the plane, by a seed in any dimension.

A rotation matrix R turns a shape: what stood at p stands at R p. Degrees count clockwise
seen from above, like headings, so that a shape facing north faces east after 90.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray

LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class RandomRotation:
    """A rotation drawn uniformly from all rotations of a space, the same for the same seed."""

    seed: int

    def __post_init__(self) -> None:
        if isinstance(self.seed, bool) or not isinstance(self.seed, int):
            raise ValueError("a seed must be a whole number")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(f"a seed must be from 0 to {LARGEST_SEED}")

    def matrix(self, dims: int) -> FloatArray:
        """Return the rotation matrix, shape (dims, dims), determinant +1.

        Gaussian columns are made orthonormal (Stewart, 1980, "The efficient generation of
        random orthogonal matrices", SIAM Journal on Numerical Analysis 17, 403-409).
        """
        q, r = np.linalg.qr(_normals(self.seed, dims * dims).reshape(dims, dims))
        q *= np.where(np.diag(r) < 0.0, -1.0, 1.0)
        if np.linalg.det(q) < 0.0:
            q[:, 0] *= -1.0
        return np.asarray(q, np.float64)


def plane_matrix(degrees: float) -> FloatArray:
    """Return the rotation by `degrees` clockwise in the plane, shape (2, 2)."""
    sine, cosine = sin_cos(degrees)
    return np.array([[cosine, sine], [-sine, cosine]])


def sin_cos(degrees: float) -> tuple[float, float]:
    """Return sine and cosine of an angle in degrees, exact at quarter turns."""
    quarters, rest = divmod(math.remainder(degrees, 360.0), 90.0)
    sine, cosine = math.sin(math.radians(rest)), math.cos(math.radians(rest))
    for _ in range(int(quarters) % 4):
        sine, cosine = cosine, -sine
    return sine, cosine


def _normals(seed: int, count: int) -> FloatArray:
    """Return `count` standard normal numbers (Box and Muller, 1958).

    Made from a bit generator's raw output, which numpy promises to keep from one version
    to the next; its own normal numbers come without that promise.
    """
    pairs = (count + 1) // 2
    raw = np.random.PCG64(seed).random_raw(2 * pairs)
    uniform = ((raw >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    radius = np.sqrt(-2.0 * np.log(uniform[:pairs]))
    angle = 2.0 * np.pi * uniform[pairs:]
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:count]
