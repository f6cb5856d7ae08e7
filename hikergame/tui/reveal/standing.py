"""The player's place among blind walks: a histogram for each measure, in the map's place."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

import numpy as np

from hikergame.hike.opponents import BLIND_RIVALS
from hikergame.level import Level
from hikergame.survey.certificate.comparing import (
    bins,
    nothing_to_compare,
    than_words,
    value_words,
)
from hikergame.survey.certificate.standing import Standing
from hikergame.tui.board import Board
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.words import Line, Word, fitting, write_lines
from hikergame.tui.theme import Palette

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_YOU: Final = "▲"
_ROOMY: Final = 9
"""Rows for a measure from which on each blind hiker is told by name."""
_NOT_YET: Final = "The blind walks on this ground are being looked up ..."
_MOST_BARS: Final = 6
"""Rows of bars at most."""
_TITLES: Final = {info.hiker: info.title.removeprefix("blind ") for info in BLIND_RIVALS.values()}


class StandingBoard(Board):
    """Points, steps and climbs of all blind walks, and where the player's are among them."""

    BORDER_TITLE = "Your place among blind walks"

    def __init__(self, level: Level, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._level = level
        self._standings: Sequence[Standing] | None = None

    def look(self, standings: Sequence[Standing]) -> None:
        """Show a walk's standings; none where the level has no certificate."""
        self._standings = standings
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw the histograms below one another."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        if not self._standings:
            known = self._standings is not None
            said = nothing_to_compare(self._level) if known else _NOT_YET
            words = wrap(said, max(10, width - 4))
            write_lines(cells, ([Word(line, palette.muted)] for line in words), x=2, y=1)
            return cells
        rows = height // len(self._standings)
        for index, standing in enumerate(self._standings):
            block = histogram(standing, width - 2, rows, palette)
            cells.paste(block, 1, index * rows)
        if height > rows * len(self._standings):
            write_lines(cells, [_legend(palette)], y=height - 1)
        return cells


def histogram(standing: Standing, width: int, height: int, palette: Palette) -> Cells:
    """Draw one measure on a board of its own: words, bars, the player's mark, numbers."""
    cells = Cells(width, height, ink=palette.text, paper=palette.surface)
    words = [*_heading(standing, width, palette)]
    if height >= _ROOMY:
        words.append(_by_hiker(standing, width, palette))
    write_lines(cells, words, x=0)
    middles, counts, yours = bins(standing, width)
    rows = min(_MOST_BARS, height - len(words) - 2)
    below, top = len(words) + rows, len(words)
    for column, eighths in enumerate(_heights(counts, 8 * rows)):
        ink = (
            palette.accent
            if column == yours
            else palette.rival
            if _better(standing, column, yours)
            else palette.falls
        )
        for row in range(rows):
            part = min(8, max(0, eighths - 8 * (rows - 1 - row)))
            cells.write(column, top + row, _EIGHTHS[part], ink)
    _mark(cells, yours, below, value_words(standing), palette)
    half = 0.5 * (middles[1] - middles[0])
    axes = Axes(width, rows, Span(middles[0] - half, middles[-1] + half), Span(0.0, 1.0))
    axes.number_x(cells, 0, below + 1, palette.muted)
    return cells


def _legend(palette: Palette) -> Line:
    """Say what the colours of bars are; the player's mark and the words say it without them."""
    return [
        Word("█ ", palette.falls),
        Word("worse than you   ", palette.muted),
        Word("█ ", palette.rival),
        Word("better", palette.muted),
    ]


def _heading(standing: Standing, width: int, palette: Palette) -> list[Line]:
    title = Word(f"{standing.measure.value}  ", palette.text, True)
    than = than_words(standing)
    short = than.removesuffix(" blind walks")
    return [
        fitting(width, [title, Word(than, palette.accent)], [title, Word(short, palette.accent)])
    ]


def _by_hiker(standing: Standing, width: int, palette: Palette) -> Line:
    """Say how many of each blind hiker's walks were worse, of 100."""
    told = [
        f"{_TITLES.get(name, name)} {100.0 * standing.beaten(name):.0f}" for name in standing.blind
    ]
    return fitting(
        width,
        [Word(f"behind you, of each 100: {', '.join(told)}", palette.muted)],
        [Word(", ".join(told), palette.muted)],
    )


def _heights(counts: np.ndarray, most: int) -> list[int]:
    """Return the bars' heights, in eighths of a row, up to `most`; who was met has one at least.

    They grow as the square root of the counts: a hiker who always walks the same way, two
    hundred times, would flatten all the others.
    """
    shares = np.sqrt(counts / max(1, counts.max()))
    heights = np.where(counts > 0, np.maximum(1, np.rint(shares * most)), 0)
    return [int(height) for height in heights]


def _better(standing: Standing, column: int, yours: int) -> bool:
    """Tell whether the walks of a bar were better than the player's."""
    return column > yours if standing.measure.more_is_better else column < yours


def _mark(cells: Cells, column: int, row: int, value: str, palette: Palette) -> None:
    """Point at the player's bar, and say whose it is and what it stands for."""
    words = f"you, {value}"
    fits = column + len(words) + 2 <= cells.width
    cells.write(column, row, _YOU, palette.accent, bold=True)
    cells.write(column + 2 if fits else column - len(words) - 1, row, words, palette.text)
