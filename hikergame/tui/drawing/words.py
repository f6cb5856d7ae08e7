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


def in_lines(marks: Iterable[tuple[str, int, str]], ink: int, width: int) -> list[Line]:
    """Say what glyphs mean, each in its own ink, in as many lines of `width` as it takes.

    A mark is a glyph, its ink, and what it means; the meanings are written in one ink.
    """
    lines: list[list[Word]] = [[]]
    for glyph, its_ink, words in marks:
        entry = [Word(f"{glyph} ", its_ink, True), Word(f"{words}  ", ink)]
        if lines[-1] and line_width(lines[-1]) + line_width(entry) - 2 > width:
            lines.append([])
        lines[-1] += entry
    return list(lines)
