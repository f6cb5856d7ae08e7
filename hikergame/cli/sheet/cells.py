"""From ground to lines of a terminal: cells split in two where there are colours, else glyphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.cli.sheet.marks import Mark
from hikergame.cli.sheet.terminal import Colours, Terminal
from hikergame.colour import Pixels

_GLYPHS: Final = " .:░▒▓█"
_ASCII: Final = " .:-=+#"
"""Low to high ground: the more ink the higher."""
_BANDS: Final = (17, 24, 30, 36, 71, 107, 143, 180, 187, 230)
"""The same in colours that terminals of 256 have, which would make smooth shading blotchy."""
_MARKS: Final = {Colours.FEW: ("5;231", "5;234"), Colours.ALL: ("2;255;255;255", "2;20;26;40")}
"""Ink and paper of marks."""
_BOLD: Final = "\x1b[1m"
_RESET: Final = "\x1b[0m"


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """Ground in half cells, two to a cell, one above the other."""

    tone: FloatArray
    """(2 h, w)."""
    pixels: Pixels
    """(2 h, w, 3)."""
    solid: NDArray[np.bool_]
    """(2 h, w): elsewhere there is sky."""


class _Look(NamedTuple):
    """How a cell looks: codes of colours; empty for the terminal's own."""

    ink: str = ""
    paper: str = ""
    bold: bool = False


def lines(ground: Ground, marks: Sequence[Mark], terminal: Terminal) -> list[str]:
    """Return the ground as lines of a terminal, with marks on it, later ones on top."""
    placed = {(mark.row, mark.column): mark.glyph for mark in marks}
    if terminal.colour:
        return [_coloured(ground, row, placed, terminal.colours) for row in range(_height(ground))]
    return _in_glyphs(ground, placed, terminal)


def _height(ground: Ground) -> int:
    return len(ground.tone) // 2


def _in_glyphs(ground: Ground, placed: dict[tuple[int, int], str], terminal: Terminal) -> list[str]:
    ramp = np.array(list(_GLYPHS if terminal.blocks else _ASCII))
    tone = (ground.tone[::2] + ground.tone[1::2]) / 2.0
    band = np.minimum((tone * len(ramp)).astype(np.intp), len(ramp) - 1)
    # Ground seen from the side is never without ink, however low.
    band = np.maximum(band, 0 if ground.solid.all() else 1)
    cells = np.where(ground.solid[1::2], ramp[band], " ")
    for row, column in placed:
        cells[row, max(0, column - 1) : column + 2] = " "
    for (row, column), glyph in placed.items():
        cells[row, column] = glyph
    return ["".join(row).rstrip() for row in cells.tolist()]


def _coloured(
    ground: Ground, row: int, placed: dict[tuple[int, int], str], colours: Colours
) -> str:
    """Return a row of cells, each of two colours, with one escape for each run of a look."""
    runs = groupby(_cells(ground, row, placed, colours), key=lambda cell: cell[1])
    return (
        "".join(_escape(look) + "".join(glyph for glyph, _ in run) for look, run in runs) + _RESET
    )


def _cells(
    ground: Ground, row: int, placed: dict[tuple[int, int], str], colours: Colours
) -> Iterator[tuple[str, _Look]]:
    """Yield the glyph and the look of each cell of a row."""
    upper, lower = (_codes(ground, half, colours) for half in (2 * row, 2 * row + 1))
    for column, (over, under) in enumerate(zip(upper, lower, strict=True)):
        mark = placed.get((row, column))
        if mark is not None:
            yield mark, _Look(*_MARKS[colours], bold=True)
        elif over:
            yield "▀", _Look(over, under)
        elif under:
            yield "▄", _Look(under)
        else:
            yield " ", _Look()


def _codes(ground: Ground, half: int, colours: Colours) -> Iterator[str]:
    """Yield the colours of a row of half cells; nothing where there is sky."""
    bands = np.minimum((ground.tone[half] * len(_BANDS)).astype(np.intp), len(_BANDS) - 1)
    for solid, band, pixel in zip(ground.solid[half], bands, ground.pixels[half], strict=True):
        if not solid:
            yield ""
        elif colours is Colours.ALL:
            yield "2;" + ";".join(map(str, pixel.tolist()))
        else:
            yield f"5;{_BANDS[band]}"


def _escape(look: _Look) -> str:
    """Return what makes a terminal draw in a look, from whatever it drew in before."""
    ink = look.ink and f"\x1b[38;{look.ink}m"
    paper = look.paper and f"\x1b[48;{look.paper}m"
    return _RESET + _BOLD * look.bold + ink + paper
