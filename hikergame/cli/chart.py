"""Curves drawn with characters: braille dots, or letters where an encoding has no braille.

Time runs to the right and values grow downwards, as a descent does. Each curve carries
its own letter, so that it is told apart without colour; colour only helps. Pure: from
numbers to lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from hikergame.arrays import FloatArray

BRAILLE = "⠀⣿"
"""The first and the last glyph that a chart in braille may use."""

_FIRST = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a cell, by row and column."""
_INKS = ("36", "33", "35", "32", "34", "31", "96", "93", "95")
"""ANSI colours of the curves in turn; they repeat."""
_MARGIN = 6
"""Columns left of the curves, for the scale."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a terminal can show."""

    width: int
    """Columns in all."""
    braille: bool
    colour: bool


@dataclass(slots=True)
class _Cell:
    glyph: str = " "
    curve: int | None = None


def letter(index: int) -> str:
    """Return the letter of the curve number `index`, counted from 0."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26]


def painted(text: str, index: int, style: Style) -> str:
    """Return `text` in the colour of the curve number `index`, if there is colour."""
    return f"\x1b[{_INKS[index % len(_INKS)]}m{text}\x1b[0m" if style.colour else text


def chart(curves: Sequence[FloatArray], style: Style, height: int = 14) -> list[str]:
    """Draw curves (n + 1,) over 0..n as lines of text, values growing downwards from 0."""
    width = max(10, style.width - _MARGIN - 2)
    lowest = max(1.0, *(float(np.ceil(curve.max())) for curve in curves))
    cells = [[_Cell() for _ in range(width)] for _ in range(height)]
    for index, curve in enumerate(curves):
        (_braille if style.braille else _letters)(cells, curve / lowest, index)
    for index, curve in enumerate(curves):
        _label(cells, curve / lowest, index, len(curves))
    scale = {0: 0.0, height // 2: lowest * (height // 2) / (height - 1), height - 1: lowest}
    lines = [
        f"{f'{scale[row]:.1f}' if row in scale else '':>{_MARGIN - 1}} " + _shown(line, style)
        for row, line in enumerate(cells)
    ]
    times = f"{'':{_MARGIN}}0{len(curves[0]) - 1:>{width - 1}}"
    return [line.rstrip() for line in (*lines, times)]


def _shown(line: list[_Cell], style: Style) -> str:
    """Return a row of cells as text, one colour change for each run of one curve."""
    runs = groupby(line, key=lambda cell: cell.curve)
    texts = ((curve, "".join(cell.glyph for cell in cells)) for curve, cells in runs)
    return "".join(text if curve is None else painted(text, curve, style) for curve, text in texts)


def _braille(cells: list[list[_Cell]], curve: FloatArray, index: int) -> None:
    """Draw one curve of shares (n + 1,) as dots."""
    for column, row in _joined(_rows(curve, 2 * len(cells[0]), 4 * len(cells))):
        cell = cells[row // 4][column // 2]
        dots = max(0, ord(cell.glyph) - _FIRST)
        cell.glyph = chr(_FIRST | dots | _DOTS[row % 4][column % 2])
        cell.curve = index


def _letters(cells: list[list[_Cell]], curve: FloatArray, index: int) -> None:
    """Draw one curve of shares (n + 1,) with its letter."""
    for column, row in _joined(_rows(curve, len(cells[0]), len(cells))):
        cells[row][column] = _Cell(letter(index), index)


def _label(cells: list[list[_Cell]], curve: FloatArray, index: int, count: int) -> None:
    """Set a curve's letter on it a few times, at columns that no other curve's letter uses."""
    rows = _rows(curve, len(cells[0]), len(cells))
    every = max(count, len(rows) // 3)
    for column in range(every * (index + 1) // (count + 1), len(rows), every):
        cells[rows[column]][column] = _Cell(letter(index), index)


def _rows(curve: FloatArray, columns: int, rows: int) -> list[int]:
    """Return the row of a curve of shares (n + 1,) at so many evenly spaced times."""
    times = np.linspace(0.0, len(curve) - 1.0, columns)
    shares = np.clip(np.interp(times, np.arange(len(curve)), curve), 0.0, 1.0)
    return [int(row) for row in np.rint(shares * (rows - 1))]


def _joined(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of a curve by column and row, without gaps where it is steep."""
    before = rows[0]
    for column, row in enumerate(rows):
        stride = 1 if row >= before else -1
        # From just beyond the last place, so that a flat curve stays thin.
        first = before if row == before else before + stride
        yield from ((column, between) for between in range(first, row + stride, stride))
        before = row
