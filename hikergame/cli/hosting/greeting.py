"""What `hikergame host` prints: where to join, the code big enough to read, what to do next."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikergame.classroom.server.addresses import bracketed
from hikergame.cli.text import encodable, one_line
from hikergame.tui.drawing.backdrop import is_dark
from hikergame.tui.drawing.letters import half_blocks, points

if TYPE_CHECKING:
    from hikergame.classroom.server.place import Place

_BLOCKS = "▀▄█"


@dataclass(frozen=True)
class Greeting:
    """What there is to say of a room that has been opened."""

    place: "Place"
    code: str
    name: str
    rounds: int
    store: str
    resumed: bool = False


def greeting(room: Greeting) -> Iterator[str]:
    """Yield the lines to print on standard output, with what it can show."""
    drawn = sys.stdout.isatty() and encodable(_BLOCKS, sys.stdout.encoding)
    colour = drawn and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    rounds = "1 round" if room.rounds == 1 else f"{room.rounds} rounds"
    yield f"{one_line(room.name)} is open{' again' * room.resumed}: {rounds}."
    yield ""
    if drawn:
        yield from (f"    {row}".rstrip() for row in big(room.code))
        yield ""
        yield from (f"    {row}" for row in _qr(room.place.play(room.code), colour=colour))
        yield ""
    yield from _table(room)
    yield ""
    yield from _next(room)


def _table(room: Greeting) -> Iterator[str]:
    place = room.place
    yield f"  Code      {room.code}"
    yield f"  Address   {place.address}"
    for host in place.hosts[1:] if place.public is None else ():
        yield f"            {bracketed(host)}:{place.port}, if that one is not reached"
    yield f"  Browser   {place.play(room.code)}"
    yield f"  Board     {place.board}#code={room.code}"
    yield f"  Log       {one_line(room.store)}"


def _next(room: Greeting) -> Iterator[str]:
    yield "Pupils join with a browser, or in a terminal:"
    yield f"  hikergame join {room.place.address} {room.code}"
    yield "You teach from another terminal:"
    yield f"  hikergame host --attach {room.place.address}"
    yield "Put the board on the projector. Ctrl-C closes the room; nothing is lost."


def big(code: str) -> list[str]:
    """Return a code in characters five points high, as three lines of half blocks and spaces."""
    return list(half_blocks(points(code, wide=2)))


def _qr(text: str, *, colour: bool) -> list[str]:
    """Return a QR code: black on white, or without colours in the ink of the terminal's paper."""
    from hikergame.classroom.server.qr import qr_text

    rows = qr_text(text, light_on_dark=not colour and is_dark(os.environ)).splitlines()
    return [f"\x1b[30;107m{row}\x1b[0m" for row in rows] if colour else rows
