"""Intervals: proven bounds of an expression and of its gradient over many boxes at once.

For every point x of a box at which the landscape's value is finite, that value lies in
the box's enclosure; so does what exact arithmetic makes of the same graph. The same
holds for each component of the gradient. Bounds may be infinite; they are never NaN. Where a
function has no value anywhere in a box, its enclosure is the whole line.

Each operation is rounded outward: by one floating-point number where IEEE arithmetic is
exact to half of one, by sixteen where numpy's functions are good to a few.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.landscape.errors import LandscapeError
from hikergame.landscape.expression import Expr
from hikergame.landscape.graph import Graph
from hikergame.landscape.interval_operations import ENCLOSURES, Pair

BLOCK = 1 << 12
"""Boxes in a block, so that the intervals of a graph stay in cache."""

_Plan: TypeAlias = "tuple[tuple[int, tuple[int, ...]], ...]"


def enclose(expression: Expr, low: ArrayLike, high: ArrayLike) -> Pair:
    """Return bounds (n,), (n,) of `expression` over the n boxes from `low` to `high`, (n, d)."""
    lows, highs = _checked(low, high)
    return _enclosure(expression, lows.shape[1]).value(lows, highs)


def enclose_gradient(expression: Expr, low: ArrayLike, high: ArrayLike) -> Pair:
    """Return bounds (n, d), (n, d) of the gradient over the n boxes from `low` to `high`."""
    lows, highs = _checked(low, high)
    return _enclosure(expression, lows.shape[1]).gradient(lows, highs)


class Enclosure:
    """Encloses one expression of `dims` coordinates; boxes come as (n, d) arrays of float64."""

    def __init__(self, expression: Expr, dims: int) -> None:
        self._graph = Graph()
        self._root = self._graph.lower(expression)
        if self._graph.depends[self._root] >> dims:
            raise LandscapeError(f"the expression has more coordinates than the boxes' {dims}")
        self._partials = self._graph.gradient(self._root, dims)
        self._value_plan = self._plan((self._root,))
        self._gradient_plan = self._plan(self._partials)

    def value(self, low: FloatArray, high: FloatArray) -> Pair:
        """Return bounds (n,), (n,) of the value over the boxes from `low` to `high`."""
        lows, highs = self._run(self._value_plan, (self._root,), low, high)
        return lows[:, 0], highs[:, 0]

    def gradient(self, low: FloatArray, high: FloatArray) -> Pair:
        """Return bounds (n, d), (n, d) of the gradient over the boxes from `low` to `high`."""
        return self._run(self._gradient_plan, self._partials, low, high)

    def _plan(self, roots: tuple[int, ...]) -> _Plan:
        """Return the operations in order, each with the nodes that it is the last to need."""
        nodes = self._graph.reachable(roots)
        seen = set(roots)
        plan: list[tuple[int, tuple[int, ...]]] = []
        for node in reversed(nodes):
            last = tuple(arg for arg in set(self._graph.args[node]) if arg not in seen)
            seen.update(last)
            plan.append((node, last))
        return tuple(reversed(plan))

    def _run(self, plan: _Plan, roots: tuple[int, ...], low: FloatArray, high: FloatArray) -> Pair:
        n = len(low)
        lows = np.empty((n, len(roots)), order="F")
        highs = np.empty((n, len(roots)), order="F")
        with np.errstate(all="ignore"):
            for start in range(0, n, BLOCK):
                part = slice(start, start + BLOCK)
                values = self._run_block(plan, low[part], high[part])
                for i, root in enumerate(roots):
                    lows[part, i], highs[part, i] = values[root]
        return lows, highs

    def _run_block(self, plan: _Plan, low: FloatArray, high: FloatArray) -> dict[int, Pair]:
        graph = self._graph
        values: dict[int, Pair] = {}
        for node, last in plan:
            op = graph.ops[node]
            if op == "coordinate":
                i = int(graph.numbers[node])
                values[node] = np.ascontiguousarray(low[:, i]), np.ascontiguousarray(high[:, i])
            elif op == "constant":
                values[node] = _constant(graph.numbers[node])
            else:
                values[node] = ENCLOSURES[op](*[values[arg] for arg in graph.args[node]])
            for arg in last:
                del values[arg]
        return values


@lru_cache(maxsize=64)
def _enclosure(expression: Expr, dims: int) -> Enclosure:
    return Enclosure(expression, dims)


def _constant(number: float) -> Pair:
    if np.isnan(number):
        return np.array(-np.inf), np.array(np.inf)
    return np.array(number), np.array(number)


def _checked(low: ArrayLike, high: ArrayLike) -> Pair:
    lows, highs = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if lows.ndim != 2 or lows.shape != highs.shape or lows.shape[1] == 0:
        raise LandscapeError(
            f"boxes must be two arrays of shape (n, d), not {lows.shape} and {highs.shape}"
        )
    if not (lows <= highs).all():
        raise LandscapeError("a box's low corner must not lie above its high corner")
    return lows, highs
