"""Bottoms: from about where a minimum may be to where it is, many at once.

A projected, damped Newton method that never goes up. Second derivatives are differences
of the exact gradient; negative curvature is turned over, so that saddles and tops are
left downhill; coordinates that the fence holds are left out. Where Newton gains nothing,
at a kink, the trust radius shrinks until it does or until nothing is left of it.
"""

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

_SPACING = 6e-6
"""Cube root of float64's precision, in widths of the map: best for central differences."""
ROUNDS = 80
"""Enough for a kink, where the reach is halved and halved again."""
_NOTHING_LEFT = 1e-12
"""A trust radius of this many widths of the map ends the search."""
_TINY = 1e-7
"""In widths of the map: what heights cannot tell."""
_MODEST = 1e-9
"""Curvatures this much smaller than a point's largest one are raised to that."""


def polish(
    landscape: Landscape, points: FloatArray, radius: float, rounds: int = ROUNDS
) -> FloatArray:
    """Return the places (n, d) where a descent from `points` (n, d) comes to rest.

    No step is longer than `radius` metres in any coordinate. Points whose ground is not
    finite stay where they are.
    """
    places = np.array(landscape.clip(points))
    heights = landscape.value(places)
    reach = np.full(len(places), float(radius))
    finest = _NOTHING_LEFT * np.max(np.ptp(landscape.bounds, axis=1))
    for _ in range(rounds):
        busy = np.flatnonzero((reach > finest) & np.isfinite(heights))
        if len(busy) == 0:
            break
        step = _step(landscape, places[busy], reach[busy])
        tried = landscape.clip(places[busy] + step)
        reached = landscape.value(tried)
        better = reached < heights[busy]
        won = busy[better]
        places[won], heights[won] = tried[better], reached[better]
        size = np.max(np.abs(step), axis=1)
        # A full Newton step that wins keeps its reach; one that fails tries a quarter of it.
        reach[busy] = np.where(better, np.minimum(2.0 * reach[busy], radius), size / 4.0)
    return places


def sharpen(landscape: Landscape, places: FloatArray) -> FloatArray:
    """Return places (n, d) sharpened beyond what heights can tell.

    Near a bottom, heights stop changing at the square root of float64's precision, slopes
    do not: a last Newton step counts where it shortens the slope and is tiny.
    """
    tiny = np.full(len(places), _TINY * np.max(np.ptp(landscape.bounds, axis=1)))
    for _ in range(2):
        tried = landscape.clip(places + _step(landscape, places, tiny))
        before = _free_steepness(landscape, places)
        places = np.where(_free_steepness(landscape, tried) < before, tried, places)
    return places


def _free_steepness(landscape: Landscape, places: FloatArray) -> FloatArray:
    """Return the steepness (n, 1) at places (n, d), the fence's help not counted."""
    free = free_gradient(landscape, places, landscape.gradient(places))
    steepness: FloatArray = np.linalg.norm(free, axis=1, keepdims=True)
    return steepness


def free_gradient(landscape: Landscape, places: FloatArray, slopes: FloatArray) -> FloatArray:
    """Return the slopes (n, d) without the parts that lead down through the fence."""
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    held = ((places <= lower) & (slopes > 0.0)) | ((places >= upper) & (slopes < 0.0))
    return np.where(held, 0.0, slopes)


def _step(landscape: Landscape, places: FloatArray, reach: FloatArray) -> FloatArray:
    """Return a Newton step (n, d), at most `reach` (n,) long in any coordinate."""
    slopes = landscape.gradient(places)
    free = free_gradient(landscape, places, slopes)
    curvatures = _curvatures(landscape, places)
    held = (free == 0.0) & (slopes != 0.0)
    curvatures[held[:, :, np.newaxis] | held[:, np.newaxis, :]] = 0.0
    values, axes = np.linalg.eigh(np.nan_to_num(curvatures, posinf=0.0, neginf=0.0))
    size = np.abs(values)
    floor = np.maximum(_MODEST * size.max(axis=1, keepdims=True), np.finfo(float).tiny)
    along = np.einsum("nij,ni->nj", axes, free)
    with np.errstate(over="ignore"):
        step = -np.einsum("nij,nj->ni", axes, along / np.maximum(size, floor))
    step = np.nan_to_num(step)
    largest = np.max(np.abs(step), axis=1)
    scale = np.minimum(1.0, reach / np.where(largest > 0.0, largest, 1.0))
    shortened: FloatArray = np.where(held, 0.0, step * scale[:, np.newaxis])
    return shortened


def _curvatures(landscape: Landscape, places: FloatArray) -> FloatArray:
    """Return the symmetric second derivatives (n, d, d) at places (n, d) of the map."""
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    offsets = np.diag(_SPACING * (upper - lower))
    ahead = np.minimum(places[:, np.newaxis] + offsets, upper)
    behind = np.maximum(places[:, np.newaxis] - offsets, lower)
    width = np.einsum("njj->nj", ahead - behind)[:, :, np.newaxis]
    second = (landscape.gradient(ahead) - landscape.gradient(behind)) / width
    symmetric: FloatArray = (second + np.swapaxes(second, 1, 2)) / 2.0
    return symmetric
