"""`hikergame race`: the algorithms alone on a level, as a table and curves, or as JSON."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.completion import complete_level, complete_rival
from hikergame.cli.text import encodable, one_line

if TYPE_CHECKING:
    from hikergame.cli.chart import Style


def race(
    level: Annotated[
        str,
        typer.Argument(
            metavar="LEVEL", help="A level's id or file.", autocompletion=complete_level
        ),
    ],
    rival: Annotated[
        list[str] | None,
        typer.Option(
            "--rival",
            metavar="NAME[:param=value...]",
            help="An algorithm, or a blind hiker such as scout, with its settings; "
            "may be said more than once. A name alone has the level's setting for it; where no "
            "learning_rate is named, the best constant one is found; a number means one of the "
            "level's rivals. Default: all of these.",
            autocompletion=complete_rival,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print tracks, heights and scores for programs.")
    ] = False,
    seed: Annotated[
        int, typer.Option(metavar="N", min=0, help="Which noise is met, on noisy ground.")
    ] = 0,
) -> None:
    """Let the algorithms walk a level alone."""
    from hikergame.cli import report
    from hikergame.hikers import race as run
    from hikergame.hikers.naming import RivalTextError, chosen
    from hikergame.level import load_level

    walked = load_level(level)
    rivals = [chosen(walked, text) for text in rival] if rival else list(walked.rivals)
    if not rivals:
        raise RivalTextError(f"{one_line(level)} names no rival; choose one, such as --rival adam")
    result = run(walked, rivals, seed=seed)
    if as_json:
        import json

        print(json.dumps(report.as_object(result, rivals), allow_nan=False))
    else:
        style = _style()
        lines = [*report.table(result, style), "", *report.curves(result, style)]
        typer.echo("\n".join(lines), color=style.colour or None)


def _style() -> "Style":
    """Return what standard output can show."""
    from hikergame.cli.chart import BRAILLE, Style

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Style(
        width=shutil.get_terminal_size().columns,
        braille=encodable(BRAILLE, sys.stdout.encoding),
        colour=colour and os.environ.get("TERM") != "dumb",
    )
