"""Telling everybody what has happened, no oftener than they can use it.

What concerns one hiker is told at once. What concerns all, the state of the room and the
boards, is told soon where it matters and a few times a second at most otherwise; it is
made, and written as JSON, once for all who read it.
"""

import asyncio
import logging
import time
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import GATES, Event, Kind
from hikergame.classroom.messages.base import RoomView
from hikergame.classroom.messages.walking import (
    Begun,
    Removed,
    Replaced,
    RoomChanged,
    Welcome,
    Why,
)
from hikergame.classroom.room import views
from hikergame.classroom.server.clockwork import now_ms
from hikergame.classroom.server.crowd import AnyLine, Crowd
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.line import NORMAL
from hikergame.classroom.server.shown import Shown
from hikergame.classroom.server.wire import Refusal, encode

if TYPE_CHECKING:
    from hikergame.classroom.server.place import Place

_LOG = logging.getLogger(__name__)

_PERIOD = 0.4
"""Seconds between two tellings of what is not urgent."""
_PAUSE = 0.1
"""Seconds between two tellings of what is."""
_COUNTS = 1.0
"""Seconds between two tellings to hikers that only some count has changed."""
_AT_ONCE = 25
"""Hikers who are told in one go; then whoever waits for an answer has his turn."""
_BREATH = 0.003

_URGENT = GATES | {
    Kind.ROOM_LOCKED,
    Kind.ROOM_UNLOCKED,
    Kind.CODE_HIDDEN,
    Kind.CODE_SHOWN,
    Kind.SETTINGS_CHANGED,
    Kind.BOARD_FROZEN,
    Kind.BOARD_THAWED,
    Kind.HIKER_REMOVED,
    Kind.HIKER_RENAMED,
}
_OF_ONE = {Kind.HIKER_RENAMED, Kind.HIKER_MOVED_TEAM}
_WALKED = {Kind.MOVED, Kind.FLAG_PLANTED}
_UNREADABLE = "The server cannot read this round's ground. Tell your teacher."


class Herald:
    """Tells of one room to the crowd of this process."""

    def __init__(self, ledger: Ledger, crowd: Crowd, place: "Place") -> None:
        self._ledger = ledger
        self._crowd = crowd
        self.shown = Shown(ledger, crowd, place)
        """What boards and consoles are shown."""
        self._urgent = asyncio.Event()
        self._last: RoomView | None = None
        self._stale: set[str] = set()
        self._counts_at = 0.0

    # What one is told

    def room_text(self) -> str:
        """Return the room as everybody may know it."""
        return encode(self._view())

    def welcome(self, hiker: str) -> Welcome:
        """Return all that a hiker may know. Refusal where his ground cannot be read."""
        room = self._ledger.room
        try:
            walk = views.walk_view(room, hiker)
        except RoomError as error:
            _LOG.error("%s", error)
            raise Refusal(Why.MISTAKE, _UNREADABLE) from error
        return Welcome(you=views.self_view(room.seats[hiker]), room=self._view(), walk=walk)

    def room_changed(self, hiker: str) -> RoomChanged:
        """Return the room, and the hiker's own seat in it."""
        you = views.self_view(self._ledger.room.seats[hiker])
        return RoomChanged(room=self._view(), you=you)

    # What happens

    def hear(self, event: Event) -> None:
        """Tell whom an event concerns, and note what all are to be told."""
        line = self._crowd.hikers.get(event.hiker) if event.hiker is not None else None
        if event.kind in _WALKED:
            self._hear_of_step(event, line)
            return
        if event.kind in _URGENT:
            self._urgent.set()
        if line is not None:
            self._tell_one(event, line)
        if event.kind is Kind.ROUND_STARTED:
            self._tell_of_start()

    def _hear_of_step(self, event: Event, line: AnyLine | None) -> None:
        """Note who walks elsewhere: over another server, or over HTTP."""
        assert event.hiker is not None
        if line is None:
            self._crowd.seen(event.hiker)
        elif line.doing != (event.data.get("round"), event.data.get("step")):
            self._stale.add(event.hiker)

    def _tell_one(self, event: Event, line: AnyLine) -> None:
        assert event.hiker is not None
        if event.kind is Kind.HIKER_REMOVED:
            line.end(NORMAL, Removed())
        elif event.kind is Kind.SEAT_TAKEN:
            line.end(NORMAL, Replaced())
        elif event.kind in _OF_ONE:
            line.tell(self.room_changed(event.hiker), "room")

    def _tell_of_start(self) -> None:
        """Take the way to the start with everybody, before anybody can move."""
        room = self._ledger.room
        with suppress(RoomError):
            if room.round is not None:  # together, in a fraction of the time of one by one
                room.round.walks.catch_up(list(self._crowd.hikers))
            for hiker, line in self._crowd.hikers.items():
                walk = views.walk_view(room, hiker)
                if walk is not None and not room.seats[hiker].removed:
                    line.tell(Begun(walk=walk))

    # What all are told

    async def run(self) -> None:
        """Tell all what has changed, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_PERIOD):
                    await self._urgent.wait()
            urgent = self._urgent.is_set()
            self._urgent.clear()
            try:
                await self._tell_all(urgent=urgent)
            except Exception:  # noqa: BLE001 - the room goes on
                _LOG.exception("the room could not be told")
            await asyncio.sleep(_PAUSE)

    async def _tell_all(self, *, urgent: bool) -> None:
        now = time.monotonic()
        self._crowd.drop_stalled(now)
        room, alone = self._ledger.room, self._ledger.alone
        self._crowd.fade(now, alone=alone)
        self._crowd.look_for((seat.id for seat in room.seats.present), now, alone=alone)
        await self._tell_hikers(now, urgent=urgent)
        self.shown.tell_boards(urgent=urgent)
        self.shown.tell_teachers(urgent=urgent)

    async def _tell_hikers(self, now: float, *, urgent: bool) -> None:
        if not urgent and now - self._counts_at < _COUNTS:
            return
        self._counts_at = now
        await self._tell_stale()
        view = self._view()
        timeless = view.model_copy(update={"clock_ms": None, "countdown_ms": None})
        if timeless == self._last and not urgent:
            return
        self._last = timeless
        text, seats = encode(view), self._ledger.room.seats
        hikers = iter(list(self._crowd.hikers.items()))
        while some := list(islice(hikers, _AT_ONCE)):
            for hiker, line in some:
                you = encode(views.self_view(seats[hiker]))
                line.outbox.put(f'{{"type":"room","room":{text},"you":{you}}}', "room")
            await asyncio.sleep(_BREATH)

    async def _tell_stale(self) -> None:
        """Bring up to date whoever has walked elsewhere."""
        stale, self._stale = self._stale, set()
        for hiker in stale:
            line = self._crowd.hikers.get(hiker)
            if line is not None and line.doing is not None:
                self._stale.add(hiker)  # once his own step is answered
            elif line is not None:
                with suppress(Refusal):
                    line.tell(self.welcome(hiker))
                await asyncio.sleep(0)

    def _view(self) -> RoomView:
        return views.room_view(self._ledger.room, now_ms())
