"""The room as a fold of its events.

`apply` is total: an event that the rules forbid, or that makes no sense, changes nothing,
and it changes nothing everywhere. It tells whether the event counted, so that who drafted
it can be answered. Seats, moves and phases follow; readouts, boards and reveals are worked
out from them when they are asked for. Times are milliseconds since 1970, from the events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from hikergame.classroom.log.events import GATES, Event, Kind
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.room.codes import canonical
from hikergame.classroom.room.folding import ACTS, ON
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat, Seats
from hikergame.classroom.room.settings import Settings

MOST_SEATS: Final = 1000
"""Seats that a room has, those of removed hikers not counted."""


@dataclass(frozen=True)
class Moment:
    """What a board is made of: a room as it stood after the event `number`."""

    number: int
    round: int
    """The round that was on, or was last; 0 before the first."""
    phase: Phase
    settings: Settings
    seats: Mapping[str, Seat]
    """By id, in the order in which they were taken; removed ones are left out."""
    taken: Mapping[str, int]
    """Steps that hikers have taken in that round, of those who have set out."""
    over: frozenset[str]
    """Those whose hike in that round has ended."""
    frozen: bool = False
    flags: frozenset[str] = frozenset()
    """Those who planted a flag in that round."""


@dataclass
class Room:
    """A room after its last event. Begin with none: `Room.replay(events)`."""

    phase: Phase = Phase.LOBBY
    number: int = 0
    """The number of the last event."""
    gate: int = 0
    """The number of the last event that decides whether moves count."""
    opened: bool = False
    opened_at: int = 0
    code: str = ""
    teacher: str = ""
    """The hash of the teacher's token."""
    engine: str = ""
    """The version of hikergame that opened the room."""
    settings: Settings = field(default_factory=Settings)
    locked: bool = False
    code_hidden: bool = False
    seats: Seats = field(default_factory=Seats)
    rounds: list[Round] = field(default_factory=list)
    on: int = 0
    """The round that is on, or counted down to, or was last; 0 before the first."""
    countdown: tuple[int, int] | None = None
    """When the countdown began, and when it ends."""
    pause: str | None = None
    """Why the round is paused, in words."""
    frozen: Moment | None = None
    """What the board shows while it stands still."""

    @classmethod
    def replay(cls, events: Iterable[Event]) -> "Room":
        """Return the room that follows from all its events, in order."""
        room = cls()
        for event in events:
            room.apply(event)
        return room

    def apply(self, event: Event) -> bool:
        """Take in the next event, and tell whether it counted. Never raises.

        An event that was taken in before is overlooked.
        """
        if event.number <= self.number:
            return False
        self.number = event.number
        if event.kind in GATES:
            self.gate = event.number  # as the store sees it, whatever the event is worth
        if self.opened == (event.kind is Kind.ROOM_OPENED):
            return False
        act = ACTS.get(event.kind)
        return act is not None and act(self, event)

    # What there is

    @property
    def round(self) -> Round | None:
        """The round that is on, or was last; None before the first."""
        return self.rounds[self.on - 1] if self.on else None

    @property
    def next_round(self) -> Round | None:
        """The round that a countdown would start; None when all have been walked."""
        here = self.round
        number = self.on if here is not None and here.started_at is None else self.on + 1
        return self.rounds[number - 1] if number <= len(self.rounds) else None

    def seat_of_token(self, token_hash: str) -> Seat | None:
        """Return the seat that a token holds, by the token's hash; None for a dead one."""
        return self.seats.of_token(token_hash)

    def seat_of_recovery(self, recovery_hash: str) -> Seat | None:
        """Return the seat that a recovery code is for, by the hash of its canonical form."""
        return self.seats.of_recovery(recovery_hash)

    def is_code(self, code: str) -> bool:
        """Tell whether somebody typed this room's code."""
        return self.opened and canonical(code) == canonical(self.code)

    def clock_ms(self, now: int) -> int | None:
        """Return how much time a round that is on has left; None for one without a clock."""
        here, seconds = self.round, self.settings.clock_s
        if here is None or seconds is None or self.phase not in ON:
            return None
        return max(1000 * seconds - here.walked_ms(now), 0)

    def moment(self) -> Moment:
        """Return what the board shows: now, or the moment at which it was frozen."""
        return self.frozen or self.now()

    def now(self, *, frozen: bool = False) -> Moment:
        """Return what the board would show if it were not frozen."""
        here = self.round
        moves = {} if here is None else here.moves
        flags = {} if here is None else here.flags
        budget = 0 if here is None else here.steps
        taken = dict(flags)
        taken.update((hiker, len(way)) for hiker, way in list(moves.items()))
        return Moment(
            number=self.number,
            round=self.on,
            phase=self.phase,
            settings=self.settings,
            seats={seat.id: seat for seat in self.seats.present},
            taken=taken,
            over=frozenset(one for one, t in taken.items() if one in flags or t >= budget),
            frozen=frozen,
            flags=frozenset(flags),
        )

    @property
    def takes_more(self) -> bool:
        """Somebody may still join."""
        open_still = not self.locked and self.phase is not Phase.FINISHED
        return open_still and len(self.seats.present) < MOST_SEATS
