"""Connections to PostgreSQL that come back, and what may ail them.

A URL is a secret, since a password may stand in it: messages name the server without it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hikergame.classroom.errors import StoreError

PATIENCE_SECONDS = 5.0
"""How long a call that has lost its connection tries for another."""
PAUSE_SECONDS = 0.1
IN_DOUBT = "The connection was lost on the way, and what was asked may have been done or not"

Db = psycopg.Connection[tuple[Any, ...]]
T = TypeVar("T")

_UNLESS_SAID: dict[str, int | str] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "hikergame",
}
"""So that a server that has gone without a word is noticed."""

_SESSION = """
    SET synchronous_commit = on;
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '10s';
    SET default_transaction_isolation = 'read committed';
"""
"""Durable at each commit; and a process that stands still holds nobody up for long."""

_CAUSES = {
    "53100": "the database's disk is full; make room, and it goes on by itself",
    "55P03": "another process is holding the room; it goes on by itself",
}


class Address:
    """Where a database is, and how to get there."""

    def __init__(self, url: str) -> None:
        """Take a URL, or any other connection string of libpq. StoreError where it is none."""
        try:
            given = conninfo_to_dict(url)
            defaults = {key: value for key, value in _UNLESS_SAID.items() if key not in given}
            self._conninfo = make_conninfo(url, **defaults)
        except (psycopg.Error, ValueError):
            # The parser's own words would quote the URL.
            raise StoreError(
                "the store's URL cannot be read: it is postgresql://user@host:port/database, "
                "with %XX for a character that has a meaning in URLs"
            ) from None
        self._secrets = [str(value) for key, value in given.items() if "password" in key and value]
        host, port = given.get("host") or given.get("hostaddr"), given.get("port")
        place = f" on {host}{f':{port}' if port else ''}" if host else ""
        name = f", database {given['dbname']}" if given.get("dbname") else ""
        self.description = f"PostgreSQL{place}{name}"

    def connect(self) -> Db:
        """Return a new connection in autocommit."""
        db = psycopg.connect(self._conninfo, autocommit=True)
        try:
            db.execute(_SESSION)
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def explained(self, what: str) -> Iterator[None]:
        """Turn what psycopg raises into a StoreError that begins with `what`."""
        try:
            yield
        except psycopg.Error as error:
            cause = _CAUSES.get(error.sqlstate or "") or self._words(error)
            raise StoreError(f"{what}: {cause} ({self.description}).") from error

    def _words(self, error: psycopg.Error) -> str:
        """Return the server's or the library's own words; its details may quote people's data."""
        text = error.diag.message_primary or str(error)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        text = lines[-1] if lines else "the connection was lost"
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text.rstrip(".")


class Link:
    """One connection, for threads that take turns; made anew whenever it is lost."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._turn = threading.Lock()
        self._db: Db | None = None
        self._closed = False

    def transaction(self, what: str, work: Callable[[Db], T]) -> T:
        """Do work in one transaction, and commit it.

        Where the connection is lost on the way, `work` is done again over another: it must
        find out by itself whether the first time was committed. StoreError, which begins
        with `what`, where it cannot be done.
        """
        with self._turn, self._address.explained(what):
            db = self._connected()
            try:
                return _commit(db, work)
            except psycopg.OperationalError:
                if not db.closed:
                    raise
            with self._address.explained(IN_DOUBT):
                return _commit(self._reconnected(), work)

    def statements(self, what: str, *statements: str) -> None:
        """Execute statements that no transaction may hold."""
        with self._turn, self._address.explained(what):
            db = self._connected()
            for statement in statements:
                db.execute(statement)

    def close(self) -> None:
        """Let go of the connection, for good."""
        with self._turn:
            self._closed = True
            if self._db is not None:
                self._db.close()

    def _connected(self) -> Db:
        if self._closed:
            raise StoreError("the store has been closed")
        if self._db is None or self._db.closed:
            self._db = self._address.connect()
        return self._db

    def _reconnected(self) -> Db:
        """Return another connection, with patience for a server that starts again."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._connected()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
            time.sleep(PAUSE_SECONDS)


def _commit(db: Db, work: Callable[[Db], T]) -> T:
    with db.transaction():
        return work(db)
