"""Opening a room, or opening one again, and serving it until Ctrl-C."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import typer

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.results.forms import exporter
from hikergame.classroom.room.codes import canonical, token
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving, listen
from hikergame.cli.guard import Interrupted, leave, say
from hikergame.cli.host import PORT
from hikergame.cli.hosting.greeting import Greeting, greeting
from hikergame.cli.hosting.ground import level_data
from hikergame.cli.hosting.keys import Key, Keys
from hikergame.cli.text import one_line
from hikergame.files import FileError

if TYPE_CHECKING:
    import socket

    from hikergame.classroom.log.store import RoomEntry, Store
    from hikergame.classroom.room.state import Room

_GOODBYE = """\
The room is closed, and all that happened in it is kept. Open it again with
  hikergame host --resume {code}{store}"""
_FINISHED = """\
The lesson is over, and all that happened in it is kept. What came of it:
  hikergame results {code}{store}"""


@dataclass(frozen=True)
class Door:
    """Where a room is to be found, as far as it was said."""

    bind: str
    port: int | None
    public: str | None


@dataclass(frozen=True)
class Wish:
    """A new room, as it was asked for."""

    ground: Sequence[str]
    settings: Settings
    seed: int | None


def open_new(where: str | None, wish: Wish, door: Door, *, headless: bool) -> None:
    """Open a room and serve it until Ctrl-C, which is raised again with a last word."""
    levels = level_data(wish.ground)
    port = PORT if door.port is None else door.port
    # The port first: nobody needs a room that nobody can reach.
    with closing(listen(door.bind, port)) as listening, closing(open_store(where)) as store:
        opened = open_room(store, wish.settings, levels, seed=wish.seed)
        key = Key(opened.room, opened.code, opened.teacher, port)
        _serve(_Session(store, key, door, where, listening), headless=headless)


def reopen(
    where: str | None, code: str | None, door: Door, *, headless: bool, beside: bool = False
) -> None:
    """Open a room again, the last one or that of a code, and serve it until Ctrl-C.

    `beside` is said where another process serves it already. Raises RoomError where there is none.
    """
    with closing(open_store(where)) as store:
        entry = _entry(store, code)
        known = Keys().of_room(entry.room)
        # Whoever has the store may teach: a key that is not here is made anew.
        key = known or Key(entry.room, entry.code, token(), PORT)
        port = key.port if door.port is None else door.port
        with closing(listen(door.bind, port)) as listening:
            session = _Session(store, key, door, where, listening, resumed=True, beside=beside)
            _serve(session, headless=headless)


@dataclass(frozen=True)
class _Session:
    """All that it takes to serve a room."""

    store: "Store"
    key: Key
    door: Door
    where: str | None
    listening: "socket.socket"
    resumed: bool = False
    beside: bool = False


def _serve(session: _Session, *, headless: bool) -> None:
    key, door = session.key, session.door
    serving = Serving(
        session.store,
        key.room,
        Place(door.bind, key.port, door.public),
        listening=session.listening,
        teacher=key.token,
        export=exporter(session.store, key.room),
    )
    found = replace(key, port=serving.place.port, address=serving.place.address)
    _remember(found, beside=session.beside)
    given = f" --store {without_password(session.where)}" if session.where else ""

    def goodbye() -> str:
        said = _FINISHED if _is_finished(serving) else _GOODBYE
        return said.format(code=key.code, store=given)

    try:
        if headless:
            serving.run(lambda: _greet(session, serving))
        else:
            from hikergame.cli.hosting.console import teach_here

            leave(teach_here(serving, key.token), goodbye())
    except KeyboardInterrupt:
        raise Interrupted(goodbye()) from None


def _is_finished(serving: Serving) -> bool:
    """Tell whether nothing more can happen in a room; not known before its log is read."""
    room: Room | None = getattr(serving.live.ledger, "room", None)
    return room is not None and room.phase is Phase.FINISHED


def _greet(session: _Session, serving: Serving) -> None:
    room = serving.live.room
    told = Greeting(
        place=serving.place,
        code=room.code,
        name=room.settings.name,
        rounds=len(room.rounds),
        store=session.store.description,
        resumed=session.resumed,
    )
    typer.echo("\n".join(greeting(told)))


def _entry(store: "Store", code: str | None) -> "RoomEntry":
    """Return the room of a code, or of those that are not finished the one last used."""
    entries = store.rooms()
    if code is not None:
        entries = [one for one in entries if canonical(one.code) == canonical(code)]
        if not entries:
            raise RoomError(
                f"{store.description} has no room {one_line(code, 20)}; `hikergame results` lists "
                "those that it has"
            )
        return entries[0]
    open_ones = (one for one in entries if not one.finished)
    entry = max(open_ones, key=lambda one: one.last_at, default=None)
    if entry is None:
        raise RoomError(f"{store.description} has no room that could be opened again")
    return entry


def _remember(key: Key, *, beside: bool) -> None:
    try:
        Keys().keep(key, beside=beside)
    except FileError as error:
        say(f"{error}. Only this process can teach this room.")


def without_password(where: str) -> str:
    """Return where the log is as it may be shown: without a password."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:...@", one_line(where))
