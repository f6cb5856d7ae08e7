"""Options that several commands about results share."""

from pathlib import Path
from typing import Annotated, ClassVar

import typer

from hikergame.errors import ExitCode, HikergameError


class OptionsError(HikergameError):
    """Options do not go together, or one is missing."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE|URL",
        help="Where the log is kept: a file, or postgresql://... Default: in your data folder.",
        show_default=False,
        envvar="HIKERGAME_STORE",
    ),
]
CsvOption = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="Write a table for spreadsheets.", show_default=False
    ),
]
JsonlOption = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help="Write all events, scores and boards as JSON lines; verify reads them.",
        show_default=False,
    ),
]
CanvasOption = Annotated[
    tuple[Path, Path] | None,
    typer.Option(
        "--canvas",
        metavar="IN OUT",
        help="Fill points into the gradebook that you exported from Canvas, in a new file.",
        show_default=False,
    ),
]
MoodleOption = Annotated[
    tuple[Path, Path] | None,
    typer.Option(
        "--moodle",
        metavar="IN OUT",
        help="Fill points into the grades that you exported from Moodle as CSV, in a new file.",
        show_default=False,
    ),
]
WhoOption = Annotated[
    Path | None,
    typer.Option(
        "--who",
        metavar="FILE",
        help="A table of two columns, nickname and student (name or id), for the gradebook.",
        show_default=False,
    ),
]
ColumnOption = Annotated[
    str | None,
    typer.Option(
        "--column",
        metavar="NAME",
        help="What the gradebook's column is called. Default: hikergame, the code, the round.",
        show_default=False,
    ),
]
IdColumnOption = Annotated[
    str | None,
    typer.Option(
        "--id-column",
        metavar="NAME",
        help="One more column of the gradebook by which students are told apart.",
        show_default=False,
    ),
]
CommaOption = Annotated[
    bool,
    typer.Option(
        "--decimal-comma",
        help="In the table, write 3,5 and part cells by semicolons, as spreadsheets of many "
        "countries expect.",
    ),
]
