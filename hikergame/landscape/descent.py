"""Descent: where a drop of water, released on the ground, comes to rest.

The drop follows the gradient flow x' = -gradient(x) inside the fence. Each step solves
the flow of the local quadratic exactly (exponential Rosenbrock-Euler: Hochbruck and
Ostermann, "Exponential integrators", Acta Numerica 2010), so that a stiff ravine costs no
more than a bowl, and the last steps, where the flow may run for ever, are Newton's. A
step is short against the box, and is kept only when the ground there is no higher.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hikergame.arrays import FloatArray

if TYPE_CHECKING:
    from hikergame.landscape.base import Landscape

MAX_STEPS = 400
"""Steps after which a drop is left where it is, unless the caller says so sooner."""

LONGEST = 1.0 / 64.0
"""The longest step, as a part of the box's shortest side: it keeps a drop in its valley."""

_PROBE = 1e-5
"""Half the distance over which curvature is measured, as a part of each side."""

_AT_REST = 1e-12
"""The step, as a part of the shortest side, below which a drop has come to rest."""

_TINY = 1e-290
"""What a positive quantity is kept above to divide by it."""

_OCTAVES = 60.0
"""Doublings of the surely safe time after which the flow counts as finished."""

_BISECTIONS = 10
"""Enough for the time to be right to four per cent, on the short side."""


def settle(landscape: Landscape, x: ArrayLike, *, steps: int = MAX_STEPS) -> FloatArray:
    """Return, for drops released at `x` (..., d), the points (..., d) where they come to rest.

    A drop never rises, never leaves the box, and takes at most `steps` steps. Points
    outside of the box are first brought to its fence; a drop on level ground stays.
    """
    start = landscape.clip(x)
    drops = _Drops(landscape, start.reshape(-1, landscape.dims))
    for _ in range(steps):
        if not drops.step():
            break
    return drops.x.reshape(start.shape)


class _Drops:
    """Drops on their way, n at once; `active` are those that still move."""

    def __init__(self, landscape: Landscape, x: FloatArray) -> None:
        self.landscape = landscape
        self.low, self.high = landscape.bounds[:, 0], landscape.bounds[:, 1]
        self.x = np.array(x)
        self.value, self.gradient = landscape.value_and_gradient(self.x)
        self.side = float((self.high - self.low).min())
        self.radius = np.full(len(x), LONGEST * self.side)
        sound = np.isfinite(self.value) & np.isfinite(self.gradient).all(axis=1)
        self.active = np.flatnonzero(sound)

    def step(self) -> bool:
        """Move every active drop by one step; return whether any still moves."""
        if len(self.active) == 0:
            return False
        x, gradient = self.x[self.active], self.gradient[self.active]
        hessian = self._hessian(x)
        held = ((x <= self.low) & (gradient > 0.0)) | ((x >= self.high) & (gradient < 0.0))
        free = _flow(np.where(held, 0.0, gradient), hessian, held, self.radius[self.active])
        target = np.clip(x + free, self.low, self.high)
        moved = target - x
        foreseen = (gradient * moved).sum(1)
        foreseen += 0.5 * np.einsum("ni,nij,nj->n", moved, hessian, moved)
        self._judge(target, np.linalg.norm(moved, axis=1), foreseen)
        return True

    def _judge(self, target: FloatArray, length: FloatArray, foreseen: FloatArray) -> None:
        """Keep the steps that do not rise; adapt the next steps' lengths; retire what rests."""
        active = self.active
        value, gradient = self.landscape.value_and_gradient(target)
        with np.errstate(invalid="ignore"):
            drop = self.value[active] - value
            kept = (drop >= 0.0) & np.isfinite(gradient).all(axis=1)
            good = drop >= 0.25 * -foreseen
        radius = self.radius[active]
        radius[~(kept & good)] = 0.25 * np.minimum(radius, length)[~(kept & good)]
        radius[kept & good] *= 2.0
        self.radius[active] = np.minimum(radius, LONGEST * self.side)
        moved = active[kept]
        self.x[moved] = target[kept]
        self.value[moved] = value[kept]
        self.gradient[moved] = gradient[kept]
        self.active = active[(length > _AT_REST * self.side) & (radius > _AT_REST * self.side)]

    def _hessian(self, x: FloatArray) -> FloatArray:
        """Return the second derivatives (n, d, d) by differences of the exact gradient."""
        n, d = x.shape
        reach = np.diag(_PROBE * (self.high - self.low))
        pairs = np.stack([x[:, None, :] + reach, x[:, None, :] - reach])
        pairs = np.clip(pairs, self.low, self.high)
        slopes = self.landscape.gradient(pairs.reshape(-1, d)).reshape(2, n, d, d)
        apart = np.einsum("nii->ni", pairs[0] - pairs[1])
        with np.errstate(invalid="ignore"):
            hessian = (slopes[0] - slopes[1]) / apart[:, :, None]
        hessian = np.nan_to_num(hessian, nan=0.0, posinf=0.0, neginf=0.0)
        symmetric: FloatArray = 0.5 * (hessian + hessian.swapaxes(1, 2))
        return symmetric


def _flow(
    gradient: FloatArray, hessian: FloatArray, held: NDArray[np.bool_], radius: FloatArray
) -> FloatArray:
    """Return how far the flow of the quadratic carries: for ever, or as far as `radius`.

    Coordinates that are `held` by the fence take no part.
    """
    d = gradient.shape[1]
    free = ~held
    hessian = hessian * (free[:, :, None] & free[:, None, :]) + np.eye(d) * held[:, None, :]
    curvature, axes = np.linalg.eigh(hessian)
    slope = np.einsum("nij,ni->nj", axes, gradient)
    steps = -slope * _seconds(slope, curvature, radius)
    flow: FloatArray = np.einsum("nij,nj->ni", axes, steps)
    return flow


def _seconds(slope: FloatArray, curvature: FloatArray, radius: FloatArray) -> FloatArray:
    """Return phi(t) = (1 - exp(-c t)) / c along each axis, for the time t that `radius` allows.

    The length of the step grows with t; t is found by bisection of its logarithm.
    """
    steepness = np.maximum(np.linalg.norm(slope, axis=1), _TINY)
    bend = np.maximum(np.abs(curvature).max(axis=1), _TINY)
    with np.errstate(over="ignore"):
        ratio = radius * bend / steepness
        # In this time not even the fastest growth passes the radius.
        surely = np.where(ratio < 1e-8, radius / steepness, np.log1p(ratio) / bend)
        low = np.zeros(len(slope))
        high = np.full(len(slope), _OCTAVES)
        for _ in range(_BISECTIONS):
            middle = 0.5 * (low + high)
            phi = _phi(curvature, np.minimum(surely * np.exp2(middle), 1.0 / _TINY))
            inside = np.linalg.norm(slope * phi, axis=1) <= radius
            low = np.where(inside, middle, low)
            high = np.where(inside, high, middle)
        return _phi(curvature, np.minimum(surely * np.exp2(low), 1.0 / _TINY))


def _phi(curvature: FloatArray, time: FloatArray) -> FloatArray:
    z = curvature * time[:, None]
    small = np.abs(z) < 1e-8
    grown = -np.expm1(-z) / np.where(small, 1.0, curvature)
    # Bounded, so that it may be multiplied by a slope of zero.
    phi: FloatArray = np.minimum(np.where(small, time[:, None], grown), 1.0 / _TINY)
    return phi
