"""`hikergame survey`: what a level's ground contains, seen with open eyes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.completion import complete_level
from hikergame.cli.guard import say

if TYPE_CHECKING:
    from hikergame.level import Level
    from hikergame.survey import Survey
    from hikergame.survey.picture.shapes import Page


def survey(
    level: Annotated[
        str,
        typer.Argument(
            metavar="LEVEL", help="A level's id or file.", autocompletion=complete_level
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all that was found, for programs.")
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw a picture with crisp lines.", show_default=False),
    ] = None,
    png: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the same picture in pixels.", show_default=False),
    ] = None,
    resolution: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=16,
            max=2048,
            help="Points of the grid along each side of a map; 16 times as many on a line.",
        ),
    ] = 256,
    fast: Annotated[
        bool,
        typer.Option("--fast", help="Rough borders between basins, and no proof: while you edit."),
    ] = False,
    seed: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Which noise the rivals in a picture meet."),
    ] = 0,
) -> None:
    """Unroll the map of a level: its valleys, passes, basins, flats, problems."""
    from hikergame.cli.files import check_writable
    from hikergame.level import load_level
    from hikergame.survey.picture import check_drawable
    from hikergame.survey.surveying import survey as unroll

    for path, example in ((svg, "map.svg"), (png, "map.png")):
        if path is not None:
            check_writable(path, example)
    surveyed = load_level(level)
    wanted = svg is not None or png is not None
    if wanted:
        check_drawable(surveyed)
    found = unroll(surveyed, resolution=resolution, accurate=not fast, prove=not fast)
    _tell(surveyed, found, as_json=as_json)
    if wanted:
        _draw(_page(surveyed, found, seed), svg, png)


def _tell(level: "Level", found: "Survey", *, as_json: bool) -> None:
    """Print the sheet, or all of it for programs."""
    if as_json:
        import json

        from hikergame.cli.sheet.objects import as_object

        print(json.dumps(as_object(level, found), allow_nan=False))
    else:
        from hikergame.cli.sheet.lines import sheet
        from hikergame.cli.sheet.terminal import terminal

        shown = terminal()
        typer.echo("\n".join(sheet(level, found, shown)), color=shown.colour or None)


def _page(level: "Level", found: "Survey", seed: int) -> "Page":
    """Return the picture of a level with its rivals' ways."""
    from hikergame.hikers import race
    from hikergame.survey.picture import picture_of

    return picture_of(level, found, race(level, seed=seed).entries)


def _draw(page: "Page", svg: Path | None, png: Path | None) -> None:
    """Write the picture to the files that were asked for, and say so."""
    from hikergame.files import write_whole
    from hikergame.survey.picture.paint import as_png
    from hikergame.survey.picture.svg import as_svg

    if svg is not None:
        write_whole(svg, as_svg(page))
        say(f"The picture is in {svg}")
    if png is not None:
        write_whole(png, as_png(page))
        say(f"The picture is in {png}")
