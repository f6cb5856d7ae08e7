"""The map under the player's eyes: it draws one moment of the reveal at a time."""

from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import mix
from hikergame.tui.drawing.scene import Painter, painter_of
from hikergame.tui.reveal.prospect import Mark, Prospect
from hikergame.tui.reveal.timeline import Moment

_FENCE = ("╭", "─", "╮", "│", "╰", "╯")
_HALO = 0.6


class MapBoard(Board):
    """The ground with its fence, the ways over it, and who stands where."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._prospect: Prospect | None = None
        self._painter: Painter | None = None
        self._moment = Moment(0.0, 0.0)

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows that a prospect may take: the fence takes the rest."""
        return max(1, self.size.width - 2), max(1, self.size.height - 2)

    def look(self, prospect: Prospect | None) -> None:
        """Show another map, or none yet."""
        self._prospect = prospect
        self._painter = None if prospect is None else painter_of(prospect.scene)
        self.redraw()

    def show(self, moment: Moment) -> None:
        """Show another moment."""
        self._moment = moment
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw the moment, in the middle of the board."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.muted, paper=palette.background)
        prospect, painter = self._prospect, self._painter
        if prospect is None or painter is None:
            words = "The blindfold comes off ..."
            cells.write((width - len(words)) // 2, height // 2, words, palette.muted)
            return cells
        uncovered, steps = self._moment
        board = painter.frame(uncovered, steps)
        if uncovered >= 1.0:
            for label in prospect.labels:
                board.write(*label, palette.muted)
            marks = prospect.marks(steps)
            for mark in marks:
                _clear_around(board, mark)
            for mark in marks:
                _draw_mark(board, mark)
        left = max(1, (width - prospect.width) // 2)
        top = max(1, (height - prospect.height) // 2)
        cells.paste(board, left, top)
        _fence(cells, left - 1, top - 1, prospect.width + 2, prospect.height + 2, palette.fence)
        return cells


def _clear_around(board: Cells, mark: Mark) -> None:
    """Give a mark a plate of its own, so that it is found on a way of its colour."""
    if mark.solid:
        board.write(mark.column - 1, mark.row, "   ", mark.ink, paper=mark.halo)


def _draw_mark(board: Cells, mark: Mark) -> None:
    if 0 <= mark.column < board.width and 0 <= mark.row < board.height:
        beneath = int(board.paper[mark.row, mark.column])
        paper = mark.halo if mark.solid else mix(beneath, mark.halo, _HALO)
        board.write(mark.column, mark.row, mark.glyph, mark.ink, paper=paper, bold=True)


def _fence(cells: Cells, left: int, top: int, width: int, height: int, ink: int) -> None:
    corner_nw, rail, corner_ne, post, corner_sw, corner_se = _FENCE
    middle = rail * (width - 2)
    cells.write(left, top, f"{corner_nw}{middle}{corner_ne}", ink)
    cells.write(left, top + height - 1, f"{corner_sw}{middle}{corner_se}", ink)
    for row in range(top + 1, top + height - 1):
        cells.write(left, row, post, ink)
        cells.write(left + width - 1, row, post, ink)
