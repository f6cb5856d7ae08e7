"""The trail drawn: chapters, levels, medals and points, with a cursor that the keys move."""

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hikergame.tui.home.trail import MEDALS, PATH_WIDTH, Row, Stage, Stop, Trail, rows

_STARS = 3
_POINTS = 6
_MARGIN = 1

TALL = 30
"""Rows of terminal from which on each level gets two."""


class TrailView(Widget):
    """The whole trail; it stands in a scrolling container that follows the cursor."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TrailView {
        width: 1fr;
        height: auto;
    }
    """

    cursor = reactive(0)
    """The number of the level under the cursor; -1 while it is elsewhere."""

    @dataclass
    class Moved(Message):
        """The mouse put the cursor on a level."""

        number: int

    @dataclass
    class Opened(Message):
        """The mouse asked for the level under the cursor."""

        number: int

    def __init__(self) -> None:
        """Begin without a trail."""
        super().__init__()
        self._trail = Trail((), None)
        self._rows: list[Row] = []

    def show(self, trail: Trail, *, tall: bool) -> None:
        """Draw a trail, on two rows a level where there is height for it."""
        self._trail = trail
        self._rows = list(rows(trail, tall=tall))
        self.refresh(layout=True)

    def region_of(self, number: int) -> Region:
        """Return where a level stands, with its chapter's heading if that is just above."""
        for y, row in enumerate(self._rows):
            if row.stop == number:
                above = 2 if y and self._rows[y - 1].stage else 0
                return Region(0, y - min(y, above), self.size.width, 1 + above)
        return Region(0, 0, self.size.width, 1)

    def render(self) -> RenderResult:
        """Draw every row."""
        width = self.size.width
        return Content("\n").join([self._drawn(row, width) for row in self._rows])

    def _drawn(self, row: Row, width: int) -> Content:
        if row.stage is not None:
            return self._heading(row, row.stage, width)
        if row.stop is None:
            return Content.styled(row.path, "$border")
        return self._level(row, row.stop, self._trail.stops[row.stop], width)

    def _heading(self, row: Row, stage: Stage, width: int) -> Content:
        title = Content.styled(stage.title.upper(), "bold $secondary")
        words = Content.assemble(title, "   ", (stage.summary, "$text-muted"))
        room = width - PATH_WIDTH - _MARGIN
        shown = words if words.cell_length <= room else title.truncate(room, ellipsis=True)
        return Content.assemble((row.path, "$border"), shown)

    def _level(self, row: Row, number: int, stop: Stop, width: int) -> Content:
        here = number == self.cursor
        following = number == self._trail.next
        mark = "$accent" if following else "$primary" if stop.walked else "$text-muted"
        ink = "$foreground" if here or stop.walked or following else "$text-muted"
        room = width - PATH_WIDTH - 2 - 1 - _STARS - _POINTS - _MARGIN
        title = Content(stop.entry.title).truncate(room, ellipsis=True, pad=True)
        line = Content.assemble(
            ("▸" if here else " ", "$accent"),
            (row.path[1:], mark),
            (f"{stop.entry.number} ", "$text-muted"),
            title.stylize(f"bold {ink}" if here else ink),
            " ",
            _stars(stop),
            _points(stop),
            " " * _MARGIN,
        )
        return line.stylize("on $panel") if here else line

    def _number_at(self, y: int) -> int | None:
        return self._rows[y].stop if 0 <= y < len(self._rows) else None

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to a level; on the level under the cursor, go there."""
        number = self._number_at(event.y)
        if number is None:
            return
        if number == self.cursor:
            self.post_message(self.Opened(number))
        else:
            self.post_message(self.Moved(number))

    def watch_cursor(self) -> None:
        """Redraw: the cursor has a line of its own colour."""
        self.refresh()


def _stars(stop: Stop) -> Content:
    """Draw a star for each medal, in their fixed order; hollow where it is to be won."""
    if stop.progress is None:
        return Content(" " * _STARS)
    bright = "$text-muted" if stop.earlier else "$accent"
    won = [medal in stop.progress.medals for medal in MEDALS]
    return Content.assemble(*(("★", bright) if one else ("☆", "$text-muted") for one in won))


def _points(stop: Stop) -> Content:
    if stop.under_way is not None and not stop.walked:
        return Content.styled("begun".rjust(_POINTS), "$accent")
    if stop.progress is None:
        return Content(" " * _POINTS)
    text = f"{stop.progress.points:.1f}".rjust(_POINTS)
    return Content.styled(text, "$text-muted" if stop.earlier else "$foreground")
