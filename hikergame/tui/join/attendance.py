"""How a pupil stands in a room, as a value: what all of his screens speak of.

Follows from what the connection has told, and knows no widget. Times on the wire are
durations, so each is kept with the moment at which it was heard.
"""

import math
from dataclasses import dataclass, field, replace
from typing import Final

from hikergame.classroom.client.connection import (
    Changed,
    Ended,
    Happening,
    Offline,
    Online,
    Walked,
)
from hikergame.classroom.client.promise import Verdict
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.walking import Result, Self
from hikergame.classroom.messages.watching import BoardChanged

SEEN_DIMS: Final = 2
"""Dimensions that screens can draw; others are walked line by line."""

_ON: Final = (Phase.WALKING, Phase.PAUSED)


@dataclass(frozen=True, eq=False)
class Attendance:
    """A pupil in a room."""

    invitation: str
    """The address and the code, as the command line was given them."""
    name: str
    recovery: str
    room: RoomView | None = None
    """None until the server has said how the room stands."""
    you: Self | None = None
    walk: RemoteWalk | None = None
    """The round that is on, or was last."""
    online: bool = False
    broken: str | None = None
    """Why the line is broken; None while it is not."""
    broken_at: float | None = None
    """When it broke; None while it is not."""
    ended: str | None = None
    """Why there is nothing more to come; None while there is."""
    replaced: bool = False
    """It has ended because another device has taken the seat."""
    removed: bool = False
    """It has ended because the teacher has removed him: the seat is worth nothing any more."""
    verdict: Verdict | None = None
    """Whether the round that is revealed was the one that was promised; None until it is known."""
    results: tuple[Result, ...] = ()
    """What the walks of the rounds that are revealed have come to, as far as it was told."""
    board: BoardChanged | None = None
    """How all stood when the last round was revealed, or at the end."""
    _heard_at: float = field(default=0.0)

    def after(self, happening: Happening, now: float) -> "Attendance":
        """Return how he stands once something has happened, at a moment in seconds."""
        match happening:
            case Online():
                return replace(self, online=True, broken=None, broken_at=None)
            case Offline(reason=reason):
                return replace(self, online=False, broken=reason, broken_at=now)
            case Changed(room=room, you=you):
                return replace(self._with(room), you=you, name=you.name, _heard_at=now)
            case Walked(walk=walk):
                return replace(self, walk=walk)
            case Result():
                others = tuple(one for one in self.results if one.round != happening.round)
                return replace(self, results=(*others, happening))
            case Ended(reason=reason, removed=removed, replaced=replaced):
                gone = replace(self, online=False, broken=None, broken_at=None, ended=reason)
                return replace(gone, removed=removed, replaced=replaced)
            case _:
                return self

    def _with(self, room: RoomView) -> "Attendance":
        """Return how he stands as the room stands now: what was said of it before is past."""
        before = self.room
        board = self.board if before is not None and room.phase is before.phase else None
        verdict = self.verdict if before is not None and room.round == before.round else None
        return replace(self, room=room, board=board, verdict=verdict)

    def judged(self, verdict: Verdict) -> "Attendance":
        """Return how he stands, now that the room's promise has been looked into."""
        return replace(self, verdict=verdict)

    def beside(self, board: BoardChanged) -> "Attendance":
        """Return how he stands, now that it is known how all do."""
        return replace(self, board=board)

    @property
    def phase(self) -> Phase | None:
        """Where the room stands; None until it is known."""
        return None if self.room is None else self.room.phase

    @property
    def this_walk(self) -> RemoteWalk | None:
        """The walk of the round that the room is at, begun or ended."""
        walk, room = self.walk, self.room
        at_it = walk is not None and room is not None and walk.round == room.round
        return walk if at_it else None

    @property
    def walking(self) -> bool:
        """Whether a hike of his is on, held up or not, and can be drawn."""
        walk = self.this_walk
        under_way = walk is not None and not walk.over and self.phase in _ON
        return under_way and self.drawable and self.ended is None

    @property
    def finished_walk(self) -> RemoteWalk | None:
        """The walk of this round once no more steps are taken, if there is anything to draw."""
        walk = self.this_walk
        if walk is None or walk.step == 0 or not self.drawable or self.phase is Phase.LOBBY:
            return None
        return walk if walk.over or self.phase not in _ON else None

    @property
    def drawable(self) -> bool:
        """Whether screens can draw the ground of the walk."""
        return self.walk is None or self.walk.facts.dims <= SEEN_DIMS

    @property
    def can_see_map(self) -> bool:
        """Whether the round that the room is at can be seen with open eyes."""
        return self.phase in (Phase.REVEALED, Phase.FINISHED) and self.drawable and not self.ended

    def is_revealed(self, number: int) -> bool:
        """Tell whether a round may be seen with open eyes now: the room has gone on to no other."""
        room = self.room
        uncovered = self.phase in (Phase.REVEALED, Phase.FINISHED) and self.ended is None
        return uncovered and room is not None and room.round == number

    @property
    def held(self) -> bool:
        """Whether no step can be taken just now: the round is paused, or the line broken."""
        return self.broken is not None or self.phase is not Phase.WALKING

    @property
    def ready(self) -> bool:
        """Whether he has said that he is ready."""
        return self.you is not None and self.you.ready

    @property
    def can_get_ready(self) -> bool:
        """Whether saying so would mean anything."""
        before = self.phase in (Phase.LOBBY, Phase.REVEALED) and not self.last_round
        return before and self.online and not self.ready and self.ended is None

    @property
    def last_round(self) -> bool:
        """Whether no round comes after the one that the room is at."""
        room = self.room
        return room is not None and room.phase is Phase.REVEALED and room.round >= room.rounds

    @property
    def next_round(self) -> int:
        """The number of the round that comes, or is on."""
        room = self.room
        if room is None:
            return 1
        waits = room.phase is Phase.LOBBY and (self.this_walk is not None or room.round == 0)
        return min(room.rounds, room.round + 1) if waits else max(1, room.round)

    def result_of(self, number: int) -> Result | None:
        """Return what the walk of a round came to, if that has been told."""
        return next((one for one in self.results if one.round == number), None)

    def countdown_s(self, now: float) -> int | None:
        """Return the seconds until the round starts, at a moment; None without a countdown."""
        left = None if self.room is None else self.room.countdown_ms
        return None if left is None else self._seconds(left, now)

    def lost_s(self, now: float) -> float:
        """Return for how many seconds the line has been broken, at a moment; 0 if it is not."""
        return 0.0 if self.broken_at is None else now - self.broken_at

    def clock_s(self, now: float) -> int | None:
        """Return the seconds that the round has left, at a moment; None without a clock."""
        room = self.room
        if room is None or room.clock_ms is None:
            return None
        stands = room.phase is not Phase.WALKING
        return self._seconds(room.clock_ms, self._heard_at if stands else now)

    def _seconds(self, left_ms: int, now: float) -> int:
        """Return what is left of some milliseconds told, in seconds begun."""
        return max(0, math.ceil(left_ms / 1000.0 - (now - self._heard_at)))
