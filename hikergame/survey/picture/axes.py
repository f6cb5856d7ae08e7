"""Scales along the edges of a map or a profile: round numbers, and what they count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hikergame.figures import plain_figure
from hikergame.survey.picture import letters, looks
from hikergame.survey.picture.shapes import Anchor, Shape, Words, frame, line
from hikergame.survey.picture.window import Window, ticks

_TICK: Final = 5.0
_EVERY: Final = 78.0
"""About so far apart are numbers."""
LEFT: Final = 62.0
"""Room for the numbers and words left of a window."""
BELOW: Final = 48.0
"""And below it."""


def along_x(window: Window, words: str) -> Iterator[Shape]:
    """Yield the scale below a window."""
    base = window.bottom
    for number in ticks(*window.x, round(window.width / _EVERY)):
        x = window.point(number, window.y[0])[0]
        yield line((x, base), (x, base + _TICK), ink=looks.INK, width=1.0)
        at = (x, base + _TICK + looks.SMALL)
        yield Words(plain_figure(number), at, looks.SMALL, looks.INK, Anchor.MIDDLE)
    middle = window.left + window.width / 2.0
    at = (middle, base + BELOW - 6.0)
    yield Words(words, at, looks.SMALL, looks.MUTED, Anchor.MIDDLE)


def along_y(window: Window, words: str, *, grid: bool = False) -> Iterator[Shape]:
    """Yield the scale left of a window; with a `grid`, faint lines across it as well."""
    low, high = sorted(window.y)
    numbers = ticks(low, high, round(window.height / _EVERY))
    for number in numbers:
        y = window.point(window.x[0], number)[1]
        if grid:
            yield line((window.left, y), (window.right, y), ink=looks.FAINT, width=1.0)
        yield line((window.left - _TICK, y), (window.left, y), ink=looks.INK, width=1.0)
        at = (window.left - _TICK - 4.0, y + 0.35 * looks.SMALL)
        yield Words(plain_figure(number), at, looks.SMALL, looks.INK, Anchor.END)
    widest = max(
        (letters.width(plain_figure(number), looks.SMALL) for number in numbers), default=0
    )
    x = window.left - max(LEFT - looks.SMALL - 2.0, _TICK + widest + 12.0)
    at = (x, window.top + window.height / 2.0)
    yield Words(words, at, looks.SMALL, looks.MUTED, Anchor.MIDDLE, angle=-90.0)


def edge(window: Window) -> Shape:
    """Return the line around a window."""
    return frame(window.left, window.top, window.width, window.height, ink=looks.INK, stroke=1.2)
