"""`hikergame workshop`: a level while it is being written."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from hikergame.cli.guard import leave
from hikergame.cli.opening import check_terminal
from hikergame.cli.text import fitted, one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.tui.workshop.reading import Edition


class WorkshopError(HikergameError):
    """What the command names cannot be a level file."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def workshop(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="The level file; it need not be there yet."),
    ],
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Say problems and survey after each save, line by line."),
    ] = False,
) -> None:
    """Watch a level file, and see its map follow while you edit it."""
    path = _watchable(file)
    if plain:
        _follow(path)
    else:
        check_terminal(
            "The workshop also speaks line by line", f"hikergame workshop {file} --plain"
        )
        from hikergame.tui.workshop.app import run_workshop

        leave(ExitCode(run_workshop(path)))


def _watchable(file: str) -> Path:
    """Return the path of what is to be watched; raise WorkshopError."""
    from hikergame.level import library
    from hikergame.level.pack import is_pack

    path = Path(file)
    shipped = next((entry.path for entry in library().entries if entry.id == file), None)
    if shipped is not None and not path.exists():
        return shipped
    if is_pack(path):
        raise WorkshopError(f"{file} is a pack of levels; name one of them: {path / 'LEVEL.yaml'}")
    if path.exists() and not path.is_file():
        raise WorkshopError(f"{file} is no file that an editor could write")
    return path


def _follow(path: Path) -> None:
    """Say what is in a file after each save, until Ctrl-C."""
    from time import sleep

    from hikergame.tui.workshop.reading import Reader
    from hikergame.tui.workshop.watching import INTERVAL

    reader = Reader(path)
    while True:
        edition = reader.look()
        if edition is not None:
            _say(edition)
        sleep(INTERVAL)


def _say(edition: "Edition") -> None:
    from hikergame.survey.surveying import survey
    from hikergame.tui.workshop.telling import paragraph

    said = list(edition.problems)
    if edition.missing:
        said.append("Waiting for it. To have one written: hikergame new FILE")
    if edition.level is not None:
        said.append(paragraph(edition.level, survey(edition.level)))
    for line in said:
        print(fitted(one_line(line), sys.stdout), flush=True)
