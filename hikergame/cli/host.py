"""`hikergame host`: open a room for a class, or open one again."""

from pathlib import Path
from typing import Annotated

import typer

from hikergame.cli.completion import complete_ground, complete_opponent

PORT = 8750
"""Where a room listens unless told otherwise; whoever joins assumes it as well."""

_Ground = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LEVEL",
        help="The rounds, in order: levels by id or file, chapters, packs, or random (also "
        "random:easy, random:hard) for ground that nobody can look up. Default: random.",
        show_default=False,
        autocompletion=complete_ground,
    ),
]
_Headless = Annotated[
    bool, typer.Option("--headless", help="Serve only; teach from elsewhere, or over the API.")
]
_Name = Annotated[str, typer.Option(metavar="NAME", help="What the room is called.")]
_Mode = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="alone (everyone for himself), class (all against the algorithms) or teams. "
        "Default: class, or teams where --teams names some.",
        show_default=False,
    ),
]
_Clock = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="End each round by the clock: 90s, 5m. Default: when all hikes have ended.",
        show_default=False,
    ),
]
_Countdown = Annotated[
    int, typer.Option(metavar="SECONDS", min=0, max=600, help="From the start to the first step.")
]
_Teams = Annotated[
    str | None,
    typer.Option(metavar="NAMES", help="Teams, such as Red,Blue,Green.", show_default=False),
]
_Entrants = Annotated[
    list[str] | None,
    typer.Option(
        "--entrant",
        metavar="NAME",
        help="An algorithm on the board, or a blind hiker such as scout; may be said more than "
        "once; none for no algorithm. Default: gradient-descent, adam, scout.",
        show_default=False,
        autocompletion=complete_opponent,
    ),
]
_Top = Annotated[
    int, typer.Option(metavar="N", min=1, max=50, help="How many people the board names.")
]
_Steps = Annotated[
    bool, typer.Option("--by-steps", help="Keep points off the board while a round is on.")
]
_Port = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, max=65535, help=f"Default: {PORT}; 0 for any.", show_default=False
    ),
]
_Bind = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Listen on this address of the computer only.")
]
_Public = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="What people are told to type, where a proxy or a name stands in front.",
        show_default=False,
    ),
]
_Store = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|URL",
        help="Where the log is kept: a file, or postgresql://... Default: in your data folder.",
        show_default=False,
        envvar="HIKERGAME_STORE",
    ),
]
_Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Open a room again, the last one or that of the code given in the levels' place.",
    ),
]
_Room = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Serve a room that another process serves already, from the same PostgreSQL.",
        show_default=False,
    ),
]
_Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="The noise of the first round; the next ones have N+1, ... Default: by chance.",
        show_default=False,
    ),
]
_Attach = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Open the teacher's console at a room that is served already, here or elsewhere.",
        show_default=False,
    ),
]
_TokenFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="With --attach: the teacher's token is in this file. Default: in your data folder, "
        "or in HIKERGAME_TEACHER_TOKEN.",
        show_default=False,
    ),
]


def host(
    context: typer.Context,
    ground: _Ground = None,
    headless: _Headless = False,
    name: _Name = "Class",
    mode: _Mode = None,
    clock: _Clock = None,
    countdown: _Countdown = 5,
    teams: _Teams = None,
    entrants: _Entrants = None,
    top: _Top = 5,
    by_steps: _Steps = False,
    port: _Port = None,
    bind: _Bind = "0.0.0.0",  # noqa: S104 - a class has to reach it
    public: _Public = None,
    store: _Store = None,
    resume: _Resume = False,
    room: _Room = None,
    seed: _Seed = None,
    attach: _Attach = None,
    token_file: _TokenFile = None,
) -> None:
    """Open a room: a class walks the same hidden ground, against the algorithms."""
    from hikergame.cli.hosting.extra import require_extra

    require_extra()
    from hikergame.cli.hosting import console, fitting, serving, settings

    again = resume or room is not None
    fitting.check_fit(context, attach=attach is not None, again=again)
    if not headless:
        console.require_terminal()
    if attach is not None:
        console.attach(attach, token_file)
        return
    place = serving.Door(bind=bind, port=port, public=settings.public_address(public))
    if again:
        code, beside = _code(ground, room), room is not None
        serving.reopen(store, code, place, headless=headless, beside=beside)
        return
    chosen = settings.settings(
        name=name,
        mode=mode,
        clock=clock,
        countdown=countdown,
        teams=teams,
        entrants=entrants,
        top=top,
        by_steps=by_steps,
    )
    wish = serving.Wish(ground or ["random"], chosen, seed)
    serving.open_new(store, wish, place, headless=headless)


def _code(ground: list[str] | None, room: str | None) -> str | None:
    """Return the code of the room to open again; None for the last one."""
    from hikergame.cli.hosting.settings import OptionError

    given = [*(ground or ()), *([room] if room is not None else ())]
    if len(given) > 1:
        raise OptionError("one room is opened again at a time: hikergame host --resume CODE")
    return given[0] if given else None
