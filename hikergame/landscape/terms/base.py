"""What every term has in common: its place, size, turn and weight.

A term is one shape of ground. A subclass says its shape in its own coordinates, in which
it stands at the origin, unturned and at its natural size; `registry.term` gives it a name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.faults import Fault
from hikergame.landscape.classics.dims import ANY, Dims
from hikergame.landscape.expression import Expr
from hikergame.landscape.terms.errors import TermError
from hikergame.landscape.terms.fields import (
    Kind,
    PerAxis,
    Rotation,
    described,
    described_dataclass,
    fields_of,
)
from hikergame.landscape.terms.geometry import dot, spread, unit_vector
from hikergame.landscape.terms.rotation import RandomRotation, plane_matrix
from hikergame.landscape.terms.values import canonical


@described_dataclass
class Term(ABC):
    """One shape of ground, placed: `weight` x shape(R' (x - at) / scale), R the rotation."""

    keyword: ClassVar[str]
    """The word that level files call it by."""
    dims: ClassVar[Dims] = ANY
    """The numbers of dimensions that it can stand in."""
    shorthand: ClassVar[str | None] = None
    """The field that a level file may give alone, in place of all of them."""
    example: ClassVar[Mapping[str, Any]]
    """Fields of a good example, as a level file has them."""

    at: PerAxis = described(
        "The place where it stands: one number for each axis, or one for all of them.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=0.0,
    )
    scale: PerAxis = described(
        "How many times wider it is than its fields say, along its own axes before it is turned; "
        "heights stay.",
        kind=Kind.PER_AXIS,
        default=1.0,
        gt=0.0,
    )
    rotate: Rotation = described(
        "How far it is turned about its place: degrees clockwise seen from above in 2-D; "
        "in any dimension, {seed: n} turns it at random, always the same for the same n.",
        kind=Kind.ROTATION,
        unit="degrees",
        default=0.0,
    )
    weight: float = described(
        "The factor of its height; a negative one turns it upside down.", default=1.0
    )

    def __post_init__(self) -> None:
        """Store every field in its canonical form; raise TermError with all that is wrong."""
        faults: list[Fault] = []
        for info in fields_of(type(self)):
            value, wrong = canonical(info, getattr(self, info.name))
            faults.extend(wrong)
            object.__setattr__(self, info.name, value)
        if faults:
            raise TermError(self.keyword, faults)

    @abstractmethod
    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return the height as a function of the term's own coordinates, in metres."""

    def expr(self, coords: Sequence[Expr]) -> Expr:
        """Return the height as a function of the ground's coordinates.

        Raises TermError when the term cannot stand in `len(coords)` dimensions.
        """
        if faults := self.faults(len(coords)):
            raise TermError(self.keyword, faults)
        height = self.expression(self._local(coords))
        return height if self.weight == 1.0 else self.weight * height

    def faults(self, dims: int) -> tuple[Fault, ...]:
        """Return all that keeps the term from standing in `dims` dimensions."""
        if dims not in type(self).dims:
            message = f"a {self.keyword} needs {type(self).dims}, but the ground has {dims}"
            return (Fault((), message),)
        return tuple(self._misfits(dims))

    def settings(self, dims: int) -> dict[str, Any]:
        """Return every field as plain data, defaults filled in and axes spelled out.

        Two terms of one class with the same settings are the same ground.
        """
        plain = {}
        for info in fields_of(type(self)):
            value = getattr(self, info.name)
            if info.kind is Kind.PER_AXIS and value is not None:
                value = list(spread(value, dims))
            elif isinstance(value, RandomRotation):
                value = {"seed": value.seed}
            plain[info.name] = list(value) if isinstance(value, tuple) else value
        return plain

    def _misfits(self, dims: int) -> Iterator[Fault]:
        for info in fields_of(type(self)):
            value = getattr(self, info.name)
            try:
                if value is None:
                    continue
                if info.kind is Kind.PER_AXIS:
                    spread(value, dims)
                elif info.kind is Kind.HEADING:
                    unit_vector(value, dims)
                elif info.kind is Kind.ROTATION:
                    _rotation_matrix(value, dims)
            except ValueError as error:
                yield Fault((info.name,), f"{info.name} {error}")

    def _local(self, coords: Sequence[Expr]) -> list[Expr]:
        """Return the term's own coordinates: R' (x - at) / scale."""
        dims = len(coords)
        places = zip(coords, spread(self.at, dims), strict=True)
        offset = [x - a if a else x for x, a in places]
        matrix = _rotation_matrix(self.rotate, dims)
        if matrix is not None:
            offset = [dot(column.tolist(), offset) for column in matrix.T]
        sizes = zip(offset, spread(self.scale, dims), strict=True)
        return [x * (1.0 / s) if s != 1.0 else x for x, s in sizes]


def _rotation_matrix(rotate: Rotation, dims: int) -> FloatArray | None:
    """Return R, or None for the identity; ValueError where `rotate` makes no sense."""
    if rotate == 0.0:
        return None
    if dims == 1:
        raise ValueError("turns nothing where there is only one axis")
    if isinstance(rotate, RandomRotation):
        return rotate.matrix(dims)
    if dims > 2:
        raise ValueError(f"must be {{seed: a whole number}} where the ground has {dims} axes")
    matrix = plane_matrix(rotate)
    return None if np.array_equal(matrix, np.eye(2)) else matrix
