"""Numbers and sentences of the sheet: exact enough for authors, and safe to copy."""

from collections.abc import Iterable
from textwrap import wrap


def number(value: float) -> str:
    """Return a number in four digits, with a plain minus sign."""
    text = f"{float(value):.4g}".replace("e+0", "e").replace("e-0", "e-")
    return "0" if text == "-0" else text


def place(x: Iterable[float]) -> str:
    """Return a place (d,), as in "(-4.5, 2)"."""
    return f"({', '.join(map(number, x))})"


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{100.0 * share:.1f} %"


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a sentence in lines of a width, those after the first indented further."""
    return wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  ")
