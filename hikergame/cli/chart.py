"""Curves drawn with characters: braille dots, or letters where an encoding has no braille.

Time runs to the right and values grow downwards, as a descent does. Each curve carries
its own letter, so that it is told apart without colour; colour only helps. Pure: from
numbers to lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
        f"{f'{scale[row]:.1f}' if row in scale else '':>{_MARGIN - 1}} "
        + "".join(_shown(cell, style) for cell in line).rstrip()
        for row, line in enumerate(cells)
    ]
    steps = str(len(curves[0]) - 1)
    return [*lines, f"{'':{_MARGIN}}0{steps:>{width - 1}} steps"[: style.width]]


def _shown(cell: _Cell, style: Style) -> str:
    return cell.glyph if cell.curve is None else painted(cell.glyph, cell.curve, style)


def _braille(cells: list[list[_Cell]], curve: FloatArray, index: int) -> None:
    """Draw one curve of shares (n + 1,) as dots, joined down to where the next one is."""
    columns, rows = 2 * len(cells[0]), 4 * len(cells)
    levels = np.rint(_resampled(curve, columns) * (rows - 1)).astype(int)
    for column in range(columns):
        before = levels[max(0, column - 1)]
        low, high = sorted((before, levels[column]))
        # A jump is drawn from just beyond the last dot, so that a flat curve stays thin.
        first = low + (1 if before < levels[column] else 0)
        for row in range(first, high + (0 if before > levels[column] else 1)):
            cell = cells[row // 4][column // 2]
            dots = ord(cell.glyph) - _FIRST if ord(cell.glyph) > _FIRST else 0
            cell.glyph = chr(_FIRST | dots | _DOTS[row % 4][column % 2])
            cell.curve = index


def _letters(cells: list[list[_Cell]], curve: FloatArray, index: int) -> None:
    """Draw one curve of shares (n + 1,) with its letter in each column."""
    for column, row in enumerate(_rows(curve, cells)):
        cells[row][column] = _Cell(letter(index), index)


def _label(cells: list[list[_Cell]], curve: FloatArray, index: int, count: int) -> None:
    """Set a curve's letter on it a few times, at columns that no other curve's letter uses."""
    rows = _rows(curve, cells)
    every = max(count, len(rows) // 3)
    for column in range(every * (index + 1) // (count + 1), len(rows), every):
        cells[rows[column]][column] = _Cell(letter(index), index)


def _rows(curve: FloatArray, cells: list[list[_Cell]]) -> list[int]:
    levels = np.rint(_resampled(curve, len(cells[0])) * (len(cells) - 1))
    return [int(level) for level in levels]


def _resampled(curve: FloatArray, columns: int) -> FloatArray:
    """Return the curve at so many evenly spaced times, in [0, 1]."""
    times = np.linspace(0.0, len(curve) - 1.0, columns)
    return np.clip(np.interp(times, np.arange(len(curve)), curve), 0.0, 1.0)
