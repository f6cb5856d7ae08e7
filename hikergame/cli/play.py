"""`hikergame play`: the app, or the game line by line."""

from pathlib import Path
from typing import Annotated

import typer

from hikergame.cli.completion import complete_level, complete_opponent
from hikergame.cli.guard import leave
from hikergame.cli.opening import open_app
from hikergame.cli.packs import library_of, named_pack


def play(
    level: Annotated[
        str | None,
        typer.Argument(
            metavar="LEVEL",
            help="A level's id or file, or a pack: a folder or zip of levels; choose in the game "
            "if left out.",
            show_default=False,
            autocompletion=complete_level,
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Play line by line: for screen readers, pipes, ssh.")
    ] = False,
    rival: Annotated[
        str | None,
        typer.Option(
            metavar="NAME[:param=value...]",
            help="Who walks beside you: an algorithm, a blind hiker such as scout, or none. "
            "Default: the level's first.",
            show_default=False,
            autocompletion=complete_opponent,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help="Which noise is met, on noisy ground. Default: a new one for each hike, 0 where "
            "moves come from a pipe.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the finished hike to this file.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who walks, in the record. Default: the name in the settings.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Walk a level blindfolded."""
    if record is not None:
        from hikergame.cli.files import check_writable

        check_writable(record)
    pack = None if level is None else named_pack(level)
    levels = None if pack is None else library_of(pack)
    if plain:
        from hikergame.cli.plain.opening import play_plain

        source = level if levels is None else None
        leave(play_plain(source, rival=rival, seed=seed, record=record, levels=levels, name=name))
    open_app(level, rival=rival, seed=seed, record=record, pack=pack, name=name)
