"""What the room's screen says, for each way in which a pupil can stand in a room.

Pure. No text of others is taken for markup: names and titles are pieces of `Content`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from hikergame.classroom.client.promise import Verdict
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.walking import Result
from hikergame.classroom.messages.watching import BoardView
from hikergame.tui.join.attendance import Attendance
from hikergame.tui.join.hike.news import clock, waited

_FULL, _EMPTY = "▰", "▱"
_BAR: Final = 24
_WON, _NOT_WON = "★", "☆"
_MEDALS: Final = ("valley", "rival", "deepest")
_MAP: Final = "Press enter to see the map and everybody's way over it."
_BROKEN: Final = "You can wait, or leave with q: the same command brings you back to your seat."
_NO_MAP: Final = "There is no map of ground with so many dimensions; the board tells how all fared."


@dataclass(frozen=True)
class Now:
    """What there is to say now: a headline, a figure in large digits, and paragraphs."""

    headline: str
    figure: str = ""
    """Digits and colons; empty for none."""
    said: Sequence[Content] = ()


def now_words(at: Attendance, moment: float) -> Now:
    """Say what is going on, and what the pupil can do."""
    if at.ended is not None:
        return _ended(at)
    if at.broken is not None and at.room is not None:
        lasting = waited(at, moment) or "It comes back by itself, and nothing of yours is lost."
        return Now("The line to the room is broken", said=_paragraphs(lasting, _BROKEN))
    if at.room is None:
        return Now("Looking for the room ...", said=_paragraphs(_looking(at), waited(at, moment)))
    match at.room.phase:
        case Phase.LOBBY:
            return _lobby(at, at.room)
        case Phase.COUNTDOWN:
            left = at.countdown_s(moment)
            said = "The ground is the same for everybody. Find the lowest point."
            return Now(f"{_round(at, at.room)} begins", f"{left or 0}", _paragraphs(said))
        case Phase.WALKING | Phase.PAUSED:
            return _on(at, at.room, moment)
        case Phase.CLOSED:
            said = "The blindfolds come off when your teacher says so."
            return Now(f"{_round(at, at.room)} is over", said=[*_own(at), *_paragraphs(said)])
        case Phase.REVEALED:
            return _revealed(at, at.room)
        case Phase.FINISHED:
            return _finished(at)


def _looking(at: Attendance) -> str:
    if at.broken is None:
        return "Your seat is there already."
    return f"Nobody answers yet ({at.broken}). It is tried again by itself."


def _ended(at: Attendance) -> Now:
    reason = (at.ended or "").rstrip(".")
    said = [f"{reason[:1].upper()}{reason[1:]}."]
    if not at.removed:
        said += [
            "To walk on here after all, leave with q, and take the seat back:",
            f"hikergame join {at.invitation} --recover {at.recovery}",
            "If that code is not taken, your teacher can give you a new one.",
        ]
    return Now("This is the end here", said=_paragraphs(*said, "Press q to leave."))


def _lobby(at: Attendance, room: RoomView) -> Now:
    headline = f"Round {at.next_round} of {room.rounds} comes next"
    if at.ready:
        waits = "You are ready. The round begins when your teacher starts it."
    else:
        waits = "Press r when you are ready; your teacher sees it."
    practice = "Until then, w takes you to practice ground. You are called back in time."
    return Now(headline, said=[*_paragraphs(waits, practice), _ready_bar(room)])


def _on(at: Attendance, room: RoomView, moment: float) -> Now:
    headline = f"{_round(at, room)} is {'paused' if room.phase is Phase.PAUSED else 'on'}"
    said = []
    if room.phase is Phase.PAUSED:
        said.append(Content(room.pause or "Your teacher goes on in a moment."))
    if not at.drawable:
        said += _paragraphs(*_undrawable(at))
    elif at.walking:
        said += _paragraphs("Press enter to go back to your hike.")
    else:
        said += _own(at)
    left = at.clock_s(moment)
    figure = "" if left is None else clock(left)
    return Now(headline, figure, [*said, _done_bar(room)])


def _undrawable(at: Attendance) -> tuple[str, ...]:
    dims = 0 if at.walk is None else at.walk.facts.dims
    return (
        f"This ground has {dims} dimensions, and cannot be drawn. It is walked in words: "
        "leave with q, then give the same command once more, with --plain.",
        f"hikergame join {at.invitation} --plain",
    )


def _own(at: Attendance) -> list[Content]:
    """Say how one's own hike of this round has ended."""
    walk = at.this_walk
    if walk is None or not (walk.over or at.phase is Phase.CLOSED):
        return []
    if walk.step == 0:
        return _paragraphs(_ending(walk))
    return _paragraphs(_ending(walk), "Press u to read your notebook once more.")


def _ending(walk: RemoteWalk) -> str:
    steps = f"{walk.step} step{'' if walk.step == 1 else 's'}"
    if walk.step == 0 and not walk.flag:
        return "You have not taken a step in this round."
    if walk.flag:
        return f"Your flag is planted, after {steps}."
    if walk.readout.steps_left == 0:
        return f"All your {steps} are taken; you stay where you stand."
    return f"The round has ended; you stay where you came to in {steps}."


def _revealed(at: Attendance, room: RoomView) -> Now:
    said = _paragraphs(_MAP if at.drawable else _NO_MAP)
    result = at.result_of(room.round)
    headline = f"{_round(at, room)}: the blindfolds are off"
    if result is not None:
        headline = f"{_round(at, room)} was {result.level_title}"
        said = [*result_words(result), *said]
    if not at.last_round:
        said += _paragraphs(
            "You are ready." if at.ready else "Press r when you are ready for more."
        )
    return Now(headline, said=said)


def result_words(result: Result) -> list[Content]:
    """Say what a walk came to: points and medals, then the sentence about it."""
    points = points_words(result.points, result.halvings, result.medals)
    return [points, Content(result.headline)]


def points_words(points: float, halvings: float, medals: Sequence[str]) -> Content:
    """Say points and halvings, and beneath them which medals were won."""
    stars = (f"{_WON if one in medals else _NOT_WON} {one}" for one in _MEDALS)
    return Content.assemble(
        (f"{points:.1f}", "bold $accent"),
        (" points   ", "$text-muted"),
        (f"{halvings:.1f}", "bold"),
        (" halvings\n", "$text-muted"),
        "  ".join(stars),
    )


def _finished(at: Attendance) -> Now:
    rounds = [
        Content.assemble(
            (f"Round {one.round}  ", "$text-muted"),
            (f"{one.points:>5.1f} points  ", "bold"),
            one.level_title,
        )
        for one in sorted(at.results, key=lambda one: one.round)
    ]
    thanks = _paragraphs("Thank you for walking. Press q to leave.")
    return Now("The room has finished", said=[*rounds, *thanks])


def _round(at: Attendance, room: RoomView) -> str:
    return f"Round {at.next_round} of {room.rounds}"


def _paragraphs(*texts: str) -> list[Content]:
    return [Content(text) for text in texts if text]


def _ready_bar(room: RoomView) -> Content:
    return _bar(room.ready, room.people + room.bots, "ready")


def _done_bar(room: RoomView) -> Content:
    return _bar(room.done, room.people + room.bots, "done")


def _bar(count: int, of: int, word: str) -> Content:
    full = round(_BAR * count / of) if of else 0
    return Content.assemble(
        (_FULL * full, "$accent"),
        (_EMPTY * (_BAR - full), "$border"),
        (f"  {count} of {of} {word}", "$text-muted"),
    )


# The panels beside it


def you_words(at: Attendance) -> Content:
    """Say who the pupil is, and how to go on elsewhere."""
    team = None if at.you is None else at.you.team
    lines = [Content.styled(at.name, "bold $accent")]
    if team is not None:
        lines.append(Content.assemble(("team ", "$text-muted"), team))
    if not at.removed:
        lines += [
            Content.assemble(("recovery code ", "$text-muted"), (at.recovery, "bold")),
            Content.styled(
                "Another device takes your seat with --recover and this code.", "$text-muted"
            ),
        ]
    return Content("\n").join(lines)


def room_words(at: Attendance) -> Content:
    """Say who is there, and what the session is like."""
    room = at.room
    if room is None:
        return Content("")
    people = "you alone" if room.people == 1 else f"{room.people} people"
    bots = "" if not room.bots else f", {room.bots} bot{'' if room.bots == 1 else 's'}"
    lines = [_pair("here", f"{people}{bots}"), _pair("rounds", f"{room.rounds}")]
    modes = {"alone": "everyone alone", "teams": "in teams", "class": "against algorithms"}
    lines.append(_pair("walking", modes[room.mode.value]))
    if room.teams:
        lines.append(_pair("teams", ", ".join(room.teams)))
    if at.verdict is not None:
        lines.append(_pair("seal", seal_words(at.verdict)))
    elif room.commitment is not None:
        lines.append(_pair("seal", f"{room.commitment[:12]}…"))
    return Content("\n").join(lines)


def seal_words(verdict: Verdict) -> Content:
    """Say in two words whether a round was the one that was promised."""
    if verdict.kept is None:
        return Content.styled("not checked", "$text-muted")
    if verdict.kept:
        return Content.styled("✓ kept", "$accent")
    return Content.styled("✗ broken", "bold $error")


def _pair(word: str, meaning: str | Content) -> Content:
    return Content.assemble((f"{word:<8} ", "$text-muted"), meaning)


def line_words(at: Attendance) -> Content:
    """Say whether the line to the room is there."""
    if at.ended is not None:
        return Content.styled("○ left", "$text-muted")
    if at.online:
        return Content.assemble(("● ", "$accent"), ("connected", "$text-muted"))
    if at.broken is not None:
        return Content.styled("○ line broken, coming back by itself", "bold $warning")
    return Content.styled("○ connecting", "$text-muted")


def verdict_words(at: Attendance) -> Content:
    """Say in a sentence how the class stands."""
    board = _standing(at)
    return Content("" if board is None else board.headline)


def standing_words(at: Attendance) -> Content | None:
    """Say how the best stand once a round is revealed; None while that is not known."""
    board = _standing(at)
    if board is None or at.you is None:
        return None
    return Content("\n").join(
        Content.assemble(
            (f"{row.rank:>3}  ", "$text-muted"),
            (f"{row.points:>5.1f}  ", "bold"),
            (row.name, "bold $accent" if row.hiker == at.you.hiker else "$foreground"),
            (" ← you" if row.hiker == at.you.hiker else "", "$accent"),
        )
        for row in board.top
    )


def _standing(at: Attendance) -> BoardView | None:
    board = at.board
    if board is None:
        return None
    return board.board if board.overall is None else board.overall
