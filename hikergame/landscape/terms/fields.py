"""Fields of terms: each is described once, in the class that has it.

`described` carries what a field means and what it may be; `term_fields` hands that to
whoever derives a schema, a form or a manual from it; `canonical` holds values to it.
Lengths and places are in metres, heights in value units, angles in degrees.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from numbers import Real
from typing import Any, TypeAlias, TypeVar, dataclass_transform

from hikergame.landscape.classics.spelling import did_you_mean
from hikergame.landscape.terms.errors import Fault, Path
from hikergame.landscape.terms.rotation import RandomRotation

PerAxis: TypeAlias = float | Sequence[float]
"""One number for every axis, or one for each of them."""
Heading: TypeAlias = float | Sequence[float]
"""Degrees clockwise from north in the plane of the first two axes (x points east, y north),
or a vector with one number for each axis, of any length but zero."""
Rotation: TypeAlias = float | RandomRotation
"""Degrees clockwise seen from above, in 2-D; or a seeded rotation in any dimension."""

LARGEST = 1e12
"""No number of a term may be further from zero, so that sums and squares stay finite."""
SMALLEST = 1e-9
"""A number that must be positive may not be smaller, for the same reason."""

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


def canonical(info: FieldInfo, value: Any) -> tuple[Any, tuple[Fault, ...]]:
    """Return `value` as the field stores it (floats, tuples), and what is wrong with it."""
    faults: list[Fault] = []
    if value is None and info.optional:
        return None, ()
    stored = _reader_of(info.kind)(info, value, faults)
    return stored, tuple(faults)


def _reader_of(kind: Kind) -> Any:
    return {
        Kind.NUMBER: _number,
        Kind.PER_AXIS: _number_or_list,
        Kind.HEADING: _heading,
        Kind.ROTATION: _rotation,
        Kind.TEXT: _text,
        Kind.FLAG: _flag,
    }[kind]


def _refuse(faults: list[Fault], info: FieldInfo, path: Path, must: str, value: Any) -> None:
    which = f"number {int(path[1]) + 1} of " if len(path) > 1 else ""
    faults.append(Fault(path, f"{which}{info.name} must be {must}, not {_short(value)}"))


def _number(info: FieldInfo, value: Any, faults: list[Fault], path: Path = ()) -> float:
    path = path or (info.name,)
    if isinstance(value, bool) or not isinstance(value, Real):
        _refuse(faults, info, path, "a number" if len(path) > 1 else info.kind.value, value)
        return math.nan
    number = _as_float(value)
    if not math.isfinite(number) or abs(number) > LARGEST:
        _refuse(faults, info, path, f"between {-LARGEST:g} and {LARGEST:g}", value)
    elif broken := _broken_bound(info, number):
        _refuse(faults, info, path, broken, value)
    return number


def _as_float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _broken_bound(info: FieldInfo, number: float) -> str | None:
    if info.gt is not None and number <= info.gt:
        return f"greater than {info.gt:g}"
    if info.gt == 0.0 and number < SMALLEST:
        return f"at least {SMALLEST:g}"
    if info.ge is not None and number < info.ge:
        return f"at least {info.ge:g}"
    if info.lt is not None and number >= info.lt:
        return f"less than {info.lt:g}"
    if info.le is not None and number > info.le:
        return f"at most {info.le:g}"
    return None


def _number_or_list(info: FieldInfo, value: Any, faults: list[Fault]) -> float | tuple[float, ...]:
    # numpy arrays and scalars are welcome from Python; they become plain numbers here.
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        return _number(info, value, faults)
    if not value:
        _refuse(faults, info, (info.name,), info.kind.value, value)
    return tuple(_number(info, one, faults, (info.name, i)) for i, one in enumerate(value))


def _heading(info: FieldInfo, value: Any, faults: list[Fault]) -> float | tuple[float, ...]:
    heading = _number_or_list(info, value, faults)
    if isinstance(heading, tuple) and not faults and math.hypot(*heading) < SMALLEST:
        faults.append(Fault((info.name,), f"{info.name} must point somewhere: it has no length"))
    return heading


def _rotation(info: FieldInfo, value: Any, faults: list[Fault]) -> float | RandomRotation:
    if isinstance(value, RandomRotation):
        return value
    if not isinstance(value, Mapping):
        return _number(info, value, faults)
    for key in value.keys() - {"seed"}:
        hint = did_you_mean(str(key), ["seed"])
        message = f"{info.name} has no key {_short(key)}, only 'seed'"
        faults.append(Fault((info.name, str(key)), message, hint))
    if "seed" not in value:
        faults.append(Fault((info.name,), f"{info.name} must be {info.kind.value}"))
    if faults:
        return math.nan
    try:
        return RandomRotation(value["seed"])
    except ValueError as error:
        faults.append(Fault((info.name, "seed"), f"{info.name}: {error}"))
        return math.nan


def _text(info: FieldInfo, value: Any, faults: list[Fault]) -> str:
    if not isinstance(value, str):
        _refuse(faults, info, (info.name,), info.kind.value, value)
        return ""
    if info.choices and value not in info.choices:
        hint = did_you_mean(value, info.choices)
        faults.append(Fault((info.name,), f"no {info.name} is called {_short(value)}", hint))
    return value


def _flag(info: FieldInfo, value: Any, faults: list[Fault]) -> bool:
    if not isinstance(value, bool):
        _refuse(faults, info, (info.name,), info.kind.value, value)
    return bool(value)


def _short(value: Any) -> str:
    """Return `value` as Python writes it, escapes and all, on a line that one can read."""
    try:
        text = repr(value)
    except ValueError:  # an integer of thousands of digits
        return "a number too long to write"
    return text if len(text) <= 40 else f"{text[:39]}…"
