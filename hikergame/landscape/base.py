"""Landscapes: a height and a slope at every point of a box.

Points are arrays of shape (..., d) in metres; heights come back as (...), in value units,
slopes as (..., d), in value units per metre. Everything is float64. The gradient is exact
(differentiated, not approximated), the same for one point and for a million, and whatever
the order of the points. Where a function has no value the result is NaN or infinite, and
no warning is given; `find_nonfinite` looks for such places.

Results for many points may be Fortran-ordered: their columns are contiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.landscape.errors import LandscapeError
from hikergame.landscape.expression import Expr, coordinate, total
from hikergame.landscape.ground import ExpressionGround, FunctionGround, Ground

if TYPE_CHECKING:
    from hikergame.landscape.land import Land


class TermLike(Protocol):
    """Whatever can say what it adds to the ground at given coordinates."""

    def expr(self, coords: Sequence[Expr]) -> Expr:
        """Return this term as an expression in `coords`."""
        ...


class Landscape:
    """A function of d coordinates over a box.

    Made by `from_expression`, `from_terms` or `from_function`. A landscape never changes
    and may be used by several threads at once.
    """

    def __init__(self, ground: Ground, bounds: ArrayLike, expression: Expr | None = None) -> None:
        self.bounds: FloatArray = _checked_bounds(bounds)
        """The box: (d, 2), lowest and highest value of each coordinate; read-only."""
        self.dims: int = len(self.bounds)
        """The number of coordinates, d."""
        self.expression: Expr | None = expression
        """What the ground is made of, unless it is a user's own function."""
        self._ground = ground

    @classmethod
    def from_expression(
        cls, expression: Expr, bounds: ArrayLike, *, threads: int | None = None
    ) -> Landscape:
        """Return the landscape of `expression` over `bounds`, (d, 2).

        Very many points (above a hundred thousand) are shared between `threads` threads, by
        default as many as there are processors to run them on; results do not depend on
        it. Raises LandscapeError when the bounds are no box, or the expression has a
        coordinate that the box lacks.
        """
        box = _checked_bounds(bounds)
        return cls(ExpressionGround(expression, len(box), threads), box, expression)

    @classmethod
    def from_terms(
        cls, terms: Iterable[TermLike], bounds: ArrayLike, *, threads: int | None = None
    ) -> Landscape:
        """Return the landscape that is the sum of `terms` over `bounds`, (d, 2).

        `threads` as for `from_expression`.
        """
        box = _checked_bounds(bounds)
        coords = [coordinate(i) for i in range(len(box))]
        ground = total(term.expr(coords) for term in terms)
        return cls.from_expression(ground, box, threads=threads)

    @classmethod
    def from_function(
        cls,
        value_and_gradient: Callable[[FloatArray], tuple[ArrayLike, ArrayLike]],
        bounds: ArrayLike,
    ) -> Landscape:
        """Return the landscape of your own function over `bounds`, (d, 2).

        `value_and_gradient(x)` is best written for arrays of points: x of shape (n, d) in,
        heights (n,) and slopes (n, d) out. A function of single points, x of shape (d,)
        in, a number and d numbers out, works as well, at the speed of a Python loop:
        which of the two it is, is found out once, by calling it with d + 1 points.

        An exception that your function raises arrives as the cause of a LandscapeError
        that says where it was called.
        """
        box = _checked_bounds(bounds)
        return cls(FunctionGround(value_and_gradient, box), box)

    def value(self, x: ArrayLike) -> FloatArray:
        """Return the heights (...) at the points `x` (..., d)."""
        points = self._checked_points(x)
        value, _ = self._ground.at_points(points.reshape(-1, self.dims), True, False)
        return value.reshape(points.shape[:-1])[()]

    def gradient(self, x: ArrayLike) -> FloatArray:
        """Return the slopes (..., d) at the points `x` (..., d)."""
        points = self._checked_points(x)
        _, gradient = self._ground.at_points(points.reshape(-1, self.dims), False, True)
        return gradient if points.ndim == 2 else gradient.reshape(points.shape)

    def value_and_gradient(self, x: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return the heights (...) and the slopes (..., d) at the points `x` (..., d)."""
        points = self._checked_points(x)
        value, gradient = self._ground.at_points(points.reshape(-1, self.dims), True, True)
        return value.reshape(points.shape[:-1])[()], gradient.reshape(points.shape)

    def on_grid(self, axes: Sequence[ArrayLike]) -> FloatArray:
        """Return the heights on a grid: `axes` holds one 1-D array for each coordinate.

        The result has the shape (len(axes[0]), len(axes[1]), ...). What depends on some
        of the coordinates only is computed once for each of their values.
        """
        return self._ground.on_grid(self._checked_axes(axes), True, False)[0]

    def gradient_on_grid(self, axes: Sequence[ArrayLike]) -> FloatArray:
        """Return the slopes on a grid, of shape (len(axes[0]), len(axes[1]), ..., d)."""
        return self._ground.on_grid(self._checked_axes(axes), False, True)[1]

    def value_and_gradient_on_grid(
        self, axes: Sequence[ArrayLike]
    ) -> tuple[FloatArray, FloatArray]:
        """Return `on_grid` and `gradient_on_grid`, and compute what both need only once."""
        return self._ground.on_grid(self._checked_axes(axes), True, True)

    def clip(self, x: ArrayLike) -> FloatArray:
        """Return, for the points `x` (..., d), the nearest points of the box."""
        points = self._checked_points(x)
        clipped: FloatArray = np.clip(points, self.bounds[:, 0], self.bounds[:, 1])
        return clipped

    @cached_property
    def land(self) -> Land:
        """How much of the land lies how low; computed when it is first asked for."""
        from hikergame.landscape.land import Land

        return Land(self)

    def _checked_points(self, x: ArrayLike) -> FloatArray:
        try:
            points = np.asarray(x, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise LandscapeError(f"points must be numbers: {error}") from error
        if points.ndim == 0 or points.shape[-1] != self.dims:
            raise LandscapeError(
                f"points must have the shape (..., {self.dims}), not {points.shape}"
            )
        return points

    def _checked_axes(self, axes: Sequence[ArrayLike]) -> list[FloatArray]:
        try:
            checked = [np.asarray(axis, dtype=np.float64) for axis in axes]
        except (TypeError, ValueError) as error:
            raise LandscapeError(f"a grid's axes must be numbers: {error}") from error
        shapes = [axis.shape for axis in checked]
        if len(checked) != self.dims or any(len(shape) != 1 for shape in shapes):
            raise LandscapeError(f"a grid needs {self.dims} axes of one dimension, not {shapes}")
        return checked


def _checked_bounds(bounds: ArrayLike) -> FloatArray:
    """Return `bounds` as a read-only (d, 2) array of its own; raise LandscapeError."""
    try:
        box = np.array(bounds, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise LandscapeError(f"bounds must be numbers: {error}") from error
    if box.ndim != 2 or box.shape[1] != 2 or len(box) == 0:
        raise LandscapeError(f"bounds must have the shape (d, 2), not {box.shape}")
    with np.errstate(over="ignore"):
        sound = np.isfinite(box).all() and (box[:, 0] < box[:, 1]).all()
        sound = sound and np.isfinite(box[:, 1] - box[:, 0]).all()
    if not sound:
        raise LandscapeError(
            f"each bound must be two finite numbers, the lower one first, not {box.tolist()}"
        )
    box.setflags(write=False)
    return box
