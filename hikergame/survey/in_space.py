"""Charting ground of three dimensions and more: descents from an even sample.

Deep and wide valleys are found; small ones may be missed, and the survey says so. A basin's
share is that of the starts whose water comes to rest in it. Passes are the highest places of
straight ways between valleys, so that the climb out of a trap is an upper bound. Flats
are told only where all the ground is one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape, settle
from hikergame.landscape.sampling import box_points
from hikergame.survey import problems
from hikergame.survey.basins.merge_tree import grow
from hikergame.survey.basins.passes import Passes
from hikergame.survey.bottoms.scales import Scales, scales_of
from hikergame.survey.bottoms.seeds import Seeds
from hikergame.survey.chart import PUDDLE, Chart, Level, find_and_prove, renumbered
from hikergame.survey.limits import Ledger
from hikergame.survey.values import GroundFault

_STARTS_PER_DIMENSION = 512
_WORK = 100_000
"""Starts times the square of the dimension, at most: what a descent costs grows with that."""
_FEWEST_STARTS = 64
_CELLS = 128
"""This many cells to a side say what is near."""
_SAMPLED = 1 << 14
_PROMISING = 512
_WAY = np.linspace(0.0, 1.0, 66)[1:-1, np.newaxis]
_LINKED = 8
"""Each valley is linked with its nearest deeper one, and with so many of the nearest of all."""
_SETTLED = 512
"""Starts whose water is followed, for basin shares."""
_BELONGS = 0.5
"""In cells: what comes to rest this close to a minimum belongs to it."""


def chart_in_space(landscape: Landscape, ledger: Ledger, *, accurate: bool, proof: bool) -> Chart:
    """Chart ground of three dimensions or more."""
    starts = box_points(landscape.bounds, np.arange(_count(landscape.dims, ledger)))
    sample = box_points(landscape.bounds, np.arange(_SAMPLED))
    heights, slopes = landscape.value_and_gradient(sample)
    finite = heights[np.isfinite(heights)]
    scales = _scales(landscape, finite)
    seeds = _seeds(starts, sample, heights, ledger)
    level = _level(landscape, finite)
    bottoms, proven = find_and_prove(
        landscape, seeds, level.place[0] if len(level.place) else None, scales, ledger, wanted=proof
    )
    count = len(bottoms.outlook)
    passes = _straight_passes(landscape, bottoms.outlook.place, bottoms.outlook.height)
    lowest = np.concatenate([bottoms.outlook.height, level.height])
    puddle = PUDDLE * scales.trifle
    least = np.where(np.arange(len(lowest)) < count, puddle, 0.0)
    tree = grow(passes, lowest, np.ones(len(lowest), dtype=bool), least, puddle)
    told = renumbered(tree, passes)
    minima = told.kept[told.kept < count]
    owner = np.append(told.number, -1)[bottoms.owner[: len(starts)]]
    if accurate and len(minima):
        drained = _drained(landscape, starts[:_SETTLED], bottoms.outlook.place[minima], scales)
        # On a map far longer than wide, or on a floor that is level along some way, water rests
        # at no place that was found: there the descent from the same start has to do.
        owner = np.where(drained >= 0, drained, owner[: len(drained)])
    return Chart(
        method=(
            f"{len(starts)} descents from an even sample: deep and wide valleys are found, "
            "small ones may have been missed."
        ),
        minima=bottoms.outlook[minima],
        smooth=bottoms.smooth[minima],
        level=level,
        shares=_shares(owner, level, len(told.kept)),
        passes=told.passes,
        joins=told.joins,
        way_out=told.way_out,
        basins=None,
        scales=scales,
        heights=finite,
        bottoms=bottoms,
        proof=proven,
        problems=_problems(landscape, sample, heights, slopes, scales),
    )


def _count(dims: int, ledger: Ledger) -> int:
    """Return how many descents are affordable."""
    wanted = min(_STARTS_PER_DIMENSION * dims, max(_WORK // dims**2, _FEWEST_STARTS))
    if wanted > ledger.limits.starts:
        ledger.meet(f"only {ledger.limits.starts} descents were allowed, not {wanted}")
    return min(wanted, ledger.limits.starts)


def _seeds(starts: FloatArray, sample: FloatArray, heights: FloatArray, ledger: Ledger) -> Seeds:
    """Return all starts, and the lowest places of a larger sample: for deep, narrow valleys."""
    lowest = np.argsort(heights, kind="stable")[:_PROMISING]
    places = np.concatenate([starts, sample[lowest]])
    ledger.add("seeds", len(places))
    return Seeds(places, np.full(len(places), np.inf), np.empty(0, dtype=np.intp))


def _scales(landscape: Landscape, heights: FloatArray) -> Scales:
    cell = (landscape.bounds[:, 1] - landscape.bounds[:, 0]) / _CELLS
    if not len(heights):
        return scales_of(cell, 0.0, 0.0, 0.0)
    levels = float(heights.min()), float(np.median(heights)), float(heights.max())
    return scales_of(cell, *levels)


def _level(landscape: Landscape, heights: FloatArray) -> Level:
    """Return the ground as one flat if it is level everywhere."""
    dims = landscape.dims
    if len(heights) and np.ptp(heights) == 0.0:
        middle = landscape.bounds.mean(axis=1)[np.newaxis]
        return Level(middle, heights[:1], np.ones(1), np.ones(1, dtype=bool))
    none = np.empty(0)
    return Level(np.empty((0, dims)), none, none, np.empty(0, dtype=bool))


def _straight_passes(landscape: Landscape, places: FloatArray, heights: FloatArray) -> Passes:
    """Return the highest places of straight ways between neighbours among the minima (n, d)."""
    first, second = _links(places / (landscape.bounds[:, 1] - landscape.bounds[:, 0]))
    ways = places[first][:, np.newaxis] + _WAY * (places[second] - places[first])[:, np.newaxis]
    climbs = landscape.value(ways)
    top = climbs.argmax(axis=1) if len(climbs) else np.empty(0, dtype=np.intp)
    rows = np.arange(len(first))
    height = np.maximum(climbs[rows, top], np.maximum(heights[first], heights[second]))
    passes = Passes(first, second, ways[rows, top], height, np.zeros(len(first), dtype=bool))
    return passes[np.argsort(height, kind="stable")]


def _links(places: FloatArray) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return pairs (m,), (m,) of neighbours among places (n, d), sorted by depth."""
    pairs = []
    for i in range(1, len(places)):
        apart = np.square(places - places[i]).sum(axis=1)
        deeper = int(np.argmin(apart[:i]))
        near = np.argsort(apart, kind="stable")[1 : _LINKED + 1]
        pairs += [(min(i, j), max(i, j)) for j in {deeper, *near.tolist()} - {i}]
    unique = np.array(sorted(set(pairs)), dtype=np.intp).reshape(-1, 2)
    return unique[:, 0], unique[:, 1]


def _drained(
    landscape: Landscape, starts: FloatArray, minima: FloatArray, scales: Scales
) -> NDArray[np.intp]:
    """Return the minimum (m, d) at which the water of each start (n, d) comes to rest, or -1."""
    rest = settle(landscape, starts)
    apart = np.array([np.max(np.abs(minima - place) / scales.cell, axis=1) for place in rest])
    nearest = apart.argmin(axis=1)
    return np.where(apart.min(axis=1) <= _BELONGS, nearest, -1)


def _shares(owner: NDArray[np.intp], level: Level, count: int) -> FloatArray:
    """Return the share of the starts (n,) that each of `count` basins owns."""
    owned = np.bincount(owner[owner >= 0], minlength=count).astype(np.float64)
    owned[count - len(level.share) :] = len(owner) * level.share
    shares: FloatArray = owned / (owned.sum() or 1.0)
    return shares


def _problems(
    landscape: Landscape,
    places: FloatArray,
    heights: FloatArray,
    slopes: FloatArray,
    scales: Scales,
) -> list[GroundFault]:
    """Return what the sample shows to be wrong with the ground."""
    missing = ~np.isfinite(heights)
    slopeless: NDArray[np.bool_] = np.any(~np.isfinite(slopes), axis=-1)
    found = problems.of_points(places, missing, slopeless)
    if landscape.expression is None:
        found += problems.of_slopes(landscape, places[~missing], scales)
    return found
