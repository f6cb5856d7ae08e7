"""The pupil's app: which screen is seen in a class, and who answers whom. Only a switchboard.

The room's screen lies at the bottom, the hike and the reveal above it. What happens in the
room comes from the connection, which lives in the app's own event loop and blocks nobody;
how the pupil stands is a value, and which screen is seen follows from it.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from pathlib import Path
from time import monotonic
from typing import ClassVar, TypeVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.client.connection import (
    Changed,
    Connection,
    Ended,
    Happening,
    Walked,
)
from hikergame.classroom.client.promise import verdict
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.client.seats import HeldSeat
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.walking import Refused, Result
from hikergame.classroom.messages.watching import RevealView
from hikergame.errors import ExitCode, HikergameError
from hikergame.profile import Profile
from hikergame.tui.actions import Scope
from hikergame.tui.join.aside import ask
from hikergame.tui.join.attendance import SEEN_DIMS, Attendance
from hikergame.tui.join.hike.news import after_round, news
from hikergame.tui.join.hike.screen import ClassHike
from hikergame.tui.join.practising import PractisingApp
from hikergame.tui.join.reveal.screen import ClassReveal
from hikergame.tui.join.room.screen import RoomScreen
from hikergame.tui.reveal.screen import RevealScreen

T = TypeVar("T")

_TICK = 0.25
"""Seconds between two looks at the clock."""
_AGAIN = 1.0
"""Seconds until the server is asked again for what it could not answer."""
_ON = (Phase.COUNTDOWN, Phase.WALKING, Phase.PAUSED)
"""When practice and maps are put away."""
_NOT_NOW = "not just now: the step is not taken"


def _palette() -> type[Provider]:
    """Load what the palette searches when it is first opened."""
    from hikergame.tui.palette.provider import Actions

    return Actions


class JoinApp(PractisingApp):
    """One pupil's seat in a room."""

    COMMANDS: ClassVar = {_palette}
    SCOPES = (Scope.ROOM, Scope.HIKE, Scope.ROUND, Scope.REVEAL, Scope.HELP)
    SMALL = "Or leave with ^q, and walk in words: add --plain."
    # Textual reads the style sheets of screens that are pushed, not of the one to begin with.
    CSS_PATH = Path(__file__).with_name("room") / "room.tcss"

    def __init__(
        self,
        address: Address,
        code: str,
        seat: HeldSeat,
        *,
        profile: Profile | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take a seat that is held already; `clock` counts seconds."""
        self.at = Attendance(f"{address} {code}", seat.name, seat.recovery)
        self._clock = clock
        super().__init__(profile or Profile())
        self._seat = address, seat.token
        self.connection = Connection(*self._seat)
        self._called = 0
        """The last round to whose hike the pupil was called; he may leave it."""
        self._asked: tuple[int, Phase] | None = None
        """When it was last asked how all have fared."""
        self._view: RevealView | None = None
        """The last round that was seen with open eyes."""

    def get_default_screen(self) -> Screen[None]:
        """Begin in the room."""
        return RoomScreen(self.at, self._clock())

    def on_mount(self) -> None:
        """Go to the room."""
        self._attend()
        self.set_interval(_TICK, self._tick)

    async def on_unmount(self) -> None:
        """Hang up; the seat stays."""
        await self.connection.close()

    # What happens in the room

    @work
    async def _attend(self) -> None:
        """Hear what happens until the connection ends for good."""
        try:
            async with aclosing(aiter(self.connection)) as happenings:
                async for happening in happenings:
                    self._hear(happening)
        except HikergameError as error:
            self._tell(str(error))
            self.exit(error.exit_code)

    def _hear(self, happening: Happening) -> None:
        """Take in what has happened, and show what is to be seen then."""
        before, self.at = self.at, self.at.after(happening, self._clock())
        if before.room is not None and before.name != self.at.name:
            self.notify(f"Your teacher has renamed you: {self.at.name}.", markup=False)
        match happening:
            case Walked(walk=walk):
                self._walked(walk)
            case Refused():
                self._refused(happening)
            case Result():
                self._take_result(happening)
            case Ended():
                self._give_way()
            case Changed(room=room) if room.phase in _ON:
                self._give_way()
        self._follow()

    def _walked(self, walk: RemoteWalk) -> None:
        """Show what is felt after a step, unless that step is still on its way."""
        hike = self._hike
        if hike is not None and hike.round == walk.round and not self.connection.waiting:
            hike.follow(walk)

    def _refused(self, refused: Refused) -> None:
        """Say why something was refused; after a step, another one may be taken."""
        hike = self._hike
        if hike is not None and refused.step is not None:
            # A step that the server could not keep is sent again, and waited for.
            (hike.remark if self.connection.waiting else hike.stay)(refused.text)
        else:
            self.notify(refused.text, severity="warning", markup=False)

    def _follow(self) -> None:
        """Show the screen that belongs to how the pupil stands, and tell all screens of it."""
        at, walk, hike = self.at, self.at.this_walk, self._hike
        here = at.walking and walk is not None and hike is not None and hike.round == walk.round
        if hike is not None and hike.live and not here:
            self.go_home()
        if at.walking and walk is not None and self._called < walk.round:
            self._called = walk.round
            self._walk(walk)
        if at.room is not None and at.phase in (Phase.REVEALED, Phase.FINISHED):
            asked = (at.room.round, at.room.phase)
            if self._asked != asked:
                self._asked = asked
                self._look(*asked)
                if at.phase is Phase.REVEALED:
                    self._uncover(at.room.round)
        self._tick()

    def _tick(self) -> None:
        """Show the moment: clocks go on while nothing happens."""
        now = self._clock()
        home = self.screen_stack[0]
        if isinstance(home, RoomScreen):
            home.show(self.at, now)
        hike = self._hike
        if hike is not None:
            told = news(self.at, now, waiting=self.connection.waiting)
            hike.tell(told, held=self.at.held)
        if isinstance(self.screen, ClassReveal):
            self.screen.tell(after_round(self.at), can_get_ready=self.at.can_get_ready)

    # On the hike

    @property
    def _hike(self) -> ClassHike | None:
        """The hike's screen, if it is there, covered or not."""
        found = (screen for screen in self.screen_stack if isinstance(screen, ClassHike))
        return next(found, None)

    def _walk(self, walk: RemoteWalk, *, live: bool = True) -> None:
        """Show a hike; one that is not `live` is a notebook to be read."""
        waiting, held = self.connection.waiting, self.at.held
        told = news(self.at, self._clock(), waiting=waiting)
        guided = self.settings.guide
        self.go(ClassHike(walk, told, guided=guided, held=held, live=live, waiting=waiting))

    def on_class_hike_wished(self, wish: ClassHike.Wished) -> None:
        """Take a step, or plant the flag, if it is that of the place where the pupil stands."""
        walk, hike = self.connection.walk, self._hike
        if walk is None or hike is None or self.connection.waiting:
            return
        if (wish.round, wish.step) != (walk.round, walk.step) or walk.over or self.at.held:
            hike.stay(_NOT_NOW)
        elif wish.displacement is None:
            self.connection.plant_flag()
        else:
            self.connection.step(tuple(wish.displacement.tolist()))

    def on_hike_screen_left(self) -> None:
        """Go back to the room."""
        self.host = None
        self.go_home()

    # In the room

    def on_room_screen_opened(self) -> None:
        """Go on with the hike, or look at the map."""
        walk, view = self.at.this_walk, self._view
        if self.at.walking and walk is not None:
            self._walk(walk)
        elif view is not None and (
            self.at.phase is Phase.FINISHED or self.at.is_revealed(view.round)
        ):
            self._reveal(view)

    def on_room_screen_notebook_chosen(self) -> None:
        """Read the notebook of the hike that is over."""
        walk = self.at.finished_walk
        if walk is not None:
            self._walk(walk, live=False)

    def on_room_screen_ready(self) -> None:
        """Tell the teacher that the pupil is ready."""
        self.connection.ready()

    def on_room_screen_left(self) -> None:
        """Leave the room."""
        self.action_leave_game()

    # With open eyes

    @work(exclusive=True, group="look")
    async def _look(self, number: int, phase: Phase) -> None:
        """Ask how all stand, and show it."""

        def fits() -> bool:
            return self.at.is_revealed(number) and self.at.phase is phase

        board = await self._answer(partial(http.board, *self._seat), fits)
        if board is not None:
            self.at = self.at.beside(board)
            self._tick()

    @work(exclusive=True, group="map")
    async def _uncover(self, number: int) -> None:
        """Ask for a round's map, and show it; where the next one has begun it would be late."""
        address, token = self._seat
        question = partial(http.reveal, address, number, token)
        view = await self._answer(question, lambda: self.at.is_revealed(number))
        if view is not None:
            self._open_eyes(view)

    async def _answer(self, question: Callable[[], T], fits: Callable[[], bool]) -> T | None:
        """Ask until there is an answer; None once the room has gone on, and it fits no more."""
        while fits():
            try:
                answer = await ask(question)
            except HikergameError:
                await asyncio.sleep(_AGAIN)
            else:
                return answer if fits() else None
        return None

    def _open_eyes(self, view: RevealView) -> None:
        """Show the map, unless the pupil is somewhere where it would be in the way."""
        self._view = view
        self._judge(view)
        hike = self._hike
        if isinstance(self.screen, RoomScreen) or (hike is not None and self.screen is hike):
            self._reveal(view)
        self._tick()

    @work(exclusive=True, group="judge")
    async def _judge(self, view: RevealView) -> None:
        """Look into whether this was the round that had been promised, and say so."""
        at, walk = self.at, self.at.this_walk
        if at.you is None or at.room is None or at.room.round != view.round:
            return
        promised = self.connection.promises.get(view.round)
        found = await ask(partial(verdict, view, promised, walk, at.you.hiker))
        if self._view is view:
            self.at = self.at.judged(found)
            if found.kept is False:
                self.notify(found.says, severity="error", timeout=30, markup=False)
            screen = next((one for one in self.screen_stack if isinstance(one, ClassReveal)), None)
            if screen is not None and screen.round == view.round:
                screen.judge(found)
            self._tick()

    def _reveal(self, view: RevealView) -> None:
        if view.dims > SEEN_DIMS or self.at.you is None:
            return
        try:
            screen = ClassReveal(
                view,
                self.at.you.hiker,
                self.at.result_of(view.round),
                verdict=self.at.verdict,
                animate=not self.settings.reduced_motion,
                can_get_ready=self.at.can_get_ready,
            )
            self.go(screen)
        except ValueError as error:
            self.notify(f"The map cannot be drawn: {error}.", severity="warning", markup=False)

    def _take_result(self, result: Result) -> None:
        """Add what the pupil's walk came to, to a map that is seen already."""
        screen = self.screen
        if isinstance(screen, ClassReveal) and screen.round == result.round:
            screen.take(result)

    def on_class_reveal_ready(self) -> None:
        """Tell the teacher that the pupil is ready."""
        self.connection.ready()

    def on_class_reveal_left(self) -> None:
        """Go back to the room."""
        self.go_home()

    def _give_way(self) -> None:
        """Put practice and maps away, for the round or for the end."""
        self.drop_errand()
        if self.host is not None or isinstance(self.screen, RevealScreen | ClassReveal):
            self.host = None
            self.go_home()

    def on_reveal_screen_left(self) -> None:
        """Go back to the room."""
        self.go_home()


def run(address: Address, code: str, seat: HeldSeat) -> ExitCode:
    """Walk in a room until the pupil leaves; the seat stays his. Return the exit code."""
    app = JoinApp(address, code, seat)
    result = app.run()
    app.keeper.close()
    for sentence in app.take_untold():
        print(sentence, file=sys.stderr)
    return ExitCode(app.return_code or 0 if result is None else result)
