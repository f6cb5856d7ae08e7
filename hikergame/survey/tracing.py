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

from hikergame.survey.grid import Grid, touching
from hikergame.survey.limits import Ledger

_STEPS, _STRIDE = 4, 3.0
"""Steps in a trace, and the length of each in cells."""
_REACH = 2
"""In cells: how far around the points that touch a border water is traced."""
_NO_SLOPE = 1e-290
_THREADS = 2
_THREADED_FROM = 1 << 14
"""Points to be traced from which on two threads share the work."""


def trace(
    grid: Grid, ends: NDArray[np.intp], labels: NDArray[np.intp], ledger: Ledger
) -> NDArray[np.intp]:
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


def _on_borders(grid: Grid, labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the points that have a neighbour in another basin."""
    shaped = labels.reshape(grid.heights.shape)
    border = np.zeros(shaped.shape, dtype=bool)
    for first, second in touching(shaped.shape):
        differ = shaped[first] != shaped[second]
        border[first] |= differ
        border[second] |= differ
    return np.flatnonzero(border)


class _Tracer:
    """The traced points of a two-dimensional grid, and what the labels have become.

    A traced point's water runs through other traced points to one that has not been
    traced, its exit. An untraced point is its own exit. Where a point's water goes next
    is found out once and for all; exits only move on.
    """

    def __init__(self, grid: Grid, ends: NDArray[np.intp], labels: NDArray[np.intp]) -> None:
        self.labels = labels.copy()
        self._drained = labels
        self._ends = ends
        self._heights = grid.heights.ravel()
        self._field = _Field(grid)
        own = np.arange(len(ends))
        self._exit = own.copy()
        self._done = (ends == own) | ~np.isfinite(self._heights)
        """Points that are not to be traced: sinks, and those traced already."""
        self._stamp = np.empty(len(ends), dtype=np.intp)
        self._traced = np.empty(0, dtype=np.intp)

    def beside(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the points near `points` that have not been traced yet, each once."""
        near = self._field.around(points, _REACH)
        near = near[~self._done[near]]
        # Of each point's visits the last one has left its stamp.
        visits = np.arange(len(near))
        self._stamp[near] = visits
        fresh: NDArray[np.intp] = near[self._stamp[near] == visits]
        return fresh

    def follow(self, points: NDArray[np.intp]) -> NDArray[np.intp]:
        """Trace the water of `points`; return all points whose basin has changed by that."""
        come_to = self._field.trace(points)
        # Down only: so nobody's water ever runs in a circle.
        lower = self._heights[come_to] < self._heights[points]
        self._exit[points] = np.where(lower, come_to, self._ends[points])
        self._done[points] = True
        traced = self._traced = np.concatenate([self._traced, points])
        exits = self._exit[traced]
        while True:
            further = self._exit[exits]
            if np.array_equal(further, exits):
                break
            exits = further
        self._exit[traced] = exits
        labels = self._drained[exits]
        changed = labels != self.labels[traced]
        self.labels[traced] = labels
        moved: NDArray[np.intp] = traced[changed]
        return moved


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

    def around(self, points: NDArray[np.intp], reach: int) -> NDArray[np.intp]:
        """Return all points at most `reach` rows and columns from `points`, many twice."""
        beside = np.arange(-reach, reach + 1)
        row, column = np.divmod(points[:, np.newaxis], self._columns)
        rows = np.clip(row + beside, 0, self._rows - 1)
        columns = np.clip(column + beside, 0, self._columns - 1)
        near: NDArray[np.intp] = rows[:, :, np.newaxis] * self._columns + columns[:, np.newaxis]
        return near.ravel()

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
