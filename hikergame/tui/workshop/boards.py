"""The workshop's boards: the map with its cursor, the rose, the report, the legend."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from textual import events
from textual.message import Message

from hikergame.arrays import FloatArray
from hikergame.hike.heading import EAST, heading_of
from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.compass import Compass, Ring, compass_in_glyphs, needle_length
from hikergame.tui.drawing.ground import underfoot
from hikergame.tui.drawing.scale import strength
from hikergame.tui.drawing.words import Line, Word, write_lines
from hikergame.tui.theme import Palette
from hikergame.tui.workshop.dressing import Dress, dressed
from hikergame.tui.workshop.plan import HillPlan, Plan
from hikergame.tui.workshop.telling import NOTHING

_LEFT, _ABOVE, _RIGHT, _BELOW = 7, 1, 1, 2
"""Cells around the ground: numbers and fence."""
_CROSS: Final = ((-1, 0, "─"), (1, 0, "─"), (0, -1, "│"), (0, 1, "│"))
"""The cursor's arms; what it points at is seen between them."""
_ARROW: Final = ((0, -3, "│"), (0, -2, "│"), (0, -1, "▼"))
"""The same above a hill."""


class GroundBoard(Board):
    """The plan with its fence and its numbers, and a cursor on it."""

    @dataclass
    class Pointed(Message):
        """The author clicked on a cell of the plan."""

        column: int
        row: int

    class Resized(Message):
        """There is another room for a plan."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._plan: Plan | None = None
        self._dress = Dress()
        self._dressed: tuple[Plan, Dress, Palette, Cells] | None = None
        self._cursor: tuple[int, int] | None = None
        self._words: list[Line] = []

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows that a plan may take."""
        width = max(1, self.size.width - _LEFT - _RIGHT)
        return width, max(1, self.size.height - _ABOVE - _BELOW)

    @property
    def text_width(self) -> int:
        """Letters that a line of words has room for."""
        return max(8, self.size.width - 4)

    def say(self, words: list[Line]) -> None:
        """Say something while there is no plan."""
        self._words = words
        if self._plan is None:
            self.redraw()

    def look(self, plan: Plan | None, dress: Dress, cursor: tuple[int, int] | None) -> None:
        """Show a plan, what it wears, and the cell under the cursor."""
        self._plan, self._dress, self._cursor = plan, dress, cursor
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw the plan in the middle of the board."""
        palette, plan = self.palette, self._plan
        cells = Cells(width, height, ink=palette.muted, paper=palette.background)
        if plan is None:
            write_lines(cells, self._words, 2, max(0, height // 2 - len(self._words)))
            return cells
        left, top = self._corner(plan, width, height)
        cells.paste(self._ground(plan), left, top)
        self._surround(cells, plan, left, top)
        if self._cursor is not None:
            self._point(cells, plan, left, top, self._cursor)
        return cells

    def _corner(self, plan: Plan, width: int, height: int) -> tuple[int, int]:
        """Return column and row of the plan's first cell."""
        across = max(0, width - _LEFT - _RIGHT - plan.width) // 2
        down = max(0, height - _ABOVE - _BELOW - plan.height) // 2
        return _LEFT + across, _ABOVE + down

    def _ground(self, plan: Plan) -> Cells:
        """Return the dressed plan; it is dressed anew only when something has changed."""
        now = (plan, self._dress, self.palette)
        if self._dressed is None or any(
            a is not b for a, b in zip(self._dressed, now, strict=False)
        ):
            self._dressed = (*now, dressed(*now))
        return self._dressed[3]

    def _surround(self, cells: Cells, plan: Plan, left: int, top: int) -> None:
        ink, bottom = self.palette.fence, top + plan.height
        rail = "─" * plan.width
        cells.write(left - 1, top - 1, f"╭{rail}╮", ink)
        cells.write(left - 1, bottom, f"╰{rail}╯", ink)
        for row in range(top, bottom):
            cells.write(left - 1, row, "│", ink)
            cells.write(left + plan.width, row, "│", ink)
        plan.axes.number_x(cells, left, bottom + 1, self.palette.muted)
        plan.axes.number_y(cells, left - 1, top, self.palette.muted)

    def _point(
        self, cells: Cells, plan: Plan, left: int, top: int, cursor: tuple[int, int]
    ) -> None:
        palette = self.palette
        for across, down, glyph in _ARROW if isinstance(plan, HillPlan) else _CROSS:
            column, row = cursor[0] + across, cursor[1] + down
            if 0 <= column < plan.width and 0 <= row < plan.height:
                cells.write(
                    left + column,
                    top + row,
                    glyph,
                    palette.you_on_map,
                    paper=palette.halo,
                    bold=True,
                )

    def on_resize(self, _event: events.Resize) -> None:
        """Ask for a plan of that size."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Say which cell of the plan was clicked on."""
        plan = self._plan
        if plan is None:
            return
        left, top = self._corner(plan, *self._inside)
        column, row = event.x - left, event.y - top
        if 0 <= column < plan.width and 0 <= row < plan.height:
            self.post_message(self.Pointed(column, row))


class Rose(Board):
    """The slope under the cursor all round, and what it is like there in words."""

    BORDER_TITLE = "Under the cursor"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._slope: FloatArray | None = None
        self._flat = 0.0
        self._lines: list[Line] = []

    def look(self, slope: FloatArray | None, flat: float, lines: list[Line]) -> None:
        """Show another slope, (1,) or (2,); None where there is none."""
        self._slope, self._flat, self._lines = slope, flat, lines
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw the ring, or on a line the tilted ground, and the words beneath."""
        palette, slope = self.palette, self._slope
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        above = height - len(self._lines)
        if slope is not None and np.all(np.isfinite(slope)) and above > 1:
            cells.paste(self._ring(width, above, slope), 0, 0)
        for row, line in enumerate(self._lines, max(0, above)):
            indent = max(1, (width - sum(len(word.text) for word in line)) // 2)
            write_lines(cells, [line], indent, row)
        return cells

    def _ring(self, width: int, height: int, slope: FloatArray) -> Cells:
        palette, steepness = self.palette, float(np.linalg.norm(slope))
        downhill = heading_of(-slope) if steepness > NOTHING * self._flat else None
        shown = abs(strength(steepness, self._flat))
        heading = EAST if downhill is None else downhill
        if len(slope) == 1:
            return underfoot(
                width, height, float(slope[0]), self._flat, heading, shown, palette, self.depth
            )
        ring = Ring(steepness, downhill, self._flat)
        length = 0.0 if downhill is None else needle_length(shown)
        if not self.depth.blends:
            return compass_in_glyphs(width, height, ring, heading, length, palette)
        return Compass(width, height, ring, palette).cells(heading, length)


class Lines(Board):
    """Lines of words that may be more than there is room for: then they can be scrolled."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        title: str = "",
        further: Callable[[], str] = str,
    ) -> None:
        """Make a board; `further` returns the key by which one reads on, where there is one."""
        super().__init__(id=id)
        self.border_title = title or None
        self._further = further
        self._lines: list[Line] = []
        self._first = 0

    @property
    def text_width(self) -> int:
        """Letters that a line has room for."""
        return max(8, self._inside[0] - 2)

    def look(self, lines: list[Line]) -> None:
        """Show other lines; those in view stay where they are as far as that goes."""
        self._lines = lines
        self.turn(0)

    def turn(self, pages: int) -> None:
        """Go so many pages down."""
        rows = max(1, self._inside[1] - 1)
        last = max(0, len(self._lines) - self._inside[1])
        self._first = min(max(0, self._first + pages * rows), last)
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Write the lines in view, and how many more there are."""
        palette = self.palette
        framed = bool(self.gutter.top)
        paper = palette.surface if framed else palette.background
        cells = Cells(width, height, ink=palette.text, paper=paper)
        shown = self._lines[self._first : self._first + height]
        more = len(self._lines) - self._first - height
        if framed and more > 0:
            key = self._further()
            further = f"↓ {more + 1} more lines" + (f" ({key})" if key else "")
            shown[-1:] = [[Word(further, palette.key, True)]]
        write_lines(cells, shown)
        return cells
