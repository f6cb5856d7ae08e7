"""A store that forgets everything with its process: for tests, and for trying things out."""

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.settling import (
    Head,
    keys_of,
    known_room,
    opening,
    settle,
    unknown_room,
)
from hikergame.classroom.log.store import RoomEntry


class MemoryStore:
    """Logs in this process's memory."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heads: dict[str, Head] = {}
        self._events: dict[str, list[Event]] = {}
        self._keys: dict[str, dict[str, Event]] = {}
        self._beats: dict[str, dict[str, float]] = {}
        self._closed = False

    @property
    def description(self) -> str:
        """Where it is."""
        return "the memory of this process"

    def create(self, room: str, draft: Draft) -> Event:
        """Begin a room, as `Store` says."""
        with self._changed:
            self._check_open()
            if room in self._heads:
                raise known_room(room)
            self._heads[room], event, _ = opening(room, draft, _now())
            self._events[room] = [event]
            self._keys[room] = {} if event.key is None else {event.key: event}
            self._changed.notify_all()
            return event

    def rooms(self) -> list[RoomEntry]:
        """Return all rooms, the newest first."""
        with self._changed:
            self._check_open()
            return [head.entry() for head in reversed(self._heads.values())]

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Make events of drafts, as `Store` says."""
        with self._changed:
            head = self._head(room)
            keys = self._keys[room]
            known = {key: keys[key] for key in keys_of(drafts) if key in keys}
            settled = settle(head, known, drafts, _now())
            self._heads[room] = settled.head
            self._events[room] += settled.fresh
            keys.update((event.key, event) for event in settled.fresh if event.key is not None)
            self._changed.notify_all()
            return settled.results

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        """Return events above a number, as `Store` says."""
        with self._changed:
            self._head(room)
            events = self._events[room][max(after, 0) :]
        return events if limit is None else events[:limit]

    def wait(self, room: str, after: int, timeout: float) -> bool:
        """Wait for events above a number, as `Store` says."""

        def there() -> bool:
            head = self._heads.get(room)
            return self._closed or (head is not None and head.last > after)

        with self._changed:
            return self._changed.wait_for(there, timeout) and not self._closed

    def beat(self, room: str, server: str) -> None:
        """Note that a server is alive."""
        with self._changed:
            self._head(room)
            self._beats.setdefault(room, {})[server] = time.monotonic()

    def others(self, room: str, server: str, within_s: float) -> int:
        """Return how many other servers are alive."""
        with self._changed:
            self._check_open()
            beats = self._beats.get(room, {})
            since = time.monotonic() - within_s
            return sum(at >= since for name, at in beats.items() if name != server)

    def erase(self, room: str, hikers: Collection[str]) -> int:
        """Put ERASED in the place of events, as `Store` says."""
        gone = set(hikers)
        with self._changed:
            self._head(room)
            events = self._events[room]
            doomed = [event for event in events if event.hiker in gone]
            for event in doomed:
                events[event.number - 1] = replace(
                    event, kind=Kind.ERASED, data={}, hiker=None, key=None
                )
                if event.key is not None:
                    del self._keys[room][event.key]
            return len(doomed)

    def erase_room(self, room: str) -> None:
        """Remove a room, as `Store` says."""
        with self._changed:
            self._head(room)
            del self._heads[room], self._events[room], self._keys[room]
            self._beats.pop(room, None)

    def close(self) -> None:
        """Let whoever waits go; the store is of no use afterwards."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _head(self, room: str) -> Head:
        self._check_open()
        try:
            return self._heads[room]
        except KeyError:
            raise unknown_room(room) from None

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the store has been closed")


def _now() -> int:
    return time.time_ns() // 1_000_000
