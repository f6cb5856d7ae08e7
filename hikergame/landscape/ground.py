"""Grounds: what computes a landscape's heights and slopes.

Two kinds: an expression, compiled; and a user's own function. Inputs have been checked
by `base.Landscape`: float64, the right shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.landscape.errors import LandscapeError
from hikergame.landscape.expression import Expr
from hikergame.landscape.graph import Graph
from hikergame.landscape.sampling import box_points
from hikergame.landscape.tape import THREADED_FROM, Tape, available_threads


class Ground(Protocol):
    """Computes heights, slopes or both; what was not asked for comes back empty."""

    def at_points(
        self, points: FloatArray, value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n,) and slopes (n, d) at `points` (n, d)."""
        ...

    def on_grid(
        self, axes: Sequence[FloatArray], value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n0, n1, ...) and slopes (n0, n1, ..., d) on a grid."""
        ...


_NOTHING = np.empty(0)


class ExpressionGround:
    """The ground of an expression in at most `dims` coordinates.

    Many points are shared between `threads` threads: None for as many as are useful.
    """

    def __init__(self, expression: Expr, dims: int, threads: int | None = None) -> None:
        self._dims = dims
        self._threads = threads
        graph = Graph()
        root = graph.lower(expression)
        needed = graph.depends[root].bit_length()
        if needed > dims:
            raise LandscapeError(
                f"the expression has coordinate number {needed - 1}, counted from zero, "
                f"but the box has {dims}"
            )
        # All that changes the graph happens here, so that threads may share the tapes.
        partials = graph.gradient(root, dims)
        self._value = Tape(graph, [root], dims)
        self._gradient = Tape(graph, partials, dims)
        self._both = Tape(graph, [root, *partials], dims)

    def at_points(
        self, points: FloatArray, value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n,) and slopes (n, d) at `points` (n, d)."""
        columns = list(points.T)
        values, partials = self._run(columns, (len(points),), value, gradient)
        return values, partials.T

    def on_grid(
        self, axes: Sequence[FloatArray], value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n0, n1, ...) and slopes (n0, n1, ..., d) on a grid."""
        columns = np.meshgrid(*axes, indexing="ij", sparse=True)
        shape = tuple(len(axis) for axis in axes)
        values, partials = self._run(list(columns), shape, value, gradient)
        return values, np.moveaxis(partials, 0, -1)

    def _run(
        self, columns: Sequence[FloatArray], shape: tuple[int, ...], value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        values = np.empty(shape) if value else _NOTHING
        partials = np.empty((self._dims, *shape)) if gradient else _NOTHING
        outs = [values] if value else []
        if gradient:
            outs.extend(partials)
        tape = (self._both if value else self._gradient) if gradient else self._value
        threads = self._threads
        if threads is None:
            threads = available_threads() if outs[0].size >= THREADED_FROM else 1
        tape.run(columns, outs, threads=threads)
        return values, partials


class FunctionGround:
    """The ground of a user's function; see `Landscape.from_function`."""

    def __init__(
        self,
        value_and_gradient: Callable[[FloatArray], tuple[ArrayLike, ArrayLike]],
        bounds: FloatArray,
    ) -> None:
        self._function = value_and_gradient
        self._bounds = bounds
        self._dims = len(bounds)

    @cached_property
    def _takes_arrays(self) -> bool:
        """Whether the function takes many points at once: it is asked with d + 1 of them.

        With that many, a function of one point that does not mind a second axis answers
        in the wrong shape.
        """
        points = box_points(self._bounds, np.arange(self._dims + 1))
        try:
            value, gradient = self._function(points.copy())
            shapes = (np.shape(value), np.shape(gradient))
        except Exception:  # noqa: BLE001 (whatever it raises, it does not take arrays)
            return False
        return shapes == ((len(points),), points.shape)

    def at_points(
        self,
        points: FloatArray,
        value: bool,  # noqa: ARG002 (the function always gives both)
        gradient: bool,  # noqa: ARG002
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n,) and slopes (n, d) at `points` (n, d)."""
        if len(points) and self._takes_arrays:
            return self._call(points.copy(), (len(points),), points.shape)
        values = np.empty(len(points))
        gradients = np.empty(points.shape)
        for i, point in enumerate(points):
            values[i], gradients[i] = self._at_point(point)
        return values, gradients

    def on_grid(
        self, axes: Sequence[FloatArray], value: bool, gradient: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return heights (n0, n1, ...) and slopes (n0, n1, ..., d) on a grid."""
        points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
        values, gradients = self.at_points(points.reshape(-1, self._dims), value, gradient)
        return values.reshape(points.shape[:-1]), gradients.reshape(points.shape)

    def _at_point(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        return self._call(point.copy(), (), (self._dims,))

    def _call(
        self, x: FloatArray, value_shape: tuple[int, ...], gradient_shape: tuple[int, ...]
    ) -> tuple[FloatArray, FloatArray]:
        """Call the user's function and check what it returns."""
        try:
            value, gradient = self._function(x)
            heights = np.array(value, dtype=np.float64)
            slopes = np.array(gradient, dtype=np.float64)
        except Exception as error:
            raise LandscapeError(f"your function failed at {_place(x)}: {error!r}") from error
        if heights.shape != value_shape or slopes.shape != gradient_shape:
            raise LandscapeError(
                f"your function must return shapes {value_shape} and {gradient_shape} at "
                f"{_place(x)}, not {heights.shape} and {slopes.shape}"
            )
        return heights, slopes


def _place(x: FloatArray) -> str:
    """Say where a function was called: the point, or the first of the points."""
    if x.ndim == 1:
        return f"x = {x.tolist()}"
    return f"x of shape {x.shape}, first point {x[0].tolist()}"
