"""Home: the trail with all levels, what was won on them, and what is next.

The cursor begins on the hike that is under way, else on the level to play next, so that
Enter is all it takes. The screen shows what it is given and says what was chosen; it
reads no files and knows no engine.
"""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hikergame.profile import UnderWay
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.home.detail import Detail, described
from hikergame.tui.home.masthead import Masthead
from hikergame.tui.home.trail import Stop, Trail
from hikergame.tui.home.trail_view import TALL, TrailView
from hikergame.tui.keybar import KeyBar

BANNER = -1
"""Where the cursor is while it is on the hike under way, above the first level."""

_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]


class HomeScreen(Screen[None]):
    """The trail."""

    BINDINGS = bindings_for(Scope.HOME)
    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    # A grid, not nested containers: each layer that is painted costs the first frame dearly.
    DEFAULT_CSS = """
    HomeScreen {
        background: $background;
        layout: grid;
        grid-size: 2;
        grid-columns: 4fr 3fr;
        grid-rows: 4 1fr;
    }
    HomeScreen Masthead, HomeScreen #banner { column-span: 2; }
    HomeScreen #banner {
        height: auto;
        margin: 1 1 0 1;
        padding: 0 1;
        background: $surface;
        border-left: thick $accent 40%;
        display: none;
    }
    HomeScreen #banner.-here { border-left: thick $accent; background: $panel; }
    HomeScreen TrailView { margin: 1 0 0 1; }
    HomeScreen Detail { max-width: 60; margin: 1 1 0 2; }
    HomeScreen.-resumable { grid-rows: 4 2 1fr; }
    HomeScreen.-resumable #banner { display: block; }
    HomeScreen.-tall { grid-columns: 76 1fr; grid-rows: 6 1fr; }
    HomeScreen.-tall #banner { padding: 1; }
    HomeScreen.-tall Detail { padding: 1 2; }
    HomeScreen.-tall.-resumable { grid-rows: 6 4 1fr; }
    """

    @dataclass
    class LevelChosen(Message):
        """The player wants to walk a level."""

        level_id: str

    @dataclass
    class ResumeChosen(Message):
        """The player wants to go on with a hike under way."""

        hike: UnderWay

    @dataclass
    class ForgetChosen(Message):
        """The player will not go on with a hike under way."""

        hike: UnderWay

    @dataclass
    class PastChosen(Message):
        """The player wants to see the past hikes of a level."""

        level_id: str

    class SettingsChosen(Message):
        """The player wants to change settings."""

    def __init__(self, trail: Trail) -> None:
        """Show a trail from the first frame on."""
        super().__init__()
        self._trail = trail
        self._cursor = BANNER if trail.resumable else trail.next
        self._tall = False

    def compose(self) -> ComposeResult:
        """Lay out few widgets, filled from the start: the first frame waits for each of them."""
        self.set_class(self._trail.resumable is not None, "-resumable", update=False)
        self._tall = self.app.size.height >= TALL
        yield Masthead(self._trail)
        yield Static(self._banner(), id="banner", classes="-here")
        yield TrailView(self._trail, self._cursor, tall=self._tall)
        yield Detail(*self._chosen())
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the trail anew when there is height for two rows a level, or no more."""
        tall = event.size.height >= TALL
        if tall != self._tall:
            self._tall = tall
            self._draw()

    def show(self, trail: Trail, cursor: int | None = None) -> None:
        """Show the trail as it is now, and put the cursor on a level."""
        self._trail = trail
        if cursor is not None:
            self._cursor = cursor
        if self._cursor == BANNER and trail.resumable is None:
            self._cursor = trail.next
        self.set_class(trail.resumable is not None, "-resumable")
        self._draw()
        self.refresh_bindings()

    @property
    def cursor(self) -> int:
        """The number of the level under the cursor, or `BANNER`."""
        return self._cursor

    def _draw(self) -> None:
        self.query_one(Masthead).show(self._trail)
        self.query_one(TrailView).show(self._trail, self._cursor, tall=self._tall)
        self._draw_words()

    def _draw_words(self) -> None:
        banner = self.query_one("#banner", Static)
        banner.set_class(self._cursor == BANNER, "-here")
        banner.update(self._banner())
        self.query_one(Detail).show(*self._chosen())

    def _banner(self) -> Content:
        hike = self._trail.resumable
        if hike is None:
            return Content("")
        here = self._cursor == BANNER
        go_on = [("Enter", "bold $accent"), (" to go on.", "$foreground")]
        return Content.assemble(
            ("▸ " if here else "  ", "$accent"),
            ("A hike is under way: ", "$foreground"),
            (hike.title, "bold $foreground"),
            (f", step {hike.step} of {hike.steps}. ", "$text-muted"),
            *(go_on if here else [("Go up here to go on.", "$text-muted")]),
        )

    def _chosen(self) -> tuple[str, Content]:
        """Return the title of the level under the cursor, and the words about it."""
        stop = self._stop
        if stop is None:
            return "", Content("")
        stage = next(stage for stage in self._trail.stages if stop in stage.stops)
        words = described(stop)
        if self._tall:
            words = Content.assemble(words, "\n\n", (stage.summary, "italic $text-muted"))
        return f"{stage.title} {stop.entry.number}", words

    @property
    def _stop(self) -> Stop | None:
        """The level under the cursor; that of the hike under way while it is there."""
        stops = self._trail.stops
        number: int | None = self._cursor
        if self._cursor == BANNER and self._trail.resumable is not None:
            resumable = self._trail.resumable
            number = self._trail.number_of(resumable.level_id, resumable.path)
        return stops[number] if number is not None and 0 <= number < len(stops) else None

    def _move(self, number: int) -> None:
        first = BANNER if self._trail.resumable else 0
        self._cursor = min(max(number, first), len(self._trail.stops) - 1)
        self.query_one(TrailView).move(self._cursor)
        self._draw_words()
        self.refresh_bindings()

    def action_up(self) -> None:
        """Move to the level before."""
        self._move(self._cursor - 1)

    def action_down(self) -> None:
        """Move to the level after."""
        self._move(self._cursor + 1)

    def action_first(self) -> None:
        """Move to the first level."""
        self._move(0)

    def action_last(self) -> None:
        """Move to the last level."""
        self._move(len(self._trail.stops) - 1)

    def action_chapter_up(self) -> None:
        """Move to the beginning of this chapter, or of the one before."""
        before = [start for start in self._chapter_starts() if start < self._cursor]
        self._move(before[-1] if before else BANNER)

    def action_chapter_down(self) -> None:
        """Move to the beginning of the chapter after this."""
        after = [start for start in self._chapter_starts() if start > self._cursor]
        self._move(after[0] if after else len(self._trail.stops) - 1)

    def _chapter_starts(self) -> list[int]:
        starts, number = [], 0
        for stage in self._trail.stages:
            if stage.stops:
                starts.append(number)
            number += len(stage.stops)
        return starts

    def action_open(self) -> None:
        """Go to the level under the cursor, or on with the hike under way."""
        if self._cursor == BANNER and self._trail.resumable is not None:
            self.post_message(self.ResumeChosen(self._trail.resumable))
        elif self._stop is not None:
            self.post_message(self.LevelChosen(self._stop.entry.id))

    def action_forget(self) -> None:
        """Forget the hike under way."""
        if self._trail.resumable is not None:
            self.post_message(self.ForgetChosen(self._trail.resumable))

    def action_past(self) -> None:
        """See the past hikes of the level under the cursor."""
        if self._stop is not None:
            self.post_message(self.PastChosen(self._stop.entry.id))

    def action_settings(self) -> None:
        """Change settings."""
        self.post_message(self.SettingsChosen())

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is: past hikes, a hike under way to forget."""
        if action == "past":
            return self._stop is not None and self._stop.progress is not None
        if action == "forget":
            return self._cursor == BANNER and self._trail.resumable is not None
        return super().check_action(action, parameters)

    def on_trail_view_moved(self, message: TrailView.Moved) -> None:
        """Follow the mouse."""
        self._move(message.number)

    def on_trail_view_opened(self, message: TrailView.Opened) -> None:
        """Go where the mouse asks."""
        self._move(message.number)
        self.action_open()

    def on_click(self, event: events.Click) -> None:
        """Go on with the hike under way when its banner is clicked."""
        if event.widget is not None and event.widget.id == "banner":
            self._move(BANNER)
            self.action_open()
