"""The next step in words and figures, and what became of the last."""

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.words import write_lines
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.words import step_lines


class NextStep(Panel):
    """Heading and step length, what they should do, what the last step felt."""

    BORDER_TITLE = "Next step"

    def draw(self, width: int, height: int) -> Cells:
        """Write the panel's lines."""
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        room = (max(1, width - 1), height)
        lines = step_lines(self.feeling, self.intent, self.palette, room, self.notice)
        write_lines(cells, lines)
        return cells
