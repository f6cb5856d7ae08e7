"""The console's screen: what a teacher sees of the room. It holds a `Desk` and draws it."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Final

from textual.app import ComposeResult

from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.tui.actions import Action, Scope, action, actions_for, key_label, keys_of
from hikergame.tui.base import BaseApp
from hikergame.tui.board import Pane, depth_of, lay_out_at_once
from hikergame.tui.console.asking import GUARD, TypeScreen
from hikergame.tui.console.boards import (
    NextBoard,
    PeopleBoard,
    PlanBoard,
    RevealBoard,
    StandingBoard,
    Titled,
)
from hikergame.tui.console.deeds import Deeds, Teacher
from hikergame.tui.console.desk import Desk, Page
from hikergame.tui.console.invitation import CodeBoard, QrBoard
from hikergame.tui.console.keys import KeysScreen, keys_words
from hikergame.tui.console.next_step import next_step
from hikergame.tui.console.people import found
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.keybar import KeyBar

_TICK: Final = 0.5
"""Seconds between two looks at the clock."""
_BAR: Final = {"app.help": "Keys", "app.command_palette": ""}
"""What the bar calls help, and that it leaves the palette to the page of keys."""
_COLUMNS = [(0, "-narrow"), (120, "-wide")]
_ROWS = [(0, "-low"), (34, "-tall")]


class ConsoleScreen(Deeds):
    """Where a teacher leads a class."""

    HORIZONTAL_BREAKPOINTS = _COLUMNS
    VERTICAL_BREAKPOINTS = _ROWS
    CSS_PATH = "console.tcss"
    AUTO_FOCUS = ""

    def __init__(
        self,
        teacher: Teacher,
        *,
        farewell: Callable[[Desk], tuple[str, str]],
        guard: float = GUARD,
    ) -> None:
        """Teach as `Deeds` do."""
        super().__init__(teacher, farewell=farewell, guard=guard)
        self._composed = False
        self._keys: tuple[frozenset[str], dict[str, str]] = (frozenset(), {})
        """What could be done, and what was to be undone, when the keys were looked at last."""
        self._title, self._next = Titled(), NextBoard()
        self._code, self._qr, self._plan = CodeBoard(), QrBoard(), PlanBoard()
        self._reveal = RevealBoard()
        self._standing = (StandingBoard(), StandingBoard())
        self._people = (PeopleBoard(), PeopleBoard())

    def compose(self) -> ComposeResult:
        """Lay out the pages, of which one is seen."""
        lay_out_at_once(self)
        yield self._title
        with Pane(id="invitation", classes="field"):
            with Pane(classes="column"):
                yield self._code
                yield self._people[0]
            with Pane(classes="column beside"):
                yield self._qr
                yield self._plan
        with Pane(id="board", classes="field"):
            yield self._standing[0]
            yield self._people[1]
        with Pane(id="reveal-page", classes="field"):
            yield self._standing[1]
            yield self._reveal
        yield self._next
        yield KeyBar(lambda: _BAR | self.undoing)

    def on_mount(self) -> None:
        """Follow the clock."""
        self._composed = True
        self.set_interval(_TICK, self._tick)
        self._show()

    # What is known

    def see(self, view: TeacherView) -> None:
        """Show how the room stands."""
        turned = self.desk.view is not None and view.room.phase is not self.desk.phase
        if turned:
            self.turn_deaf()
        self.desk = self.desk.seen(view, monotonic())
        self._show()

    def lose(self, reason: str) -> None:
        """Show that the line is broken."""
        self.desk = replace(self.desk, offline=reason)
        self._show()

    def read_out(self, words: RevealWords) -> None:
        """Show what is said of a round."""
        self.desk = replace(self.desk, words=words)
        self._show()

    def _show(self) -> None:
        """Bring all boards up to date, and the keys that can be pressed."""
        if not self._composed:
            return  # the first view may be quicker than the screen
        for page in Page:
            self.set_class(self.desk.page is page, f"-{page.value}")
        for board in self._standing:
            board.look(self.desk)
        for people in self._people:
            people.look(self.desk, monotonic())
        self._qr.look(self.desk, self._key("console.swap"))
        self._plan.look(self.desk)
        self._reveal.look(self.desk, self._key("console.page-up"), self._key("console.page-down"))
        self._tell_time()
        keys = self.fitting, self.undoing
        if keys != self._keys:  # looking at all keys costs as much as painting a board
            self._keys = keys
            self.refresh_bindings()

    def _tick(self) -> None:
        """Let time pass on what shows it, the list of who is away included."""
        self._tell_time()
        if self.desk.page is not Page.REVEAL:
            self._listed.look(self.desk, monotonic())

    def _tell_time(self) -> None:
        now = monotonic()
        self._title.look(self.desk, now)
        self._next.look(self.desk, self._key("console.next"), now)
        self._code.look(self.desk, now)

    def _key(self, action_id: str) -> str:
        app = self.app
        key_map = app.settings.keys if isinstance(app, BaseApp) else {}
        return key_label(keys_of(action(action_id), key_map)[0])

    # What is seen

    def all_keys(self) -> KeysScreen:
        """Return a page of all keys, as they are now."""
        key_map = self.app.settings.keys if isinstance(self.app, BaseApp) else {}
        doing = frozenset(entry.method for entry in actions_for(Scope.CONSOLE) if self._does(entry))
        seat, view = self.desk.seat, self.desk.view
        who = None if seat is None else seat.name
        step = {} if view is None else {"console.next": next_step(view).says}
        words = step | self.undoing
        return KeysScreen(*(keys_words(column, key_map, doing, words, who) for column in (0, 1)))

    def _does(self, entry: Action) -> bool:
        """Tell whether an action does something now."""
        if entry.id == "console.next":
            return self.desk.view is not None and next_step(self.desk.view).do is not None
        return bool(self.check_action(entry.method, ()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now; the QR code is drawn right wherever there are colours."""
        if action == "swap":
            seen = self.desk.page is Page.INVITATION and self.desk.view is not None
            return seen and depth_of(self.app) is Depth.NONE
        return super().check_action(action, parameters)

    def on_next_board_pressed(self, message: NextBoard.Pressed) -> None:
        """Do what the mouse has chosen."""
        message.stop()
        self.action_next()

    def action_find(self) -> None:
        """Type a name, and go there."""

        def typed(text: str | None) -> None:
            seat = found(self.desk.seats, text or "")
            if seat is not None:
                self._point(seat.hiker)
            elif text:
                self.notify(f"Nobody here is called {text}.", markup=False)

        self.app.push_screen(TypeScreen("Whom? A part of the name is enough.", yes="find"), typed)

    def action_page(self) -> None:
        """See another page."""
        self.desk = self.desk.turned()
        self._show()

    def action_order(self) -> None:
        """List people in another order."""
        self.desk = replace(self.desk, order=self.desk.order.next)
        self._show()

    def action_swap(self) -> None:
        """Draw the QR code for a terminal that is light, or dark, after all."""
        self.desk = replace(self.desk, swapped=not self.desk.swapped)
        self._show()

    def action_titles(self) -> None:
        """Uncover what the levels are called, or cover it."""
        self.desk = replace(self.desk, titles=not self.desk.titles)
        self._show()

    def on_people_board_pointed(self, message: PeopleBoard.Pointed) -> None:
        """Put the cursor where the mouse is."""
        message.stop()
        self._point(message.hiker)

    def _point(self, hiker: str) -> None:
        self.desk = replace(self.desk, cursor=hiker)
        self._show()

    @property
    def _listed(self) -> PeopleBoard:
        """The list of people that is seen."""
        return self._people[0 if self.desk.page is Page.INVITATION else 1]

    def _move(self, places: int) -> None:
        self.desk = self.desk.moved(places)
        self._show()

    def action_up(self) -> None:
        """Move the cursor up."""
        self._move(-self._listed.columns)

    def action_down(self) -> None:
        """Move the cursor down."""
        self._move(self._listed.columns)

    def action_left(self) -> None:
        """Move the cursor left."""
        self._move(-1)

    def action_right(self) -> None:
        """Move the cursor right."""
        self._move(1)

    def action_page_up(self) -> None:
        """Move a page up, or read further up."""
        self._turn(-1)

    def action_page_down(self) -> None:
        """Move a page down, or read further down."""
        self._turn(1)

    def _turn(self, pages: int) -> None:
        if self.desk.page is Page.REVEAL:
            self._reveal.turn(pages)
        else:
            self._move(pages * self._listed.columns * self._listed.rows)

    def action_first(self) -> None:
        """Move the cursor to the first."""
        self._move(-len(self.desk.seats))

    def action_last(self) -> None:
        """Move the cursor to the last."""
        self._move(len(self.desk.seats))
