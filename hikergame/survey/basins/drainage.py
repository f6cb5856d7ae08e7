"""Drainage: to which point of the grid the water of each point runs.

Each point drains to the neighbour towards which the ground falls most steeply, the
diagonal ones included; of points that are exactly level, later ones drain to earlier ones
in raster order. A point with nowhere to drain to is a sink: a grid minimum. Water always
runs down, so that below the height at which two basins touch none is counted wrongly.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.survey.bottoms.grid import Grid

_BLOCK = 1 << 14
"""Points in a block, so that what is worked on stays in cache."""
_THREADED_FROM = 1 << 18
_THREADS = 2


def drain(grid: Grid) -> NDArray[np.intp]:
    """Return, for each point (flat), the neighbour that it drains to; sinks drain to themselves."""
    heights = grid.heights if grid.heights.ndim == 2 else grid.heights[:, np.newaxis]
    padded = np.pad(heights, 1, constant_values=np.inf)
    targets = np.empty(heights.shape, dtype=np.intp)
    cell = grid.cell if len(grid.cell) == 2 else np.append(grid.cell, np.inf)

    def run(rows: slice) -> None:
        _drain_rows(padded, rows, cell, targets)

    blocks = _blocks(*heights.shape)
    if heights.size >= _THREADED_FROM:
        with ThreadPoolExecutor(_THREADS) as pool:
            for _ in pool.map(run, blocks):
                pass
    else:
        for block in blocks:
            run(block)
    flat = targets.ravel()
    _drain_level(grid.heights, flat)
    return flat


def follow(targets: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return where each point's water ends, by doubling the jumps until none moves."""
    ends = targets
    while True:
        further = ends.take(ends)
        if np.array_equal(further, ends):
            return further
        ends = further


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    count = max(1, _BLOCK // columns)
    for start in range(0, rows, count):
        yield slice(start, min(start + count, rows))


def _drain_rows(
    padded: FloatArray, rows: slice, cell: FloatArray, targets: NDArray[np.intp]
) -> None:
    """Write to `targets` where the points of some rows drain to by steepest fall."""
    count, columns = rows.stop - rows.start, padded.shape[1] - 2
    here = padded[rows.start + 1 : rows.stop + 1, 1:-1]
    steepest = np.zeros(here.shape)
    choice = np.zeros(here.shape, dtype=np.int8)
    fall = np.empty(here.shape)
    steeper = np.empty(here.shape, dtype=bool)
    jumps = [0]
    with np.errstate(invalid="ignore"):
        for down, right in itertools.product((-1, 0, 1), repeat=2):
            if down == right == 0 or (right and not np.isfinite(cell[1])):
                continue
            first = rows.start + 1 + down
            np.subtract(here, padded[first : first + count, 1 + right : 1 + right + columns], fall)
            fall *= 1.0 / np.hypot(down * cell[0], right * cell[1] if right else 0.0)
            np.greater(fall, steepest, out=steeper)
            np.copyto(choice, len(jumps), where=steeper, casting="unsafe")
            np.copyto(steepest, fall, where=steeper)
            jumps.append(down * columns + right)
    own = np.arange(rows.start * columns, rows.stop * columns).reshape(count, columns)
    np.add(own, np.array(jumps, dtype=np.intp).take(choice), out=targets[rows])


def _drain_level(heights: FloatArray, targets: NDArray[np.intp]) -> None:
    """Let each sink with an earlier neighbour that is exactly as high drain to that one."""
    sinks = np.flatnonzero(targets == np.arange(len(targets)))
    flat = heights.ravel()
    sinks = sinks[np.isfinite(flat[sinks])]
    indices = np.array(np.unravel_index(sinks, heights.shape))
    shape = np.array(heights.shape)[:, np.newaxis]
    for offset in itertools.product((-1, 0, 1), repeat=heights.ndim):
        if offset >= (0,) * heights.ndim:
            break
        moved = indices + np.array(offset)[:, np.newaxis]
        inside = np.all((moved >= 0) & (moved < shape), axis=0)
        earlier = np.ravel_multi_index(tuple(moved[:, inside]), heights.shape)
        level = flat[earlier] == flat[sinks[inside]]
        targets[sinks[inside][level]] = earlier[level]
