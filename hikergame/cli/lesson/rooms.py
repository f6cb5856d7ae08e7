"""Rooms in a store: found by what a person types, listed where that is not enough."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.opening import FILE_NAME, open_store
from hikergame.cli.text import one_line
from hikergame.profile import data_folder

if TYPE_CHECKING:
    from hikergame.classroom.log.store import RoomEntry, Store


@contextmanager
def opened(where: str | None) -> "Iterator[Store]":
    """Open the store of logs, and close it again; nothing is made where there is none.

    Raises RoomError where no log is there, and what `open_store` does.
    """
    if where is None or "://" not in where:
        path = data_folder() / FILE_NAME if where is None else Path(where).expanduser()
        if not path.exists():
            raise RoomError(
                f"there is no log at {path}: no room has been opened there. `hikergame host` opens "
                "one; --store names another log"
            )
    with closing(open_store(where)) as store:
        yield store


def room_of(store: "Store", code: str) -> "RoomEntry":
    """Return the newest room of a code. Raises RoomError, with the rooms that there are."""
    from hikergame.classroom.room.codes import canonical

    entries = store.rooms()
    for entry in entries:
        if canonical(entry.code) == canonical(code) or entry.room == code:
            return entry
    there = "\n".join(listed(entries)) or "  none"
    raise RoomError(f"{store.description} has no room {one_line(code, 20)}; it has\n{there}")


def only_room(store: "Store") -> "RoomEntry | None":
    """Return the one room of a store, None where there are several. RoomError where none is."""
    entries = store.rooms()
    if not entries:
        raise RoomError(f"{store.description} has no room yet: `hikergame host` opens one")
    return entries[0] if len(entries) == 1 else None


def listed(entries: "list[RoomEntry]") -> list[str]:
    """Return rooms as lines, the newest first."""
    return [
        f"  {one_line(one.code)}  {moment(one.opened_at)}  {one_line(one.name)}"
        f"{'' if one.finished else ', not finished'}"
        for one in entries
    ]


def moment(at: int) -> str:
    """Return a time in milliseconds since 1970 as this computer's clock shows it."""
    return f"{datetime.fromtimestamp(at / 1000.0).astimezone():%Y-%m-%d %H:%M}"
