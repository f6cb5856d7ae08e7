"""`hikergame purge`: delete people from the logs of lessons, for good."""

from typing import TYPE_CHECKING, Annotated

import typer

from hikergame.cli.guard import leave, say
from hikergame.cli.lesson.options import OptionsError, StoreOption
from hikergame.errors import ExitCode

if TYPE_CHECKING:
    from hikergame.classroom.log.store import RoomEntry, Store
    from hikergame.classroom.results.purging import Purge

_Code = Annotated[str | None, typer.Argument(metavar="CODE", help="The room's code.")]
_All = Annotated[bool, typer.Option("--all", help="All rooms of the log.")]
_Older = Annotated[
    int | None,
    typer.Option(
        "--older-than",
        metavar="DAYS",
        min=0,
        help="All rooms in which nothing has happened for so many days.",
        show_default=False,
    ),
]
_Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="NAME",
        help="Only who is called so, or ever was.",
        show_default=False,
    ),
]
_Rooms = Annotated[
    bool, typer.Option("--rooms", help="Remove the rooms as well, with all that was in them.")
]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
_MOST_NAMES = 12


def purge(
    code: _Code = None,
    everywhere: _All = False,
    older_than: _Older = None,
    person: _Person = None,
    rooms: _Rooms = False,
    yes: _Yes = False,
    store: StoreOption = None,
) -> None:
    """Delete people from rooms for good, with all that they did."""
    from hikergame.classroom.errors import RoomError
    from hikergame.classroom.results.purging import check_idle, planned
    from hikergame.cli.lesson.rooms import opened

    if (code is not None) + everywhere + (older_than is not None) != 1:
        raise OptionsError("say in one way which rooms: a CODE, --all, or --older-than DAYS")
    if rooms and person is not None:
        raise OptionsError("--rooms removes everybody; it does not go with --person")
    with opened(store) as log:
        entries = _chosen(log, code, older_than)
        if not entries:
            print("Nobody is left to delete: there is no room, or none is so old.")
            return
        plans = [plan for one in entries if (plan := planned(log, one, person)).people or rooms]
        if person is not None and not plans:
            raise RoomError(f"nobody in {_where(entries)} is called {person!r}, or ever was")
        if not plans:
            print(f"Nobody is left to delete in {_where(entries)}.")
            return
        for plan in plans:
            check_idle(log, plan.entry)
        for plan in plans:
            say(_told(plan, rooms=rooms))
        if not yes and not _agreed():
            leave(ExitCode.FAILURE, "Nothing was deleted.")
        for plan in plans:
            print(_done(log, plan, rooms=rooms), flush=True)
    say("Files that were exported before are where you put them; delete those yourself.")


def _agreed() -> bool:
    """Ask; nobody's answer is no."""
    try:
        return typer.confirm("This cannot be undone. Delete?", err=True)
    except typer.Abort:
        return False


def _chosen(log: "Store", code: str | None, older_than: int | None) -> "list[RoomEntry]":
    import time

    from hikergame.cli.lesson.rooms import room_of

    if code is not None:
        return [room_of(log, code)]
    entries = log.rooms()
    if older_than is None:
        return entries
    since = 1000 * (time.time() - 86_400 * older_than)
    return [one for one in entries if one.last_at <= since]


def _done(log: "Store", plan: "Purge", *, rooms: bool) -> str:
    from hikergame.classroom.results import purging

    code, people = plan.entry.code, _people(plan)
    if rooms:
        purging.check_idle(log, plan.entry)
        log.erase_room(plan.entry.room)
        return f"Room {code}: removed, with {people} and all {plan.entry.events} events."
    erased = purging.purge(log, plan)
    return f"Room {code}: {people} deleted, and {erased} event{'s' * (erased != 1)} erased."


def _told(plan: "Purge", *, rooms: bool) -> str:
    """Say what a plan would delete."""
    shown = ", ".join(plan.names[:_MOST_NAMES])
    more = len(plan.names) - _MOST_NAMES
    named = f": {shown}" + (f", and {more} more" if more > 0 else "") if plan.names else ""
    whole = "the room itself, and " if rooms else ""
    return f"Room {plan.entry.code} ({plan.entry.name}): {whole}{_people(plan)}{named}"


def _people(plan: "Purge") -> str:
    """Say how many people and bots a plan is about."""
    bots = len(plan.bots)
    people = len(plan.people) - bots
    said = [] if bots and not people else ["1 person" if people == 1 else f"{people} people"]
    said += [f"{bots} bot{'s' * (bots > 1)}"] if bots else []
    return " and ".join(said)


def _where(entries: "list[RoomEntry]") -> str:
    if len(entries) == 1:
        return f"room {entries[0].code}"
    return f"{len(entries)} rooms"
