"""Lines of words, each word in its ink, for panels that are written and not drawn."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hikergame.tui.drawing.cells import Cells


class Word(NamedTuple):
    """A few letters in one ink."""

    text: str
    ink: int
    bold: bool = False


Line = Sequence[Word]


def write_lines(cells: Cells, lines: Iterable[Line], x: int = 1, y: int = 0) -> None:
    """Write lines below one another, from column x of row y; one that is cut off ends in "…"."""
    for row, line in enumerate(lines, y):
        column = x
        for word in line:
            column = cells.write(column, row, word.text, word.ink, bold=word.bold)
        trailing = line_width(line) - len("".join(word.text for word in line).rstrip())
        if line and column - trailing > cells.width:
            cells.write(cells.width - 1, row, "…", line[-1].ink)


def fitting(width: int, *lines: Line) -> Line:
    """Return the first of several lines that fits in so many columns; the last if none does."""
    return next((line for line in lines if line_width(line) <= width), lines[-1])


def line_width(line: Line) -> int:
    """Return the letters of a line."""
    return sum(len(word.text) for word in line)
