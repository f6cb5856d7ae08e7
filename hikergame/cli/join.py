"""`hikergame join`: walk in a class, over the network."""

import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hikergame.classroom.client.address import Address
    from hikergame.classroom.client.seats import HeldSeat

_NOBODY: Final = (
    "Compare the address with the one on the board; both computers have to be in one network."
)
_LOST: Final = (
    "The seat that was held here is walked on another device, or is no more: this is a new one."
)


def join(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="The server, such as 192.168.1.20:8750, or its whole link."
        ),
    ],
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="The room code; may be left out after a whole link."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What you are called; made up unless given."),
    ] = None,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help="The team to walk in, if there are teams.")
    ] = None,
    recovery: Annotated[
        str | None,
        typer.Option(
            "--recover", metavar="CODE", help="Take your seat again, with your recovery code."
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Take another seat, though this computer has one.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Walk line by line, in words, without drawing.")
    ] = False,
) -> None:
    """Walk in a class: everybody on the same hidden ground, from wherever they sit."""
    from hikergame.classroom.client.address import read_invitation

    if code is not None and _is_address(code) and not _is_address(address):
        command = f"hikergame join {one_line(code, 80)} {one_line(address, 20)}"
        raise typer.BadParameter(f"the address comes before the code: {command}")
    where, room = read_invitation(address, code)
    if room is None:
        raise typer.BadParameter("the room code is missing: hikergame join ADDRESS CODE")
    with cures():
        seat = _seat(where, room, Wish(name, team, recovery, new))
    say(f"You are {one_line(seat.name)}. On another device: --recover {seat.recovery}")
    if plain or not sys.stdout.isatty():
        leave(_talk(where, seat))
    from hikergame.tui.join.app import run

    leave(run(where, room, seat))


@dataclass(frozen=True)
class Wish:
    """Which seat is wanted."""

    name: str | None = None
    team: str | None = None
    recovery: str | None = None
    new: bool = False
    """Another one, though there may be one from before."""

    def is_met_by(self, held: "HeldSeat") -> bool:
        """Tell whether a seat from before will do: the same command goes on where it was."""
        if self.new or self.recovery is not None:
            return False
        return self.name is None or _plainly(self.name) == _plainly(held.name)


def _plainly(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _is_address(text: str) -> bool:
    """Tell whether a text is more likely an address than a code, which is letters and digits."""
    return any(mark in text for mark in ".:/")


@contextmanager
def cures() -> "Iterator[None]":
    """Add to the reason for which no seat was to be had what can be done about it."""
    from hikergame.classroom.errors import RefusedError, ServerError
    from hikergame.classroom.messages.walking import Why

    said = {
        Why.BAD_NAME: "--name says another one; a seat that was yours is taken with --recover.",
    }
    try:
        yield
    except RefusedError as error:
        if error.why not in said:
            raise
        raise RefusedError(f"{error} {said[error.why]}", error.why) from error
    except ServerError as error:
        raise ServerError(f"{str(error).rstrip('.')}. {_NOBODY}") from error


def _seat(where: "Address", room: str, wish: Wish) -> "HeldSeat":
    """Return the seat to walk on: recovered, held from before, or a new one; it is kept."""
    from hikergame.classroom.client import http
    from hikergame.classroom.client.joining import take_seat
    from hikergame.classroom.client.seats import HeldSeat, Seats
    from hikergame.files import FileError

    seats = Seats()
    held = seats.find(where, room)
    if held is not None and wish.is_met_by(held):
        if http.is_valid(where, held.token):
            return held
        say(_LOST)
    if wish.recovery is not None:
        taken = http.recover(where, room, wish.recovery)
    else:
        taken = take_seat(where, room, wish.name, team=wish.team)
        if wish.team is not None and taken.you.team is None:
            say("This room has no teams: everybody walks for himself.")
    seat = HeldSeat(taken.token, taken.recovery, taken.you.name)
    try:
        seats.keep(where, room, seat)
    except FileError as error:
        say(f"{error}. Write your recovery code down.")
    return seat


def _talk(where: "Address", seat: "HeldSeat") -> ExitCode:
    """Walk line by line."""
    from hikergame.classroom.client.connection import Connection
    from hikergame.cli.plain.attending import attend
    from hikergame.cli.plain.stage import Stage
    from hikergame.cli.plain.walking import Setup, Walking
    from hikergame.level import library, load_level

    def practice() -> Stage:
        return Walking(Setup(load_level(library().entries[0].id), hiker=seat.name))

    return attend(Connection(where, seat.token), practice)
