"""The room's screen: what is going on, who the pupil is, and what he can do.

It is given how the pupil stands, as a value, and answers with messages.
"""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hikergame.classroom.messages.base import Phase
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.board import Pane, lay_out_at_once
from hikergame.tui.join.attendance import Attendance
from hikergame.tui.join.room.digits import large
from hikergame.tui.join.room.words import (
    line_words,
    now_words,
    room_words,
    standing_words,
    you_words,
)
from hikergame.tui.keybar import KeyBar

_COLUMNS = [(0, "-narrow"), (110, "-wide")]
_OFFERS = ("open", "ready", "practise", "notebook")
"""What can be done at some times only."""


class RoomScreen(Screen[None]):
    """Where a pupil waits, and comes back to."""

    BINDINGS = bindings_for(Scope.ROOM)
    HORIZONTAL_BREAKPOINTS = _COLUMNS
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
        self._told: dict[str, Content] = {}
        self._offered: tuple[bool | None, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out what is going on at the left, who and where beside it."""
        lay_out_at_once(self)
        with Pane(id="head"):
            yield Static(id="name")
            yield Static(id="line")
        with Pane(id="field"):
            with VerticalScroll(id="now", can_focus=False):
                yield Static(id="headline")
                yield Static(id="figure")
                yield Static(id="said")
            with Pane(id="side"):
                yield Static(id="you")
                yield Static(id="room")
                with VerticalScroll(id="standing", can_focus=False):
                    yield Static(id="rows")
        yield KeyBar()

    def on_mount(self) -> None:
        """Name the panels, and fill them."""
        for name, title in (("you", "You"), ("room", "The room"), ("standing", "How all stand")):
            self.query_one(f"#{name}").border_title = title
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
            "rows": standing or Content(""),
        }
        with self.app.batch_update():
            for name, words in told.items():
                if self._told.get(name) != words:
                    self.query_one(f"#{name}", Static).update(words)
            self.query_one("#figure").display = bool(now.figure)
            self.query_one("#standing").display = standing is not None
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
