"""Telling other processes that a room has new events.

PostgreSQL lets those who notify commit one after the other, whatever they are about, so that
no commit that anybody waits for should be one of them. A notice is sent after it, then, by a
thread of its own, and no oftener than it is of use.
"""

import threading
from contextlib import suppress
from functools import partial

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.postgres_link import Db, Link

CHANNEL = "hikergame"
PAUSE_SECONDS = 0.1
"""From one notice to the next, at least; the first after a silence is sent at once."""

_RING = """
    SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, room || ' ' || last)
    FROM unnest(%s::text[], %s::bigint[]) AS rung (room, last)
"""
"""A notice has no need of the disk."""


class Bell:
    """A thread, begun when there is first something to tell."""

    def __init__(self, link: Link) -> None:
        """Send over `link`, which others use as well."""
        self._link = link
        self._changed = threading.Condition()
        self._owed: dict[str, int] = {}
        self._closed = False
        self._thread: threading.Thread | None = None

    def ring(self, room: str, last: int) -> None:
        """Have others told that a room has an event of that number. Waits for nothing.

        Should this process die first, or the database be away, nobody is told: a notice
        wakes, and nothing depends on it.
        """
        with self._changed:
            self._owed[room] = last
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Tell what is still to be told, and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while owed := self._taken():
            with suppress(StoreError):
                self._link.query("Nobody was told", partial(_send, owed))
            with self._changed:
                self._changed.wait_for(lambda: self._closed, PAUSE_SECONDS)

    def _taken(self) -> dict[str, int]:
        """Wait for what is to be told; nothing when that was all."""
        with self._changed:
            self._changed.wait_for(lambda: self._owed or self._closed)
            owed, self._owed = self._owed, {}
            return owed


def _send(owed: dict[str, int], db: Db) -> None:
    db.execute(_RING, (CHANNEL, list(owed), list(owed.values())), prepare=True)
