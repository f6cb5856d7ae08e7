"""Numbers for people: in few digits, never in exponents; on the screen with a true minus sign."""

import math
from typing import Final

LEAST: Final = 1e-3
"""What is smaller is told as smaller, and not in figures."""
NOTHING: Final = 1e-9
"""What is smaller than this is an error of the reckoning."""
_MILLION: Final = 1e6
FIGURES: Final = 3
"""Of what is said in a sentence."""


def in_words(number: float) -> str | None:
    """Return what is said of a number too small for figures; None for others, nought among them."""
    if not NOTHING <= abs(number) < LEAST:
        return None
    return f"under {LEAST:g}" if number > 0.0 else "just under 0"


def number(value: float) -> str:
    """Return a number for sentences: "0.8", "-12.5", "4030"; "under 0.001"; "0".

    To three figures without needless noughts. The minus is a hyphen, as ears and programs
    expect it; the other figures here stand in columns and on scales.
    """
    if abs(value) < NOTHING:
        return "0"
    decimals = max(0, FIGURES - 1 - math.floor(math.log10(abs(value))))
    return in_words(value) or trimmed(value, decimals)


def trimmed(number: float, decimals: int) -> str:
    """Return a number rounded to decimals, which may be negative, without needless noughts."""
    if decimals <= 0:
        return f"{round(number, decimals) + 0.0:.0f}"  # no minus zero
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def figure(number: float, *, signed: bool = False) -> str:
    """Return a number in three or so digits: "−1.05", "0.004", "under 0.001", "2.5 million"."""
    size = abs(number)
    if (words := in_words(number)) is not None:
        return words
    if size >= _MILLION:
        text = f"{_millions(size)} million"
    elif size >= 100.0:
        text = f"{size:.0f}"
    elif size >= 10.0:
        text = f"{size:.1f}"
    elif size >= 0.1 or size < NOTHING:
        text = f"{size:.2f}"
    else:
        text = f"{size:.3f}" if size >= 0.01 else f"{size:.4f}"
    return _with_sign(number, text, signed=signed)


def brief_figure(number: float, *, signed: bool = False) -> str:
    """Return a number in six letters or so, for columns: "−1.05", "0.004", "≈0", "2.5M"."""
    size = abs(number)
    if NOTHING <= size < LEAST:
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
    return f"+{text}" if signed and number >= NOTHING else text


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
