"""Charting ground of one or two dimensions: a grid, and all that follows from it."""

from __future__ import annotations

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey import problems
from hikergame.survey.basins.drainage import drain
from hikergame.survey.basins.line import cut
from hikergame.survey.basins.merge_tree import grow
from hikergame.survey.basins.owners import GridBasins, find_basins
from hikergame.survey.basins.passes import find_passes
from hikergame.survey.basins.tracing import trace
from hikergame.survey.bottoms.flats import find_flats
from hikergame.survey.bottoms.grid import Grid, Labels
from hikergame.survey.bottoms.seeds import find_seeds
from hikergame.survey.chart import PUDDLE, Chart, Level, Numbering, find_and_prove, renumbered
from hikergame.survey.limits import Ledger
from hikergame.survey.proof.tame import tameness
from hikergame.survey.values import Basins, GroundFault

_FINER_IN_1D = 16
"""A line has this many times the points of one side of a square."""
_SAMPLED = 1 << 14
"""Heights that tell how much of the land lies how low."""


def chart_on_grid(
    landscape: Landscape, resolution: int, ledger: Ledger, *, accurate: bool, proof: bool
) -> Chart:
    """Chart ground of one or two dimensions, from `resolution` points a side."""
    grid = Grid.of(landscape, _points_a_side(landscape.dims, resolution, ledger))
    targets = drain(grid)
    flats = find_flats(grid)
    seeds = find_seeds(grid, targets, flats, ledger)
    floor = grid.places(flats.middles[:1])[0] if len(flats) else None
    bottoms, proven = find_and_prove(landscape, seeds, floor, grid.scales, ledger, wanted=proof)
    found = find_basins(landscape, grid, targets, flats, seeds, bottoms)
    puddle = PUDDLE * grid.scales.trifle
    passes = find_passes(landscape, grid, found, ledger)
    tree = grow(passes, found.heights, found.real, np.where(found.point, puddle, 0.0), puddle)
    told = renumbered(tree, passes)
    basins, shares = _divided(grid, found, told, ledger, accurate=accurate)
    minima = told.kept[told.kept < len(bottoms.outlook)]
    level = told.kept[len(minima) :] - len(bottoms.outlook)
    return Chart(
        method=_method(grid),
        minima=bottoms.outlook[minima],
        smooth=bottoms.smooth[minima],
        level=Level(
            grid.places(flats.middles[level]),
            flats.heights[level],
            flats.shares[level],
            flats.floors[level],
        ),
        shares=shares,
        passes=told.passes,
        joins=told.joins,
        way_out=told.way_out,
        basins=basins,
        scales=grid.scales,
        heights=_sample(grid),
        bottoms=bottoms,
        proof=proven,
        problems=_problems(landscape, grid),
    )


def _points_a_side(dims: int, resolution: int, ledger: Ledger) -> int:
    """Return how many points a side the grid has."""
    count = resolution if dims == 2 else resolution * _FINER_IN_1D
    most = int(ledger.limits.grid_points ** (1.0 / dims) + 1e-9)
    if count > most:
        ledger.meet(f"a grid of {most} points a side was the finest allowed, not {count}")
    return max(3, min(count, most))


def _method(grid: Grid) -> str:
    size = " x ".join(map(str, grid.heights.shape))
    return (
        f"A grid of {size} points, every promising place of it followed to the bottom: all "
        "valleys are found but those that hide between the points."
    )


def _divided(
    grid: Grid, found: GridBasins, told: Numbering, ledger: Ledger, *, accurate: bool
) -> tuple[Basins, FloatArray]:
    """Return the basins that remain, and the share of the map that each has."""
    labels = np.append(told.number, -1).astype(np.int32).take(found.labels)
    if grid.heights.ndim == 1:
        labels, shares = cut(grid, labels, told.passes)
    else:
        if accurate:
            labels = trace(grid, found.ends, labels.ravel(), ledger).reshape(labels.shape)
        shares = _areas(labels)
    shares = np.append(shares, np.zeros(len(told.kept)))[: len(told.kept)]
    traced = accurate or grid.heights.ndim == 1
    labels.setflags(write=False)
    return Basins(grid.axes, labels, traced), shares


def _areas(labels: Labels) -> FloatArray:
    """Return the share of each basin, what has no basin left out.

    A point stands for the land nearest to it: half a cell at the fence, a quarter in a corner.
    """
    count = int(labels.max()) + 1
    shifted = labels + 1
    areas = np.bincount(shifted.ravel(), minlength=count + 1).astype(np.float64)
    for edge in (shifted[0], shifted[-1], shifted[:, 0], shifted[:, -1]):
        areas -= 0.5 * np.bincount(edge, minlength=count + 1)
    areas += 0.25 * np.bincount(
        shifted[:: len(labels) - 1, :: labels.shape[1] - 1].ravel(), minlength=count + 1
    )
    shares: FloatArray = areas[1:] / (areas[1:].sum() or 1.0)
    return shares


def _sample(grid: Grid) -> FloatArray:
    flat = grid.heights.ravel()
    # An odd stride does not stay in one column.
    sampled = flat[:: max(1, len(flat) // _SAMPLED) | 1]
    return sampled[np.isfinite(sampled)]


def _problems(landscape: Landscape, grid: Grid) -> list[GroundFault]:
    """Return what the grid shows to be wrong with the ground."""
    missing = ~np.isfinite(grid.heights.ravel())
    found = []
    if missing.any() or grid.slopeless is not None:
        slopeless = np.zeros_like(missing) if grid.slopeless is None else grid.slopeless.ravel()
        places = grid.places(np.arange(grid.heights.size))
        found += problems.of_points(places, missing, slopeless)
    bounds = tuple(map(tuple, landscape.bounds.tolist()))
    if landscape.expression is None or not tameness(landscape.expression, bounds).everywhere:
        found += problems.of_jumps(landscape, grid)
    if landscape.expression is None:
        finite = np.flatnonzero(~missing)
        found += problems.of_slopes(landscape, grid.places(finite), grid.scales)
    return found
