"""`hikergame race`: the algorithms alone on a level, as a table and curves, or as JSON."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from hikergame.cli.completion import complete_level, complete_rival
from hikergame.cli.text import encodable, one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.cli.chart import Style
    from hikergame.level import Level, RivalSpec


class RivalTextError(HikergameError):
    """A rival on the command line that is not NAME[:param=value...]."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


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
            help="An algorithm, with its settings; may be said more than once. A name alone has "
            "the level's setting for it; where no learning_rate is named, the best constant one "
            "is found. Default: all of the level's rivals.",
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

    walked = _load(level)
    rivals = [_spec(walked, text) for text in rival] if rival else list(walked.rivals)
    if not rivals:
        raise RivalTextError(f"{level} names no rival; choose one, such as --rival adam")
    result = run(walked, rivals, seed=seed)
    if as_json:
        import json

        print(json.dumps(report.as_object(result, rivals), allow_nan=False))
    else:
        style = _style()
        lines = [*report.table(result, style), "", *report.curves(result, style)]
        typer.echo("\n".join(lines), color=style.colour or None)


def parse_rival(text: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the settings of NAME[:param=value...]; raise RivalTextError.

    Values are read as JSON where they are JSON, such as 0.3 or [0.9, 0.99], and are words
    otherwise, such as tuned.
    """
    import json

    name, *settings = text.split(":")
    params: dict[str, Any] = {}
    for setting in settings:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if not (key and equals and value):
            raise RivalTextError(
                f"{one_line(text, 80)!r} is no rival; write for example "
                f"{name or 'adam'}:learning_rate=0.3"
            )
        try:
            params[key] = json.loads(value, parse_constant=_no_number)
        except ValueError:
            params[key] = value
    return name, params


def _no_number(word: str) -> float:
    raise RivalTextError(f"{word} is no setting; give a finite number")


def _spec(level: "Level", text: str) -> "RivalSpec":
    from hikergame.hikers import rival_spec

    name, params = parse_rival(text)
    return rival_spec(level, (name, params) if params else name)


def _load(source: str) -> "Level":
    from hikergame.level import load_level

    return load_level(source)


def _style() -> "Style":
    """Return what standard output can show."""
    from hikergame.cli.chart import BRAILLE, Style

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Style(
        width=shutil.get_terminal_size().columns,
        braille=encodable(BRAILLE, sys.stdout.encoding),
        colour=colour and os.environ.get("TERM") != "dumb",
    )
