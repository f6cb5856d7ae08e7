"""Tame ground: where a formula surely has no jump, no pole and no hole.

What slopes say of a whole box (that it falls one way, or how far it can fall) holds only
if the ground has a value all over the box and does not jump. A few operations can break
that: a quotient at a zero, a root of what is negative, `sign`. Each of these is asked for
the bounds of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Expr
from hikergame.landscape.intervals import Enclosure

_SMALLEST = 1e-300
"""What a sum of squares, whose bounds are rounded outward, may seem to lie below zero."""

Bounds: TypeAlias = tuple[FloatArray, FloatArray]
Test: TypeAlias = Callable[..., NDArray[np.bool_]]
"""From the bounds of an operation's arguments over some boxes to where it is tame."""


def _without_zero(bounds: Bounds) -> NDArray[np.bool_]:
    clear: NDArray[np.bool_] = (bounds[0] > 0.0) | (bounds[1] < 0.0)
    return clear


def _within(low: float, high: float) -> Test:
    return lambda bounds: (bounds[0] >= low) & (bounds[1] <= high)


def _off_the_cut(a: Bounds, b: Bounds) -> NDArray[np.bool_]:
    clear: NDArray[np.bool_] = (b[0] > 0.0) | (a[0] > 0.0) | (a[1] < 0.0)
    return clear


def _between_poles(a: Bounds) -> NDArray[np.bool_]:
    first, last = np.floor(a[0] / np.pi + 0.5 - 1e-8), np.floor(a[1] / np.pi + 0.5 + 1e-8)
    clear: NDArray[np.bool_] = (first == last) & (np.maximum(-a[0], a[1]) < 1e7)
    return clear


def _power(base: Bounds, exponent: Bounds) -> NDArray[np.bool_]:
    constant = (exponent[0] == exponent[1]) & np.isfinite(exponent[0])
    whole = constant & (exponent[0] == np.round(exponent[0]))
    anywhere = whole & (exponent[0] >= 0.0)
    off_zero = whole & _without_zero(base)
    right = constant & (exponent[0] > 0.0) & (base[0] >= 0.0)
    tame: NDArray[np.bool_] = anywhere | off_zero | right | (base[0] > 0.0)
    return tame


_TESTS: Mapping[str, Test] = MappingProxyType(
    {
        "div": lambda _a, b: _without_zero(b),
        "pow": _power,
        "atan2": _off_the_cut,
        "sqrt": _within(-_SMALLEST, np.inf),
        "log": lambda a: a[0] > 0.0,
        "tan": _between_poles,
        "asin": _within(-1.0, 1.0),
        "acos": _within(-1.0, 1.0),
        "sign": _without_zero,
    }
)
"""The operations that are not tame everywhere."""


@dataclass(frozen=True, eq=False)
class _Suspect:
    test: Test
    arguments: tuple[Enclosure, ...]

    def is_tame(self, low: FloatArray, high: FloatArray) -> NDArray[np.bool_]:
        return np.broadcast_to(
            self.test(*[argument.value(low, high) for argument in self.arguments]), (len(low),)
        )


class Tameness:
    """Knows of an expression over which boxes it is tame."""

    def __init__(self, expression: Expr, bounds: FloatArray) -> None:
        low, high = bounds[np.newaxis, :, 0], bounds[np.newaxis, :, 1]
        suspects = (
            _Suspect(_TESTS[node.op], tuple(Enclosure(arg, len(bounds)) for arg in node.args))
            for node in _nodes(expression)
            if node.op in _TESTS and not _divides_by_constant(node)
        )
        self._suspects = [suspect for suspect in suspects if not suspect.is_tame(low, high)[0]]

    @property
    def everywhere(self) -> bool:
        """Whether the ground is surely tame all over the map."""
        return not self._suspects

    def over(self, low: FloatArray, high: FloatArray) -> NDArray[np.bool_]:
        """Mark the boxes (n,), from `low` (n, d) to `high` (n, d), over which it surely is tame."""
        tame = np.ones(len(low), dtype=bool)
        for suspect in self._suspects:
            tame &= suspect.is_tame(low, high)
        return tame


@lru_cache(maxsize=16)
def tameness(expression: Expr, bounds: tuple[tuple[float, float], ...]) -> Tameness:
    """Return what is known of an expression on a map with these bounds; kept for next time."""
    return Tameness(expression, np.array(bounds))


def _divides_by_constant(node: Expr) -> bool:
    return node.op == "div" and node.args[1].op == "constant" and node.args[1].number != 0.0


def _nodes(expression: Expr) -> Iterator[Expr]:
    """Yield an expression and all that it is made of, each once."""
    seen = {id(expression)}
    stack = [expression]
    while stack:
        node = stack.pop()
        yield node
        for arg in node.args:
            if id(arg) not in seen:
                seen.add(id(arg))
                stack.append(arg)
