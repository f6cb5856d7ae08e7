"""`hikergame results`: what came of a lesson, to read and to take home."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.lesson.options import (
    CanvasOption,
    ColumnOption,
    CommaOption,
    CsvOption,
    IdColumnOption,
    JsonlOption,
    MoodleOption,
    StoreOption,
    WhoOption,
)
from hikergame.cli.text import one_line

if TYPE_CHECKING:
    from hikergame.cli.lesson.files import Wanted

_Code = Annotated[
    str | None,
    typer.Argument(metavar="CODE", help="The room's code. Not needed where there is one room."),
]
_Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="Write a report to read, print and discuss, with all paths on the map.",
        show_default=False,
    ),
]
_Round = Annotated[
    int | None,
    typer.Option("--round", metavar="N", min=1, help="One round alone.", show_default=False),
]


def results(
    code: _Code = None,
    store: StoreOption = None,
    csv: CsvOption = None,
    jsonl: JsonlOption = None,
    html: _Html = None,
    canvas: CanvasOption = None,
    moodle: MoodleOption = None,
    number: _Round = None,
    who: WhoOption = None,
    column: ColumnOption = None,
    id_column: IdColumnOption = None,
    decimal_comma: CommaOption = False,
) -> None:
    """Show what came of a lesson, or write it to files."""
    from hikergame.cli.lesson.files import Gradebooks, Wanted, check

    books = Gradebooks(canvas=canvas, moodle=moodle, who=who, column=column, id_column=id_column)
    wanted = Wanted(csv=csv, jsonl=jsonl, html=html, books=books, decimal_comma=decimal_comma)
    check(wanted)
    _results(store, code, number, wanted)


def _results(store: str | None, code: str | None, number: int | None, wanted: "Wanted") -> None:
    """Show or write what came of a room, or list the rooms where none of several is named."""
    from hikergame.classroom.errors import RoomError
    from hikergame.cli.lesson import files, rooms

    with rooms.opened(store) as opened:
        entry = rooms.only_room(opened) if code is None else rooms.room_of(opened, code)
        if entry is None:
            listed = rooms.listed(opened.rooms())
            if wanted.anything or number is not None:
                raise RoomError("\n".join(["there are several rooms; say which:", *listed]))
            print(f"Rooms in {one_line(opened.description)}:")
            print("\n".join(listed))
            print("See one with: hikergame results CODE")
            return
        events = opened.read(entry.room)
    from hikergame.classroom.results.session import results_of

    found = results_of(events).only(number)
    if wanted.anything:
        files.write(wanted, found, events)
        return
    from hikergame.cli.lesson.telling import told

    for line in told(found):
        print(line)
