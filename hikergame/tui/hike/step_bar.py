"""The head of the hike screen: the level, and how many of its steps are used up."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from hikergame.hikers.views import Facts
from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells

_FULL, _EMPTY = "▰", "▱"


class StepMeter(Board):
    """A bar of as many marks as the hike has steps, or of as many as there is room for."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps
        self._taken = 0

    def take(self, taken: int) -> None:
        """Show that so many steps are taken."""
        self._taken = taken
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw words and bar, flush right."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.raised)
        words = f"step {self._taken}/{self._steps}  "
        room = max(0, width - len(words))
        marks = min(self._steps, room)
        full = min(marks, -(-self._taken * marks // max(1, self._steps)))
        row = height // 2
        column = cells.write(width - len(words) - marks, row, "step ", palette.muted)
        column = cells.write(column, row, f"{self._taken}", palette.text, bold=True)
        column = cells.write(column, row, f"/{self._steps}  ", palette.muted)
        column = cells.write(column, row, _FULL * full, palette.accent)
        cells.write(column, row, _EMPTY * (marks - full), palette.faint)
        return cells


class StepBar(Horizontal):
    """The level's title, and the steps taken."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def compose(self) -> ComposeResult:
        """Lay out title and bar."""
        chapter = self._facts.chapter.replace("-", " ").capitalize()
        yield Static(
            Content.assemble((self._facts.title, "bold"), "   ", (chapter, "$text-muted")),
            id="level",
        )
        yield StepMeter(self._facts.steps)

    def take(self, taken: int) -> None:
        """Show that so many steps are taken."""
        self.query_one(StepMeter).take(taken)
