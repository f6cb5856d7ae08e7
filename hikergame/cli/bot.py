"""`hikergame bot`: a program of one's own walks, in a class or alone."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.completion import complete_level
from hikergame.cli.text import one_line

if TYPE_CHECKING:
    from hikergame.classroom.client.program import Program


def bot(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[ADDRESS CODE] -- COMMAND...",
            help="The server, such as 192.168.1.20:8750, its room code (or the whole link in "
            "place of both), and the program.",
        ),
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the bot is called in the room.")
    ] = None,
    recovery: Annotated[
        str | None,
        typer.Option(
            "--recover",
            metavar="CODE",
            help="Take the seat again that a bot had before, with its recovery code.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Walk this level here, without a server; then no ADDRESS and CODE are given.",
            autocompletion=complete_level,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="N", min=0, help="With --on: which noise is met.")
    ] = 0,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long an answer may take.")
    ] = 30.0,
) -> None:
    """Let a program walk: what it feels goes in as JSON lines, its steps come out."""
    from hikergame.classroom.client.program import Program

    address, code, command = ("", "", words) if on is not None else _whither(words)
    if not command:
        raise typer.BadParameter(
            "name the program after two dashes: hikergame bot ADDRESS CODE -- python3 my_bot.py"
        )
    if recovery is not None and (name is not None or on is not None):
        raise typer.BadParameter("--recover takes a seat as it is: without --name, and in a room")
    program = Program(command, patience=patience)
    try:
        if on is not None:
            _practise(program, on, seed)
        else:
            from hikergame.classroom.client.bot import send_out
            from hikergame.cli.join import cures

            with cures():
                send_out(program, address, code, name, _tell, recovery=recovery)
    finally:
        program.close()


def _whither(words: list[str]) -> tuple[str, str, list[str]]:
    """Part an address, a room code and a command; a link bears the code, and may stand alone.

    Raises ServerError for what is no address, BadParameter for what is no code.
    """
    from hikergame.classroom.client.address import read_invitation
    from hikergame.classroom.room.codes import ROOM_CODE, canonical

    address, *rest = words
    _, linked = read_invitation(address)
    typed = rest[0] if rest else ""
    if linked is not None and canonical(typed) != canonical(linked):
        return address, linked, rest
    if rest and len(canonical(typed)) != ROOM_CODE:
        raise typer.BadParameter(
            f"{one_line(typed, 40)!r} is no room code, which has {ROOM_CODE} signs and stands "
            "before the program: hikergame bot ADDRESS CODE -- python3 my_bot.py"
        )
    return address, typed, rest[1:]


def _practise(program: "Program", level: str, seed: int) -> None:
    """Let the program walk a level here, and print what it came to."""
    from hikergame.classroom.client.bot import practise
    from hikergame.hikers import Outing
    from hikergame.level import load_level

    outing = Outing(load_level(level), seed=seed, hiker="bot")
    practise(program, outing)
    reveal = outing.reveal()
    print(f"{reveal.score.points:.1f} points in {reveal.score.steps} steps")
    for sentence in (reveal.headline, *reveal.story):
        print(sentence.replace("*", ""))


def _tell(sentence: str) -> None:
    """Say what happens; standard output stays free."""
    print(one_line(sentence), file=sys.stderr, flush=True)
