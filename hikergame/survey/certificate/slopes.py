"""What is true of the slopes of a level: are they right, do they ever fall, where do they die away.

All of it is measured at fixed low-discrepancy places, the same on every machine.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.sensing import Sensor
from hikergame.landscape import Landscape, settle
from hikergame.landscape.sampling import box_points
from hikergame.level import Level

PLACES: Final = 1 << 12
"""Places of the sample."""
FLAT: Final = 0.25
"""Ground is nearly flat where its slope is this share of the root mean square, or less,"""
ABOVE: Final = 0.05
"""and it is no bottom where water from there falls this share of the relief, or more."""

_SPACING: Final = 6e-6
"""Cube root of float64's precision: the best spacing of a central difference, in sides."""
_KINK: Final = 1e-2
"""Where differences forwards and backwards differ by this much more than slopes do, is a kink."""
_SCALES: Final = (1.0, 0.1, 0.01)
"""Ways along which bends are measured, as shares of those between places of the sample."""
_STRIDE: Final = 1597
"""Odd, so that every place is the end of one way, and, with the one added, of none to itself."""
_MESH: Final = {1: 1 << 12, 2: 256}
"""Places along each side whose neighbours are compared too, for dents between those ways."""
_NEIGHBOURS: Final = {1: ((1,),), 2: ((1, 0), (0, 1), (1, 1), (1, -1))}
_SENSED_PLACES: Final = 16
_SENSED_SEEDS: Final = 64


@dataclass(frozen=True)
class SlopeCheck:
    """How well slopes agree with differences of heights."""

    error: float
    """The largest difference along any axis, as a share of the steeper of the slope there and
    the typical slope."""
    kinks: int
    """How many differences straddled a kink: there, one side of it is what counts."""


def sample(landscape: Landscape) -> FloatArray:
    """Return the fixed places (PLACES, d)."""
    return box_points(landscape.bounds, np.arange(PLACES))


def check_slopes(landscape: Landscape) -> SlopeCheck:
    """Compare slopes with central differences of heights at the places of the sample."""
    spacing = _SPACING * np.ptp(landscape.bounds, axis=1)
    places = np.clip(
        sample(landscape), landscape.bounds[:, 0] + spacing, landscape.bounds[:, 1] - spacing
    )
    heights, slopes = landscape.value_and_gradient(places)
    reach = np.diag(spacing)
    ahead = (landscape.value(places[:, np.newaxis] + reach) - heights[:, np.newaxis]) / spacing
    behind = (heights[:, np.newaxis] - landscape.value(places[:, np.newaxis] - reach)) / spacing
    steepness = np.linalg.norm(slopes, axis=1, keepdims=True)
    scale = np.maximum(steepness, landscape.land.typical_slope)
    scale[scale == 0.0] = 1.0  # level ground
    kinked = np.abs(ahead - behind) > _KINK * scale
    one_sided = np.minimum(np.abs(slopes - ahead), np.abs(slopes - behind))
    off = np.where(kinked, one_sided, np.abs(slopes - (ahead + behind) / 2.0))
    return SlopeCheck(float(np.max(off / scale)), int(np.count_nonzero(kinked)))


def least_bend(landscape: Landscape) -> float:
    """Return the least that the slope rises along any of many straight ways.

    In typical slopes per width of the map. The ground is convex when no slope falls along
    any way (the gradient is monotone: Rockafellar 1970, Convex Analysis, section 24). Ways are
    long and short ones between the places of the sample and, in one and two dimensions, those
    between neighbours on a mesh, so that no dent wider than the mesh lies between them all.
    """
    least = min(_least_between_places(landscape), _least_between_neighbours(landscape))
    scale = landscape.land.typical_slope / float(np.ptp(landscape.bounds, axis=1).mean())
    return least / scale if scale > 0.0 else least


def _least_between_places(landscape: Landscape) -> float:
    places = sample(landscape)
    # Neighbours in the sequence are all the same way apart: strides are not.
    ways = places[(np.arange(PLACES) * _STRIDE + 1) % PLACES] - places
    slopes = landscape.gradient(places)
    squares = np.sum(ways**2, axis=1)
    least = np.inf
    for share in _SCALES:
        rises = landscape.gradient(places + share * ways) - slopes
        bends = np.sum(rises * ways, axis=1) / (share * squares)
        least = min(least, float(np.min(bends)))
    return least


def _least_between_neighbours(landscape: Landscape) -> float:
    dims = landscape.dims
    if dims not in _MESH:
        return np.inf
    sides = [np.linspace(low, high, _MESH[dims]) for low, high in landscape.bounds]
    slopes = landscape.gradient(np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1))
    mesh = np.array([side[1] - side[0] for side in sides])
    least = np.inf
    for steps in _NEIGHBOURS[dims]:
        here = tuple(slice(max(0, -step), -step if step > 0 else None) for step in steps)
        there = tuple(slice(max(0, step), step if step < 0 else None) for step in steps)
        way = mesh * steps
        rises = (slopes[there] - slopes[here]) @ way
        least = min(least, float(np.min(rises)) / float(way @ way))
    return least


def flat_share(landscape: Landscape) -> float:
    """Return the share of the land that is nearly flat, and high above where its water rests."""
    places = sample(landscape)
    heights, slopes = landscape.value_and_gradient(places)
    squares = np.sum(slopes**2, axis=1)
    flat = squares <= FLAT**2 * squares.mean()
    falls = heights[flat] - landscape.value(settle(landscape, places[flat]))
    return float(np.count_nonzero(falls >= ABOVE * landscape.land.relief)) / PLACES


def blur(level: Level) -> float:
    """Return what a readout at one place varies by, in typical slopes (root mean square)."""
    places = sample(level.landscape)[:_SENSED_PLACES]
    slopes = level.landscape.gradient(places)
    sensors = [Sensor(level, seed, "certificate") for seed in range(_SENSED_SEEDS)]
    felt = np.array([sensor.feel(slopes, 0) for sensor in sensors])
    spread = float(np.sqrt(np.mean(np.var(felt - felt[0], axis=0))))
    typical = float(level.landscape.land.typical_slope)
    return spread / typical if typical > 0.0 else spread
