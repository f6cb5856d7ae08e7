"""What a classic test function is: its formula, where it is played, what is known of it.

Coordinates, places and heights are those of the literature, without units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape.classics.dims import Dims
from hikergame.landscape.classics.errors import ClassicError
from hikergame.landscape.classics.sources import Source
from hikergame.landscape.expression import Expr
from hikergame.spelling import did_you_mean

Builder: TypeAlias = Callable[[Sequence[Expr]], Expr]
Point: TypeAlias = tuple[float, ...]
Points: TypeAlias = Callable[[int], Sequence[Point]]
"""From a number of dimensions to one point for each minimum, or to one for each end of a box."""
Height: TypeAlias = Callable[[int], float]


@dataclass(frozen=True, slots=True, eq=False)
class Minima:
    """The global minima of a classic in some number of dimensions, all of them in its box."""

    points: FloatArray
    """Shape (n, d), read-only."""
    value: float
    """The height that they share."""
    exact: bool
    """Whether points and value are known in closed form. If not, they have been polished
    from the published digits with 50-digit arithmetic and are correct to the last bit or two."""


@dataclass(frozen=True, slots=True, eq=False)
class Classic:
    """A named test function of the optimisation literature."""

    name: str
    """As level files call it."""
    title: str
    """As people call it."""
    dims: Dims
    """The numbers of dimensions that the literature has it in."""
    hard: str
    """One sentence on what makes it hard."""
    published: str
    """The least value and where it lies, with the digits that the literature prints."""
    source: Source
    _build: Builder
    _box: Points
    _points: Points
    _least: Height
    _exact: bool

    def expression(self, x: Sequence[Expr]) -> Expr:
        """Return the function of the coordinates `x`; ClassicError for a wrong number of them."""
        self._check(len(x))
        return self._build(x)

    def bounds(self, dims: int) -> FloatArray:
        """Return the usual box, shape (dims, 2); ClassicError for a wrong `dims`."""
        self._check(dims)
        return np.array(self._box(dims)).T

    def minima(self, dims: int) -> Minima:
        """Return all global minima in the usual box; ClassicError for a wrong `dims`."""
        self._check(dims)
        points = np.array(self._points(dims), dtype=np.float64)
        points.setflags(write=False)
        return Minima(points, self._least(dims), self._exact)

    def _check(self, dims: int) -> None:
        if dims not in self.dims:
            raise ClassicError(f"{self.name} is a function of {self.dims}, not of {dims}")


_classics: dict[str, Classic] = {}
CLASSICS: Mapping[str, Classic] = MappingProxyType(_classics)
"""Every classic by its name."""


def classic(
    *,
    title: str,
    dims: Dims,
    box: Points,
    minima: Points,
    least: float | Height = 0.0,
    exact: bool = True,
    published: str,
    hard: str,
    source: Source,
) -> Callable[[Builder], Builder]:
    """Make a function that builds an expression a classic; its name is the function's."""

    def register(build: Builder) -> Builder:
        name = build.__name__.strip("_").replace("_", "-")
        if name in _classics:
            raise TypeError(f"there are two classics called {name!r}")
        height = least if callable(least) else lambda _: least
        _classics[name] = Classic(
            name, title, dims, hard, published, source, build, box, minima, height, exact
        )
        return build

    return register


def find_classic(name: str) -> Classic:
    """Return the classic of that name; ClassicError, with the nearest name, for no such."""
    if name not in CLASSICS:
        hint = did_you_mean(name, CLASSICS)
        raise ClassicError(f"no classic is called {name[:60]!r}", hint)
    return CLASSICS[name]


def cube(low: float, high: float) -> Points:
    """Return the box from `low` to `high` on every axis."""
    return lambda dims: [(low,) * dims, (high,) * dims]


def box(low: Point, high: Point) -> Points:
    """Return the box between two corners."""
    return lambda _: [low, high]


def all_at(value: float) -> Points:
    """Return one point, with `value` on every axis."""
    return lambda dims: [(value,) * dims]


def places(*points: Point) -> Points:
    """Return these points."""
    return lambda _: points
