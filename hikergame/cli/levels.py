"""`hikergame levels`: what there is to play."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.level import Entry, Level


def levels(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="PACK",
            help="A pack: a folder or a zip archive of levels; the game's own if left out.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of objects for programs.")
    ] = False,
) -> None:
    """List the levels, chapter by chapter."""
    from hikergame.cli.packs import library_of
    from hikergame.level import LevelError, library, load_level, open_pack

    shelf = library() if pack is None else library_of(open_pack(Path(pack)))
    sound = not shelf.problems
    for problem in shelf.problems if pack is None else ():
        say(str(problem))
    loaded: dict[str, Level] = {}
    for entry in shelf.entries:
        try:
            loaded[entry.id] = load_level(entry.path)
        except LevelError as error:
            sound = False
            say(str(error))
    if as_json:
        _print_json([(entry, loaded[entry.id]) for entry in shelf.entries if entry.id in loaded])
    else:
        width = max((len(entry.id) for entry in shelf.entries), default=0)
        for chapter in shelf.chapters:
            print(one_line(": ".join(filter(None, (chapter.title, chapter.summary)))))
            for entry in chapter.entries:
                if entry.id in loaded:
                    print(_row(entry, loaded[entry.id], width))
            print()
    if not sound:
        leave(ExitCode.BAD_LEVEL)


def _row(entry: "Entry", level: "Level", width: int) -> str:
    title = one_line(entry.title)
    return f"  {entry.id:<{width}}  {level.dims}-D  {level.steps:3d} steps  {title}"


def _print_json(found: list[tuple["Entry", "Level"]]) -> None:
    import json

    print(json.dumps([_as_object(entry, level) for entry, level in found], indent=2))


def _as_object(entry: "Entry", level: "Level") -> dict[str, Any]:
    return {
        "id": entry.id,
        "path": str(entry.path),
        "title": entry.title,
        "chapter": entry.chapter,
        "number": entry.number,
        "summary": entry.summary,
        "concepts": list(level.concepts),
        "dims": level.dims,
        "steps": level.steps,
        "rivals": [spec.name for spec in level.rivals],
        "hash": level.hash,
    }
