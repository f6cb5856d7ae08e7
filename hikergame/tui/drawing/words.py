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
    """Write lines below one another, from column x of row y; what is too much is cut off."""
    for row, line in enumerate(lines, y):
        column = x
        for word in line:
            column = cells.write(column, row, word.text, word.ink, bold=word.bold)


def line_width(line: Line) -> int:
    """Return the letters of a line."""
    return sum(len(word.text) for word in line)
