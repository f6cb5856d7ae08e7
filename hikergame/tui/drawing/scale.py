"""From what is felt to what is shown: strengths, words and figures.

Slopes are value units per metre. `flat` is the steepness at or below which the ground
counts as flat; it is 0 where only the slope's direction is felt, and then every slope is
a unit vector or zero. Which words there are for slopes is `hike.steepness`'s to say.
"""

import math
from typing import Final

from hikergame.figures import brief_figure, figure, nice_step, plain_figure
from hikergame.hike import steepness
from hikergame.hike.heading import EAST, compass_word

__all__ = [
    "angle",
    "brief_figure",
    "figure",
    "heading_words",
    "is_flat",
    "metres",
    "nice_step",
    "plain_figure",
    "slope_words",
    "steepness_word",
    "strength",
]

_STEEPEST: Final = 200.0
"""Steepness, in units of `flat`, that is shown at full strength."""


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


def steepness_word(slope: float, flat: float) -> str:
    """Return a word or two for a steepness: "flat", "gentle", "very steep"; "" if unfelt."""
    kind = steepness.steepness_of(slope, flat)
    return "" if kind is None else kind.word


def slope_words(slope: float, flat: float) -> str:
    """Return glyph and words for the slope along a heading: "▼ falls gently", "– level"."""
    kind = steepness.steepness_of(slope, flat)
    if kind is not None and kind.flat:
        return "– level"
    verb = "▼ falls" if slope < 0.0 else "▲ rises"
    return verb if kind is None else f"{verb} {kind.adverb}"


def angle(slope: float) -> str:
    """Return a slope as the angle of the ground: "46°"."""
    return f"{steepness.angle(slope):.0f}°"


def heading_words(heading: float, dims: int) -> str:
    """Return a heading for people: "148° SE"; "east" or "west" on a line."""
    if dims == 1:
        return "east" if heading == EAST else "west"
    return f"{round(heading) % 360}° {compass_word(heading)}"


def metres(length: float) -> str:
    """Return a length with its unit."""
    return f"{figure(length)} m"
