"""What the one big key does: always the next sensible thing, said before it is done."""

from dataclasses import dataclass
from typing import Final

from hikergame.classroom.messages.base import EntrantKind, Phase, RoomView
from hikergame.classroom.messages.teaching import PAUSED, Do, RoundView, TeacherView
from hikergame.tui.console.people import is_away

FINISH: Final = "Finish the lesson? Nobody can join or walk in this room afterwards."
"""What is asked before the end."""


@dataclass(frozen=True)
class NextStep:
    """What comes next."""

    do: Do | None
    """None where there is nothing to be done but to wait."""
    says: str
    why: str = ""
    """How things stand, in a sentence."""
    question: str | None = None
    """What is asked first, where it cannot be undone."""


def next_step(view: TeacherView) -> NextStep:
    """Return what comes next in a room."""
    room = view.room
    match room.phase:
        case Phase.LOBBY:
            return _begin(view)
        case Phase.COUNTDOWN:
            return NextStep(None, f"Round {room.round} is about to start", _present(view))
        case Phase.WALKING:
            return _end(view)
        case Phase.PAUSED:
            return NextStep(Do.RESUME, f"Let round {room.round} go on", _paused(room))
        case Phase.CLOSED:
            why = "The blindfolds are still on: ask what they think they found."
            return NextStep(Do.REVEAL, f"Uncover the map of round {room.round}", why)
        case Phase.REVEALED:
            return _go_on(view)
        case Phase.FINISHED:
            why = "The results are kept, and s writes them into files as well."
            return NextStep(None, "The lesson is over", why)


def following(view: TeacherView) -> RoundView | None:
    """Return the round that comes next; None after the last."""
    return next((one for one in view.plan if one.state == "to come"), None)


def walkers(room: RoomView) -> int:
    """Return how many people and bots are in a room."""
    return room.people + room.bots


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many}"


def _begin(view: TeacherView) -> NextStep:
    room, coming = view.room, following(view)
    if coming is None:
        return _finish("All rounds have been walked.")
    nobody = "Nobody is here yet. Start the round all the same?"
    return NextStep(
        Do.COUNT_DOWN,
        f"Start round {coming.number} of {room.rounds}",
        _present(view) if walkers(room) else "Nobody is here yet.",
        None if walkers(room) else nobody,
    )


def _paused(room: RoomView) -> str:
    """Say why the round is paused; and what to wait for, where its teacher did not choose it."""
    if room.pause is None or room.pause == PAUSED:
        return room.pause or "The round is paused."
    return f"{room.pause} Let the round go on when everybody is back."


def _end(view: TeacherView) -> NextStep:
    room = view.room
    still = walkers(room) - room.done
    what = "The clock" if room.clock_ms is not None else "The last one"
    why = f"Hikes ended: {_ended(view)}. {what} ends the round."
    question = None
    if still > 0:
        who = "1 is" if still == 1 else f"{still} are"
        question = f"{who} still walking. End round {room.round} for everybody?"
    return NextStep(Do.CLOSE, f"End round {room.round} now", why, question)


def _ended(view: TeacherView) -> str:
    """Say how many hikes have ended, and whose: "12 of 28 people, 1 of 2 bots"."""
    parts = []
    for kind, nouns in (
        (EntrantKind.PERSON, ("person", "people")),
        (EntrantKind.BOT, ("bot", "bots")),
    ):
        seats = [seat for seat in view.seats if seat.kind is kind]
        ended = sum(seat.over for seat in seats)
        parts += [f"{ended} of {counted(len(seats), *nouns)}"] if seats else []
    return ", ".join(parts) or "none"


def _go_on(view: TeacherView) -> NextStep:
    coming = following(view)
    if coming is None:
        return _finish("That was the last round.")
    left = counted(view.room.rounds - coming.number + 1, "round is", "rounds are")
    return NextStep(Do.NEXT, f"Go on to round {coming.number}", f"{left} left.")


def _finish(why: str) -> NextStep:
    return NextStep(Do.FINISH, "Finish the lesson", why, FINISH)


def _present(view: TeacherView) -> str:
    """Say who is there, and who is ready."""
    room = view.room
    away = sum(is_away(seat, room.phase) for seat in view.seats)
    people = counted(room.people, "person", "people")
    bots = f" and {counted(room.bots, 'bot', 'bots')}" if room.bots else ""
    verb = "has" if walkers(room) == 1 else "have"
    missed = f"{away} of them" if walkers(room) > 1 else "but is"
    gone = f", {missed} away" if away else ""
    ready = f"; {room.ready} {'is' if room.ready == 1 else 'are'} ready" if room.ready else ""
    return f"{people}{bots} {verb} joined{gone}{ready}."
