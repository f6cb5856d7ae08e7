"""The room's screen: what is going on, who the pupil is, and what he can do.

It is given how the pupil stands, as a value, and answers with messages.
"""

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from hikergame.classroom.messages.base import Phase
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.board import Pane, lay_out_at_once
from hikergame.tui.home.masthead import hill_lines
from hikergame.tui.join.attendance import Attendance
from hikergame.tui.join.room.digits import large
from hikergame.tui.join.room.words import (
    line_words,
    now_words,
    room_words,
    standing_words,
    verdict_words,
    you_words,
)
from hikergame.tui.keybar import KeyBar
from hikergame.tui.theme import palette_of

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_ROWS = [(0, "-low"), (36, "-tall")]
_PARTS = ("name", "line", "headline", "figure", "said", "you", "room", "verdict", "rows")
_OFFERS = ("open", "ready", "practise", "notebook")
"""What can be done at some times only."""


class Hills(Widget):
    """Hills to look at while one waits, where there is room for them."""

    def render(self) -> RenderResult:
        """Draw them."""
        lines = hill_lines(*self.size, palette_of(self.app.current_theme))
        return Content("\n").join(lines)


class RoomScreen(Screen[None]):
    """Where a pupil waits, and comes back to."""

    BINDINGS = bindings_for(Scope.ROOM)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
    VERTICAL_BREAKPOINTS = _ROWS
    AUTO_FOCUS = ""

    class Opened(Message):
        """The pupil goes on with the hike, or looks at the map."""

    class Ready(Message):
        """The pupil is ready."""

    class PractiseChosen(Message):
        """The pupil walks elsewhere meanwhile."""

    class NotebookChosen(Message):
        """The pupil looks at the notebook of the hike that is over."""

    class Left(Message):
        """The pupil leaves the room."""

    def __init__(self, at: Attendance, now: float) -> None:
        """Show how a pupil stands at a moment, in seconds."""
        super().__init__()
        self._at = at
        self._now = now
        self._parts = {name: Static(id=name) for name in _PARTS}
        self._standing = VerticalScroll(id="standing", can_focus=False)
        self._told: dict[str, Content] = {}
        self._offered: tuple[bool | None, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out what is going on at the left, who and where beside it."""
        lay_out_at_once(self)
        with Pane(id="head"):
            yield self._parts["name"]
            yield self._parts["line"]
        with Pane(id="field"):
            with Pane(id="main"):
                with VerticalScroll(id="now", can_focus=False):
                    yield self._parts["headline"]
                    yield self._parts["figure"]
                    yield self._parts["said"]
                yield Hills(id="hills")
            with Pane(id="side"):
                yield self._parts["you"]
                yield self._parts["room"]
                with self._standing:
                    yield self._parts["verdict"]
                    yield self._parts["rows"]
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the panels, and fill them."""
        self._parts["you"].border_title = "You"
        self._parts["room"].border_title = "The room"
        self._standing.border_title = "How all stand"
        self._fill()

    def show(self, at: Attendance, now: float) -> None:
        """Show how the pupil stands at a moment, in seconds."""
        self._at, self._now = at, now
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        at, now = self._at, now_words(self._at, self._now)
        standing = standing_words(at)
        told = {
            "name": Content(at.room.name if at.room is not None else at.invitation),
            "line": line_words(at),
            "headline": Content(now.headline),
            "figure": Content("\n".join(large(now.figure)) if now.figure else ""),
            "said": Content("\n\n").join(now.said),
            "you": you_words(at),
            "room": room_words(at),
            "verdict": verdict_words(at),
            "rows": standing or Content(""),
        }
        if told != self._told:
            with self.app.batch_update():
                for name, words in told.items():
                    if self._told.get(name) != words:
                        self._parts[name].update(words)
                self._parts["figure"].display = bool(now.figure)
                self._standing.display = standing is not None
            self._told = told
        offers = tuple(self.check_action(name, ()) for name in _OFFERS)
        if offers != self._offered:
            self._offered = offers
            self.refresh_bindings()

    # What the pupil does.

    def action_open(self) -> None:
        """Go on with the hike, or look at the map."""
        self.post_message(self.Opened())

    def action_ready(self) -> None:
        """Be ready."""
        self.post_message(self.Ready())

    def action_practise(self) -> None:
        """Walk elsewhere meanwhile."""
        self.post_message(self.PractiseChosen())

    def action_notebook(self) -> None:
        """Look at the notebook of the hike that is over."""
        self.post_message(self.NotebookChosen())

    def action_leave(self) -> None:
        """Leave the room."""
        self.post_message(self.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is to do just now."""
        at = self._at
        match action:
            case "open":
                return at.walking or at.can_see_map
            case "ready":
                return at.can_get_ready
            case "practise":
                return at.phase is Phase.LOBBY and at.ended is None
            case "notebook":
                return at.finished_walk is not None
            case _:
                return super().check_action(action, parameters)
