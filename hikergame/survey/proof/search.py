"""The proof: that nothing on the map lies deeper than what was found, but for a trifle.

Interval branch and bound, breadth first, over arrays of boxes. A box is done with when
its lowest possible height is no lower than the lowest found, less a tolerance. Two
bounds are tried: that of the formula itself, and that of the slopes, f(c) plus the most
that the ground can fall on the way from c (the mean value form, c chosen as in Baumann,
BIT 28, 1988). And where the ground rises one way all over a box, its lowest place lies on
the box's lower face: inside the map that is the neighbour's concern, on the fence the box
shrinks onto it. All arithmetic is rounded outward, so that what is said holds for the
exact function and not only for its floating-point image.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Expr
from hikergame.landscape.intervals import enclose, enclose_gradient
from hikergame.survey.proof.tame import tameness

_FIRST = 1024
"""Boxes to begin with, about; and boxes wanted in each generation."""
_MOST_FIRST = 10
"""Axes across which the map is cut to begin with, at most; then there are about `_FIRST` boxes."""
_MOST_CUTS, _MOST_PARTS = 4, 8
"""A box is cut across so many axes at most, into so many parts along each."""
_SMALLEST = 1e-13
"""In widths of the map: a box as small as this will not tell more."""
_UNBOUNDED = 1e100
"""A slope as steep as this is that of a root at zero, and says nothing."""
_GENERATIONS = 100
_ROUNDING = 8.0 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True, eq=False)
class Proof:
    """What branch and bound has shown."""

    lower: float
    """No height on the map is less."""
    upper: float
    """The lowest height found, rounded up."""
    place: FloatArray
    """Where it was found (d,)."""
    boxes: int
    """How many boxes were looked at."""
    tolerance: float
    """How far `upper` and `lower` may be apart in a proof."""


def prove(
    expression: Expr, bounds: FloatArray, place: FloatArray, tolerance: float, boxes: int
) -> Proof:
    """Bound the least height of an expression over a box, in so many `boxes` at most.

    `place` (d,) is the lowest place known.
    """
    search = _Search(expression, bounds, tolerance)
    low, high = _cut_evenly(bounds)
    # A place is a box without width. That of the lowest one makes short work of others.
    low, high = np.vstack([place, low]), np.vstack([place, high])
    with np.errstate(all="ignore"):
        for _ in range(_GENERATIONS):
            if len(low) == 0 or search.boxes + len(low) > boxes:
                break
            low, high, smear = search.left_over(low, high)
            if len(low) and np.all(high - low <= _SMALLEST * (bounds[:, 1] - bounds[:, 0])):
                break
            low, high = _cut(low, high, smear)
        return search.result(low, high)


class _Search:
    """What has been learnt so far."""

    def __init__(self, expression: Expr, bounds: FloatArray, tolerance: float) -> None:
        self._expression = expression
        self._tameness = tameness(expression, tuple(map(tuple, bounds.tolist())))
        self._bounds = bounds
        self._tolerance = tolerance
        self._lower = np.inf
        self._upper = np.inf
        self._place = bounds[:, 0]
        self.boxes = 0

    def left_over(
        self, low: FloatArray, high: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the boxes that may hold something deeper, and what each axis adds to the doubt."""
        first = self.boxes == 0
        self.boxes += len(low)
        if first:
            keep = self._keep(self._bound(low, high))
            low, high = low[keep], high[keep]
        flattest, steepest = self._slopes(low, high)
        bound = self._mean_value_bound(low, high, flattest, steepest)
        # Small boxes are bounded best by slopes; by the formula itself where there are none.
        steep = np.flatnonzero(np.isinf(bound))
        if not first and len(steep):
            bound[steep] = self._bound(low[steep], high[steep])
        keep = self._keep(bound)
        low, high, flattest, steepest = (a[keep] for a in (low, high, flattest, steepest))
        low, high, keep = self._onto_faces(low, high, flattest, steepest)
        smear = np.maximum(np.abs(flattest), np.abs(steepest))[keep] * (high - low)
        return low, high, np.nan_to_num(smear, nan=0.0)

    def result(self, low: FloatArray, high: FloatArray) -> Proof:
        """Return what is shown, the boxes from `low` to `high` being left."""
        lower = min(self._lower, self._upper)
        if len(low):
            lower = min(lower, float(self._bound(low, high).min()))
        return Proof(lower, self._upper, self._place, self.boxes, self._tolerance)

    def _keep(self, bound: FloatArray) -> NDArray[np.bool_]:
        """Mark the boxes whose bound is too low to be done with them."""
        keep = bound < self._upper - self._tolerance
        self._lower = min(self._lower, float(np.min(bound[~keep], initial=np.inf)))
        return keep

    def _bound(self, low: FloatArray, high: FloatArray) -> FloatArray:
        """Return the formula's lower bounds (n,) of heights in boxes; learn from its upper ones."""
        lowest, highest = enclose(self._expression, low, high)
        best = int(np.argmin(highest)) if len(highest) else 0
        if len(highest) and highest[best] < self._upper:
            self._upper = float(highest[best])
            self._place = 0.5 * (low[best] + high[best])
        return lowest

    def _slopes(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds (n, d), (n, d) of the slopes; where the ground may jump there are none."""
        flattest, steepest = enclose_gradient(self._expression, low, high)
        flattest[flattest < -_UNBOUNDED] = -np.inf
        steepest[steepest > _UNBOUNDED] = np.inf
        if not self._tameness.everywhere:
            wild = ~self._tameness.over(low, high)
            flattest[wild], steepest[wild] = -np.inf, np.inf
        return flattest, steepest

    def _mean_value_bound(
        self, low: FloatArray, high: FloatArray, flattest: FloatArray, steepest: FloatArray
    ) -> FloatArray:
        """Return lower bounds (n,) from the slopes."""
        if len(low) == 0:
            return np.empty(0)
        best = (steepest * low - flattest * high) / (steepest - flattest)
        best = np.where(np.isfinite(best), best, 0.5 * (low + high))
        best = np.where(flattest >= 0.0, low, np.where(steepest <= 0.0, high, best))
        start = np.clip(best, low, high)
        # No way, no fall: not even down a slope without bound.
        up = np.where(high > start, flattest * (high - start), 0.0)
        down = np.where(low < start, steepest * (low - start), 0.0)
        falls = np.minimum(np.minimum(up, down), 0.0).sum(axis=1)
        heights = self._bound(start, start)
        bound = heights + falls - _ROUNDING * len(low[0]) * (np.abs(heights) - falls)
        sound: FloatArray = np.nan_to_num(bound, nan=-np.inf, posinf=np.inf, neginf=-np.inf)
        return sound

    def _onto_faces(
        self, low: FloatArray, high: FloatArray, flattest: FloatArray, steepest: FloatArray
    ) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
        """Drop the boxes that fall towards a neighbour; shrink those that fall towards the fence.

        Returns what is left, and which of the boxes (n,) those are.
        """
        wide = high > low
        rises, falls = wide & (flattest > 0.0), wide & (steepest < 0.0)
        inner = (rises & (low > self._bounds[:, 0])) | (falls & (high < self._bounds[:, 1]))
        keep = ~np.any(inner, axis=1)
        shrunk_high = np.where(rises, low, high)
        shrunk_low = np.where(falls, high, low)
        return shrunk_low[keep], shrunk_high[keep], keep


def _cut_evenly(bounds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the boxes (n, d), (n, d) that the map is first cut into, across its first axes."""
    across = min(len(bounds), _MOST_FIRST)
    parts = max(1, int(_FIRST ** (1.0 / across) + 1e-9))
    axes = [np.linspace(low, high, parts + 1) for low, high in bounds[:across]]
    corners = []
    for side, ends in enumerate((slice(None, -1), slice(1, None))):
        cut = np.stack(np.meshgrid(*[axis[ends] for axis in axes], indexing="ij"), axis=-1)
        cut = cut.reshape(-1, across)
        whole = np.broadcast_to(bounds[across:, side], (len(cut), len(bounds) - across))
        corners.append(np.hstack([cut, whole]))
    return corners[0], corners[1]


def _cut(low: FloatArray, high: FloatArray, smear: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cut each box across the axes that add most to the doubt."""
    count, dims = low.shape
    if count == 0:
        return low, high
    across = min(dims, _MOST_CUTS)
    parts = int(np.clip((_FIRST / count) ** (1.0 / across), 2, _MOST_PARTS))
    # An axis of unbounded slope comes first; then the wider one.
    axes = np.argsort(-np.where(np.isfinite(smear), smear, np.finfo(float).max), axis=1)
    axes = axes[:, :across]
    pick = np.array(list(itertools.product(range(parts), repeat=across)))
    start = np.take_along_axis(low, axes, axis=1)[:, np.newaxis]
    stop = np.take_along_axis(high, axes, axis=1)[:, np.newaxis]
    first = start + (stop - start) * (pick / parts)
    last = np.where(pick == parts - 1, stop, start + (stop - start) * ((pick + 1) / parts))
    lows = np.repeat(low, len(pick), axis=0)
    highs = np.repeat(high, len(pick), axis=0)
    rows = np.arange(len(lows))[:, np.newaxis]
    columns = np.repeat(axes, len(pick), axis=0)
    lows[rows, columns] = first.reshape(-1, across)
    highs[rows, columns] = last.reshape(-1, across)
    # An axis without width is not cut: of its parts, one is enough.
    flat = np.any((start == stop) & (pick > 0), axis=2).ravel()
    return lows[~flat], highs[~flat]
