"""`hikergame join`: walk in a class, over the network."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.classroom.client.address import Address
    from hikergame.classroom.client.seats import HeldSeat


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

    where, room = read_invitation(address, code)
    if room is None:
        raise typer.BadParameter("the room code is missing: hikergame join ADDRESS CODE")
    seat = _seat(where, room, name, team, recovery, new=new)
    say(f"You are {one_line(seat.name)}. On another device: --recover {seat.recovery}")
    if plain or not sys.stdout.isatty():
        leave(_talk(where, seat))
    from hikergame.tui.join.app import run

    leave(run(where, room, seat))


def _seat(
    where: "Address",
    room: str,
    name: str | None,
    team: str | None,
    recovery: str | None,
    *,
    new: bool,
) -> "HeldSeat":
    """Return the seat to walk on: recovered, held from before, or a new one; it is kept."""
    from hikergame.classroom.client import http
    from hikergame.classroom.client.seats import HeldSeat, Seats
    from hikergame.files import FileError

    seats = Seats()
    held = None if new or name or recovery else seats.find(where, room)
    if held is not None and http.is_valid(where, held.token):
        return held
    if recovery:
        taken = http.recover(where, room, recovery)
    else:
        taken = http.join(where, room, name, team=team)
    seat = HeldSeat(taken.token, taken.recovery, taken.you.name)
    try:
        seats.keep(where, room, seat)
    except FileError as error:
        say(f"{error}. Write your recovery code down.")
    return seat


def _talk(where: "Address", seat: "HeldSeat") -> ExitCode:
    """Walk line by line."""
    from hikergame.classroom.client.connection import Connection
    from hikergame.cli.plain.classroom import attend
    from hikergame.cli.plain.stage import Stage
    from hikergame.cli.plain.walking import Setup, Walking
    from hikergame.level import library, load_level

    def practice() -> Stage:
        return Walking(Setup(load_level(library().entries[0].id), hiker=seat.name))

    return attend(Connection(where, seat.token), practice)
