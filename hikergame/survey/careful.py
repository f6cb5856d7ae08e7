"""Careful ground: a landscape that is surveyed whatever its function does.

A user's function may raise, or return what is no height; a formula may have no value.
There the careful landscape is infinitely high, so that no search goes that way, and where
a function failed is kept. Nobody is asked for one point much more often than once:
culprits are found by halving, and where they are many, one by one. A function that has
never answered, at a thousand places all over what was asked of it, is asked no more.
"""

from collections import deque
from collections.abc import Sequence

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape, LandscapeError
from hikergame.survey.limits import Ledger

_NOTHING = np.empty(0)
_HALVINGS = 128
"""Calls that may fail for one array of points before each point is asked alone."""
_PATIENCE = 1024
"""Points that are tried, far apart, before a function that never answered is given up."""


class CarefulGround:
    """The ground of another landscape, without its errors; it counts what is asked of it."""

    def __init__(self, landscape: Landscape, ledger: Ledger) -> None:
        self._landscape = landscape
        self._ledger = ledger
        self.failed_at: FloatArray | None = None
        """The first place (d,) found at which the function failed."""
        self.failure = ""
        """What it had to say there."""
        self.failures = 0
        """At how many points it failed."""
        self._answered = False
        self._given_up = False

    def at_points(
        self, points: FloatArray, value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n,) and slopes (n, d) at `points` (n, d)."""
        if self._given_up:
            return np.full(len(points), np.inf), np.full(points.shape, np.nan)
        self._ledger.add("points", len(points))
        try:
            heights, slopes = self._ask(points, value, gradient)
            self._answered = True
        except LandscapeError as error:
            heights, slopes = self._search(points, error)
        return _high_where_missing(heights), slopes

    def on_grid(
        self, axes: Sequence[FloatArray], value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n0, n1, ...) and slopes (n0, n1, ..., d) on a grid."""
        shape = tuple(len(axis) for axis in axes)
        if self._landscape.expression is None:
            points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
            heights, slopes = self.at_points(points.reshape(-1, len(axes)), True, True)
            return heights.reshape(shape), slopes.reshape(points.shape)
        self._ledger.add("points", int(np.prod(shape)))
        return (
            _high_where_missing(self._landscape.on_grid(axes)) if value else _NOTHING,
            self._landscape.gradient_on_grid(axes) if gradient else _NOTHING,
        )

    def _ask(
        self, points: FloatArray, value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        if value and gradient:
            return self._landscape.value_and_gradient(points)
        if value:
            return self._landscape.value(points), _NOTHING
        return _NOTHING, self._landscape.gradient(points)

    def _search(self, points: FloatArray, error: LandscapeError) -> tuple[FloatArray, FloatArray]:
        """Ask for parts of `points`, ever smaller, until the culprits are alone."""
        heights = np.full(len(points), np.nan)
        slopes = np.full(points.shape, np.nan)
        parts = deque([(0, len(points), error)])
        calls = 0
        while parts:
            start, stop, error = parts.popleft()
            if stop - start == 1:
                self._keep(points[start], error)
                continue
            calls += 1
            if calls > _HALVINGS and not self._answered and self._is_hopeless(points):
                break
            stride = 1 if calls > _HALVINGS else -(-(stop - start) // 2)
            for low in range(start, stop, stride):
                part = slice(low, min(low + stride, stop))
                try:
                    answer = self._landscape.value_and_gradient(points[part])
                    heights[part], slopes[part] = answer
                    self._answered = True
                except LandscapeError as again:
                    parts.append((part.start, part.stop, again))
        return heights, slopes

    def _is_hopeless(self, points: FloatArray) -> bool:
        """Try some of many `points` (n, d), far apart; where all fail, keep that and give up."""
        if len(points) <= _PATIENCE:
            return False  # it is soon asked for all of them
        failed: list[tuple[FloatArray, LandscapeError]] = []
        # An odd stride does not stay in one column.
        for place in points[:: len(points) // _PATIENCE | 1]:
            try:
                self._landscape.value_and_gradient(place[np.newaxis])
            except LandscapeError as error:
                failed.append((place, error))
            else:
                self._answered = True
                return False
        for fault in failed:
            self._keep(*fault)
        self._given_up = True
        self._ledger.meet(
            f"the function failed at all {len(failed)} points that were tried all over the map, "
            "and was asked no more"
        )
        return True

    def _keep(self, place: FloatArray, error: LandscapeError) -> None:
        self.failures += 1
        if self.failed_at is None:
            self.failed_at = place.copy()
            cause = error.__cause__
            self.failure = repr(cause) if cause is not None else str(error)


def _high_where_missing(heights: FloatArray) -> FloatArray:
    finite = np.isfinite(heights)
    return heights if finite.all() else np.where(finite, heights, np.inf)


def careful(landscape: Landscape, ledger: Ledger) -> tuple[Landscape, CarefulGround]:
    """Return `landscape` made careful, and its ground."""
    ground = CarefulGround(landscape, ledger)
    return Landscape(ground, landscape.bounds, landscape.expression), ground
