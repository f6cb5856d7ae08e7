"""Problems: what is wrong with ground, and where; each named in a sentence.

A jump is looked for where neighbouring points differ in height by more than the slopes
at both can explain: the stretch between them is halved, and the worse half kept, until it
is next to nothing; what height is left then is a jump.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.bottoms.grid import Grid
from hikergame.survey.bottoms.scales import Scales
from hikergame.survey.careful import CarefulGround
from hikergame.survey.values import FaultKind, GroundFault

_SUSPECTS = 64
"""Stretches that are halved, the worst first."""
_HALVINGS = 40
_SUSPICIOUS = 1e-3
"""As a share of the scale of heights: what slopes may leave unexplained."""
_LEFT = 0.1
"""A jump keeps this share of what was unexplained."""
_TORN = 1e3
"""In reliefs: a jump as high as this is a pole's."""
_PROBES = 64
_PROBE = 1e-5
"""In widths of the map: half the distance over which slopes are checked."""
_WRONG = 0.02
"""How far, as a share of itself, a slope may be from that of the heights."""
_MOST_WRONG = 0.25
"""The share of probes that may be wrong: there are kinks."""


def place_words(x: FloatArray) -> str:
    """Return how to write a place in a sentence."""
    return "(" + ", ".join(f"{value:.6g}" for value in x) + ")"


def of_function(ground: CarefulGround) -> list[GroundFault]:
    """Return what a user's function did wrong while it was asked."""
    if ground.failed_at is None:
        return []
    times = "once" if ground.failures == 1 else f"at {ground.failures} points"
    message = (
        f"the function failed {times}, first at {place_words(ground.failed_at)}: {ground.failure}"
    )
    return [GroundFault(FaultKind.RAISES, ground.failed_at, message)]


def of_points(
    places: FloatArray, heights: NDArray[np.bool_], slopes: NDArray[np.bool_]
) -> list[GroundFault]:
    """Return a fault if `heights` or `slopes` (n,) says of a place (n, d) that one is missing."""
    for missing, what in ((heights, "height"), (slopes, "slope")):
        if missing.any():
            first = places[np.argmax(missing)]
            message = (
                f"the ground has no finite {what} on {_percent(missing)} of the map, "
                f"at {place_words(first)} for one"
            )
            return [GroundFault(FaultKind.NOT_FINITE, first, message)]
    return []


def of_endless(landscape: Landscape, places: FloatArray, floor: float) -> list[GroundFault]:
    """Return a fault if a descent that never ended, at `places` (n, d), came far below `floor`."""
    if not len(places):
        return []
    heights = landscape.value(places)
    lowest = int(np.argmin(heights))
    if not heights[lowest] < floor:
        return []
    message = (
        f"the ground falls away without a bottom at {place_words(places[lowest])}: "
        f"at least to {heights[lowest]:.3g}"
    )
    return [GroundFault(FaultKind.BOTTOMLESS, places[lowest], message)]


def of_slopes(landscape: Landscape, places: FloatArray, scales: Scales) -> list[GroundFault]:
    """Return a fault if slopes are not those of the heights at most of some `places` (n, d)."""
    places = places[:: max(1, len(places) // _PROBES)][:_PROBES]
    reach = _PROBE * (landscape.bounds[:, 1] - landscape.bounds[:, 0])
    slopes = landscape.gradient(places)
    wrong = np.zeros(len(places), dtype=bool)
    for i, step in enumerate(reach):
        ahead, behind = places.copy(), places.copy()
        ahead[:, i] += step
        behind[:, i] -= step
        ahead, behind = landscape.clip(ahead), landscape.clip(behind)
        rise = landscape.value(ahead) - landscape.value(behind)
        expected = slopes[:, i] * (ahead[:, i] - behind[:, i])
        size = np.maximum(np.abs(expected), np.abs(rise))
        wrong |= np.abs(rise - expected) > _WRONG * size + 1e3 * scales.trifle
    if np.count_nonzero(wrong) <= _MOST_WRONG * len(places):
        return []
    first = places[np.argmax(wrong)]
    message = f"the slope at {place_words(first)} is not that of the heights around it"
    return [GroundFault(FaultKind.SLOPE, first, message)]


def of_jumps(landscape: Landscape, grid: Grid) -> list[GroundFault]:
    """Return a fault if the ground jumps somewhere, with the place of the largest jump."""
    first, second, unexplained = _suspects(grid)
    if not len(first):
        return []
    heights = landscape.value(np.stack([first, second]))
    for _ in range(_HALVINGS):
        middle = 0.5 * (first + second)
        height = landscape.value(middle)
        left = np.abs(height - heights[0]) >= np.abs(heights[1] - height)
        first, second = (
            np.where(left[:, np.newaxis], first, middle),
            np.where(left[:, np.newaxis], middle, second),
        )
        heights = np.stack([np.where(left, heights[0], height), np.where(left, height, heights[1])])
    jump = np.abs(heights[1] - heights[0])
    jumps = np.flatnonzero(jump > _LEFT * unexplained)
    if not len(jumps):
        return []
    largest = jumps[np.argmax(jump[jumps])]
    place = second[largest]
    if jump[largest] <= _TORN * grid.relief:
        message = f"the ground jumps by {jump[largest]:.3g} at {place_words(place)}"
    else:
        message = f"the ground has a pole at {place_words(place)}"
    return [GroundFault(FaultKind.JUMP, place, message)]


def _suspects(grid: Grid) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the ends (n, d), (n, d) of stretches of the grid that slopes do not explain."""
    starts, stops, sizes = [], [], []
    numbers = np.arange(grid.heights.size).reshape(grid.heights.shape)
    for axis, step in enumerate(grid.cell):
        low, high = _neighbours(axis, grid.heights.ndim)
        slopes = grid.slopes[..., axis]
        rest = np.abs(
            grid.heights[high] - grid.heights[low] - 0.5 * step * (slopes[high] + slopes[low])
        ).ravel()
        rest[~np.isfinite(rest)] = 0.0
        most = min(_SUSPECTS, len(rest))
        worst = np.argpartition(rest, -most)[-most:]
        worst = worst[rest[worst] > _SUSPICIOUS * grid.scales.height]
        starts.append(numbers[low].ravel()[worst])
        stops.append(numbers[high].ravel()[worst])
        sizes.append(rest[worst])
    first, second = np.concatenate(starts), np.concatenate(stops)
    return grid.places(first), grid.places(second), np.concatenate(sizes)


def _neighbours(axis: int, dims: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Return the windows that lay each point beside the next one along `axis`."""
    low, high = [slice(None)] * dims, [slice(None)] * dims
    low[axis], high[axis] = slice(None, -1), slice(1, None)
    return tuple(low), tuple(high)


def _percent(mask: NDArray[np.bool_]) -> str:
    share = 100.0 * np.count_nonzero(mask) / mask.size
    return f"{share:.1f} %" if share >= 0.1 else f"{share:.2g} %"
