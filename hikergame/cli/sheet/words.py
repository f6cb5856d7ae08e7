"""Numbers and sentences of the sheet: exact enough for authors, and safe to copy."""

import math
from textwrap import wrap
from typing import Final

from hikergame.arrays import FloatArray

_DIGITS: Final = 4
_NOTHING: Final = 1e-12
"""As a share of a side of the map, or of all its heights: what is smaller is rounding's."""


def number(value: float, digits: int = _DIGITS) -> str:
    """Return a number in a few digits, with a plain minus sign."""
    text = f"{float(value):.{digits}g}".replace("e+0", "e").replace("e-0", "e-")
    return "0" if text == "-0" else text


def height(value: float, relief: float) -> str:
    """Return a height on ground whose heights differ by `relief`; next to nothing is 0."""
    return number(_plain(value, relief))


def place(x: FloatArray, bounds: FloatArray) -> str:
    """Return a place (d,) of a map of some bounds (d, 2), as in "(-4.5, 2)"."""
    ends = zip(x.tolist(), bounds.tolist(), strict=True)
    return f"({', '.join(_coordinate(value, *sides) for value, sides in ends)})"


def _coordinate(value: float, low: float, high: float) -> str:
    return number(_plain(value, high - low), _digits(low, high))


def _plain(value: float, scale: float) -> float:
    """Return nought for what differs from it by rounding only."""
    return 0.0 if abs(value) < _NOTHING * scale else value


def _digits(low: float, high: float) -> int:
    """Return how many digits tell places apart: more on a map that lies far off."""
    return _DIGITS + max(0, math.floor(math.log10(max(abs(low), abs(high)) / (high - low))))


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{100.0 * share:.1f} %"


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a sentence in lines of a width, those after the first indented further."""
    return wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  ")
