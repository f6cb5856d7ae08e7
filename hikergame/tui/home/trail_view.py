"""The trail drawn: chapters, levels, medals and points, with a cursor that the keys move."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from hikergame.tui.home.trail import MEDALS, PATH_WIDTH, Row, Stage, Stop, Trail, rows

_STARS = 3
_POINTS = 6
_MARGIN = 1

TALL = 30
"""Rows of terminal from which on each level gets two."""


class TrailView(ScrollView):
    """The whole trail, scrolled so that the cursor is in view; drawn line by line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TrailView {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Moved(Message):
        """The mouse put the cursor on a level."""

        number: int

    @dataclass
    class Opened(Message):
        """The mouse asked for the level under the cursor."""

        number: int

    def __init__(self, trail: Trail, cursor: int, *, tall: bool) -> None:
        """Draw a trail with the cursor on a level, as `show` does."""
        super().__init__()
        self.can_focus = False
        self._trail = trail
        self._cursor = cursor
        self._rows = list(rows(trail, tall=tall))
        self.virtual_size = Size(0, len(self._rows))

    def on_mount(self) -> None:
        """Bring the cursor into view."""
        self.call_after_refresh(self._seek)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.call_after_refresh(self._seek)

    def show(self, trail: Trail, cursor: int, *, tall: bool) -> None:
        """Draw another trail; on two rows a level where there is height.

        The cursor is -1 while it is elsewhere.
        """
        self._trail = trail
        self._rows = list(rows(trail, tall=tall))
        self.virtual_size = Size(0, len(self._rows))
        self.move(cursor)

    def move(self, cursor: int) -> None:
        """Put the cursor on another level, and bring it into view."""
        self._cursor = cursor
        self.refresh()
        self._seek()
        self.call_after_refresh(self._seek)  # once there is a layout for the trail as it is now

    def _seek(self) -> None:
        self.scroll_to_region(self._region_of(max(0, self._cursor)), animate=False, force=True)

    def _region_of(self, number: int) -> Region:
        """Return where a level stands, with its chapter's heading if that is just above."""
        for y, row in enumerate(self._rows):
            if row.stop == number:
                above = min(y, 2)
                while above and not any(one.stage for one in self._rows[y - above : y]):
                    above -= 1
                return Region(0, y - above, 1, 1 + above)
        return Region(0, 0, 1, 1)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        line = self._drawn(self._rows[number], width) if number < len(self._rows) else Content("")
        return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]

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
        here = number == self._cursor
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

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to a level; on the level under the cursor, go there."""
        y = event.y + self.scroll_offset.y
        number = self._rows[y].stop if 0 <= y < len(self._rows) else None
        if number is not None:
            again = number == self._cursor
            self.post_message(self.Opened(number) if again else self.Moved(number))


def _stars(stop: Stop) -> Content:
    """Draw a star for each medal, in their fixed order; hollow where it is to be won."""
    if stop.progress is None:
        return Content(" " * _STARS)
    bright = "$text-muted" if stop.earlier else "$accent"
    won = [medal in stop.progress.medals for medal in MEDALS]
    return Content.assemble(*(("★", bright) if one else ("☆", "$text-muted") for one in won))


def _points(stop: Stop) -> Content:
    if stop.under_way is not None:
        return Content.styled("begun".rjust(_POINTS), "$accent")
    if stop.progress is None:
        return Content(" " * _POINTS)
    text = f"{stop.progress.points:.1f}".rjust(_POINTS)
    return Content.styled(text, "$text-muted" if stop.earlier else "$foreground")
