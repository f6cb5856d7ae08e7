"""A widget that shows `Cells` and sends only those that changed to the terminal.

A board draws itself anew as a value (`draw`), compares it with what it shows, and
refreshes the spans that differ: a key that moves a needle repaints the needle. Drawing
never lays anything out.
"""

from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.errors import NoWidget
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.theme import Palette, palette_of

_DEPTHS = {"truecolor": Depth.TRUE, "256": Depth.INDEXED}


def depth_of(app: App[object]) -> Depth:
    """Return how many colours the app's terminal shows."""
    if app.no_color:
        return Depth.NONE
    return _DEPTHS.get(app.console.color_system or "", Depth.SIXTEEN)


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

    def draw(self, width: int, height: int) -> Cells:
        """Return the board as it should look now, `width` x `height` cells."""
        raise NotImplementedError

    @property
    def palette(self) -> Palette:
        """The colours to draw with."""
        return palette_of(self.app.current_theme)

    @property
    def depth(self) -> Depth:
        """The colours that the terminal has."""
        return depth_of(self.app)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's filters, but for the one that looks for colours we never use."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    @property
    def _on_screen(self) -> bool:
        """Whether the board takes part in the screen's layout: hidden ones do not."""
        try:
            self.screen.find_widget(self)
        except NoWidget:
            return False
        return True

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)

    def _theme_changed(self, _theme: Theme) -> None:
        self.forget()

    def forget(self) -> None:
        """Draw the whole board anew at the next frame."""
        self._shown = None
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw for the new size."""
        self.forget()

    def redraw(self) -> None:
        """Draw the board, and have the terminal paint what has changed."""
        if self._shown is None or not self._on_screen:
            self._shown = None  # `render_line` will draw it, when it is next looked at.
            self.refresh()
            return
        before, self._shown = self._shown, self.draw(*self.size)
        if (before.width, before.height) != (self._shown.width, self._shown.height):
            self.refresh()
            return
        regions = [
            Region(span.start, span.row, span.stop - span.start, 1)
            for span in self._shown.differences(before)
        ]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Return one row of the board."""
        if self._shown is None or (self._shown.width, self._shown.height) != self.size:
            self._shown = self.draw(*self.size)
        if y >= self._shown.height:
            # In the middle of a change of size, Textual asks for rows of the size before.
            return Strip.blank(self._shown.width)
        return self._shown.strip(y)
