"""The file of a SQLite store: how it is opened, recognised, laid out, and what may ail it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hikergame.classroom.errors import StoreError

APPLICATION_ID = 0x48494B43
"""Marks the file as ours ("HIKC"); see PRAGMA application_id."""
BUSY_SECONDS = 2.0
"""How long a transaction waits for another process to finish its own; a pupil waits with it."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE room (
            room TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            code TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            last INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            gate INTEGER NOT NULL,
            finished INTEGER NOT NULL
        )""",
        """CREATE TABLE event (
            room TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            hiker TEXT,
            key TEXT,
            PRIMARY KEY (room, number)
        ) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX event_by_key ON event (room, key) WHERE key IS NOT NULL",
        """CREATE TABLE server (
            room TEXT NOT NULL,
            server TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (room, server)
        ) WITHOUT ROWID""",
    ),
)
"""Statements that lead from each format to the next; an empty file is format 0."""
FORMAT = len(MIGRATIONS)

_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full; make room, and it goes on by itself",
    sqlite3.SQLITE_BUSY: "another program is holding the file; close it, and it goes on by itself",
    sqlite3.SQLITE_LOCKED: "another program is holding the file",
    sqlite3.SQLITE_READONLY: "the file may not be written",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_PERM: "the file may not be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_PROTOCOL: "the file cannot be locked; is it on a network drive?",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is damaged, or no log of a classroom",
}
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SHUT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_ELSEWHERE = "Another file is named with --store"
_CURE = "It was left as it is: keep a copy, and name another file with --store"


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a file in autocommit, fit for several threads that take turns.

    With `create` it is made, and brought to our format. StoreError where it cannot be used.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a log: name a file in it with --store")
    with explained("The log of the classroom cannot be opened", path, _ELSEWHERE):
        if create:
            _create(path)
        db = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _check(db, path)
            if create:
                db.execute("PRAGMA journal_mode = WAL")
                _migrate(db)
            # Durable at each commit, on macOS as well, and gone when deleted.
            for pragma in ("synchronous = FULL", "fullfsync = ON", "secure_delete = ON"):
                db.execute(f"PRAGMA {pragma}")
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def explained(what: str, path: Path, otherwise: str = "") -> Iterator[None]:
    """Turn what SQLite and the system raise into a StoreError that begins with `what`.

    `otherwise` is what can be done where the file may not be used.
    """
    try:
        yield
    except sqlite3.Error as error:
        # Extended codes tell apart what people need not.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        cause = _CAUSES.get(code, str(error))
        cure = _CURE if code in _DAMAGE else otherwise if code in _SHUT else ""
        raise StoreError(_sentences(f"{what}: {cause} ({path})", cure)) from error
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise StoreError(_sentences(f"{what}: {cause} ({path})", otherwise)) from error


def _sentences(*said: str) -> str:
    return " ".join(f"{one}." for one in said if one)


def _create(path: Path) -> None:
    """Make folder and file, readable by their owner alone where the system knows such."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Hold the file to be ours, and of a format that we know."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (tables or version):
        raise StoreError(f"{path} is no log of a classroom. {_CURE}.")
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer hikergame (format {version}, this one knows "
            f"{FORMAT}). It was left as it is: update hikergame, or name another file with --store."
        )


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the file to our format, in one transaction of which two processes take turns."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                db.execute(statement)
        if version < FORMAT:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
