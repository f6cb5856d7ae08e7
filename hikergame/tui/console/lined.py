"""A board of lines of words, in which names of any script stand as they are.

Boards of `Cells` hold characters one cell wide. People's names do not keep to that, so a
`LineBoard` measures what it writes in cells, and paints the lines anew that have changed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.geometry import Region
from textual.strip import Strip

from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.row import segment

FULL, EMPTY = "━", "─"
"""What a bar is made of."""
_JOINER = "\u200d"


class Piece(NamedTuple):
    """A few letters in one ink, on the board's own paper or another."""

    text: str
    ink: int
    bold: bool = False
    paper: int | None = None


Line = tuple[Piece, ...]


def line(*pieces: Piece) -> Line:
    """Return pieces as a line."""
    return pieces


def width_of(pieces: Iterable[Piece]) -> int:
    """Return the cells that pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def cut(text: str, width: int) -> str:
    """Return a text in exactly so many cells; one that is cut off ends in "…"."""
    done = _cut(text, width)
    # A stray joiner would make one picture of its text and what is put after it.
    return done if cell_len(done) == width else _cut(text.replace(_JOINER, ""), width)


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many cells, broken between words."""
    lines: list[str] = []
    here = ""
    for word in text.split():
        longer = f"{here} {word}" if here else word
        if cell_len(longer) > width and here:
            lines.append(here)
            longer = word
        here = longer
    return [*lines, here] if here else lines


def bar(share: float, width: int) -> tuple[str, str]:
    """Return the full part and the empty part of a bar, for a share from 0 to 1."""
    full = min(width, max(0, round(share * width)))
    return FULL * full, EMPTY * (width - full)


class LineBoard(Board):
    """Lines of words, painted anew where they have changed."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines as they should look now; what does not fit is not seen."""
        raise NotImplementedError

    @property
    def paper(self) -> int:
        """What the words stand on."""
        return self.palette.surface

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._written: tuple[tuple[int, int], list[Line]] | None = None
        self._titles: tuple[str, str] | None = None

    def entitle(self, above: str, below: str = "") -> None:
        """Write on the frame, above and below; it is painted anew where that has changed."""
        if self._titles != (above, below):
            self._titles = above, below
            self.border_title, self.border_subtitle = above, below
            self.forget()

    def draw(self, width: int, height: int) -> Cells:
        """Return an empty board: words are not drawn in cells."""
        return Cells(width, height, ink=self.palette.text, paper=self.paper)

    def forget(self) -> None:
        """Write the whole board anew at the next frame."""
        self._written = None
        super().forget()

    def redraw(self) -> None:
        """Write the board, and have the terminal paint the lines that have changed."""
        if self._written is None or self._written[0] != self._inside or not self._on_screen:
            self.forget()
            return
        size, before = self._written
        after = self._now()
        self._written = size, after
        changed = [row for row in range(size[1]) if before[row] != after[row]]
        for row in changed:
            self._rows.pop(row + self.gutter.top, None)
        if changed:
            self.refresh(*(Region(0, row, size[0], 1) for row in changed))

    def render_line(self, y: int) -> Strip:
        """Return one row of the board."""
        if self._written is None or self._written[0] != self._inside:
            self._written = self._inside, self._now()
        (width, _), lines = self._written
        return _strip(lines[y], width, self.paper) if y < len(lines) else Strip.blank(width)

    def _now(self) -> list[Line]:
        """Return as many lines as there are rows."""
        width, height = self._inside
        lines = list(self.lines(width, height))[:height]
        return lines + [()] * (height - len(lines))


def _strip(pieces: Line, width: int, paper: int) -> Strip:
    """Return a line as Textual draws it, cut or filled to a width."""
    room, segments = width, []
    for piece in pieces:
        text, wide = piece.text, cell_len(piece.text)
        if wide > room:
            text, wide = cut(text, room), room
        on = paper if piece.paper is None else piece.paper
        segments.append(segment(text, piece.ink, on, bold=piece.bold))
        room -= wide
        if room <= 0:
            break
    if room > 0:
        segments.append(segment(" " * room, 0, paper))
    return Strip(segments, width)
