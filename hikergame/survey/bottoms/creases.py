"""Creases: going down where slopes flip and Newton's method is at a loss.

A crease is a line along which the ground has an edge, sharp as the keel of a boat. From
inside, every straight step but one climbs a wall. The search looks around on a ring for
the lowest point, sharply enough to meet the keel, goes there, and narrows the ring when
nothing on it is lower. It needs heights only, and ends at a tip (a bottom that is not
level), on a ledge (where the ground jumps), or at the end of its rounds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.landscape.sampling import unit_points
from hikergame.survey.bottoms.scales import Scales
from hikergame.survey.limits import Ledger

_ANGLES = 16
_PARTS, _CLOSER, _CLOSEST = 8, 9, 24
"""A bracket of angles is cut in so many parts, so often, two of them remaining each time."""
_SHARP_FROM = 0.25
"""In cells: on rings from this radius on, the keel is looked for as closely as numbers allow."""
_WIDEST, _NARROWEST = 4.0, 1e-7
"""Radii of the ring, in cells."""
_NARROWING = (1e-2, 1e-4, 1e-6)
"""Radii, in cells, that tell what a walk has ended at."""
_DIRECTIONS = 64
"""Beside the axes, in three dimensions and more."""


@dataclass(frozen=True, eq=False)
class Walked:
    """Where n walks along creases have ended."""

    place: FloatArray
    tip: NDArray[np.bool_]
    """Nothing around is lower, and the ground does not jump."""
    ledge: NDArray[np.bool_]
    """Nothing around is lower, but the ground jumps."""
    endless: NDArray[np.bool_]
    """The ground falls away without end, or the walk was cut short."""


def walk_creases(
    landscape: Landscape, places: FloatArray, scales: Scales, ledger: Ledger
) -> Walked:
    """Go down from `places` (n, d)."""
    cell = scales.cell
    place = np.array(places)
    height = landscape.value(place)
    radius = np.ones(len(place))
    busy = np.flatnonzero(np.isfinite(height))
    for _ in range(ledger.limits.crease_rounds):
        if len(busy) == 0:
            break
        found, lowest = _lowest_around(landscape, place[busy], height[busy], radius[busy], cell)
        lower = lowest < height[busy] - scales.trifle
        place[busy[lower]], height[busy[lower]] = found[lower], lowest[lower]
        grown = np.minimum(2.0 * radius[busy], _WIDEST)
        radius[busy] = np.where(lower, grown, radius[busy] / 4.0)
        busy = busy[radius[busy] >= _NARROWEST]
    if len(busy):
        ledger.meet(
            f"{len(busy)} walks along creases were left on their way after "
            f"{ledger.limits.crease_rounds} steps"
        )
    done = radius < _NARROWEST
    ledge, falling = _ends(landscape, place, height, cell)
    return Walked(place, done & ~ledge & ~falling, done & ledge, ~done | falling)


def directions(dims: int) -> FloatArray:
    """Return directions (m, d) all around: a ring in the plane; more or less even in space."""
    if dims == 1:
        return np.array([[-1.0], [1.0]])
    if dims == 2:
        return _along(np.linspace(0.0, 2.0 * np.pi, _ANGLES, endpoint=False))
    others = 2.0 * unit_points(np.arange(_DIRECTIONS), dims) - 1.0
    others /= np.max(np.abs(others), axis=1, keepdims=True)
    return np.concatenate([np.eye(dims), -np.eye(dims), others])


def ring(landscape: Landscape, places: FloatArray, radius: float, cell: FloatArray) -> FloatArray:
    """Return the heights (n, m) around places (n, d), `radius` cells away, inside the fence."""
    offsets = radius * cell * directions(landscape.dims)
    return landscape.value(landscape.clip(places[:, np.newaxis] + offsets))


def _along(angles: FloatArray) -> FloatArray:
    """Return the unit vectors (..., 2) at `angles` (...)."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def _lowest_around(
    landscape: Landscape,
    place: FloatArray,
    height: FloatArray,
    radius: FloatArray,
    cell: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return the lowest points (n, d) on rings, and their heights (n,)."""
    reach = radius[:, np.newaxis, np.newaxis] * cell
    around = landscape.clip(place[:, np.newaxis] + reach * directions(landscape.dims))
    heights = landscape.value(around)
    rows = np.arange(len(place))
    best = np.argmin(heights, axis=1)
    found, lowest = around[rows, best], heights[rows, best]
    if landscape.dims == 2:
        vain = np.flatnonzero(lowest >= height)
        branches = 2.0 * np.pi / _ANGLES * _keels(heights[vain]).T.astype(np.float64)
        both = np.tile(vain, len(branches))
        at, down = _keel(
            landscape, place[both], branches.ravel(), reach[both], radius[both] >= _SHARP_FROM
        )
        for part in np.split(np.arange(len(both)), len(branches)):
            lower = part[down[part] < lowest[vain]]
            found[both[lower]], lowest[both[lower]] = at[lower], down[lower]
    return found, lowest


def _keels(heights: FloatArray) -> NDArray[np.intp]:
    """Return, for heights (n, m) around rings, the two lowest of those with no lower neighbour.

    A keel crosses a ring twice, and only one of the crossings leads down.
    """
    beside = np.minimum(np.roll(heights, 1, axis=1), np.roll(heights, -1, axis=1))
    return np.argsort(np.where(heights <= beside, heights, np.inf), axis=1, kind="stable")[:, :2]


def _keel(
    landscape: Landscape,
    place: FloatArray,
    angle: FloatArray,
    reach: FloatArray,
    sharp: NDArray[np.bool_],
) -> tuple[FloatArray, FloatArray]:
    """Return the lowest points (n, 2) of rings near their `angle` (n,), and their heights.

    Where it must be `sharp` (n,), they are looked for as closely as numbers allow.
    """
    half = 2.0 * np.pi / _ANGLES
    angle = angle.copy()
    parts = np.linspace(-1.0, 1.0, _PARTS + 1)
    found, lowest = np.array(place), np.full(len(place), np.inf)
    busy = np.arange(len(place))
    for closer in range(_CLOSEST):
        if closer == _CLOSER:
            busy = np.flatnonzero(sharp)
        if not len(busy):
            break
        angles = angle[busy, np.newaxis] + half * parts
        around = landscape.clip(place[busy, np.newaxis] + reach[busy] * _along(angles))
        heights = landscape.value(around)
        best = np.arange(len(busy)), np.argmin(heights, axis=1)
        angle[busy], found[busy], lowest[busy] = angles[best], around[best], heights[best]
        half *= 2.0 / _PARTS
    return found, lowest


def _ends(
    landscape: Landscape, place: FloatArray, height: FloatArray, cell: FloatArray
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of places (n, d) where nothing around is lower whether the ground jumps beside it.

    And whether it falls without end: then each narrower ring is lower by as much as the last.
    """
    rings = [ring(landscape, place, radius, cell) for radius in _NARROWING]
    highest = [np.max(heights, axis=1) - height for heights in rings]
    jumps = (highest[2] > 0.5 * highest[0]) & (highest[2] > 1e3 * np.spacing(np.abs(height)))
    jumps |= np.isinf(highest[2])
    lowest = [np.min(heights, axis=1) for heights in rings]
    falls = [lowest[0] - lowest[1], lowest[1] - lowest[2]]
    falling = (falls[1] > 0.5 * falls[0]) & (falls[1] > 1e3 * np.spacing(np.abs(height)))
    return jumps & ~falling, falling
