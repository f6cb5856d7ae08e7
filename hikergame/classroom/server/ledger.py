"""A room as this process knows it, kept up with its log.

One event loop owns the fold. An event that this process has kept is applied at once; what
other processes have kept before it is read along with it. A thread waits for the store to
say that there may be more, and asks once a second anyway. So all processes of a room apply
the same events in the same order.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from hikergame.classroom.errors import ClassroomError, StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Stale
from hikergame.classroom.log.follower import Follower
from hikergame.classroom.log.store import Store
from hikergame.classroom.log.writer import Writer
from hikergame.classroom.room.state import Room

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

_ASK = 1.0
"""Seconds after which the store is asked whether it says so or not."""
_PAUSE = 0.05
"""Seconds between two looks for what others have kept."""
_PACE = 0.01
"""Seconds from one transaction to the next, in which steps gather: kept together they cost half
as much as one by one. Whoever steps after a silence waits for none of this."""
_AFTER_TROUBLE = 0.5
_REMEMBERED = 1_000
"""Numbers of events that did not count, for those who drafted them."""


class Ledger:
    """The fold of one room's events, and the only way to add to them."""

    def __init__(self, store: Store, room: str, told: Callable[[Event], None]) -> None:
        """`told` hears of each event once it is applied, in order, in the event loop."""
        self.store = store
        self.id = room
        self.room: Room
        self.trouble: str | None = None
        """Why the log cannot be read or written; None when all is well."""
        self.last_at = 0
        """When the last event happened, in milliseconds since 1970."""
        self.alone = False
        """No other process serves the room, as far as is known."""
        self._looking = asyncio.Lock()
        self._asked = self._looked = 0
        self._told = told
        self._early: dict[int, Event] = {}
        self._void: dict[int, None] = {}
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}
        self._closing = threading.Event()
        self._writer: Writer | None = None

    async def open(self) -> None:
        """Read the log, and follow it from now on. Raises StoreError, RoomError."""
        events = await asyncio.to_thread(self.store.read, self.id)
        self.room = await asyncio.to_thread(Room.replay, events)
        self.last_at = events[-1].at if events else 0
        loop = asyncio.get_running_loop()

        def within(act: Callable[[T], None]) -> Callable[[T], None]:
            """Return what does it in the event loop, unless that has been closed meanwhile."""

            def hand_over(what: T) -> None:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(act, what)

            return hand_over

        follower = Follower(
            self.store, self.id, self.room.number, within(self._take_all), within(self.note_trouble)
        )
        self._writer = Writer(self.store, self.id, follower, _PACE)
        threading.Thread(
            target=self._listen,
            args=(follower, self._writer),
            name=f"news of {self.id}",
            daemon=True,
        ).start()

    async def close(self) -> None:
        """Keep what was handed in, and stop following."""
        self._closing.set()
        if self._writer is not None:
            await asyncio.to_thread(self._writer.close)

    async def keep(self, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Have drafts kept in one transaction; return once the room shows what came of them.

        Raises StoreError when nothing was kept.
        """
        if self._writer is None:
            raise StoreError("the log is not open")
        results = await self._writer.submit_many(drafts)
        for result in results:
            if isinstance(result, Kept):
                self._take(result.event)
        last = max(
            (one.event.number if isinstance(one, Kept) else one.gate for one in results), default=0
        )
        await self.reach(last)
        self.note_trouble(None)
        return results

    def note_trouble(self, error: Exception | None) -> None:
        """Note that the log cannot be read or written, or, with None, that it was written."""
        said = None if error is None else str(error)
        if said != self.trouble and error is not None:
            _LOG.warning("the log: %s", error)
        self.trouble = said

    def counted(self, event: Event) -> bool:
        """Tell whether an event that was applied a moment ago changed the room."""
        return event.number not in self._void

    async def reach(self, number: int) -> None:
        """Wait until the event of that number has been applied."""
        if number > self.room.number:
            applied = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(number, []).append(applied)
            await applied

    async def refresh(self, *, surely: bool = False) -> None:
        """Apply all that has been kept by now, by whichever process; StoreError if it cannot.

        Where no other process is there, nothing can have been; whether one is there is known
        a beat late, so that `surely` has it looked up all the same. Many who ask share a look.
        """
        if self.alone and not surely:
            return
        self._asked = mine = self._asked + 1
        async with self._looking:
            if self._looked >= mine:
                return
            asked = self._asked
            self._take_all(await asyncio.to_thread(self.store.read, self.id, self.room.number))
            self._looked = asked

    def _take_all(self, events: Sequence[Event]) -> None:
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        """Apply an event, and those that were waiting for it, as far as no number is left out."""
        if event.number > self.room.number:
            self._early[event.number] = event
        while (following := self._early.pop(self.room.number + 1, None)) is not None:
            self._apply(following)

    def _apply(self, event: Event) -> None:
        self.last_at = event.at
        if not self.room.apply(event):
            self._void[event.number] = None
            if len(self._void) > _REMEMBERED:
                del self._void[next(iter(self._void))]
        try:
            self._told(event)
        except Exception:  # noqa: BLE001 - the room goes on
            _LOG.exception("event %d could not be told", event.number)
        for applied in self._waiting.pop(event.number, ()):
            if not applied.done():
                applied.set_result(None)

    def _listen(self, follower: Follower, writer: Writer) -> None:
        """Wait in a thread for news from the store, and have it read."""
        busy = False
        while not self._closing.is_set():
            seen = follower.seen
            try:
                self.store.wait(self.id, seen, _ASK)
            except ClassroomError:
                self._closing.wait(_AFTER_TROUBLE)
            if busy:
                self._closing.wait(_PAUSE)
            # While we keep events ourselves, they bring along what others keep.
            busy = follower.seen != seen
            if not busy:
                writer.look()
            # Alone, all news is our own: one look a second is for whoever may come.
            self._closing.wait(_ASK if self.alone else _PAUSE)
