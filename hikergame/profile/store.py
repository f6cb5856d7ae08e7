"""The file under a profile: opened for one short transaction at a time.

Promises: what a transaction writes is stored whole or not at all, whatever happens in
between; two copies of the game may use the file at once, from several threads each; a
file that is damaged is moved aside under a dated name, a file from a newer version is
left as it is and another is used beside it, and `Store.notices` says so.

SQLite's rollback journal is the default, which leaves one single file at rest and works
on network drives, where WAL does not.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from hikergame.profile.errors import ProfileError

APPLICATION_ID = 0x48494B45
"""Marks the file as ours ("HIKE"); see PRAGMA application_id."""

BUSY_SECONDS = 3.0
"""How long a transaction waits for another copy of the game to finish its own."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE hike (
            id INTEGER PRIMARY KEY,
            level_id TEXT NOT NULL,
            level_hash TEXT NOT NULL,
            path TEXT,
            finished_at TEXT NOT NULL,
            points REAL NOT NULL,
            halvings REAL NOT NULL,
            medals TEXT NOT NULL,
            rival TEXT,
            rival_points REAL,
            steps INTEGER NOT NULL,
            record TEXT NOT NULL
        )""",
        "CREATE INDEX hike_by_level ON hike (level_id, path, finished_at)",
        """CREATE TABLE under_way (
            token TEXT PRIMARY KEY,
            level_id TEXT NOT NULL,
            level_hash TEXT NOT NULL,
            path TEXT,
            title TEXT NOT NULL,
            step INTEGER NOT NULL,
            steps INTEGER NOT NULL,
            record TEXT NOT NULL,
            saved_at TEXT NOT NULL
        )""",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
)
"""Statements that lead from each schema version to the next; an empty file is version 0."""

VERSION = len(MIGRATIONS)

T = TypeVar("T")

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class _UnreadableError(Exception):
    """The file is damaged, or is not a profile at all."""


class Store:
    """A folder with the player's file in it; nothing is created until something is written."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; neither it nor the file need exist."""
        self.folder = folder
        self.path = folder / "profile.db"
        self.notices: list[str] = []
        """Sentences for the player about the file itself, in the order they came up."""

    def read(self, query: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Return what `query` finds, or `nothing` where nothing was ever stored.

        Raises `ProfileError` where the file cannot be read.
        """

        def use() -> T:
            with self._open() as db:
                if db is None:
                    return nothing
                db.execute("BEGIN")
                found = query(db)
                db.execute("COMMIT")
                return found

        return self._explained("Your progress could not be read", use)

    def write(self, what: str, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make a change in one transaction: it is stored whole, or not at all.

        `what` begins the sentence of the `ProfileError` that is raised where it is not,
        for example "This hike".
        """

        def use() -> T:
            self._create_file()
            with self._open(create=True) as db:
                assert db is not None
                with _transaction(db):
                    _migrate(db)
                    return change(db)

        return self._explained(f"{what} could not be kept", use)

    def connect(self, path: Path) -> sqlite3.Connection:
        """Open a file in autocommit (transactions are spelled out), ready to wait its turn."""
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        db.row_factory = sqlite3.Row
        return db

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection | None]:
        """Open the file of our version; None where it is missing or empty, unless created.

        Where the file is a newer version's, its companion of our version takes its place.
        """
        if not self.path.exists():
            yield None
            return
        with closing(self.connect(self.path)) as db:
            version = _identify(db)
            if version <= VERSION:
                if 0 < version < VERSION:
                    with _transaction(db):
                        _migrate(db)
                yield db if version or create else None
                return
        self._leave_newer(version)
        if create:
            self._create_file()
        with self._open(create=create) as db:
            yield db

    def _leave_newer(self, version: int) -> None:
        beside = self.folder / f"profile-{VERSION}.db"
        self.notices.append(
            f"Your progress was kept by a newer hikergame (format {version}, this one knows "
            f"{VERSION}). It stays untouched in {self.path}; until you update, this game keeps "
            f"its own in {beside}."
        )
        self.path = beside

    def _set_aside(self) -> None:
        """Move a file that cannot be read out of the way, unless another copy just did.

        The move is guarded by a lock of its own, so that of two copies that meet the same
        damage the second does not move away the first one's fresh file.
        """
        with closing(self.connect(self.folder / "profile-lock.db")) as guard:
            guard.execute("BEGIN EXCLUSIVE")
            if self._is_damaged():
                aside = self._aside_name()
                journal = Path(f"{self.path}-journal")
                # The journal first: it must never meet the fresh file.
                if journal.exists():
                    journal.rename(f"{aside}-journal")
                self.path.rename(aside)
                self.notices.append(
                    f"The file with your progress was damaged and could not be read. It was moved "
                    f"to {aside}; a new one is begun in {self.path}."
                )

    def _is_damaged(self) -> bool:
        if not self.path.exists():
            return False
        with closing(self.connect(self.path)) as db:
            try:
                _identify(db)
                (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
                return bool(found != "ok")
            except _UnreadableError:
                return True
            except sqlite3.DatabaseError as error:
                return _code(error) in _DAMAGE

    def _aside_name(self) -> Path:
        now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        return self.path.with_name(f"{self.path.stem}-damaged-{now}.db")

    def _create_file(self) -> None:
        """Make folder and file readable by their owner alone, where the system knows such."""
        if self.path.exists():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    def _explained(self, what: str, use: Callable[[], T]) -> T:
        """Use the file, once more where it had to be set aside, and say what failed."""
        try:
            try:
                return use()
            except (sqlite3.DatabaseError, _UnreadableError) as error:
                if _code(error) not in _DAMAGE:
                    raise
            self._set_aside()
            return use()
        except (sqlite3.DatabaseError, _UnreadableError) as error:
            cause = _CAUSES.get(_code(error), str(error))
            raise ProfileError(f"{what}: {cause} ({self.path}).") from error
        except OSError as error:
            cause = (error.strerror or str(error)).lower()
            raise ProfileError(f"{what}: {cause} ({self.path}).") from error


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write in one piece: everything in the block is stored when it ends, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _identify(db: sqlite3.Connection) -> int:
    """Return the file's schema version, 0 while it is empty."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        (tables,) = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if tables or version:
            raise _UnreadableError("it is not a profile")
    return int(version)


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the file to our schema version, inside the transaction that is open."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another copy of the game is holding the file",
    sqlite3.SQLITE_READONLY: "the file may not be written",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_PERM: "the file may not be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is damaged",
}


def _code(error: Exception) -> int:
    """Return SQLite's primary code; extended codes tell apart what a player need not."""
    if isinstance(error, _UnreadableError):
        return sqlite3.SQLITE_NOTADB
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
