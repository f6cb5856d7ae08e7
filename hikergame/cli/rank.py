"""`hikergame rank`: the standings of records, level by level, and all that a lesson's results are.

Records need no room and no network: what is written of them is what would be of a room.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.lesson.options import (
    CanvasOption,
    ColumnOption,
    CommaOption,
    CsvOption,
    IdColumnOption,
    MoodleOption,
    WhoOption,
)
from hikergame.cli.text import one_line
from hikergame.cli.verify import LevelFiles, Records, object_to
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.cli.handins import HandIn
    from hikergame.cli.lesson.files import Wanted
    from hikergame.hike import Record, Row

_Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write a report as HTML, with all paths on the map.",
        show_default=False,
    ),
]
_Jsonl = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help="Write rounds and scores as JSON lines, for programs.",
        show_default=False,
    ),
]
_Name = Annotated[str, typer.Option("--name", help="What the report is called.")]


def rank(
    records: Records,
    level: LevelFiles = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of objects for programs.")
    ] = False,
    csv: CsvOption = None,
    report: _Report = None,
    jsonl: _Jsonl = None,
    canvas: CanvasOption = None,
    moodle: MoodleOption = None,
    who: WhoOption = None,
    column: ColumnOption = None,
    id_column: IdColumnOption = None,
    decimal_comma: CommaOption = False,
    name: _Name = "Hand-ins",
) -> None:
    """Rank records, and write what a lesson's results are.

    Records of several levels are ranked level by level; those that do not verify are left out,
    and a record that is there twice counts once. Who gave no name is called like his file.
    """
    from hikergame.cli.lesson.files import Gradebooks, Wanted, check

    books = Gradebooks(canvas=canvas, moodle=moodle, who=who, column=column, id_column=id_column)
    wanted = Wanted(csv=csv, jsonl=jsonl, html=report, books=books, decimal_comma=decimal_comma)
    check(wanted, [Path(one) for one in records])
    _rank(records, level or [], wanted, name, as_json=as_json)


def _rank(
    files: list[str], levels: list[Path], wanted: "Wanted", name: str, *, as_json: bool
) -> None:
    from hikergame.cli.handins import collect, named, once

    found, copies = once(named(one) for one in collect(files, levels))
    refused = []
    for handin in found:
        refused += object_to(handin)
    for copy, original in copies.items():
        refused.append(f"{copy}: the same record as {original}, which counts once")
        say(refused[-1])
    _show(found, as_json=as_json)
    if wanted.anything:
        _write(wanted, found, refused, name)
    if not all(handin.ok for handin in found):
        leave(ExitCode.BAD_RECORD)


def _show(found: "list[HandIn]", *, as_json: bool) -> None:
    """Print the standings of the sound ones, level by level."""
    from hikergame.hike import rank as standings_of

    files = {id(handin.record): handin.file for handin in found}
    standings = [standings_of(group) for group in _by_level(found)]
    if as_json:
        import json

        objects = [_as_object(row, rows, files) for rows in standings for row in rows]
        print(json.dumps(objects, indent=2))
        return
    for rows in standings:
        _print_standings(rows, files)


def _write(wanted: "Wanted", found: "list[HandIn]", refused: list[str], name: str) -> None:
    """Write the results of records as those of a room."""
    from hikergame.classroom.results.handed import results_of_records
    from hikergame.cli.lesson.files import write

    sound = [
        (one.record, one.level, one.file)
        for one in found
        if one.ok and one.record and one.level is not None
    ]
    files = [file for _, _, file in sound]
    walked = [(record, ground) for record, ground, _ in sound]
    write(wanted, results_of_records(walked, files=files, refused=refused, name=name))


def _by_level(found: "list[HandIn]") -> "list[list[Record]]":
    """Return the sound records, gathered by the ground that they walked."""
    groups: dict[str, list[Record]] = {}
    for handin in found:
        if handin.ok and handin.record is not None:
            groups.setdefault(handin.record.level, []).append(handin.record)
    return list(groups.values())


def _print_standings(rows: "tuple[Row, ...]", files: dict[int, str]) -> None:
    print(f"{one_line(rows[0].record.level_id)}:")
    width = max(len(one_line(row.hiker)) for row in rows)
    for row in rows:
        first = _copied_from(row, rows, files)
        copied = f"  same hike as {one_line(first)}" if first else ""
        taken = len(row.record.moves)
        steps = f"{taken} step{' ' if taken == 1 else 's'}"
        result = f"{one_line(row.hiker):<{width}}  {row.points:6.1f} points  {steps:>9}"
        print(f"{row.place:4d}.  {result}  {one_line(files[id(row.record)])}{copied}")


def _copied_from(row: "Row", rows: "tuple[Row, ...]", files: dict[int, str]) -> str | None:
    """Return the file of the earlier row whose hike is this one; None where there is none."""
    if row.duplicate_of is None:
        return None
    walk = _walk(row)
    return next(files[id(other.record)] for other in rows if _walk(other) == walk)


def _walk(row: "Row") -> tuple[object, ...]:
    record = row.record
    return record.seed, record.flag, record.moves


def _as_object(row: "Row", rows: "tuple[Row, ...]", files: dict[int, str]) -> dict[str, Any]:
    record = row.record
    return {
        "place": row.place,
        "hiker": row.hiker,
        "points": row.points,
        "steps": len(record.moves),
        "flag": record.flag,
        "seed": record.seed,
        "level": record.level_id,
        "hash": record.level,
        "file": files[id(record)],
        "duplicate_of": row.duplicate_of,
        "duplicate_of_file": _copied_from(row, rows, files),
    }
