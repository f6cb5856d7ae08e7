"""Group commit: many tasks hand in drafts, one thread makes them durable together.

While one batch is on its way to the disk the next one gathers, so that a busy room pays
for few commits and a quiet one waits for none. Whoever submits is answered when the event
is durable, and in the order of the numbers.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from hikergame.classroom.errors import ClassroomError, StoreError
from hikergame.classroom.log.events import Draft, Kept, Stale
from hikergame.classroom.log.follower import Follower
from hikergame.classroom.log.store import Store

MOST_DRAFTS = 512
"""Drafts in one transaction, about."""

Results = list[Kept | Stale]


@dataclass(frozen=True, eq=False)
class _Wish:
    """Drafts that somebody waits for."""

    drafts: Sequence[Draft]
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Results]"


class _Sign(Enum):
    """What else is handed to the thread."""

    LOOK = auto()
    END = auto()


class Writer:
    """Appends to one room's log on behalf of many tasks, of any event loops."""

    def __init__(
        self,
        store: Store,
        room: str,
        follower: Follower | None = None,
        pace: float = 0.0,
    ) -> None:
        """Begin; the store stays the caller's, to be closed after the writer.

        The `follower` is led by the writer's thread: before anybody is answered it has handed
        out all that others have kept before. There are at least `pace` seconds from one
        transaction's begin to the next one's, in which drafts gather.
        """
        self._store = store
        self._room = room
        self._follower = follower
        self._pace = pace
        self._wishes: queue.SimpleQueue[_Wish | _Sign] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=f"log of {room}", daemon=True)
        self._thread.start()

    async def submit(self, draft: Draft) -> Kept | Stale:
        """Have a draft made an event; return once it is durable, or stale.

        Raises StoreError where it could not be kept, and did not happen. A draft may happen
        although its task was cancelled in the meantime.
        """
        (result,) = await self.submit_many((draft,))
        return result

    async def submit_many(self, drafts: Sequence[Draft]) -> Results:
        """Have drafts made events in one transaction; a result for each, in order."""
        if not drafts:
            return []
        loop = asyncio.get_running_loop()
        wish = _Wish(tuple(drafts), loop, loop.create_future())
        with self._lock:
            if self._closed:
                raise StoreError("the log has been closed: nothing more is kept")
            self._wishes.put(wish)
        return await wish.answer

    def look(self) -> None:
        """Have the follower read what there is. Waits for nothing; once closed, does nothing."""
        self._wishes.put(_Sign.LOOK)

    def close(self) -> None:
        """Take nothing more, and return when all that was handed in is answered."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._wishes.put(_Sign.END)
        self._thread.join()

    def _run(self) -> None:
        ended = False
        begun = 0.0
        while not ended:
            time.sleep(max(begun + self._pace - time.monotonic(), 0.0))
            batch, signs = self._gather()
            if batch:
                begun = time.monotonic()
                self._append(batch)
            if _Sign.LOOK in signs and self._follower is not None:
                self._follower.look()
            ended = _Sign.END in signs

    def _gather(self) -> tuple[list[_Wish], set[_Sign]]:
        """Wait until there is something, and return all that there is, as far as it fits."""
        batch: list[_Wish] = []
        signs: set[_Sign] = set()
        count = 0
        item = self._wishes.get()
        with suppress(queue.Empty):
            while True:
                if isinstance(item, _Wish):
                    batch.append(item)
                    count += len(item.drafts)
                else:
                    signs.add(item)
                if count >= MOST_DRAFTS or _Sign.END in signs:
                    break
                item = self._wishes.get_nowait()
        return batch, signs

    def _append(self, batch: list[_Wish]) -> None:
        """Append a batch, and answer each of it."""
        try:
            results = self._store.append(
                self._room, [draft for wish in batch for draft in wish.drafts]
            )
        except ClassroomError as error:
            _tell([_failing(wish, error) for wish in batch])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of anything
            if len(batch) == 1:
                _tell([_failing(batch[0], error)])
            else:
                # One of them is no event at all; the others need not suffer for it.
                for wish in batch:
                    self._append([wish])
        else:
            if self._follower is not None:
                self._follower.reach(results)
            rest = iter(results)
            _tell([_answering(wish, list(islice(rest, len(wish.drafts)))) for wish in batch])


Told = tuple[asyncio.AbstractEventLoop, Callable[[], None]]


def _answering(wish: _Wish, results: Results) -> Told:
    def tell() -> None:
        if not wish.answer.done():
            wish.answer.set_result(results)

    return wish.loop, tell


def _failing(wish: _Wish, error: Exception) -> Told:
    def tell() -> None:
        if not wish.answer.done():
            # A copy each: a raised exception gathers the traceback of whoever raises it.
            wish.answer.set_exception(copy(error))

    return wish.loop, tell


def _tell(told: Sequence[Told]) -> None:
    """Answer in each loop, with one call into it."""
    loops: dict[asyncio.AbstractEventLoop, list[Callable[[], None]]] = {}
    for loop, tell in told:
        loops.setdefault(loop, []).append(tell)
    for loop, tells in loops.items():
        # A loop that has been closed waits for nothing any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_all, tells)


def _all(tells: Sequence[Callable[[], None]]) -> None:
    for tell in tells:
        tell()
