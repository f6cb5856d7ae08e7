"""A store in PostgreSQL, for several server processes behind one address.

Promises what every store does, and that any of the processes may die at any moment, as may
the connection: a call that lost it comes back over another, finds out whether it had been
committed, and does it again if not. A room's row is locked while its events are numbered,
which makes numbers gap-free and their order that of the commits.
"""

from collections.abc import Collection, Sequence
from typing import Any

from psycopg import Cursor
from psycopg.errors import UniqueViolation

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.postgres_bell import Bell
from hikergame.classroom.log.postgres_link import Address, Db, Link
from hikergame.classroom.log.postgres_listening import Listener
from hikergame.classroom.log.postgres_prepared import Prepared, array
from hikergame.classroom.log.postgres_tables import migrate
from hikergame.classroom.log.settling import (
    Head,
    Plain,
    Settled,
    decode,
    keys_of,
    known_room,
    opening,
    plain,
    settle,
    unknown_room,
)
from hikergame.classroom.log.store import RoomEntry

_ROOMS = """
    SELECT room, name, code, opened_at, last, last_at, gate, finished FROM hikergame.room
    ORDER BY opened_at DESC, room
"""
_HEAD = """
    SELECT room, name, code, opened_at, last, last_at, gate, finished FROM hikergame.room
    WHERE room = %s
"""
_LAST = "SELECT last FROM hikergame.room WHERE room = %s"
_LOCKED = """
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
        room, name, code, opened_at, last, last_at, gate, finished
    FROM hikergame.room WHERE room = %s FOR UPDATE
"""
"""With the time by the database's clock, which is one for all processes."""
_NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
_OPEN = """
    INSERT INTO hikergame.room (room, name, code, opened_at, last, last_at, gate, finished)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (room) DO NOTHING
"""
_KEEP = """
    WITH kept AS (
        INSERT INTO hikergame.event (room, number, at, kind, data, hiker, key)
        SELECT %(room)s, * FROM unnest(
            %(numbers)s::bigint[], %(times)s::bigint[], %(kinds)s::text[],
            %(texts)s::text[], %(hikers)s::text[], %(keys)s::text[]
        )
    )
    UPDATE hikergame.room
    SET name = %(name)s, last = %(last)s, last_at = %(last_at)s, gate = %(gate)s,
        finished = %(finished)s
    WHERE room = %(room)s
"""
_KEEP_PLAIN = Prepared(
    "keep_plain",
    """
    WITH head AS (
        UPDATE hikergame.room SET
            last = last + $3::bigint,
            last_at = greatest(last_at, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
        WHERE room = $1::text AND gate = coalesce($2::bigint, gate)
        RETURNING last - $3::bigint AS before, last_at
    ), kept AS (
        INSERT INTO hikergame.event (room, number, at, kind, data, hiker, key)
        SELECT $1::text, before + place, last_at, kind, data, hiker, key
        FROM head, unnest($4::text[], $5::text[], $6::text[], $7::text[])
            WITH ORDINALITY AS draft (kind, data, hiker, key, place)
    )
    SELECT before, last_at FROM head
    """,
)
"""One way there and back: nobody waits for the room while we are on our way. Nothing is kept
where the gate has passed, and the index by key refuses all where a key is known."""
_EVENTS = Prepared(
    "events",
    """
    SELECT number, at, kind, data, hiker, key FROM hikergame.event
    WHERE room = $1::text AND number > $2::bigint ORDER BY number LIMIT $3::bigint
    """,
)
_KEYED = """
    SELECT number, at, kind, data, hiker, key FROM hikergame.event
    WHERE key = ANY(%s) AND room || '' = %s
"""
"""Written so that only the index by key can serve it: without fresh statistics PostgreSQL
would rather walk through the whole room."""
_BEAT = """
    INSERT INTO hikergame.server (room, server, at)
    SELECT room, %s, clock_timestamp() FROM hikergame.room WHERE room = %s
    ON CONFLICT (room, server) DO UPDATE SET at = excluded.at
"""
_FORGET = "DELETE FROM hikergame.server WHERE at < clock_timestamp() - interval '1 day'"
_OTHERS = """
    SELECT count(*) FROM hikergame.server
    WHERE room = %s AND server <> %s AND at >= clock_timestamp() - make_interval(secs => %s)
"""
_ERASE = """
    UPDATE hikergame.event SET kind = %s, data = '{}', hiker = NULL, key = NULL
    WHERE room = %s AND hiker = ANY(%s)
"""


class PostgresStore:
    """Logs in a database."""

    def __init__(self, url: str) -> None:
        """Connect, and make the tables where there are none. StoreError where it cannot be.

        There are four connections: for writing, for reading, for what no step may wait for,
        and for being woken.
        """
        self._address = Address(url)
        self._writer = Link(self._address)
        self._reader = Link(self._address)
        self._aside = Link(self._address)
        self._listener = Listener(self._address)
        self._bell = Bell(self._aside)
        try:
            self._writer.transaction("The log of the classroom cannot be opened", migrate)
        except BaseException:
            self.close()
            raise

    @property
    def description(self) -> str:
        """Where it is."""
        return self._address.description

    def create(self, room: str, draft: Draft) -> Event:
        """Begin a room, as `Store` says."""
        mine: Event | None = None

        def work(db: Db) -> Event:
            nonlocal mine
            before = mine
            head, mine, text = opening(room, draft, _now(db))
            empty = (room, head.name, head.code, head.opened_at, 0, 0, 0, False)
            if not db.execute(_OPEN, empty).rowcount:
                if before is not None and self._are_kept(db, room, [before]):
                    return before
                raise known_room(room)
            _keep(db, Settled(head, [], [mine], [text]))
            return mine

        return self._writer.transaction("The room could not be opened", work)

    def rooms(self) -> list[RoomEntry]:
        """Return all rooms, the newest first."""

        def work(db: Db) -> list[RoomEntry]:
            return [Head(*row).entry() for row in db.execute(_ROOMS)]

        return self._reader.query("The rooms could not be read", work)

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Make events of drafts, as `Store` says."""
        if not drafts:
            return []
        short = plain(drafts)
        keys = keys_of(drafts)
        before: Settled | None = None

        def settled(db: Db) -> list[Kept | Stale]:
            nonlocal before
            # Whoever has the lock knows that an attempt before, if any, has come to its end.
            now, head = _locked(db, room)
            if before is not None and self._are_kept(db, room, before.fresh):
                return before.results
            rows = db.execute(_KEYED, (keys, room)) if keys else ()
            known = {row[5]: self._event(row) for row in rows}
            before = settle(head, known, drafts, now)
            if before.fresh:
                _keep(db, before)
            return before.results

        def work(db: Db) -> list[Kept | Stale]:
            nonlocal short
            if short is not None:
                # Once only: should its answer be lost, the keys tell whether it was kept.
                once, short = short, None
                results = _keep_plain(db, room, once)
                if results is not None:
                    return results
            with db.transaction():
                return settled(db)

        results = self._writer.query("Nothing was kept", work)
        self._wake(room, results)
        return results

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        """Return events above a number, as `Store` says."""

        def work(db: Db) -> list[Event]:
            events = [self._event(row) for row in _EVENTS.execute(db, room, after, limit)]
            if not events:
                _head(db.execute(_HEAD, (room,)), room)
            return events

        events = self._reader.query("The log could not be read", work)
        for number, event in enumerate(events, max(after, 0) + 1):
            if event.number != number:
                raise StoreError(
                    f"The log could not be read: event {number} is missing ({self.description})."
                )
        return events

    def wait(self, room: str, after: int, timeout: float) -> bool:
        """Wait for events above a number, as `Store` says."""

        def last(db: Db) -> int:
            row = db.execute(_LAST, (room,)).fetchone()
            return 0 if row is None else int(row[0])

        return self._listener.wait(
            room,
            after,
            timeout,
            lambda: self._reader.query("The log could not be read", last),
        )

    def beat(self, room: str, server: str) -> None:
        """Note that a server is alive."""

        def work(db: Db) -> None:
            if not db.execute(_BEAT, (server, room)).rowcount:
                raise unknown_room(room)
            db.execute(_FORGET)

        self._aside.query("The server could not be noted", work)

    def others(self, room: str, server: str, within_s: float) -> int:
        """Return how many other servers are alive."""

        def work(db: Db) -> int:
            row = db.execute(_OTHERS, (room, server, within_s)).fetchone()
            return 0 if row is None else int(row[0])

        return self._aside.query("The servers could not be read", work)

    def erase(self, room: str, hikers: Collection[str]) -> int:
        """Put ERASED in the place of events, as `Store` says."""

        def work(db: Db) -> int:
            _locked(db, room)
            return db.execute(_ERASE, (Kind.ERASED, room, list(hikers))).rowcount

        count = self._writer.transaction("Nothing was erased", work)
        self._wipe()
        return count

    def erase_room(self, room: str) -> None:
        """Remove a room, as `Store` says."""

        def work(db: Db) -> int:
            there = db.execute("DELETE FROM hikergame.room WHERE room = %s", (room,)).rowcount
            db.execute("DELETE FROM hikergame.event WHERE room = %s", (room,))
            db.execute("DELETE FROM hikergame.server WHERE room = %s", (room,))
            return there

        there = self._writer.transaction("The room was not erased", work)
        self._wipe()
        if not there:
            raise unknown_room(room)

    def close(self) -> None:
        """Let go of the connections; the store is of no use afterwards."""
        self._bell.close()
        self._listener.close()
        self._aside.close()
        self._reader.close()
        self._writer.close()

    def _wake(self, room: str, results: Sequence[Kept | Stale]) -> None:
        """Wake whoever waits for what is new, here and elsewhere."""
        fresh = [one.event.number for one in results if isinstance(one, Kept) and one.fresh]
        if fresh:
            self._listener.note(room, fresh[-1])
            self._bell.ring(room, fresh[-1])

    def _wipe(self) -> None:
        """Write the tables anew, so that nothing is left in their gaps."""
        self._writer.statements(
            "Erased, but traces may be left in the tables until it is erased once more",
            "VACUUM (FULL) hikergame.event",
            "VACUUM (FULL) hikergame.room",
        )

    def _are_kept(self, db: Db, room: str, events: Sequence[Event]) -> bool:
        """Tell whether these very events are in the log, after a commit without an answer."""
        if not events:
            return False
        rows = _EVENTS.execute(db, room, events[0].number - 1, len(events))
        return [self._event(row) for row in rows] == list(events)

    def _event(self, row: Sequence[Any]) -> Event:
        number, at, kind, data, hiker, key = row
        try:
            return Event(int(number), int(at), Kind(kind), decode(data), hiker, key)
        except (ValueError, TypeError) as error:
            raise StoreError(
                f"The log could not be read: event {number} makes no sense ({self.description})."
            ) from error


def _keep(db: Db, settled: Settled) -> None:
    """Insert what is fresh, and move the room's head on."""
    head, fresh = settled.head, settled.fresh
    db.execute(
        _KEEP,
        {
            "room": head.room,
            "numbers": [event.number for event in fresh],
            "times": [event.at for event in fresh],
            "kinds": [event.kind.value for event in fresh],
            "texts": settled.texts,
            "hikers": [event.hiker for event in fresh],
            "keys": [event.key for event in fresh],
            "name": head.name,
            "last": head.last,
            "last_at": head.last_at,
            "gate": head.gate,
            "finished": head.finished,
        },
    )


def _keep_plain(db: Db, room: str, one: Plain) -> list[Kept | Stale] | None:
    """Keep plain drafts in one statement; None, and nothing kept, where more is in question."""
    drafts = one.drafts
    try:
        rows = _KEEP_PLAIN.execute(
            db,
            room,
            one.gate,
            len(drafts),
            array([draft.kind for draft in drafts]),
            array(one.texts),
            array([draft.hiker for draft in drafts]),
            array([draft.key for draft in drafts]),
        )
    except UniqueViolation:
        return None
    return one.kept(*map(int, rows[0])) if rows else None


def _head(rows: Cursor[tuple[Any, ...]], room: str) -> Head:
    row = rows.fetchone()
    if row is None:
        raise unknown_room(room)
    return Head(*row)


def _locked(db: Db, room: str) -> tuple[int, Head]:
    """Return the time and a room's head, which nobody else moves until the commit."""
    row = db.execute(_LOCKED, (room,)).fetchone()
    if row is None:
        raise unknown_room(room)
    return int(row[0]), Head(*row[1:])


def _now(db: Db) -> int:
    row = db.execute(_NOW).fetchone()
    assert row is not None
    return int(row[0])
