"""Statements that are executed many times a second, with as little ado as there can be.

A cursor of psycopg finds out for each value anew how it travels, which takes more of a
processor than all else that is done for a step's transaction. What is here travels as text
under the types that the statement names, through the library's own wrapper of libpq.
"""

from collections.abc import Sequence
from typing import Any, cast
from weakref import WeakSet

from psycopg import OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from hikergame.classroom.log.postgres_link import Db

Row = tuple[Any, ...]
"""Texts, and None for what is null."""

_DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Prepared:
    """One statement, prepared in each connection when it is first executed there."""

    def __init__(self, name: str, statement: str) -> None:
        """`statement` calls its parameters $1, $2, ..., and says of which types they are."""
        self._name = name.encode()
        self._statement = statement.encode()
        self._ready: WeakSet[Db] = WeakSet()

    def execute(self, db: Db, *parameters: str | int | None) -> list[Row]:
        """Execute it in a connection, and return its rows as text. Raises what psycopg does."""
        texts = [None if one is None else _checked(str(one)).encode() for one in parameters]
        try:
            if db not in self._ready:
                _check(db.pgconn.prepare(self._name, self._statement))
                self._ready.add(db)
            # None is null, which the library's types have forgotten.
            result = db.pgconn.exec_prepared(self._name, cast("list[bytes]", texts))
        except MemoryError:  # libpq gave no result, since it could not even ask
            raise OperationalError("the connection was lost") from None
        _check(result)
        columns = range(result.nfields)
        return [
            tuple(_text(result.get_value(row, column)) for column in columns)
            for row in range(result.ntuples)
        ]


def array(texts: Sequence[str | None]) -> str:
    """Return an array of texts as PostgreSQL reads it (its manual, section 8.15.6)."""
    return "{" + ",".join("NULL" if one is None else _quoted(one) for one in texts) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _checked(text: str) -> str:
    if "\0" in text:  # where libpq would take it to end
        raise ValueError("PostgreSQL keeps no text with a zero character in it")
    return text


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def _check(result: PGresult) -> None:
    if result.status not in _DONE:
        raise error_from_result(result)
