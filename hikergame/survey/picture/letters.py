"""Words as strokes of a pen, for pictures that cannot count on any font being there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.picture.alphabet import GLYPHS, MARKS_OVER, MARKS_UNDER, UNKNOWN

_CAPITAL: Final = 0.72
"""Height of a capital, in sizes of the letters."""
_GAP: Final = 19.0
"""Between letters, in hundredths of that height, as all that follows."""
_TALL: Final = 100.0
_SMALL: Final = 68.0
"""Heights of letters, on which marks stand."""
_TALL_ONES: Final = "bdfhklt"
SLACK: Final = 1.12
"""Words in other fonts than this are so much longer at most."""
_SMOOTH: Final = 8
"""Pieces to a curve."""


def strokes(text: str, size: float) -> list[FloatArray]:
    """Return the strokes (n, 2) of a line of words, x from its start, y down from its baseline.

    A letter of another alphabet is an empty box.
    """
    scale = np.array([1.0, -1.0]) * _CAPITAL * size / 100.0
    placed, x = [], 0.0
    for base, marks in _letters(text):
        letter = (*_strokes(base), *_marked(base, marks))
        placed += [np.add(stroke, (x, 0.0)) * scale for stroke in letter]
        x += GLYPHS.get(base, UNKNOWN)[0] + _GAP
    return placed


def width(text: str, size: float) -> float:
    """Return how long a line of words is."""
    advances = [GLYPHS.get(base, UNKNOWN)[0] + _GAP for base, _ in _letters(text)]
    return max(0.0, sum(advances) - _GAP) * _CAPITAL * size / 100.0


def wrapped(words: str, size: float, room: float) -> list[str]:
    """Return words in lines that are no longer than a width, in any common font."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and SLACK * width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Yield each letter and the marks on it."""
    base, marks = "", ""
    for character in (*unicodedata.normalize("NFD", text), ""):
        if base and character and unicodedata.combining(character):
            marks += character
            continue
        if base:
            # An i gives up its dot for what stands over it.
            dotless = base == "i" and any(mark in MARKS_OVER for mark in marks)
            yield "\N{LATIN SMALL LETTER DOTLESS I}" if dotless else base, marks
        base, marks = character, ""


def _marked(base: str, marks: str) -> Iterator[FloatArray]:
    """Yield the strokes of the marks on a letter."""
    middle = GLYPHS.get(base, UNKNOWN)[0] / 2.0
    top = _SMALL if base.islower() and base not in _TALL_ONES else _TALL
    for mark in marks:
        over = mark in MARKS_OVER
        spec = MARKS_OVER[mark] if over else MARKS_UNDER.get(mark, "")
        yield from (np.add(stroke, (middle, top if over else 0.0)) for stroke in _read(spec))


@lru_cache(maxsize=512)
def _strokes(base: str) -> tuple[FloatArray, ...]:
    return _read(GLYPHS.get(base, UNKNOWN)[1])


def _read(spec: str) -> tuple[FloatArray, ...]:
    """Return the strokes (n, 2) that an alphabet's text means."""
    return tuple(np.concatenate(list(_pen(stroke))) for stroke in spec.split(";") if stroke)


def _pen(stroke: str) -> Iterator[FloatArray]:
    """Yield the points (n, 2) of one stroke, piece by piece."""
    here = np.zeros(2)
    for word in stroke.split():
        kind = word[0] if word[0] in "hvc" else ""
        points = np.array(word[len(kind) :].split(","), dtype=np.float64).reshape(-1, 2)
        yield _bent(kind, here, points) if kind else points
        here = points[-1]


def _bent(kind: str, here: FloatArray, points: FloatArray) -> FloatArray:
    """Return a curve (n, 2) from `here` to the last of some points, without its beginning."""
    share = np.linspace(0.0, 1.0, _SMOOTH + 1)[1:, np.newaxis]
    if kind == "c":
        rest = 1.0 - share
        weights = [rest**3, 3.0 * share * rest**2, 3.0 * share**2 * rest, share**3]
        return np.hstack(weights) @ np.vstack([here, points])
    turn = share * np.pi / 2.0
    slow, fast = 1.0 - np.cos(turn), np.sin(turn)
    bend = np.hstack([fast, slow] if kind == "h" else [slow, fast])
    curve: FloatArray = here + bend * (points[-1] - here)
    return curve
