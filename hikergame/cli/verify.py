"""`hikergame verify`: whether records, or a whole room, say what their moves come to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.lesson.options import OptionsError, StoreOption
from hikergame.cli.text import one_line
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.classroom.results.audit import Audit
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
_Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
        help="Records, as `play --record` writes them, and rooms, as `results --jsonl` does "
        "(FILE.jsonl).",
    ),
]
_Room = Annotated[
    str | None,
    typer.Option("--room", metavar="CODE", help="A room, from the log itself.", show_default=False),
]
_LINES = ".jsonl"


def verify(
    files: _Files = None,
    level: LevelFiles = None,
    room: _Room = None,
    store: StoreOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of objects for programs.")
    ] = False,
) -> None:
    """Replay records, or a whole room, and refuse what lies."""
    if not files and room is None:
        raise OptionsError("name files to verify, or a room with --room CODE")
    logs = [file for file in files or () if file.lower().endswith(_LINES)]
    records = [file for file in files or () if file not in logs]
    said: list[dict[str, Any]] = []
    sound = _records(records, level or [], said, as_json=as_json) if records else True
    if logs or room is not None:
        from hikergame.cli.lesson.auditing import audit_of_file, audit_of_room

        audits = [(file, audit_of_file(Path(file))) for file in logs]
        if room is not None:
            audits.append((f"room {room}", audit_of_room(store, room)))
        for name, audit in audits:
            sound = _audit(name, audit, said, as_json=as_json) and sound
    if as_json:
        import json

        print(json.dumps(said, indent=2))
    if not sound:
        leave(ExitCode.BAD_RECORD)


def _records(
    files: list[str], levels: list[Path], said: list[dict[str, Any]], *, as_json: bool
) -> bool:
    """Verify records; tell whether all agree."""
    from hikergame.cli.handins import collect

    found = collect(files, levels)
    said += map(as_object, found)
    for handin in found:
        if not as_json:
            print(one_line(_line(handin)), flush=True)
        object_to(handin)
    return all(handin.ok for handin in found)


def _audit(name: str, audit: "Audit", said: list[dict[str, Any]], *, as_json: bool) -> bool:
    """Tell of an audit, and whether all agrees."""
    from hikergame.cli.lesson.auditing import as_object, told

    said.append(as_object(name, audit))
    if not as_json:
        for line in told(name, audit):
            print(one_line(line), flush=True)
    for one in audit.disagreements:
        say(f"{name}: {one}")
    return audit.ok


def object_to(handin: "HandIn") -> list[str]:
    """Say on standard error why a record is refused, if it is; return what was said."""
    said = [
        objection if objection.startswith(handin.file) else f"{handin.file}: {objection}"
        for objection in handin.objections
    ]
    for line in said:
        say(line)
    return said


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
