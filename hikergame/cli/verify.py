"""`hikergame verify`: whether records say what their moves come to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.cli.handins import HandIn

Records = Annotated[
    list[str], typer.Argument(metavar="RECORD...", help="Records, as `play --record` writes them.")
]
LevelFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--level",
        metavar="FILE",
        help="A level file that records are of; may be said more than once. Shipped levels are "
        "known.",
    ),
]


def verify(
    records: Records,
    level: LevelFiles = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of objects for programs.")
    ] = False,
) -> None:
    """Replay records, and refuse those that lie."""
    from hikergame.cli.handins import collect

    found = collect(records, level or [])
    if as_json:
        import json

        print(json.dumps([as_object(handin) for handin in found], indent=2))
    for handin in found:
        if not as_json:
            print(one_line(_line(handin)), flush=True)
        object_to(handin)
    if not all(handin.ok for handin in found):
        leave(ExitCode.BAD_RECORD)


def object_to(handin: "HandIn") -> None:
    """Say on standard error why a record is refused, if it is."""
    for objection in handin.objections:
        say(objection if objection.startswith(handin.file) else f"{handin.file}: {objection}")


def as_object(handin: "HandIn") -> dict[str, Any]:
    """Return what programs are told of a hand-in."""
    record, verdict = handin.record, handin.verdict
    return {
        "file": handin.file,
        "ok": handin.ok,
        "hiker": None if record is None else record.hiker,
        "level": None if record is None else record.level_id,
        "hash": None if record is None else record.level,
        "seed": None if record is None else record.seed,
        "steps": None if record is None else len(record.moves),
        "flag": None if record is None else record.flag,
        "claimed": None if record is None else record.points,
        "points": None if verdict is None else verdict.points,
        "objections": list(handin.objections),
    }


def _line(handin: "HandIn") -> str:
    if not handin.ok or handin.record is None:
        return f"{handin.file}: refused"
    record = handin.record
    return f"{handin.file}: agrees, {record.hiker} on {record.level_id}, {record.points:.1f} points"
