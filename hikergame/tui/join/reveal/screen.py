"""A round of a class with open eyes, in the pupil's own terminal.

The map uncovers from the end of the pupil's way; then all ways run together, the
algorithms' and, if they are asked for, everybody's. It is given the server's reveal as a
value. The ground is painted in a thread, once for a size.
"""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final

import numpy as np
from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.theme import Theme
from textual.widgets import Markdown, Static

from hikergame.classroom.client.promise import Verdict
from hikergame.classroom.messages.walking import Result
from hikergame.classroom.messages.watching import RevealView
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.board import Board, Pane, depth_of, lay_out_at_once
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.row import forget_styles
from hikergame.tui.drawing.words import write_lines
from hikergame.tui.join.reveal.company import Company, Shown, shown
from hikergame.tui.join.reveal.relief import site_of
from hikergame.tui.join.reveal.words import (
    caption_lines,
    list_words,
    own_words,
    story_words,
    title_words,
)
from hikergame.tui.keybar import KeyBar
from hikergame.tui.reveal.map_board import MapBoard
from hikergame.tui.reveal.panels import Curve, Descents
from hikergame.tui.reveal.playback import Playback
from hikergame.tui.reveal.prospect import Prospect, picture_of
from hikergame.tui.reveal.showing import Showing
from hikergame.tui.reveal.timeline import Timeline
from hikergame.tui.theme import palette_of

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_AT_ONCE: Final = {"round.leave", "round.ready", "app.help"}
"""What is done at once, though the first showing is still on."""


class ClassCaption(Board):
    """Beneath the map: what the marks mean, and where walkers stood after a step."""

    def __init__(self, view: RevealView) -> None:
        super().__init__()
        self._view = view
        self._prospect: Prospect | None = None
        self._walks: list[Shown] = []
        self._step = 0

    def look(self, prospect: Prospect, walks: list[Shown]) -> None:
        """Say what this map's marks are."""
        self._prospect, self._walks = prospect, walks
        self.redraw()

    def show(self, step: int) -> None:
        """Speak of another step."""
        if step != self._step:
            self._step = step
            self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Write legend and step."""
        cells = Cells(width, height, ink=self.palette.muted, paper=self.palette.background)
        if self._prospect is not None and height > 1:
            told = self._view, self._prospect, self._walks, self._step
            room, in_glyphs = (width - 2, height), not self.depth.blends
            write_lines(cells, caption_lines(*told, self.palette, room, in_glyphs=in_glyphs))
        return cells


class ClassReveal(Showing):
    """What a round looks like once the blindfolds are off."""

    BINDINGS = bindings_for(Scope.ROUND)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
    CSS_PATH = "reveal.tcss"
    AUTO_FOCUS = ""

    class Ready(Message):
        """The pupil is ready for the next round."""

    class Left(Message):
        """The pupil is done looking."""

    class Painted(Message):
        """The map for the present size and company is painted."""

        def __init__(self, prospect: Prospect, walks: list[Shown]) -> None:
            """Carry the map, and whose ways are on it."""
            super().__init__()
            self.prospect = prospect
            self.walks = walks

    def __init__(
        self,
        view: RevealView,
        you: str,
        result: Result | None,
        *,
        verdict: Verdict | None = None,
        animate: bool = True,
        can_get_ready: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Reveal a round to the hiker whose id is `you`; `clock` counts seconds.

        Raises ValueError for ground of more than two dimensions, which has no map, and for
        a ground that makes no sense.
        """
        if view.dims > 2:
            raise ValueError(f"a map shows 1 or 2 dimensions, not {view.dims}")
        super().__init__(view.steps, animate=animate, clock=clock)
        self._view = view
        self._site = site_of(view)
        self._you = you
        self._result = result
        self._verdict = verdict
        self._can_get_ready = can_get_ready
        self._company = Company.ALGORITHMS
        self._shown = False
        self._told = Content("")
        self._news = Static(self._told, id="news")

    @property
    def round(self) -> int:
        """The number of the round that is revealed."""
        return self._view.round

    def compose(self) -> ComposeResult:
        """Lay out map and panels."""
        lay_out_at_once(self)
        with Pane(id="head"):
            yield Static(title_words(self._view, self._company.value), id="title")
            yield self._news
        with Pane(id="field"):
            with Pane(id="left"):
                yield MapBoard(id="map")
                yield ClassCaption(self._view)
            with Pane(id="right"):
                yield Static(own_words(self._view, self._you, self._result), id="own")
                yield Descents((), self._view.steps, id="descents")
                with VerticalScroll(id="walks", can_focus=False):
                    yield Static(id="rows")
                with VerticalScroll(id="story"):
                    yield Static(self._story, id="told")
                    yield Markdown(self._view.debrief, open_links=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the panels, and follow the theme."""
        titles = (("own", "You"), ("walks", "Who came how far"), ("story", "What happened"))
        for name, title in titles:
            self.query_one(f"#{name}").border_title = title
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)

    def on_unmount(self) -> None:
        """Let go of the theme, which would hold on to the screen, and of the map's colours."""
        self.app.theme_changed_signal.unsubscribe(self)
        forget_styles()

    def take(self, result: Result) -> None:
        """Show what the pupil's walk came to, where it is told later than the map."""
        self._result = result
        if self.is_mounted:
            self.query_one("#own", Static).update(own_words(self._view, self._you, result))
            self.query_one("#told", Static).update(self._story)

    def judge(self, verdict: Verdict) -> None:
        """Show whether it was the ground that had been promised, where that is known later."""
        self._verdict = verdict
        if self.is_mounted:
            self.query_one("#told", Static).update(self._story)

    @property
    def _story(self) -> Content:
        """What happened, in words."""
        return story_words(self._view, self._result, self._verdict)

    def tell(self, news: Content, *, can_get_ready: bool) -> None:
        """Show news of the room."""
        if news != self._told:
            self._told = news
            self._news.update(news)
        if can_get_ready != self._can_get_ready:
            self._can_get_ready = can_get_ready
            self.refresh_bindings()

    # The map.

    def on_resize(self, _event: events.Resize) -> None:
        """Paint the map for the new size, once the panels have theirs."""
        self.call_after_refresh(self._survey)

    def _theme_changed(self, _theme: Theme) -> None:
        self._survey()

    def _survey(self) -> None:
        board = self.query_one(MapBoard)
        if board.size.width and board.size.height:
            self._paint(*board.room)

    @work(exclusive=True, group="survey")
    async def _paint(self, width: int, height: int) -> None:
        """Paint the ground in a thread; a newer size, company or theme forestalls it."""
        palette, depth = palette_of(self.app.current_theme), depth_of(self.app)
        view, site, you, company = self._view, self._site, self._you, self._company

        def painted() -> ClassReveal.Painted:
            walks = shown(view, you, company, palette)
            ways = [one.way for one in walks]
            return self.Painted(picture_of(site, ways, (width, height), palette, depth), walks)

        self.post_message(await asyncio.to_thread(painted))

    def on_class_reveal_painted(self, message: Painted) -> None:
        """Show the map; uncover it if it is the first."""
        message.stop()
        self.query_one(MapBoard).look(message.prospect)
        self.query_one(ClassCaption).look(message.prospect, message.walks)
        self.query_one(Descents).tell(_curves(message.walks))
        self.query_one("#rows", Static).update(list_words(self._view, message.walks, self._you))
        if not self._shown:
            self._shown = True
            steps = max((len(one.walk.track) - 1 for one in message.walks), default=0)
            self._playback = Playback(Timeline(steps))
            self._show_first()
        self._show()

    def _show(self) -> None:
        self.query_one(MapBoard).show(self._playback.moment)
        self.query_one(ClassCaption).show(self._playback.step)
        self.query_one(Descents).show(self._playback.step)

    # What the pupil does.

    def on_key(self, event: events.Key) -> None:
        """Skip the first showing with any key, and with some do more than that."""
        self._skip_with(event, _AT_ONCE)

    def on_descents_pointed(self, message: Descents.Pointed) -> None:
        """Go to the step that was pointed at."""
        self._play(self._playback.at_step(message.step))

    def action_company(self) -> None:
        """See other walks on the map."""
        self._company = self._company.next
        self.query_one("#title", Static).update(title_words(self._view, self._company.value))
        self._survey()

    def action_debrief(self) -> None:
        """Give what happened the map's place, or the map its own again."""
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        if reading:
            self._play(self._playback.held())
            self.query_one("#story").focus()
        else:
            self.set_focus(None)
            self.call_after_refresh(self._survey)  # the window may have changed meanwhile

    def action_ready(self) -> None:
        """Be ready for the next round."""
        self.post_message(self.Ready())

    def action_leave(self) -> None:
        """Look at the map again, or go back to the room."""
        if self.has_class("-reading"):
            self.action_debrief()
        else:
            self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is to do just now."""
        if action == "ready":
            return self._can_get_ready
        return super().check_action(action, parameters)


def _curves(walks: list[Shown]) -> list[Curve]:
    """Return how many halvings each walk had come to, for those that have taken a step."""
    return [
        Curve(np.array(one.walk.halvings), one.yours, one.ink_beside)
        for one in walks
        if one.walk.halvings
    ]
