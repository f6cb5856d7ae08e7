"""A widget that shows `Cells` and sends only those that changed to the terminal.

A board draws itself anew as a value (`draw`), compares it with what it shows, and
refreshes the spans that differ: a key that moves a needle repaints the needle. Drawing
never lays anything out.
"""

from collections.abc import Iterable, Iterator, Sequence

from textual import events
from textual.app import App
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from hikergame.tui.drawing.cells import Cells, Span
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.row import Row, segment
from hikergame.tui.theme import Palette, palette_of

_GENEROUS = 1.25
"""How many cells may be painted anew for each that has changed."""
_DEPTHS = {"truecolor": Depth.TRUE, "256": Depth.INDEXED}


def depth_of(app: App[object]) -> Depth:
    """Return how many colours the app's terminal shows."""
    if app.no_color:
        return Depth.NONE
    return _DEPTHS.get(app.console.color_system or "", Depth.SIXTEEN)


def lay_out_at_once(screen: Screen[None]) -> None:
    """Give a screen that is being composed the classes of its breakpoints.

    Textual gives them after the first layout, which would be seen for a moment.
    """
    width, height = screen.app.size
    for size, breakpoints in (
        (width, screen.HORIZONTAL_BREAKPOINTS or []),
        (height, screen.VERTICAL_BREAKPOINTS or []),
    ):
        fitting = [(least, name) for least, name in breakpoints if size >= least]
        if fitting:
            screen.set_class(True, max(fitting)[1], update=False)


def _regions(spans: Iterable[Span]) -> Iterator[Region]:
    """Return regions that hold spans of rows in order, few even where some are a little larger.

    Textual takes its time over each.
    """
    box: Region | None = None
    cells = 0
    for span in spans:
        width = span.stop - span.start
        row = Region(span.start, span.row, width, 1)
        both = row if box is None else box.union(row)
        if box is not None and both.area > _GENEROUS * (cells + width):
            yield box
            both, cells = row, 0
        box, cells = both, cells + width
    if box is not None:
        yield box


class Pane(Widget):
    """A container that shows nothing of its own, and costs a frame next to nothing."""

    BLANK = True
    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; layout: vertical; overflow: hidden; }"


class Board(Widget):
    """A rectangle of cells that redraws by difference."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._shown: Cells | None = None
        self._rows: dict[int, Strip] = {}
        self._palette: Palette | None = None

    def draw(self, width: int, height: int) -> Cells:
        """Return the board as it should look now, `width` x `height` cells."""
        raise NotImplementedError

    @property
    def palette(self) -> Palette:
        """The colours to draw with."""
        if self._palette is None:
            self._palette = palette_of(self.app.current_theme)
        return self._palette

    @property
    def depth(self) -> Depth:
        """The colours that the terminal has."""
        return depth_of(self.app)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's filters, but for the one that looks for colours we never use."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    @property
    def _inside(self) -> tuple[int, int]:
        """Columns and rows within the frame, as of the rows that Textual asks for.

        In the middle of a change of layout, `size` may still be that of the layout before.
        """
        outer, frame = self.outer_size, self.styles.gutter
        return max(0, outer.width - frame.width), max(0, outer.height - frame.height)

    @property
    def _on_screen(self) -> bool:
        """Whether the board takes part in the screen's layout: hidden ones do not."""
        try:
            self.screen.find_widget(self)
        except (NoScreen, NoWidget):
            return False
        return True

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)

    def on_unmount(self) -> None:
        """Follow it no longer: a signal holds on to all that listen, and to their screens."""
        self.app.theme_changed_signal.unsubscribe(self)

    def _theme_changed(self, _theme: Theme) -> None:
        self._palette = None
        self.forget()

    def forget(self) -> None:
        """Draw the whole board anew at the next frame."""
        self._shown = None
        self._rows.clear()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw for the new size."""
        self.forget()

    def redraw(self) -> None:
        """Draw the board, and have the terminal paint what has changed."""
        if not self._on_screen:
            # To refresh what is hidden, Textual would lay out the whole screen anew.
            self._shown = None
            self._rows.clear()
            return
        if self._shown is None:
            self.forget()  # `render_line` will draw it, when it is next looked at.
            return
        before, self._shown = self._shown, self.draw(*self._inside)
        if (before.width, before.height) != (self._shown.width, self._shown.height):
            self._rows.clear()
            self.refresh()
            return
        spans = self._shown.differences(before)
        if spans:
            top = self.gutter.top
            for span in spans:
                self._rows.pop(span.row + top, None)
            self.refresh(*_regions(spans))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the board and of the frame around it.

        Textual asks for all rows at every frame. It would dress each in borders and styles
        anew; ours are ready to be shown, and are kept until they change.
        """
        width = self.outer_size.width
        strips = [self._row(y, width) for y in crop.line_range]
        for one in self.get_line_filters():
            strips = [strip.apply_filter(one, self.background_colors[1]) for strip in strips]
        start, stop = crop.column_span
        if (start, stop) != (0, width):
            strips = [strip.crop(start, stop) for strip in strips]
        return strips

    def _row(self, y: int, width: int) -> Strip:
        """Return a row of the widget, which is `width` cells wide with its frame."""
        strip = self._rows.get(y)
        if strip is None or strip.cell_length != width:
            strip = self._rows[y] = (
                self._framed(y, width) if self.gutter.top else self.render_line(y)
            )
        return strip

    def _framed(self, y: int, width: int) -> Strip:
        """Return a row with the frame's part in it; title and subtitle stand in its edges."""
        ink, paper = self.palette.border, self.palette.surface
        last = y == self.outer_size.height - 1
        if y > 0 and not last:
            inner = self.render_line(y - 1)
            if isinstance(inner, Row):
                return inner.framed("│", ink, paper)
            post = segment("│", ink, paper)
            return Strip([post, *inner, post], width)
        left, right = "╰╯" if last else "╭╮"
        words = (self.border_subtitle if last else self.border_title) or ""
        title = f" {words} " if words and len(words) + 6 <= width else ""
        if words and not title:
            title = f" {words[: max(0, width - 7)]}… "[: max(0, width - 4)]
        rail = "─" * (width - 3 - len(title))
        parts = ((f"{left}─", ink), (title, self.palette.muted), (f"{rail}{right}", ink))
        return Strip([segment(text, colour, paper) for text, colour in parts if text], width)

    def render_line(self, y: int) -> Strip:
        """Return one row of the board."""
        if self._shown is None or (self._shown.width, self._shown.height) != self._inside:
            self._shown = self.draw(*self._inside)
        if y >= self._shown.height:
            # In the middle of a change of size, Textual asks for rows of the size before.
            return Strip.blank(self._shown.width)
        return self._shown.row(y)
