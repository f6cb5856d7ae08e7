"""The reveal: the map uncovers outward from the flag, and both tracks are walked out.

Then the player reads what happened, or steps through the hike once more; compares it
with blind walks; and watches blind hikers on the same ground, each in the rival's place.
The ground is looked at and painted in a thread, once for a size, and the certificate is
read there too; the animation only draws. Any key skips it, and where motion is unwelcome
there is none.
"""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Final, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.theme import Theme
from textual.widgets import Markdown, Static

from hikergame.hikers.examples import examples_for, with_example
from hikergame.hikers.reveal import Reveal
from hikergame.survey import Minimum, find_minima
from hikergame.survey.certificate import Standing, certificate_of, standings
from hikergame.tui.actions import Scope, action, bindings_for, key_label
from hikergame.tui.board import Pane, depth_of, lay_out_at_once
from hikergame.tui.drawing.row import forget_styles
from hikergame.tui.keybar import KeyBar
from hikergame.tui.reveal import captions
from hikergame.tui.reveal.grace import Grace
from hikergame.tui.reveal.map_board import MapBoard
from hikergame.tui.reveal.panels import Caption, Descents, ScorePanel, curves_of
from hikergame.tui.reveal.playback import Playback
from hikergame.tui.reveal.prospect import Prospect, prospect
from hikergame.tui.reveal.showing import Showing
from hikergame.tui.reveal.standing import StandingBoard
from hikergame.tui.reveal.timeline import Timeline
from hikergame.tui.theme import palette_of

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_PANELS: Final = 47
"""Columns of the panels on a wide screen, as the style sheet has it."""
_ROOMY: Final = (110, 36)
"""Columns and rows from which on the score may take what height it needs."""
_AT_ONCE: Final = {
    *("reveal.next", "reveal.again", "reveal.leave", "app.help", "app.command_palette"),
    *("reveal.debrief", "reveal.compare", "reveal.example"),
}
"""What is done at once, though the first showing is still on: all that opens something."""


class _Known(NamedTuple):
    """What is found out once about a hike, whatever the size of the map."""

    minima: tuple[Minimum, ...]
    standings: tuple[Standing, ...]
    """Its place among blind walks; none where the level has no certificate."""


def _look(reveal: Reveal) -> _Known:
    certificate = certificate_of(reveal.level)
    placed = () if certificate is None else standings(certificate, reveal.player)
    return _Known(find_minima(reveal.level.landscape), placed)


def _steps(reveal: Reveal) -> int:
    """Return the steps of the longer track."""
    walks = (reveal.player, reveal.rival)
    return max(len(walk.track) for walk in walks if walk is not None) - 1


class RevealScreen(Showing):
    """What a finished hike looks like with open eyes."""

    BINDINGS = bindings_for(Scope.REVEAL)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
    CSS_PATH = "reveal.tcss"
    AUTO_FOCUS = ""

    class Next(Message):
        """The player wants to go on to the next level."""

    class Again(Message):
        """The player wants to walk this level once more."""

    class Left(Message):
        """The player is done looking."""

    class Surveyed(Message):
        """The map for the present size is painted."""

        def __init__(self, prospect: Prospect) -> None:
            """Carry the map."""
            super().__init__()
            self.prospect = prospect

    def __init__(
        self,
        reveal: Reveal,
        *,
        animate: bool = True,
        has_next: bool = True,
        sudden: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Reveal a hike; `animate` as the settings say, `has_next` if there is a next level.

        It is `sudden` after a last step: keys that were meant for the hike do nothing then.
        `clock` counts seconds.

        Raises ValueError for ground of more than two dimensions, which has no map.
        """
        if reveal.level.dims > 2:
            raise ValueError(f"a map shows 1 or 2 dimensions, not {reveal.level.dims}")
        super().__init__(_steps(reveal), animate=animate, clock=clock)
        self._own = self._reveal = reveal
        self._examples = (None, *examples_for(reveal))
        self._example = 0
        self._has_next = has_next
        self._known: _Known | None = None
        self._shown = False
        self._grace = Grace.before() if sudden else Grace()

    def compose(self) -> ComposeResult:
        """Lay out map and panels."""
        lay_out_at_once(self)
        yield Static(self._title, id="title", markup=False)
        with Pane(id="field"):
            with Pane(id="left"):
                yield MapBoard(id="map")
                yield Caption(self._reveal)
                yield StandingBoard(self._reveal.level, id="standing")
            with Pane(id="right"):
                yield ScorePanel(self._reveal, id="score")
                yield Descents(curves_of(self._reveal), self._reveal.level.steps, id="descents")
                with VerticalScroll(id="story"):
                    yield Markdown(self._told(), open_links=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Get everything ready that does not need the map."""
        story = self.query_one("#story")
        story.border_title, story.border_subtitle = "What happened", self._more
        self._fit_score()
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self._look_around()
        self.call_after_refresh(self._begin_grace)

    def _begin_grace(self) -> None:
        self._grace = self._grace.begun(self._clock())

    def on_unmount(self) -> None:
        """Let go of the theme, which would hold on to the screen, and of the map's colours."""
        self.app.theme_changed_signal.unsubscribe(self)
        forget_styles()

    def _told(self) -> str:
        """Return what happened, in Markdown."""
        placed = None if self._known is None else self._known.standings
        return captions.story(self._reveal, self._own, placed)

    @property
    def _more(self) -> str:
        """What else there is to see, by key: the key bar has no room for it on a narrow screen."""
        keys = {one.binding.id: key for key, one in self.active_bindings.items()}
        more = [action("reveal.compare"), action("reveal.example")]
        return " · ".join(
            f"{key_label(keys[one.id])} {one.label}" for one in more if one.id in keys
        )

    @property
    def _title(self) -> str:
        """The level's title, and whose walk is shown as an example."""
        title, rival = self._own.level.title, self._reveal.rival
        return (
            title if rival is None or not self._example else f"{title} · as {rival.title} walked it"
        )

    def _fit_score(self) -> None:
        """Let the score say all there is to say where there is room."""
        width, height = self.app.size
        roomy = width >= _ROOMY[0] and height >= _ROOMY[1]
        self.query_one(ScorePanel).fit(_PANELS if roomy else None)

    def _show(self) -> None:
        self.query_one(MapBoard).show(self._playback.moment)
        self.query_one(Caption).show(self._playback.step)
        self.query_one(Descents).show(self._playback.step)

    # The map.

    def on_resize(self, _event: events.Resize) -> None:
        """Paint the map for the new size, once the panels have theirs."""
        self._fit_score()
        self.call_after_refresh(self._survey)

    def _theme_changed(self, _theme: Theme) -> None:
        self._survey()

    @work(group="look")
    async def _look_around(self) -> None:
        """Find out, in a thread, what is known whatever the size of the map, or if it is seen."""
        known = await asyncio.to_thread(_look, self._own)
        self._known = known
        self.query_one(StandingBoard).look(known.standings)
        self.query_one(Markdown).update(self._told())
        self._survey()

    def _survey(self) -> None:
        board, known = self.query_one(MapBoard), self._known
        if known is not None and board.size.width and board.size.height:
            self._paint(known.minima, *board.room)

    @work(exclusive=True, group="survey")
    async def _paint(self, minima: tuple[Minimum, ...], width: int, height: int) -> None:
        """Paint the ground, in a thread; a newer size or theme forestalls it."""
        palette, depth = palette_of(self.app.current_theme), depth_of(self.app)
        view = await asyncio.to_thread(
            prospect, self._reveal, minima, width, height, palette, depth
        )
        self.post_message(self.Surveyed(view))

    def on_reveal_screen_surveyed(self, message: Surveyed) -> None:
        """Show the map; uncover it if it is the first, as soon as nothing stands in its place."""
        message.stop()
        self.query_one(MapBoard).look(message.prospect)
        self.query_one(Caption).look(message.prospect)
        covered = self.has_class("-reading") or self.has_class("-comparing")
        if not self._shown and not covered:
            self._shown = True
            self._show_first()
        self._show()

    # What the player does.

    def on_key(self, event: events.Key) -> None:
        """Skip the first showing with any key, and with some do more than that."""
        active = self.active_bindings.get(event.key)
        now = self._clock()
        if self._grace.holds(now) and (active is None or active.node is self):
            self._grace = self._grace.after_key(now)
            event.stop()
            event.prevent_default()
            return
        self._skip_with(event, _AT_ONCE)

    def on_descents_pointed(self, message: Descents.Pointed) -> None:
        """Go to the step that was pointed at."""
        self._play(self._playback.at_step(message.step))

    def action_debrief(self) -> None:
        """Give what happened the map's place, or the map its own again."""
        reading = not self.has_class("-reading")
        self.remove_class("-comparing")
        self.set_class(reading, "-reading")
        if reading:
            self._play(self._playback.held())
            self.query_one("#story").focus()
        else:
            self.set_focus(None)
            self.call_after_refresh(self._survey)

    def action_compare(self) -> None:
        """Give the player's place among blind walks the map's place, or the map its own again."""
        comparing = not self.has_class("-comparing")
        self.remove_class("-reading")
        self.set_class(comparing, "-comparing")
        self.set_focus(None)
        if comparing:
            self._play(self._playback.held())
        else:
            self.call_after_refresh(self._survey)

    @work(exclusive=True, group="example")
    async def action_example(self) -> None:
        """Show the next blind hiker's walk in the rival's place, or the rival's own again."""
        self._example = (self._example + 1) % len(self._examples)
        name = self._examples[self._example]
        self._stop_timer()
        reveal = self._own
        if name is not None:
            reveal = await asyncio.to_thread(with_example, self._own, name)
        self._beside(reveal)

    def _beside(self, reveal: Reveal) -> None:
        """Show the hike beside another walk, from the trailhead once its map is painted."""
        self._reveal = reveal
        self.query_one("#title", Static).update(self._title)
        self.query_one(Caption).tell(reveal)
        self.query_one(ScorePanel).tell(reveal.rival if self._example else None)
        self._fit_score()
        self.query_one(Descents).tell(curves_of(reveal))
        self.query_one(Markdown).update(self._told())
        self._playback = Playback(Timeline(_steps(reveal))).finished()
        self._shown = False
        self.remove_class("-reading", "-comparing")
        self.set_focus(None)
        self.call_after_refresh(self._survey)

    def action_next(self) -> None:
        """Go on to the next level."""
        self.post_message(self.Next())

    def action_again(self) -> None:
        """Walk this level once more."""
        self.post_message(self.Again())

    def action_leave(self) -> None:
        """Look at the map again, or go back to the trail."""
        if self.has_class("-reading"):
            self.action_debrief()
        elif self.has_class("-comparing"):
            self.action_compare()
        else:
            self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next level only where there is one."""
        if action == "next":
            return self._has_next
        return super().check_action(action, parameters)
