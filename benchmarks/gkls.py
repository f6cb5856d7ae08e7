"""Test functions with known minima, after the GKLS generator.

M. Gaviano, D. E. Kvasov, D. Lera, Y. D. Sergeyev, "Algorithm 829: software for generation
of classes of test functions with known local and global minima for global optimization",
ACM Transactions on Mathematical Software 29(4), 2003; its continuously differentiable
("D-type") functions. A paraboloid is dented inside balls that do not touch: in each, a
cubic along every ray leads from the paraboloid's height and slope down to a minimum. The
random numbers are numpy's, so these are functions of that kind, not those of the paper.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

BOUNDS = ((-1.0, 1.0), (-1.0, 1.0))
DEEPEST = -1.0
_TRIES = 1000
_APART = 0.12
"""The least distance between minima; two of their balls fit in between."""


@dataclass(frozen=True, eq=False)
class Gkls:
    """A ground with known minima."""

    landscape: Landscape
    minima: FloatArray
    """(m, 2); the first is the deepest, the last that of the paraboloid."""


def gkls(seed: int, minima: int = 10) -> Gkls:
    """Return a function of two variables with that many minima; the same for the same seed."""
    rng = np.random.default_rng(seed)
    places = _places(rng, minima)
    vertex, dents = places[-1], places[:-1]
    apart = np.linalg.norm(places[:, np.newaxis] - places, axis=2)
    np.fill_diagonal(apart, np.inf)
    radii = 0.495 * apart.min(axis=1)[:-1]
    radii = np.minimum(radii, 1.0 - np.abs(dents).max(axis=1))
    rims = np.square(np.linalg.norm(dents - vertex, axis=1) - radii)
    floors = np.maximum(rims - rng.uniform(0.2, 1.0, minima - 1) * (0.1 + radii), 0.8 * DEEPEST)
    floors[0] = DEEPEST
    function = _function(vertex, dents, radii, floors)
    return Gkls(Landscape.from_function(function, BOUNDS), places)


def _places(rng: np.random.Generator, count: int) -> FloatArray:
    """Return places (count, 2) that keep their distance from each other and from the fence."""
    places: list[FloatArray] = []
    for _ in range(_TRIES):
        place = rng.uniform(-0.9, 0.9, 2)
        if all(np.linalg.norm(place - other) > _APART for other in places):
            places.append(place)
        if len(places) == count:
            return np.array(places)
    raise ValueError(f"there is no room for {count} minima")


def _function(
    vertex: FloatArray, dents: FloatArray, radii: FloatArray, floors: FloatArray
) -> Callable[[FloatArray], tuple[FloatArray, FloatArray]]:
    """Return value and gradient, of points (..., 2)."""
    rises = np.square(dents - vertex).sum(axis=1) - floors

    def value_and_gradient(x: FloatArray) -> tuple[FloatArray, FloatArray]:
        points = x.reshape(-1, 2)
        from_vertex = points - vertex
        value = np.square(from_vertex).sum(axis=1)
        gradient = 2.0 * from_vertex
        for dent, radius, floor, rise in zip(dents, radii, floors, rises, strict=True):
            away = points - dent
            inside = np.flatnonzero(np.square(away).sum(axis=1) <= radius**2)
            away = away[inside]
            r = np.linalg.norm(away, axis=1, keepdims=True)
            lean = away @ (vertex - dent)[:, np.newaxis]
            # With p = <x - M, T - M>: 2 p r^2/R^2 - 2 A r^3/R^3 + r^2 - 4 p r/R + 3 A r^2/R^2 + f.
            cubic = 2.0 * lean * r**2 / radius**2 - 2.0 * rise * r**3 / radius**3
            square = r**2 - 4.0 * lean * r / radius + 3.0 * rise * r**2 / radius**2
            value[inside] = (cubic + square + floor)[:, 0]
            along = 2.0 * r**2 / radius**2 - 4.0 * r / radius
            unit = np.divide(away, r, out=np.zeros_like(away), where=r > 0.0)
            outward = (
                4.0 * lean * r / radius**2
                - 6.0 * rise * r**2 / radius**3
                + 2.0 * r
                - 4.0 * lean / radius
                + 6.0 * rise * r / radius**2
            )
            gradient[inside] = along * (vertex - dent) + outward * unit
        return value.reshape(x.shape[:-1]), gradient.reshape(x.shape)

    return value_and_gradient
