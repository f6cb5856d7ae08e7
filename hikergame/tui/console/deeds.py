"""What a teacher does in a room, key by key; each is asked first where it cannot be undone.

It goes through a `Teacher`, which is the line to the room or stands for it in a test. What
comes of it is in the next view of the room; nothing waits for an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final, Protocol

from textual import work
from textual.message import Message
from textual.screen import Screen

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do, Done, SeatView
from hikergame.errors import HikergameError
from hikergame.tui.actions import Scope, bindings_for
from hikergame.tui.console.asking import GUARD, AskScreen, RecoveryScreen, TypeScreen
from hikergame.tui.console.desk import Desk, Page
from hikergame.tui.console.next_step import FINISH, NextStep, next_step

_HASTY: Final = 10
"""Guards for which a round has only just ended: one enter too many must not uncover it."""
_UNASKED: Final = "The round has only just ended. Uncover its map before the class is asked?"
_OVER = (Phase.CLOSED, Phase.REVEALED)
_RUNNING = (Phase.WALKING, Phase.PAUSED)


class Teacher(Protocol):
    """What does something in the room."""

    async def command(
        self,
        do: Do,
        *,
        hiker: str | None = None,
        name: str | None = None,
        team: str | None = None,
    ) -> Done:
        """Have something done. Raises HikergameError with the reason why not."""


class Deeds(Screen[None]):
    """A screen on which a room is led; whoever builds upon it shows `desk`."""

    BINDINGS = bindings_for(Scope.CONSOLE)

    @dataclass
    class Left(Message):
        """The teacher wants to leave, and has been asked."""

    class SaveWanted(Message):
        """The teacher wants the results."""

    def __init__(
        self, teacher: Teacher, *, farewell: Callable[[Desk], tuple[str, str]], guard: float = GUARD
    ) -> None:
        """Teach through `teacher`; `farewell` returns what is asked before leaving, and the yes.

        A key does nothing for `guard` seconds after what it does has changed, and a map is
        uncovered only after a question for ten times as long.
        """
        super().__init__()
        self.desk = Desk()
        """What is known of the room."""
        self._teacher = teacher
        self._farewell = farewell
        self._guard = guard
        self._deaf_until = self._hasty_until = 0.0

    def turn_deaf(self) -> None:
        """Let no key go on at once: what it does is another thing now."""
        now = monotonic()
        self._deaf_until = now + self._guard
        self._hasty_until = now + _HASTY * self._guard

    def action_next(self) -> None:
        """Do what comes next; ask first where it cannot be undone."""
        if self.desk.view is not None and monotonic() >= self._deaf_until:
            self._take(next_step(self.desk.view))

    def _take(self, step: NextStep) -> None:
        if step.do is not None:
            hasty = step.do is Do.REVEAL and monotonic() < self._hasty_until
            self._ask_and_do(_UNASKED if hasty else step.question, step.says, step.do)

    def _ask_and_do(
        self, question: str | None, yes: str, do: Do, seat: SeatView | None = None
    ) -> None:
        """Do something, after a question if there is one."""
        hiker = None if seat is None else seat.hiker

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._do(do, hiker=hiker)

        if question is None:
            self._do(do, hiker=hiker)
        else:
            self.app.push_screen(AskScreen(question, yes, guard=self._guard), answered)

    @work(group="command")
    async def _do(
        self,
        do: Do,
        *,
        hiker: str | None = None,
        name: str | None = None,
        team: str | None = None,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Have something done; say why not."""
        try:
            done = await self._teacher.command(do, hiker=hiker, name=name, team=team)
        except HikergameError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return
        if then is not None:
            then(done)

    def action_pause(self) -> None:
        """Hold the round, or let it go on."""
        self._do(Do.RESUME if self.desk.phase is Phase.PAUSED else Do.PAUSE)

    def action_freeze(self) -> None:
        """Let the board stand still, or go on."""
        view = self.desk.view
        if view is not None:
            self._do(Do.THAW if view.room.frozen else Do.FREEZE)

    def action_lock(self) -> None:
        """Lock the room, or open it."""
        view = self.desk.view
        if view is not None:
            self._do(Do.UNLOCK if view.room.locked else Do.LOCK)

    def action_code(self) -> None:
        """Hide the code, or show it."""
        view = self.desk.view
        if view is not None:
            self._do(Do.SHOW_CODE if view.room.code is None else Do.HIDE_CODE)

    def action_full(self) -> None:
        """Let the board name everybody, or a few."""
        view = self.desk.view
        if view is not None:
            self._do(Do.SHORT_BOARD if view.board.full else Do.FULL_BOARD)

    def action_end(self) -> None:
        """End the round."""
        view = self.desk.view
        if view is not None:
            question = next_step(view).question if self.desk.phase is Phase.WALKING else None
            number = view.room.round
            asked = question or f"End round {number} for everybody?"
            self._ask_and_do(asked, f"end round {number}", Do.CLOSE)

    def action_skip_on(self) -> None:
        """Go on to the next round."""
        covered = "Go on without uncovering the map? It stays covered for good."
        question = covered if self.desk.phase is Phase.CLOSED else None
        self._ask_and_do(question, "go on", Do.NEXT)

    def action_finish(self) -> None:
        """End the lesson."""
        self._ask_and_do(FINISH, "finish", Do.FINISH)

    def action_save(self) -> None:
        """Ask for the results."""
        self.post_message(self.SaveWanted())

    # One of the class

    def action_rename(self) -> None:
        """Type another name."""
        seat = self.desk.seat
        if seat is None:
            return

        def typed(name: str | None) -> None:
            if name and name.strip():
                self._do(Do.RENAME, hiker=seat.hiker, name=name)

        self.app.push_screen(
            TypeScreen(f"Another name for {seat.name}", seat.name, yes="rename"), typed
        )

    def action_remove(self) -> None:
        """Ask, and remove somebody."""
        seat = self.desk.seat
        if seat is not None:
            question = f"Remove {seat.name} from the room? The seat is gone for good."
            self._ask_and_do(question, "remove", Do.REMOVE, seat)

    def action_hand_back(self) -> None:
        """Make a new recovery code, and show it."""
        seat, view = self.desk.seat, self.desk.view
        if seat is None or view is None:
            return
        command = f"hikergame join {view.address} {view.code} --recover "

        def show(done: Done) -> None:
            code = done.recovery or ""
            self.app.push_screen(RecoveryScreen(seat.name, code, command + code))

        self._do(Do.HAND_BACK, hiker=seat.hiker, then=show)

    def action_team(self) -> None:
        """Let somebody walk for the next team."""
        seat, view = self.desk.seat, self.desk.view
        if seat is None or view is None or not view.room.teams:
            return
        teams = view.room.teams
        here = teams.index(seat.team) if seat.team in teams else -1
        self._do(Do.SET_TEAM, hiker=seat.hiker, team=teams[(here + 1) % len(teams)])

    def action_leave(self) -> None:
        """Ask, and leave."""

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.post_message(self.Left())

        question, yes = self._farewell(self.desk)
        self.app.push_screen(AskScreen(question, yes, guard=self._guard), answered)

    @property
    def undoing(self) -> dict[str, str]:
        """What the keys are called, by action, that take back what is so now."""
        view = self.desk.view
        if view is None:
            return {}
        so = {
            ("console.pause", "Go on"): self.desk.phase is Phase.PAUSED,
            ("console.freeze", "Thaw"): view.room.frozen,
            ("console.lock", "Unlock"): view.room.locked,
            ("console.code", "Show"): view.room.code is None,
        }
        return {action: word for (action, word), is_so in so.items() if is_so}

    @property
    def fitting(self) -> frozenset[str]:
        """The actions that can be done now, of those that sometimes cannot."""
        return frozenset(name for name, fits in _FITS.items() if fits(self.desk))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        fits = _FITS.get(action)
        return super().check_action(action, parameters) if fits is None else fits(self.desk)


def _somebody(desk: Desk) -> bool:
    """Tell whether the cursor is seen on somebody."""
    return desk.page is not Page.REVEAL and desk.seat is not None


_FITS: Final[dict[str, Callable[[Desk], bool]]] = {
    "pause": lambda desk: desk.phase in (Phase.COUNTDOWN, *_RUNNING),
    "freeze": lambda desk: desk.phase not in (Phase.LOBBY, Phase.FINISHED),
    "lock": lambda desk: desk.view is not None and not desk.finished,
    "code": lambda desk: desk.view is not None and not desk.finished,
    "full": lambda desk: desk.view is not None and not desk.finished,
    "end": lambda desk: desk.phase in _RUNNING,
    "skip_on": lambda desk: desk.phase in _OVER,
    "finish": lambda desk: desk.phase in (Phase.LOBBY, *_OVER),
    "rename": _somebody,
    "remove": _somebody,
    "hand_back": _somebody,
    "find": lambda desk: desk.page is not Page.REVEAL,
    "team": lambda desk: _somebody(desk) and desk.view is not None and bool(desk.view.room.teams),
}
"""When each key can be pressed; those that are not here, always."""
