"""A board of character cells: what stands in each, in which ink, on which paper.

`Cells` is a mutable canvas of single-width characters. It knows how to write words,
which of its cells differ from another board's (so that only those are sent to the
terminal), and how to become the rows that Textual's compositor takes.
"""

from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len

from hikergame.tui.drawing.colour import Packed
from hikergame.tui.drawing.row import Row, Runs

_BLANK = ord(" ")


class Span(NamedTuple):
    """Cells `start` to `stop` (exclusive) of one row."""

    row: int
    start: int
    stop: int


@lru_cache(maxsize=2048)
def _single(character: str) -> int:
    """Return the code of a character one cell wide; of a placeholder for any other."""
    return ord(character) if cell_len(character) == 1 else ord("▯")


@lru_cache(maxsize=2048)
def _letters(text: str) -> NDArray[np.uint32]:
    """Return the codes of a text's letters; the same few words are written again and again."""
    return np.array([_single(letter) for letter in text], dtype=np.uint32)


class Cells:
    """A canvas of `height` rows of `width` cells."""

    __slots__ = ("bold", "glyph", "ink", "paper")

    glyph: NDArray[np.uint32]
    """Code points (height, width)."""
    ink: Packed
    """Colours (height, width) of the glyphs."""
    paper: Packed
    """Colours (height, width) behind them."""
    bold: NDArray[np.bool_]

    def __init__(self, width: int, height: int, *, ink: int, paper: int) -> None:
        shape = (max(0, height), max(0, width))
        self.glyph = np.full(shape, _BLANK, dtype=np.uint32)
        self.ink = np.full(shape, ink, dtype=np.int32)
        self.paper = np.full(shape, paper, dtype=np.int32)
        self.bold = np.zeros(shape, dtype=np.bool_)

    @property
    def width(self) -> int:
        """Cells in a row."""
        return int(self.glyph.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.glyph.shape[0])

    def copy(self) -> Self:
        """Return a board that can be drawn on without touching this one."""
        twin = type(self)(0, 0, ink=0, paper=0)
        for name in Cells.__slots__:
            setattr(twin, name, getattr(self, name).copy())
        return twin

    def write(
        self,
        x: int,
        y: int,
        text: str,
        ink: int,
        *,
        paper: int | None = None,
        bold: bool = False,
    ) -> int:
        """Write on one row, clipped to the board; return the column after the last letter."""
        end = x + len(text)
        first, last = max(0, x), min(self.width, end)
        if 0 <= y < self.height and first < last:
            here = (y, slice(first, last))
            self.glyph[here] = _letters(text)[first - x : last - x]
            self.ink[here] = ink
            self.bold[here] = bold
            if paper is not None:
                self.paper[here] = paper
        return end

    def paste(self, other: "Cells", x: int, y: int) -> None:
        """Lay another board over this one, its corner at column x of row y; clipped."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + other.width), min(self.height, y + other.height)
        if left >= right or top >= bottom:
            return
        target = (slice(top, bottom), slice(left, right))
        source = (slice(top - y, bottom - y), slice(left - x, right - x))
        for name in Cells.__slots__:
            getattr(self, name)[target] = getattr(other, name)[source]

    def differences(self, other: "Cells") -> list[Span]:
        """Return, per row, the span that holds every cell in which the boards differ."""
        differ = self.glyph != other.glyph
        for name in ("ink", "paper", "bold"):
            differ |= getattr(self, name) != getattr(other, name)
        if not differ.any():
            return []
        rows = np.flatnonzero(differ.any(axis=1))
        starts = differ[rows].argmax(axis=1)
        stops = self.width - differ[rows, ::-1].argmax(axis=1)
        return [Span(*map(int, span)) for span in zip(rows, starts, stops, strict=True)]

    def row(self, y: int) -> Row:
        """Return one row as Textual takes it."""
        ink, paper, bold = self.ink[y], self.paper[y], self.bold[y]
        edges = (ink[1:] != ink[:-1]) | (paper[1:] != paper[:-1]) | (bold[1:] != bold[:-1])
        starts = [0, *(np.flatnonzero(edges) + 1).tolist()] if self.width else []
        looks = Runs(starts, ink[starts].tolist(), paper[starts].tolist(), bold[starts].tolist())
        return Row(self.text(y), looks)

    def text(self, y: int) -> str:
        """Return one row's letters."""
        codes: bytes = self.glyph[y].astype("<u4").tobytes()
        return codes.decode("utf-32-le", "surrogatepass")
