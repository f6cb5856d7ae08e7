"""Reading what events bear: every value is looked at before it is believed.

A log may hold anything; each of these returns None for what is not of its kind, and none
of them raises.
"""

import math
from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

Data = Mapping[str, JsonValue]
_HASH: Final = 64
_HEX: Final = frozenset("0123456789abcdef")


def text(data: Data, key: str, most: int = 300) -> str | None:
    """Return a text of at most so many characters."""
    value = data.get(key)
    return value if isinstance(value, str) and len(value) <= most else None


def digest(data: Data, key: str) -> str | None:
    """Return a SHA-256: 64 hexadecimal digits."""
    value = data.get(key)
    if not isinstance(value, str) or len(value) != _HASH or not _HEX.issuperset(value):
        return None
    return value


def whole(data: Data, key: str, low: int, high: int) -> int | None:
    """Return a whole number from `low` to `high`."""
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if low <= value <= high else None


def mapping(data: Data, key: str) -> Data | None:
    """Return an object."""
    value = data.get(key)
    return value if isinstance(value, dict) else None


def displacement(value: object, dims: int) -> tuple[float, ...] | None:
    """Return a displacement of so many finite numbers."""
    if not isinstance(value, list | tuple) or len(value) != dims:
        return None
    numbers = []
    for one in value:
        if not isinstance(one, int | float) or isinstance(one, bool):
            return None
        try:
            number = float(one)
        except OverflowError:  # a whole number longer than any float
            return None
        if not math.isfinite(number):
            return None
        numbers.append(number)
    return tuple(numbers)
