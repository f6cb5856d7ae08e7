"""The tables of a PostgreSQL store, and how they come to be."""

from typing import Any

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.postgres_link import Db

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE hikergame.format (version integer NOT NULL)",
        "INSERT INTO hikergame.format VALUES (0)",
        """CREATE TABLE hikergame.room (
            room text PRIMARY KEY,
            name text NOT NULL,
            code text NOT NULL,
            opened_at bigint NOT NULL,
            last bigint NOT NULL,
            last_at bigint NOT NULL,
            gate bigint NOT NULL,
            finished boolean NOT NULL
        )""",
        # Data is text, since json of either kind changes some of what it is given.
        """CREATE TABLE hikergame.event (
            room text NOT NULL,
            number bigint NOT NULL,
            at bigint NOT NULL,
            kind text NOT NULL,
            data text NOT NULL,
            hiker text,
            key text,
            PRIMARY KEY (room, number)
        )""",
        "CREATE UNIQUE INDEX event_by_key ON hikergame.event (key, room)",
        """CREATE TABLE hikergame.server (
            room text NOT NULL,
            server text NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (room, server)
        )""",
    ),
)
"""Statements that lead from each format to the next."""
FORMAT = len(MIGRATIONS)
ONE_AT_A_TIME = 0x48494B43
"""The advisory lock under which tables are made."""


def migrate(db: Db) -> None:
    """Bring the database to our format, in the transaction that is open.

    StoreError where it is of a newer one, or cannot hold every character.
    """
    (encoding,) = _one(db, "SELECT current_setting('server_encoding')")
    if encoding != "UTF8":
        raise StoreError(
            f"the database keeps text as {encoding}, which cannot hold every name: "
            "make one with `createdb --encoding UTF8 --template template0`"
        )
    db.execute("SELECT pg_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
    if _one(db, "SELECT to_regnamespace('hikergame')") == (None,):
        db.execute("CREATE SCHEMA hikergame")
    version = 0
    if _one(db, "SELECT to_regclass('hikergame.format')") != (None,):
        (version,) = _one(db, "SELECT version FROM hikergame.format")
    if version > FORMAT:
        raise StoreError(
            f"the database was written by a newer hikergame (format {version}, this one knows "
            f"{FORMAT}). It was left as it is: update hikergame, or name another database."
        )
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            db.execute(statement.encode())
    if version < FORMAT:
        db.execute("UPDATE hikergame.format SET version = %s", (FORMAT,))


def _one(db: Db, query: str) -> tuple[Any, ...]:
    row = db.execute(query.encode()).fetchone()
    assert row is not None
    return row
