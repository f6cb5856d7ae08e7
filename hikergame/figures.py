"""Numbers for people: in few digits, with a true minus sign, never in exponents."""

import math
from typing import Final

_LEAST: Final = 1e-3
"""What is smaller is told as smaller, and not in figures."""
_NOTHING: Final = 1e-9
"""What is smaller than this is an error of the reckoning."""
_MILLION: Final = 1e6


def figure(number: float, *, signed: bool = False) -> str:
    """Return a number in three or so digits: "−1.05", "0.004", "under 0.001", "2.5 million"."""
    size = abs(number)
    if _NOTHING <= size < _LEAST:
        return f"under {_LEAST:g}" if number > 0.0 else "just under 0"
    if size >= _MILLION:
        text = f"{_millions(size)} million"
    elif size >= 100.0:
        text = f"{size:.0f}"
    elif size >= 10.0:
        text = f"{size:.1f}"
    elif size >= 0.1 or size < _NOTHING:
        text = f"{size:.2f}"
    else:
        text = f"{size:.3f}" if size >= 0.01 else f"{size:.4f}"
    return _with_sign(number, text, signed=signed)


def brief_figure(number: float, *, signed: bool = False) -> str:
    """Return a number in six letters or so, for columns: "−1.05", "0.004", "≈0", "2.5M"."""
    size = abs(number)
    if _NOTHING <= size < _LEAST:
        return "≈0"
    if size >= _MILLION:
        return _with_sign(number, f"{_millions(size)}M", signed=signed)
    if 0.0 < size < 0.01:
        return _with_sign(number, f"{size:.3f}", signed=signed)
    return (
        figure(number, signed=signed)
        if size >= 0.1
        else _with_sign(number, f"{size:.2f}", signed=signed)
    )


def _millions(size: float) -> str:
    millions = size / _MILLION
    return f"{millions:.0f}" if millions >= 10.0 else f"{millions:.1f}".removesuffix(".0")


def _with_sign(number: float, text: str, *, signed: bool) -> str:
    if number < 0.0 and any(digit in "123456789" for digit in text):
        return f"−{text}"
    return f"+{text}" if signed and number >= _NOTHING else text


def plain_figure(number: float) -> str:
    """Return a round number without needless digits: "4", "0.5", "−2000"; for scales."""
    text = f"{number:.6g}"
    if "e" in text:
        text = f"{number:.12f}".rstrip("0").rstrip(".")
    return text.replace("-", "−", 1)


def nice_step(length: float) -> float:
    """Return the longest of 1, 2 and 5 times a power of ten that is at most `length`."""
    if not length > 0.0 or not math.isfinite(length):
        return 1.0
    decade = 10.0 ** math.floor(math.log10(length))
    return next((times * decade for times in (5.0, 2.0) if times * decade <= length), decade)
