"""From what is felt to what is shown: strengths, words and figures.

Slopes are value units per metre. `flat` is the steepness at or below which the ground
counts as flat; it is 0 where only the slope's direction is felt, and then every slope is
a unit vector or zero. Ground of ordinary steepness is some fifty times `flat`.
"""

import math
from typing import Final

from hikergame.hike.heading import EAST, compass_word

_STEEPEST: Final = 200.0
"""Steepness, in units of `flat`, that is shown at full strength."""
_WORDS: Final = ((1.0, "flat"), (6.0, "nearly flat"), (25.0, "gentle"), (75.0, "steep"))
_VERBS: Final = ((1.0, "level"), (6.0, "barely"), (25.0, "gently"), (75.0, ""))


def strength(slope: float, flat: float) -> float:
    """Return how strongly to show a slope, -1 (falls hard) to 1 (rises hard), 0 for level.

    Logarithmic: strong enough to see at the flat threshold, full at two hundred times it.
    """
    if flat <= 0.0:
        return max(-1.0, min(1.0, slope))
    shown = math.log1p(abs(slope) / flat) / math.log1p(_STEEPEST)
    return math.copysign(min(1.0, shown), slope)


def is_flat(steepness: float, flat: float) -> bool:
    """Return whether ground of that felt steepness counts as flat."""
    return steepness <= flat


def steepness_word(steepness: float, flat: float) -> str:
    """Return a word or two for a steepness: "flat", "gentle", "very steep"; "" if unfelt."""
    if flat <= 0.0:
        return "flat" if steepness == 0.0 else ""
    return next((word for limit, word in _WORDS if steepness <= limit * flat), "very steep")


def slope_words(slope: float, flat: float) -> str:
    """Return glyph and words for the slope along a heading: "▼ falls gently", "– level"."""
    if slope == 0.0 or is_flat(abs(slope), flat):
        return "– level"
    verb = "▼ falls" if slope < 0.0 else "▲ rises"
    if flat <= 0.0:
        return verb
    adverb = next((word for limit, word in _VERBS if abs(slope) <= limit * flat), "steeply")
    return f"{verb} {adverb}".rstrip()


def angle(slope: float) -> str:
    """Return a slope as the angle of the ground: "46°"."""
    return f"{math.degrees(math.atan(abs(slope))):.0f}°"


def heading_words(heading: float, dims: int) -> str:
    """Return a heading for people: "148° SE"; "east" or "west" on a line."""
    if dims == 1:
        return "east" if heading == EAST else "west"
    return f"{round(heading) % 360}° {compass_word(heading)}"


def figure(number: float, *, signed: bool = False) -> str:
    """Return a number in three or so digits, with a true minus sign: "−1.05", "0.004"."""
    size = abs(number)
    if size >= 1e5 or 0.0 < size < 1e-3:
        text = f"{size:.1e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
    elif size >= 100.0:
        text = f"{size:.0f}"
    elif size >= 10.0:
        text = f"{size:.1f}"
    elif size >= 0.1 or size == 0.0:
        text = f"{size:.2f}"
    else:
        text = f"{size:.3f}" if size >= 0.01 else f"{size:.4f}"
    if number < 0.0 and any(digit in "123456789" for digit in text):
        return f"−{text}"
    return f"+{text}" if signed and number > 0.0 else text


def metres(length: float) -> str:
    """Return a length with its unit."""
    return f"{figure(length)} m"


def plain_figure(number: float) -> str:
    """Return a round number without needless digits: "4", "0.5", "1e5"; for scales."""
    return f"{number:.6g}".replace("e+0", "e").replace("e-0", "e-").replace("-", "−", 1)


def nice_step(length: float) -> float:
    """Return the longest of 1, 2 and 5 times a power of ten that is at most `length`."""
    if not length > 0.0 or not math.isfinite(length):
        return 1.0
    decade = 10.0 ** math.floor(math.log10(length))
    return next((times * decade for times in (5.0, 2.0) if times * decade <= length), decade)
