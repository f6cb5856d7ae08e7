"""What came of a lesson, as one neutral value.

`results_of` makes it of a room's log, `handed.results_of_records` of record files. Boards are
those of `room.board`, at the moment that it shows: where a board is frozen, nothing that
happened after the freeze is in the results, neither a point nor a step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.base import Mode
from hikergame.classroom.messages.watching import BoardView, RevealView, RowView, WalkedView
from hikergame.classroom.room.board import board, overall
from hikergame.classroom.room.reveal import uncovered
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.state import Room
from hikergame.level import Level

_ALSO_FROZEN: Final = frozenset(
    {
        Kind.HIKER_JOINED,
        Kind.HIKER_RENAMED,
        Kind.HIKER_REMOVED,
        Kind.ROOM_LOCKED,
        Kind.ROOM_UNLOCKED,
    }
)
"""What a frozen board heeds of what happens after the freeze: who is called what, and is there."""


@dataclass(frozen=True, eq=False)
class RoundResults:
    """What came of one round that has started."""

    number: int
    level: Level
    seed: int
    nonce: str
    commitment: str
    board: BoardView
    """Of everybody who had set out."""
    reveal: RevealView | None
    """The round with open eyes; None while it is on."""

    @property
    def rows(self) -> tuple[RowView, ...]:
        """The lines of people and of bots, the best first."""
        return (*self.board.top, *self.board.bots)

    @property
    def algorithms(self) -> tuple[RowView, ...]:
        """The lines of the algorithms."""
        return tuple(one.row for one in self.board.algorithms)

    @property
    def walks(self) -> dict[str, WalkedView]:
        """The walks by who walked them; none while the round is on."""
        return {} if self.reveal is None else {walk.hiker: walk for walk in self.reveal.walks}


@dataclass(frozen=True, eq=False)
class ClassResults:
    """What came of a room up to a moment."""

    name: str
    code: str
    """Empty for records that were handed in."""
    mode: Mode
    opened_at: int
    """Milliseconds since 1970 in UTC; 0 for records."""
    up_to: int
    """The number of the last event that counts; 0 for records."""
    frozen: bool
    """The board stands still, and so does all of this."""
    rounds: tuple[RoundResults, ...]
    overall: BoardView | None
    """All rounds together; None before the second."""
    erased: int = 0
    """How many events were erased because people were purged."""
    events: int = 0
    """How many events these are the results of."""
    refused: tuple[str, ...] = ()
    """Of records: which were left out, and why, a line each."""
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of records: the files of each hiker, by id; empty for a room."""

    @property
    def standing(self) -> BoardView | None:
        """The board of all that was walked; None where nothing was."""
        if self.overall is not None:
            return self.overall
        return self.rounds[0].board if self.rounds else None

    @property
    def rows(self) -> tuple[RowView, ...]:
        """People and bots by all that they walked, the best first."""
        whole = self.standing
        return () if whole is None else (*whole.top, *whole.bots)

    @property
    def purged(self) -> str:
        """Say plainly that people were purged; empty where nobody was."""
        if not self.erased:
            return ""
        whom = "People have" if self.rows else "Everybody who was here has"
        return (
            f"{whom} been purged from this room: {self.erased} of its {self.events} events are "
            "erased, and nothing is known of those people any more."
        )

    def only(self, number: int | None) -> "ClassResults":
        """Return the results of one round alone. Raises RoomError where it has not started."""
        if number is None:
            return self
        chosen = tuple(one for one in self.rounds if one.number == number)
        if not chosen:
            there = ", ".join(str(one.number) for one in self.rounds) or "none so far"
            raise RoomError(f"no round {number} has been walked; there are results of: {there}")
        return replace(self, rounds=chosen, overall=None)


def results_of(events: Iterable[Event], up_to: int | None = None) -> ClassResults:
    """Return what came of a room, from its events up to a number: now, unless told otherwise.

    Raises RoomError where the events are no room's, or this engine cannot read a level.
    """
    kept = [event for event in events if up_to is None or event.number <= up_to]
    room = Room.replay(kept)
    if not room.opened:
        raise RoomError("these events are not those of a room: none of them opens one")
    if room.frozen is not None:
        room = Room.replay(_as_frozen(kept, room.frozen.number))
    erased = sum(event.kind is Kind.ERASED for event in kept)
    return results_in(room, erased=erased, events=len(kept))


def results_in(
    room: Room,
    *,
    erased: int = 0,
    events: int = 0,
    refused: Sequence[str] = (),
) -> ClassResults:
    """Return what came of a room as it stands."""
    moment = room.moment()
    return ClassResults(
        name=room.settings.name,
        code=room.code,
        mode=room.settings.mode,
        opened_at=room.opened_at,
        up_to=moment.number,
        frozen=moment.frozen,
        rounds=tuple(_round(room, one) for one in room.rounds if one.started_at is not None),
        overall=overall(room, everybody=True),
        erased=erased,
        events=events,
        refused=tuple(refused),
    )


def _round(room: Room, one: Round) -> RoundResults:
    return RoundResults(
        number=one.number,
        level=one.level,
        seed=one.seed,
        nonce=one.nonce,
        commitment=one.commitment,
        board=board(room, one.number, everybody=True),
        reveal=uncovered(room, one) if one.closed else None,
    )


def _as_frozen(events: Iterable[Event], since: int) -> Iterator[Event]:
    """Yield the events that a board frozen with the event `since` shows."""
    return (one for one in events if one.number <= since or one.kind in _ALSO_FROZEN)
