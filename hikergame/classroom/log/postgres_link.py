"""Connections to PostgreSQL that come back, and what may ail them.

A URL is a secret, since a password may stand in it: messages name the server without it.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

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
    SET client_encoding = 'UTF8';
    SET synchronous_commit = on;
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '10s';
    SET default_transaction_isolation = 'read committed';
    SET enable_seqscan = off;
    SET jit = off;
"""
"""Durable at each commit; a process that stands still holds nobody up for long; no statistics
from when a table was small make a query walk through all of it; and none is compiled, which
takes a core for a tenth of a second where one has to walk through all of a small table."""

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
        self.reached = False
        """Whether the server answered when it was last asked."""
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

    def fail(self, what: str, error: psycopg.Error) -> NoReturn:
        """Raise what psycopg has raised as a StoreError that begins with `what`."""
        cause = _CAUSES.get(error.sqlstate or "") or self._words(error)
        given_away = any(secret in str(error) for secret in self._secrets)
        raise StoreError(f"{what}: {cause} ({self.description}).") from (
            None if given_away else error
        )

    def _words(self, error: psycopg.Error) -> str:
        """Return the server's or the library's own words; its details may quote people's data."""
        text = error.diag.message_primary or str(error)
        text = " ".join(text.split()) or "the connection was lost"
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

    def query(self, what: str, work: Callable[[Db], T]) -> T:
        """Do work, each statement of which is by itself unless it opens a transaction.

        Where the connection is lost on the way, `work` is done again over another: where it
        changes anything, it must find out by itself whether the time before was committed.
        There is patience for a server that starts again, but for one that has been away for
        long only one attempt. StoreError, which begins with `what` unless that would be a lie.
        """
        with self._turn:
            end = time.monotonic() + (PATIENCE_SECONDS if self._address.reached else 0)
            while True:
                db = None
                try:
                    db = self._connected()
                    done = work(db)
                except psycopg.Error as error:
                    if db is not None and not db.closed:
                        self._address.fail(what, error)
                    if db is not None:
                        what = IN_DOUBT
                    if time.monotonic() > end:
                        self._address.reached = False
                        self._address.fail(what, error)
                else:
                    self._address.reached = True
                    return done
                time.sleep(PAUSE_SECONDS)

    def transaction(self, what: str, work: Callable[[Db], T]) -> T:
        """Do work in one transaction, and commit it; all else is as with `query`."""

        def whole(db: Db) -> T:
            with db.transaction():
                return work(db)

        return self.query(what, whole)

    def statements(self, what: str, *statements: str) -> None:
        """Execute statements that no transaction may hold."""
        with self._turn:
            try:
                db = self._connected()
                for statement in statements:
                    db.execute(statement.encode())
            except psycopg.Error as error:
                self._address.fail(what, error)

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
