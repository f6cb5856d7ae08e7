"""Fields of terms: each is described once, in the class that has it.

`described` carries what a field means and what it may be; `term_fields` hands that to
whoever derives a schema, a form or a manual from it; `values.canonical` holds values to it.
Lengths and places are in metres, heights in value units, angles in degrees.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias, TypeVar, dataclass_transform

from hikergame.landscape.terms.rotation import RandomRotation

PerAxis: TypeAlias = float | Sequence[float]
"""One number for every axis, or one for each of them."""
Heading: TypeAlias = float | Sequence[float]
"""Degrees clockwise from north in the plane of the first two axes (x points east, y north),
or a vector with one number for each axis, of any length but zero."""
Rotation: TypeAlias = float | RandomRotation
"""Degrees clockwise seen from above, in 2-D; or a seeded rotation in any dimension."""

_DESCRIPTION = "hikergame.described"


class Kind(Enum):
    """What a field takes."""

    NUMBER = "a number"
    PER_AXIS = "a number, or a list of one for each axis"
    HEADING = "a heading in degrees, or a list of one number for each axis"
    ROTATION = "a number of degrees, or {seed: a whole number}"
    TEXT = "a text"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """All there is to know about one field of a term. Bounds hold for every number in it."""

    name: str
    kind: Kind
    doc: str
    """What it means: one or more sentences."""
    unit: str
    """Such as "m"; empty for a number without unit, a text or a flag."""
    required: bool
    default: Any
    """The value when it is left out; None where `required`, or where None is allowed."""
    optional: bool = False
    """Whether None is allowed."""
    gt: float | None = None
    ge: float | None = None
    lt: float | None = None
    le: float | None = None
    choices: tuple[str, ...] = ()
    """The only texts allowed; any text where it is empty."""


@dataclass(frozen=True, slots=True)
class _Description:
    """What a class says about a field, beside its name and default."""

    doc: str
    kind: Kind
    unit: str
    optional: bool
    bounds: Mapping[str, float]
    choices: tuple[str, ...]


def described(
    doc: str,
    *,
    kind: Kind = Kind.NUMBER,
    unit: str = "",
    default: Any = dataclasses.MISSING,
    choices: Sequence[str] = (),
    **bounds: float,
) -> Any:
    """Return a dataclass field that says what it means and what it may be.

    `bounds` are any of `gt`, `ge`, `lt`, `le`. Without `default` the field is required;
    with the default None it is optional.
    """
    if unknown := bounds.keys() - {"gt", "ge", "lt", "le"}:
        raise TypeError(f"{unknown!r} is no bound of a field")
    told = _Description(doc, kind, unit, default is None, bounds, tuple(choices))
    return dataclasses.field(default=default, metadata={_DESCRIPTION: told})


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(described,))
def described_dataclass(cls: type[_T]) -> type[_T]:
    """Make a frozen dataclass of a class with described fields, to be given by name."""
    return dataclass(frozen=True, kw_only=True)(cls)


def fields_of(cls: type) -> tuple[FieldInfo, ...]:
    """Return what a dataclass of described fields says of each; TypeError for one without."""
    return tuple(_info(field) for field in dataclasses.fields(cls))


def _info(field: dataclasses.Field[Any]) -> FieldInfo:
    told = field.metadata.get(_DESCRIPTION)
    if told is None or not told.doc:
        raise TypeError(f"the field {field.name!r} of a term must be described")
    required = field.default is dataclasses.MISSING
    return FieldInfo(
        name=field.name,
        kind=told.kind,
        doc=told.doc,
        unit=told.unit,
        required=required,
        default=None if required else field.default,
        optional=told.optional,
        choices=told.choices,
        **told.bounds,
    )
