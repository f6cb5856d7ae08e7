"""Intervals: proven bounds of an expression and of its gradient over many boxes at once.

For every point x of a box at which the landscape's value is finite, that value lies in
the box's enclosure; so does what exact arithmetic makes of the same graph. The same
holds for each component of the gradient. Bounds may be infinite; they are never NaN. Where a
function has no value anywhere in a box, its enclosure is the whole line.

Each operation is rounded outward: by one floating-point number where IEEE arithmetic is
exact to half of one, by sixteen where numpy's functions are good to a few.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.landscape.errors import LandscapeError
from hikergame.landscape.expression import Expr
from hikergame.landscape.graph import Graph
from hikergame.landscape.interval_operations import ENCLOSURES, Interval, interval

BLOCK = 1 << 12
"""Boxes in a block, so that the intervals of a graph stay in cache."""

Pair: TypeAlias = tuple[FloatArray, FloatArray]
"""Lowest values, highest values."""


def enclose(expression: Expr, low: ArrayLike, high: ArrayLike) -> Pair:
    """Return bounds (n,), (n,) of `expression` over the n boxes from `low` to `high`, (n, d)."""
    lows, highs = _checked(low, high)
    return _enclosure(expression, lows.shape[1]).value(lows, highs)


def enclose_gradient(expression: Expr, low: ArrayLike, high: ArrayLike) -> Pair:
    """Return bounds (n, d), (n, d) of the gradient over the n boxes from `low` to `high`."""
    lows, highs = _checked(low, high)
    return _enclosure(expression, lows.shape[1]).gradient(lows, highs)


class Enclosure:
    """Encloses one expression of `dims` coordinates; boxes come as (n, d) arrays of float64.

    The gradient is derived when it is first asked for.
    """

    def __init__(self, expression: Expr, dims: int) -> None:
        self._expression = expression
        self._dims = dims
        graph = Graph()
        root = graph.lower(expression)
        if graph.depends[root] >> dims:
            raise LandscapeError(f"the expression has more coordinates than the boxes' {dims}")
        self._value = _Program(graph, (root,))

    def value(self, low: FloatArray, high: FloatArray) -> Pair:
        """Return bounds (n,), (n,) of the value over the boxes from `low` to `high`."""
        lows, highs = self._value.run(low, high)
        return lows[:, 0], highs[:, 0]

    def gradient(self, low: FloatArray, high: FloatArray) -> Pair:
        """Return bounds (n, d), (n, d) of the gradient over the boxes from `low` to `high`."""
        return self._gradient.run(low, high)

    @cached_property
    def _gradient(self) -> _Program:
        # In a graph of its own, so that threads that ask for it at once do no harm.
        graph = Graph()
        return _Program(graph, graph.gradient(graph.lower(self._expression), self._dims))


class _Step(NamedTuple):
    """One operation: `node` is what `enclosure` makes of `args`; it is the `last` to need some."""

    node: int
    enclosure: Callable[..., Interval]
    args: tuple[int, ...]
    last: tuple[int, ...]


class _Program:
    """Encloses some `roots` of a graph."""

    def __init__(self, graph: Graph, roots: tuple[int, ...]) -> None:
        self._roots = roots
        self._constants: dict[int, Interval] = {}
        self._coordinates: dict[int, int] = {}
        seen = set(roots)
        steps: list[_Step] = []
        for node in reversed(graph.reachable(roots)):
            op, args = graph.ops[node], graph.args[node]
            if op == "constant":
                self._constants[node] = _constant(graph.numbers[node])
            elif op == "coordinate":
                self._coordinates[node] = int(graph.numbers[node])
            else:
                last = tuple(arg for arg in set(args) if arg not in seen)
                seen.update(last)
                steps.append(_Step(node, ENCLOSURES[op], args, last))
        self._steps = tuple(reversed(steps))

    def run(self, low: FloatArray, high: FloatArray) -> Pair:
        """Return bounds (n, r), (n, r) of the r roots over n boxes."""
        n = len(low)
        lows = np.empty((n, len(self._roots)), order="F")
        highs = np.empty((n, len(self._roots)), order="F")
        with np.errstate(all="ignore"):
            for start in range(0, n, BLOCK):
                part = slice(start, start + BLOCK)
                values = self._run_block(low[part], high[part])
                for i, root in enumerate(self._roots):
                    np.negative(values[root][0], out=lows[part, i])
                    highs[part, i] = values[root][1]
        return lows, highs

    def _run_block(self, low: FloatArray, high: FloatArray) -> dict[int, Interval]:
        values = self._constants.copy()
        for node, i in self._coordinates.items():
            values[node] = interval(low[:, i], high[:, i])
        for node, enclosure, args, last in self._steps:
            values[node] = enclosure(*[values[arg] for arg in args])
            for arg in last:
                del values[arg]
        return values


@lru_cache(maxsize=64)
def _enclosure(expression: Expr, dims: int) -> Enclosure:
    return Enclosure(expression, dims)


def _constant(number: float) -> Interval:
    ends = (np.inf, np.inf) if np.isnan(number) else (-number, number)
    return np.array(ends)[:, np.newaxis]


def _checked(low: ArrayLike, high: ArrayLike) -> Pair:
    lows, highs = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if lows.ndim != 2 or lows.shape != highs.shape or lows.shape[1] == 0:
        raise LandscapeError(
            f"boxes must be two arrays of shape (n, d), not {lows.shape} and {highs.shape}"
        )
    if not (lows <= highs).all():
        raise LandscapeError("a box's low corner must not lie above its high corner")
    return lows, highs
