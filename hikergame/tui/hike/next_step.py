"""The next step in words and figures, and what became of the last."""

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.words import write_lines
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.words import step_lines


class NextStep(Panel):
    """Heading and step length, what they should do, what the last step felt."""

    BORDER_TITLE = "Next step"
    notice: str | None = None
    """Something to say in the panel before anything else; None for nothing."""

    def notify_hiker(self, notice: str | None) -> None:
        """Say something in the panel, or take it back."""
        if notice != self.notice:
            self.notice = notice
            self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Write the panel's lines."""
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        lines = step_lines(self.feeling, self.intent, self.palette, height, self.notice)
        write_lines(cells, lines)
        return cells
