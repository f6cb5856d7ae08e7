"""An audit: whether a room's log says what its boards, its scores and its promises said.

Everything is worked out a second time, by another way than boards go: each walk is walked
again by a `Hike`, as a player alone would walk it, and its points are compared to the last
bit; each board that stood frozen is made anew from the events before the freeze. A file of
JSON lines is held to what it claims besides.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.results.claims import against_log
from hikergame.classroom.results.lines import Line, boards_in
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.state import Room
from hikergame.hike import Hike, points

_THAW: Final = frozenset({Kind.BOARD_THAWED, Kind.ROUND_REVEALED, Kind.ROOM_FINISHED})
_WALKED: Final = frozenset({Kind.MOVED, Kind.FLAG_PLANTED})


@dataclass(frozen=True)
class RoundAudit:
    """One round that was looked into."""

    number: int
    title: str
    commitment: str
    scores: int
    """How many walks were walked again."""


@dataclass
class Audit:
    """What was found. `ok` when nothing disagrees."""

    name: str = ""
    code: str = ""
    events: int = 0
    erased: int = 0
    boards: int = 0
    """Boards that stood frozen and were made anew."""
    claims: int = 0
    """What a file claimed and was compared: scores, boards, commitments."""
    rounds: list[RoundAudit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is remarkable, and no disagreement."""
    disagreements: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the log keeps its word."""
        return not self.disagreements


def audit(events: Sequence[Event], claims: Iterable[Line] = ()) -> Audit:
    """Look into a log; `claims` are the other lines of its file, if it comes from one."""
    found = Audit(events=len(events))
    found.erased = sum(event.kind is Kind.ERASED for event in events)
    _numbers(events, found)
    room = _fold(events, found)
    found.name, found.code = room.settings.name, room.code
    if not room.opened:
        found.disagreements.append("No event opens the room.")
    for one in room.rounds:
        if one.started_at is not None:
            _round(room, one, found)
    lines = list(claims)
    found.claims = len(lines)
    found.disagreements += against_log(lines, events, room, trusted=found.ok)
    return found


def _numbers(events: Sequence[Event], found: Audit) -> None:
    """Check that no number is left out, that time does not go back, and that keys are unique."""
    keys: dict[str, int] = {}
    said = found.disagreements
    for index, event in enumerate(events):
        if event.number != index + 1:
            said.append(f"Event {index + 1} is missing: number {event.number} is in its place.")
            break
        if index and event.at < events[index - 1].at:
            said.append(f"Event {event.number} happened before the one that it follows.")
        if event.key is not None and event.key in keys:
            said.append(f"Events {keys[event.key]} and {event.number} have the same key.")
        if event.key is not None:
            keys.setdefault(event.key, event.number)


def _fold(events: Iterable[Event], found: Audit) -> Room:
    """Let everything happen again, and look at each event with the room as it was then."""
    room, frozen_since = Room(), 0
    kept: list[Event] = []
    names: set[str] = set()
    for event in events:
        if event.kind in _WALKED:
            _gate(room, event, found)
        if frozen_since and event.kind in _THAW:
            _frozen(room, kept[:frozen_since], names, found)
            frozen_since = 0
        counted = room.apply(event)
        kept.append(event)
        if event.kind in (Kind.HIKER_RENAMED, Kind.HIKER_REMOVED) and event.hiker is not None:
            names.add(event.hiker)
        if counted and event.kind is Kind.BOARD_FROZEN:
            frozen_since, names = len(kept), set()
        if not counted and event.kind is not Kind.ERASED:
            found.notes.append(f"Event {event.number} ({event.kind.value}) came too late to count.")
    if frozen_since:
        _frozen(room, kept[:frozen_since], names, found)
    return room


def _gate(room: Room, event: Event, found: Audit) -> None:
    """Check that a walker's event was let through while its round was on, under its own key."""
    data, said = event.data, found.disagreements
    number, step = data.get("round"), data.get("step")
    if room.phase is not Phase.WALKING or room.round is None or room.round.number != number:
        said.append(f"Event {event.number} is a step of round {number}, and that round was not on.")
    flag = "flag:" if event.kind is Kind.FLAG_PLANTED else ""
    if event.key != f"{event.hiker}:{number}:{flag}{step}":
        said.append(f"Event {event.number} has another key than its step.")


def _frozen(room: Room, before: Sequence[Event], names: set[str], found: Audit) -> None:
    """Compare the board that stands frozen with the one that follows from the events before it.

    Those who were renamed or removed since are shown as they are now, and left out.
    """
    try:
        now, then = boards_in(room), boards_in(Room.replay(before))
    except RoomError:  # a level that cannot be read, which is told of its round
        return
    found.boards += 1
    for shown, made in zip(now, then, strict=True):
        if _told(shown, names) != _told(made, names):
            found.disagreements.append(
                f"The board of round {made['round'] or 'all'} that was frozen with event "
                f"{made['up_to']} is not the one that follows from the events up to there."
            )


def _told(shown: Line, but: set[str]) -> list[tuple[str, float]]:
    return [(hiker, points) for _, hiker, points in shown["rows"] if hiker not in but]


def _round(room: Room, one: Round, found: Audit) -> None:
    """Walk a round again, and compare the points of each hiker who set out."""
    hikers = [hiker for hiker in room.seats if one.has_set_out(hiker)]
    try:
        level = one.level
    except RoomError as error:
        found.disagreements.append(f"Round {one.number}: {error}")
        return
    made = hashlib.sha256(f"{one.nonce}:{level.hash}:{one.seed}".encode()).hexdigest()
    if made != one.commitment:
        found.disagreements.append(f"Round {one.number}: its commitment is not that of its level.")
    on_board = one.tracks.points(hikers, [one.taken(hiker) for hiker in hikers])
    for hiker, shown in zip(hikers, on_board, strict=True):
        earned = _walked_again(one, hiker)
        if earned != shown:
            found.disagreements.append(
                f"Round {one.number}: {room.seats[hiker].name} has {shown!r} points on the board; "
                f"the moves come to {earned!r}."
            )
    found.rounds.append(RoundAudit(one.number, level.title, one.commitment, len(hikers)))


def _walked_again(one: Round, hiker: str) -> float:
    hike = Hike(one.level, seed=one.seed, hiker=hiker)
    for move in one.moves.get(hiker, ()):
        hike.step(move)
    return points(one.level, hike.heights).points
