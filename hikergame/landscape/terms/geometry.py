"""Distances and directions as expressions: what the shapes of terms are made of.

Unit vectors are tuples with one number for each axis. `local` is always the sequence of
a term's own coordinates, in metres.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.expression import Expr, maximum, sqrt, square, total
from hikergame.landscape.terms.fields import Heading, PerAxis
from hikergame.landscape.terms.rotation import sin_cos


def spread(value: PerAxis, dims: int) -> tuple[float, ...]:
    """Return `value` as one number for each of `dims` axes; ValueError for another length."""
    if not isinstance(value, Sequence):
        return (float(value),) * dims
    if len(value) != dims:
        axes = "1 axis" if dims == 1 else f"{dims} axes"
        raise ValueError(f"has {len(value)} numbers, but the ground has {axes}")
    return tuple(value)


def unit_vector(heading: Heading, dims: int) -> tuple[float, ...]:
    """Return the unit vector of `heading`; ValueError where there is no such direction.

    On a 1-D ground, x points east: the headings are 90 and 270.
    """
    if isinstance(heading, Sequence):
        vector = spread(heading, dims)
        length = math.hypot(*vector)
        return tuple(v / length for v in vector)
    sine, cosine = sin_cos(heading)
    if dims == 1:
        if abs(sine) != 1.0:
            raise ValueError("must be 90 (east) or 270 (west) where there is only one axis")
        return (sine,)
    return (sine, cosine, *(0.0,) * (dims - 2))


def sideways(unit: Sequence[float]) -> tuple[float, ...]:
    """Return the unit vector to the left of `unit`, in the plane of the first two axes.

    Where `unit` stands upright on that plane, it is the first axis. Needs two axes.
    """
    length = math.hypot(unit[0], unit[1])
    flat = (-unit[1] / length, unit[0] / length) if length else (1.0, 0.0)
    return (*flat, *(0.0,) * (len(unit) - 2))


def dot(weights: Sequence[float], local: Sequence[Expr]) -> Expr:
    """Return the sum of `local` by `weights`; those of weight zero leave no trace."""
    pairs = zip(weights, local, strict=True)
    return total(x if w == 1.0 else w * x for w, x in pairs if w != 0.0)


def squared_ratio(local: Sequence[Expr], radius: PerAxis) -> Expr:
    """Return u squared, where u is the distance from the origin counted in radii."""
    if not isinstance(radius, Sequence):
        return total(map(square, local)) * (1.0 / radius**2)
    pairs = zip(local, spread(radius, len(local)), strict=True)
    return total(square(x * (1.0 / r)) for x, r in pairs)


def distance(local: Sequence[Expr]) -> Expr:
    """Return the distance from the origin. Its gradient there is zero."""
    return sqrt(total(map(square, local)))


def squared_distance_from_line(local: Sequence[Expr], unit: Sequence[float]) -> Expr:
    """Return the squared distance from the line through the origin along `unit`."""
    if len(local) == 2:
        return square(dot(sideways(unit), local))
    along = dot(unit, local)
    pairs = zip(local, unit, strict=True)
    return total(square(x - u * along if u else x) for x, u in pairs if abs(u) != 1.0)


def hollow(u_squared: Expr) -> Expr:
    """Return the profile of a hollow that levels off: -1 at u = 0, 0 at u = 1, 1 far away.

    Inside u = 1 it is the parabola u^2 - 1; outside, 1 - 1/u^2, which goes on with the
    same slope and rises ever more gently, but never stops.
    """
    return (u_squared - 1.0) / maximum(u_squared, 1.0)


def long_shape(
    local: Sequence[Expr], unit: Sequence[float], width: float, length: float | None
) -> Expr:
    """Return what exp(-...) makes a wall of: 1 half a width beside the line along `unit`.

    With a length, also 1 half a length along that line, and from there on soon very large.
    """
    across = squared_distance_from_line(local, unit) * (4.0 / width**2)
    if length is None:
        return across
    return across + square(square(dot(unit, local) * (2.0 / length)))
