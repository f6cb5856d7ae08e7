"""Events: what happened in a room, in the order in which it became durable.

An `Event` is a fact; it is never changed, but for `erased`, which a purge leaves in its
place. Everything else, phases, seats, tracks, boards, results, follows from the events.
Positions, seeds and names are in events, so no event is ever shown to a pupil.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import JsonValue


class Kind(StrEnum):
    """What may happen in a room; the comment says what `Event.data` holds."""

    ROOM_OPENED = "room.opened"  # code, teacher (token's hash), settings, engine
    ROOM_LOCKED = "room.locked"
    ROOM_UNLOCKED = "room.unlocked"
    CODE_HIDDEN = "code.hidden"
    CODE_SHOWN = "code.shown"
    SETTINGS_CHANGED = "settings.changed"  # settings
    ROUND_ADDED = "round.added"  # round, level (hash, id, title, name, files), seed, nonce

    HIKER_JOINED = "hiker.joined"  # name, kind, team, token (hash), recovery (hash); where the
    # wish had a key, the hiker's id is the beginning of a hash of it
    HIKER_RENAMED = "hiker.renamed"  # name
    HIKER_MOVED_TEAM = "hiker.moved-team"  # team
    HIKER_READY = "hiker.ready"
    HIKER_REMOVED = "hiker.removed"
    SEAT_OFFERED = "seat.offered"  # recovery (hash): the teacher hands a seat back
    SEAT_TAKEN = "seat.taken"  # token (hash): a new device; the tokens of before are dead

    ROUND_COUNTED_DOWN = "round.counted-down"  # round, seconds
    ROUND_STARTED = "round.started"  # round
    ROUND_PAUSED = "round.paused"  # round, why, since (when it really stood still, if before)
    ROUND_RESUMED = "round.resumed"  # round
    ROUND_CLOSED = "round.closed"  # round, why
    ROUND_REVEALED = "round.revealed"  # round
    LOBBY_OPENED = "lobby.opened"  # round: the next one, which people now wait for
    ROOM_FINISHED = "room.finished"
    BOARD_FROZEN = "board.frozen"
    BOARD_THAWED = "board.thawed"

    MOVED = "moved"  # round, step (0 for the first move), move (d numbers, metres)
    FLAG_PLANTED = "flag.planted"  # round, step (moves taken before it)

    ERASED = "erased"  # nothing: a person was purged


GATES = frozenset(
    {
        Kind.ROOM_OPENED,
        Kind.ROUND_COUNTED_DOWN,
        Kind.ROUND_STARTED,
        Kind.ROUND_PAUSED,
        Kind.ROUND_RESUMED,
        Kind.ROUND_CLOSED,
        Kind.ROUND_REVEALED,
        Kind.LOBBY_OPENED,
        Kind.ROOM_FINISHED,
    }
)
"""Events that decide whether moves count; a room's gate is the number of its last one."""


@dataclass(frozen=True)
class Draft:
    """What somebody wants to have happened."""

    kind: Kind
    data: Mapping[str, JsonValue] = field(default_factory=dict)
    hiker: str | None = None
    """The id of the hiker that it is about; None for what is about the room."""
    key: str | None = None
    """At most one event of a room bears a key: drafting it again returns the event of then."""
    gate: int | None = None
    """The room's gate on which the draft rests: it is stale once another has been passed."""


@dataclass(frozen=True)
class Event:
    """What happened."""

    number: int
    """1 for a room's first event, and no number is left out."""
    at: int
    """When, in milliseconds since 1970 in UTC; never less than the event before."""
    kind: Kind
    data: Mapping[str, JsonValue]
    hiker: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Kept:
    """A draft's event is durable."""

    event: Event
    fresh: bool
    """False where its key was known, and the event is that of then."""


@dataclass(frozen=True)
class Stale:
    """A draft came after the gate on which it rested, and did not happen."""

    gate: int
    """The gate that holds now."""
