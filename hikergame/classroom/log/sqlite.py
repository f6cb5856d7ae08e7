"""A store in one SQLite file.

Promises: an event that `append` has returned is on the disk, and survives the end of the
process and of the machine (WAL, synchronous=FULL); several processes may use the file at
once; a file that is damaged, foreign or of a newer version is said to be so and is left as
it is. Readers never wait for writers.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.settling import (
    Head,
    decode,
    keys_of,
    known_room,
    opening,
    settle,
    unknown_room,
)
from hikergame.classroom.log.sqlite_file import connect, explained
from hikergame.classroom.log.store import RoomEntry

POLL_SECONDS = 0.2
"""How often a wait looks for what another process has written."""
DAY_MS = 86_400_000

T = TypeVar("T")

_ROOMS = """
    SELECT room, name, code, opened_at, last, last_at, gate, finished FROM room
    ORDER BY opened_at DESC, rowid DESC
"""
_HEAD = """
    SELECT room, name, code, opened_at, last, last_at, gate, finished FROM room WHERE room = ?
"""
_KEEP_HEAD = """
    INSERT INTO room (room, name, code, opened_at, last, last_at, gate, finished)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (room) DO UPDATE SET
        name = excluded.name, last = excluded.last, last_at = excluded.last_at,
        gate = excluded.gate, finished = excluded.finished
"""
_EVENTS = """
    SELECT number, at, kind, data, hiker, key FROM event WHERE room = ? AND number > ?
    ORDER BY number LIMIT ?
"""
_KEYED = """
    SELECT number, at, kind, data, hiker, key FROM event WHERE room = ? AND key = ?
"""
_KEEP = """
    INSERT INTO event (room, number, at, kind, data, hiker, key) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


class SqliteStore:
    """Logs in a file."""

    def __init__(self, path: Path) -> None:
        """Open the file, or create it. StoreError where it cannot be used."""
        self.path = path
        self._changed = threading.Condition()
        self._changes = 0
        self._closed = False
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._writer = connect(path, create=True)
        self._reader = connect(path)

    @property
    def description(self) -> str:
        """Where it is."""
        return str(self.path)

    def create(self, room: str, draft: Draft) -> Event:
        """Begin a room, as `Store` says."""
        with self._write("The room could not be opened") as db:
            if _head(db, room) is not None:
                raise known_room(room)
            head, event, text = opening(room, draft, _now())
            _keep_head(db, head)
            _keep(db, room, [event], [text])
        self._wake()
        return event

    def rooms(self) -> list[RoomEntry]:
        """Return all rooms, the newest first."""

        def query(db: sqlite3.Connection) -> list[RoomEntry]:
            return [_as_head(row).entry() for row in db.execute(_ROOMS)]

        return self._read("The rooms could not be read", query)

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Make events of drafts, as `Store` says."""
        if not drafts:
            return []
        with self._write("Nothing was kept") as db:
            head = _head(db, room)
            if head is None:
                raise unknown_room(room)
            settled = settle(head, self._known(db, room, keys_of(drafts)), drafts, _now())
            if settled.fresh:
                _keep(db, room, settled.fresh, settled.texts)
                _keep_head(db, settled.head)
        if settled.fresh:
            self._wake()
        return settled.results

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        """Return events above a number, as `Store` says."""

        def query(db: sqlite3.Connection) -> list[Event]:
            rows = db.execute(_EVENTS, (room, after, -1 if limit is None else limit)).fetchall()
            if not rows and _head(db, room) is None:
                raise unknown_room(room)
            return self._events(rows, after)

        return self._read("The log could not be read", query)

    def wait(self, room: str, after: int, timeout: float) -> bool:
        """Wait for events above a number, as `Store` says."""
        end = time.monotonic() + timeout
        while True:
            changes = self._changes
            if self._last(room) > after:
                return True
            left = end - time.monotonic()
            with self._changed:
                if left <= 0 or self._closed:
                    return False
                if self._changes == changes:
                    self._changed.wait(min(left, POLL_SECONDS))

    def beat(self, room: str, server: str) -> None:
        """Note that a server is alive."""
        now = _now()
        with self._write("The server could not be noted") as db:
            if _head(db, room) is None:
                raise unknown_room(room)
            db.execute("DELETE FROM server WHERE at < ?", (now - DAY_MS,))
            db.execute("INSERT OR REPLACE INTO server VALUES (?, ?, ?)", (room, server, now))

    def others(self, room: str, server: str, within_s: float) -> int:
        """Return how many other servers are alive."""
        since = _now() - round(1000 * within_s)

        def query(db: sqlite3.Connection) -> int:
            (count,) = db.execute(
                "SELECT COUNT(*) FROM server WHERE room = ? AND server <> ? AND at >= ?",
                (room, server, since),
            ).fetchone()
            return int(count)

        return self._read("The servers could not be read", query)

    def erase(self, room: str, hikers: Collection[str]) -> int:
        """Put ERASED in the place of events, as `Store` says."""
        count = 0
        with self._write("Nothing was erased") as db:
            if _head(db, room) is None:
                raise unknown_room(room)
            for hiker in hikers:
                count += db.execute(
                    "UPDATE event SET kind = ?, data = '{}', hiker = NULL, key = NULL"
                    " WHERE room = ? AND hiker = ?",
                    (Kind.ERASED, room, hiker),
                ).rowcount
        self._wipe()
        return count

    def erase_room(self, room: str) -> None:
        """Remove a room, as `Store` says."""
        with self._write("The room was not erased") as db:
            there = db.execute("DELETE FROM room WHERE room = ?", (room,)).rowcount
            db.execute("DELETE FROM event WHERE room = ?", (room,))
            db.execute("DELETE FROM server WHERE room = ?", (room,))
        self._wipe()
        if not there:
            raise unknown_room(room)

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        with self._reading:
            self._reader.close()
        with self._writing:
            self._writer.close()

    def _wipe(self) -> None:
        """Write the file anew, so that nothing is left in its gaps, and empty its journal."""
        what = "Erased, but traces may be left in the file until it is erased once more"
        with self._writing, explained(what, self.path):
            self._check_open()
            self._writer.execute("VACUUM")
            busy, _, _ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(f"{what}: another program is reading it ({self.path}).")

    def _known(self, db: sqlite3.Connection, room: str, keys: list[str]) -> dict[str, Event]:
        """Return the events of those keys that are taken."""
        # One look each: for a list of keys SQLite would walk through the whole room.
        rows = (db.execute(_KEYED, (room, key)).fetchone() for key in keys)
        return {row[5]: self._event(row) for row in rows if row is not None}

    def _events(self, rows: Sequence[Sequence[Any]], after: int) -> list[Event]:
        """Return rows as events; StoreError where one is missing or spoilt."""
        events = [self._event(row) for row in rows]
        for number, event in enumerate(events, max(after, 0) + 1):
            if event.number != number:
                raise StoreError(
                    f"The log could not be read: event {number} is missing ({self.path})."
                )
        return events

    def _event(self, row: Sequence[Any]) -> Event:
        number, at, kind, data, hiker, key = row
        try:
            return Event(number, at, Kind(kind), decode(data), hiker, key)
        except (ValueError, TypeError) as error:
            raise StoreError(
                f"The log could not be read: event {number} makes no sense ({self.path})."
            ) from error

    def _last(self, room: str) -> int:
        """Return the number of a room's last event, 0 without the room."""
        head = self._read("The log could not be read", lambda db: _head(db, room))
        return 0 if head is None else head.last

    def _wake(self) -> None:
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def _read(self, what: str, query: Callable[[sqlite3.Connection], T]) -> T:
        """Answer from one consistent state of the file."""
        with self._reading, explained(what, self.path):
            self._check_open()
            self._reader.execute("BEGIN")
            try:
                return query(self._reader)
            finally:
                if self._reader.in_transaction:
                    self._reader.execute("ROLLBACK")

    @contextmanager
    def _write(self, what: str) -> Iterator[sqlite3.Connection]:
        """Change the file in one piece: all is on the disk when the block ends, or nothing."""
        with self._writing, explained(what, self.path):
            self._check_open()
            db = self._writer
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the store has been closed")


def _head(db: sqlite3.Connection, room: str) -> Head | None:
    row = db.execute(_HEAD, (room,)).fetchone()
    return None if row is None else _as_head(row)


def _as_head(row: Sequence[Any]) -> Head:
    room, name, code, opened_at, last, last_at, gate, finished = row
    return Head(room, name, code, opened_at, last, last_at, gate, bool(finished))


def _keep_head(db: sqlite3.Connection, head: Head) -> None:
    db.execute(
        _KEEP_HEAD,
        (
            head.room,
            head.name,
            head.code,
            head.opened_at,
            head.last,
            head.last_at,
            head.gate,
            head.finished,
        ),
    )


def _keep(db: sqlite3.Connection, room: str, events: Sequence[Event], texts: Sequence[str]) -> None:
    db.executemany(
        _KEEP,
        [
            (room, event.number, event.at, event.kind, text, event.hiker, event.key)
            for event, text in zip(events, texts, strict=True)
        ],
    )


def _now() -> int:
    return time.time_ns() // 1_000_000
