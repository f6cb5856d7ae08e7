"""Which store a name means."""

from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.classroom.errors import ExtraMissingError, StoreError
from hikergame.profile import data_folder

if TYPE_CHECKING:
    from hikergame.classroom.log.store import Store

FILE_NAME = "classroom.sqlite3"
POSTGRES_SCHEMES = ("postgresql://", "postgres://")


def open_store(where: str | Path | None = None) -> "Store":
    """Open a store: a file, a `postgresql://` URL, or the file in the user's data folder.

    Raises StoreError where it cannot be used, ExtraMissingError where PostgreSQL is asked
    for and psycopg is not installed. A password in a URL is in no message.
    """
    if where is None:
        where = data_folder() / FILE_NAME
    if isinstance(where, str):
        scheme, mark, _ = where.partition("://")
        if where.lower().startswith(POSTGRES_SCHEMES):
            return _open_postgres(where)
        if mark:
            raise StoreError(
                f"no store is known for {scheme}://: name a file, or postgresql://host/database"
            )
        where = Path(where)
    # Imported here, so that whoever only names a store needs no sqlite3.
    from hikergame.classroom.log.sqlite import SqliteStore

    return SqliteStore(where.expanduser().absolute())


def _open_postgres(url: str) -> "Store":
    try:
        import psycopg  # noqa: F401 - the question is whether it is there
    except ImportError as error:
        raise ExtraMissingError(
            "a log in PostgreSQL needs psycopg: install hikergame[postgres]"
        ) from error
    from hikergame.classroom.log.postgres import PostgresStore

    return PostgresStore(url)
