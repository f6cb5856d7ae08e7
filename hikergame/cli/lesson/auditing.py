"""Audits of rooms, from a store or a file, and what is said of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hikergame.classroom.errors import LinesError
from hikergame.classroom.results.audit import Audit, audit
from hikergame.classroom.results.lines import read_lines
from hikergame.cli.lesson.rooms import opened, room_of
from hikergame.cli.plain.prose import counted

_MOST_NOTES = 10


def audit_of_room(where: str | None, code: str) -> Audit:
    """Look into a room of a store."""
    with opened(where) as store:
        events = store.read(room_of(store, code).room)
    return audit(events)


def audit_of_file(path: Path) -> Audit:
    """Look into a file of JSON lines. Raises LinesError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LinesError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise LinesError(f"{path}: not text in UTF-8, so it is no log of a room") from error
    return audit(*read_lines(text, str(path)))


def told(name: str, found: Audit) -> Iterator[str]:
    """Yield what was looked into, and what was found."""
    yield f"{name}: {found.name}, {counted(found.events, 'event')}{_erased(found)}"
    for one in found.rounds:
        yield (
            f"round {one.number}, {one.title}: {counted(one.scores, 'walk')} walked again; "
            f"commitment {one.commitment}"
        )
    if found.boards:
        yield f"{counted(found.boards, 'frozen board')} made anew"
    if found.claims:
        yield f"{counted(found.claims, 'line')} of the file compared with the events"
    yield from found.notes[:_MOST_NOTES]
    if len(found.notes) > _MOST_NOTES:
        yield f"and {len(found.notes) - _MOST_NOTES} more like these"
    yield f"{name}: {'all agrees' if found.ok else 'does not agree'}"


def _erased(found: Audit) -> str:
    return f", {found.erased} of them erased because people were purged" if found.erased else ""


def as_object(name: str, found: Audit) -> dict[str, Any]:
    """Return what programs are told of an audit."""
    return {
        "room": name,
        "ok": found.ok,
        "events": found.events,
        "erased": found.erased,
        "boards": found.boards,
        "rounds": [
            {
                "round": one.number,
                "title": one.title,
                "commitment": one.commitment,
                "walks": one.scores,
            }
            for one in found.rounds
        ],
        "notes": found.notes,
        "disagreements": found.disagreements,
    }
