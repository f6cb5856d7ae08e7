"""The slope underfoot: a compass ring, or on a line the tilted ground."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from hikergame.hike.heading import EAST, WEST
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.compass import (
    Compass,
    Place,
    Ring,
    compass_in_glyphs,
    needle_length,
)
from hikergame.tui.drawing.ground import underfoot
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.words import write_lines
from hikergame.tui.hike.intent import Intent
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.words import Feeling, underfoot_lines


@dataclass
class HeadingPointed(Message):
    """The player pointed at a heading with the mouse."""

    heading: float


class Underfoot(Panel):
    """The panel that shows what is felt here, and the needle of the next step."""

    BORDER_TITLE = "Underfoot"

    def __init__(self, feeling: Feeling, intent: Intent, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(feeling, intent, id=id)
        self._compass: Compass | None = None

    def feel(self, feeling: Feeling, intent: Intent) -> None:
        """Show a new moment."""
        self._compass = None
        super().feel(feeling, intent)

    def forget(self) -> None:
        """Draw the whole board anew at the next frame."""
        self._compass = None
        super().forget()

    def draw(self, width: int, height: int) -> Cells:
        """Draw ground and needle, and the words beneath."""
        lines = underfoot_lines(self.feeling, self.intent, self.palette, width)
        above = max(1, height - len(lines))
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        on_line = self.feeling.facts.dims == 1
        cells.paste((self._ground if on_line else self._ring)(width, above), 0, 0)
        for row, line in enumerate(lines, above):
            indent = max(1, (width - sum(len(word.text) for word in line)) // 2)
            write_lines(cells, [line], indent, row)
        return cells

    def _ground(self, width: int, height: int) -> Cells:
        slope, flat = float(self.feeling.readout.slope[0]), self.feeling.facts.flat
        heading, reach = self.intent.heading, self.intent.reach
        return underfoot(width, height, slope, flat, heading, reach, self.palette, self.depth)

    def _ring(self, width: int, height: int) -> Cells:
        readout, palette = self.feeling.readout, self.palette
        ring = Ring(readout.steepness, readout.downhill_heading, self.feeling.facts.flat)
        heading, length = self.intent.heading, needle_length(self.intent.reach)
        if not self.depth.blends:
            return compass_in_glyphs(width, height, ring, heading, length, palette)
        if self._compass is None or self._compass.size != (width, height):
            self._compass = Compass(width, height, ring, palette)
        return self._compass.cells(heading, length)

    def on_click(self, event: events.Click) -> None:
        """Take the heading that was pointed at."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if self.feeling.facts.dims == 1:
            self.post_message(HeadingPointed(WEST if at.x < self.size.width / 2 else EAST))
            return
        lines = underfoot_lines(self.feeling, self.intent, self.palette, self.size.width)
        place = Place.within(self.size.width, max(1, self.size.height - len(lines)))
        heading = place.heading_at(at.x + 0.5, (at.y + 0.5) * ASPECT)
        if heading is not None:
            self.post_message(HeadingPointed(round(heading) % 360.0))
