"""Values of fields: what an author gives, made canonical and held to what the field allows.

Every finding is a `Fault` that names the field; nothing is raised, so that all that is
wrong with a term can be told at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from types import MappingProxyType
from typing import Any

from hikergame.faults import Fault, Path
from hikergame.landscape.terms.fields import FieldInfo, Kind
from hikergame.landscape.terms.rotation import RandomRotation
from hikergame.spelling import did_you_mean

LARGEST = 1e12
"""No number of a term may be further from zero, so that sums and squares stay finite."""
SMALLEST = 1e-9
"""A number that must be positive may not be smaller, for the same reason."""


def canonical(info: FieldInfo, value: Any) -> tuple[Any, tuple[Fault, ...]]:
    """Return `value` as the field stores it (floats, tuples), and what is wrong with it."""
    if value is None and info.optional:
        return None, ()
    faults: list[Fault] = []
    stored = _READERS[info.kind](info, value, faults)
    return stored, tuple(faults)


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
    for key in value:
        if key == "seed":
            continue
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
        faults.append(Fault((info.name,), f"{info.name} cannot be {_short(value)}", hint))
    return value


def _flag(info: FieldInfo, value: Any, faults: list[Fault]) -> bool:
    if not isinstance(value, bool):
        _refuse(faults, info, (info.name,), info.kind.value, value)
    return bool(value)


_READERS: Mapping[Kind, Callable[[FieldInfo, Any, list[Fault]], Any]] = MappingProxyType(
    {
        Kind.NUMBER: _number,
        Kind.PER_AXIS: _number_or_list,
        Kind.HEADING: _heading,
        Kind.ROTATION: _rotation,
        Kind.TEXT: _text,
        Kind.FLAG: _flag,
    }
)
"""For each kind of field, what reads a value: it returns what to store and adds faults."""


def _short(value: Any) -> str:
    """Return `value` as Python writes it, escapes and all, on a line that one can read."""
    try:
        text = repr(value)
    except ValueError:  # an integer of thousands of digits
        return "a number too long to write"
    return text if len(text) <= 40 else f"{text[:39]}…"
