"""Tracing: the borders between basins, put where the water itself divides.

The drainage knows eight directions only, and its borders stray. So water is traced: from
a point near a border, a few cells down the slope by second-order steps (Heun's and
Runge's midpoint rule), the slopes between grid points being interpolated; then the point's
water runs where that of the point it came to runs. Where a border moves, the points
beyond it are traced too, until the borders stand still. Far from borders the drainage is
right already: a wrong basin is always connected with the border that strayed.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from hikergame.survey.bottoms.grid import Grid, Labels, borders
from hikergame.survey.limits import Ledger

_STEPS, _STRIDE = 4, 3.0
"""Steps in a trace, and the length of each in cells."""
_REACH = 2
"""In cells: how far around the points that touch a border water is traced."""
_NO_SLOPE = 1e-290
_THREADS = 2
_THREADED_FROM = 1 << 14
"""Points to be traced from which on two threads share the work."""


def trace(grid: Grid, ends: NDArray[np.intp], labels: Labels, ledger: Ledger) -> Labels:
    """Return the basin of each point, corrected by tracing; all arrays are flat.

    `ends` is the point where the water of each point ends by the drainage, and `labels`
    the basin of each point.
    """
    tracer = _Tracer(grid, ends, labels)
    fresh = tracer.beside(_on_borders(grid, labels))
    for _ in range(ledger.limits.trace_rounds):
        if len(fresh) == 0:
            break
        ledger.add("traced", len(fresh))
        fresh = tracer.beside(tracer.follow(fresh))
    if len(fresh):
        ledger.meet(
            f"the borders of basins still moved after {ledger.limits.trace_rounds} rounds of "
            "tracing: basin shares are not exact"
        )
    return tracer.labels


def _on_borders(grid: Grid, labels: Labels) -> NDArray[np.intp]:
    """Return the points that have a neighbour in another basin."""
    border = np.zeros(len(labels), dtype=bool)
    for pair in borders(labels.reshape(grid.heights.shape)):
        for points in pair:
            border[points] = True
    return np.flatnonzero(border)


class _Tracer:
    """The traced points of a two-dimensional grid, and what the labels have become.

    A traced point's water runs through other traced points to one that has not been
    traced, its exit. An untraced point is its own exit. Where a point's water goes next
    is found out once and for all; exits only move on.
    """

    def __init__(self, grid: Grid, ends: NDArray[np.intp], labels: Labels) -> None:
        self.labels = labels.copy()
        self._drained = labels
        self._ends = ends
        self._heights = grid.heights.ravel()
        self._field = _Field(grid)
        own = np.arange(len(ends))
        self._exit = own.copy()
        self._is_traced = np.zeros(len(ends), dtype=bool)
        self._seen = (ends == own) | ~np.isfinite(self._heights)
        """Points that are not to be traced any more, sinks among them."""
        self._stamp = np.empty(len(ends), dtype=np.intp)
        self._traced = np.empty(0, dtype=np.intp)
        self._exits = np.empty(0, dtype=np.intp)
        """The exits of the traced points, as far as they have been followed."""

    def beside(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the points near `points` that are still to be traced, each once."""
        near = self._once(self._field.above_and_below(points, _REACH))
        near = self._once(self._field.left_and_right(near, _REACH))
        fresh: NDArray[np.intp] = near[~self._seen[near]]
        self._seen[fresh] = True
        return fresh

    def follow(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Trace the water of `points`; return all points whose basin has changed by that."""
        come_to = self._field.trace(points)
        # Down only: so nobody's water ever runs in a circle.
        lower = self._heights[come_to] < self._heights[points]
        self._exit[points] = np.where(lower, come_to, self._ends[points])
        self._is_traced[points] = True
        self._traced = np.concatenate([self._traced, points])
        self._exits = np.concatenate([self._exits, points])
        moved = on_their_way = np.flatnonzero(self._is_traced[self._exits])
        while len(on_their_way):
            further = self._exit[self._exits[on_their_way]]
            self._exits[on_their_way] = further
            on_their_way = on_their_way[self._is_traced[further]]
        gone = self._traced[moved]
        self._exit[gone] = self._exits[moved]
        labels = self._drained[self._exits[moved]]
        changed: NDArray[np.intp] = gone[labels != self.labels[gone]]
        self.labels[gone] = labels
        return changed

    def _once(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return `points` without repetitions."""
        visits = np.arange(len(points))
        # Of each point's visits the last one leaves its stamp.
        self._stamp[points] = visits
        once: NDArray[np.intp] = points[self._stamp[points] == visits]
        return once


class _Field:
    """The way down at every place, between the points of a grid as well.

    Places are complex numbers in the grid's index space: row + column i.
    """

    def __init__(self, grid: Grid) -> None:
        self._rows, self._columns = grid.heights.shape
        # In cells for a unit of time; only the direction counts.
        down = np.empty(grid.heights.size, dtype=np.complex128)
        down.real = (grid.slopes[..., 0] / -grid.cell[0]).ravel()
        down.imag = (grid.slopes[..., 1] / -grid.cell[1]).ravel()
        self._down = down

    def above_and_below(self, points: NDArray[np.intp], reach: int) -> NDArray[np.intp]:
        """Return the points at most `reach` rows from `points`, many of them repeatedly."""
        row, column = np.divmod(points, self._columns)
        rows = row + np.arange(-reach, reach + 1)[:, np.newaxis]
        np.clip(rows, 0, self._rows - 1, out=rows)
        near: NDArray[np.intp] = (rows * self._columns + column).ravel()
        return near

    def left_and_right(self, points: NDArray[np.intp], reach: int) -> NDArray[np.intp]:
        """Return the points at most `reach` columns from `points`, many of them repeatedly."""
        row, column = np.divmod(points, self._columns)
        columns = column + np.arange(-reach, reach + 1)[:, np.newaxis]
        np.clip(columns, 0, self._columns - 1, out=columns)
        near: NDArray[np.intp] = (row * self._columns + columns).ravel()
        return near

    def trace(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the points nearest to where water from `points` comes in a few cells."""
        if len(points) < _THREADED_FROM:
            return self._trace(points)
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate(list(pool.map(self._trace, np.array_split(points, _THREADS))))

    def _trace(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        # A thread has error settings of its own.
        with np.errstate(all="ignore"):
            return self._come_to(points)

    def _come_to(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        place = np.empty(len(points), dtype=np.complex128)
        place.real, place.imag = np.divmod(points, self._columns)
        for _ in range(_STEPS):
            half_way = self._inside(place + 0.5 * _STRIDE * self._direction(place))
            place = self._inside(place + _STRIDE * self._direction(half_way))
        nearest: NDArray[np.intp] = (
            np.rint(place.real) * self._columns + np.rint(place.imag)
        ).astype(np.intp)
        return nearest

    def _inside(self, place: NDArray[np.complex128]) -> NDArray[np.complex128]:
        np.clip(place.real, 0.0, self._rows - 1.0, out=place.real)
        np.clip(place.imag, 0.0, self._columns - 1.0, out=place.imag)
        return place

    def _direction(self, place: NDArray[np.complex128]) -> NDArray[np.complex128]:
        """Return the way down, of length 1, by bilinear interpolation."""
        row = np.minimum(place.real.astype(np.intp), self._rows - 2)
        column = np.minimum(place.imag.astype(np.intp), self._columns - 2)
        up, right = place.real - row, place.imag - column
        corner = row * self._columns + column
        low: NDArray[np.complex128] = self._down[corner]
        low += right * (self._down[corner + 1] - low)
        corner += self._columns
        high = self._down[corner]
        high += right * (self._down[corner + 1] - high)
        low += up * (high - low)
        length = np.abs(low)
        # Slopes as good as none lead nowhere.
        low[length < _NO_SLOPE] = 0.0
        low /= np.maximum(length, _NO_SLOPE)
        return low
