"""Forgetting people: what they did goes with who they were, and nothing of it is kept.

A name is the only thing about a person in a log, and an id leads to it: all events about the
ids that ever bore the name become erased ones, which keep their number and their time. Files
that were exported before are not known here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.log.store import RoomEntry, Store
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.room.names import skeleton
from hikergame.classroom.room.state import Room

_ALIVE_S = 6.0
"""A server that has beaten in so many seconds may still serve a room."""
_NAMED = (Kind.HIKER_JOINED, Kind.HIKER_RENAMED)


@dataclass(frozen=True)
class Purge:
    """What is to be deleted in one room, or has been."""

    entry: RoomEntry
    people: Mapping[str, tuple[str, ...]]
    """By id, the names that somebody ever bore there."""
    bots: frozenset[str] = frozenset()
    """The ids of those who are bots."""

    @property
    def names(self) -> tuple[str, ...]:
        """What people were called last."""
        return tuple(names[-1] for names in self.people.values())


def planned(store: Store, entry: RoomEntry, name: str | None = None) -> Purge:
    """Return whom a purge of a room would delete: all, or those who ever bore a name."""
    events = store.read(entry.room)
    borne = names_borne(events)
    if name is not None:
        wanted = skeleton(name)
        borne = {
            hiker: names
            for hiker, names in borne.items()
            if any(skeleton(one) == wanted for one in names)
        }
    return Purge(entry, borne, _bots(events) & borne.keys())


def _bots(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of those who joined as bots."""
    joined = (event for event in events if event.kind is Kind.HIKER_JOINED)
    bot = EntrantKind.BOT.value
    return frozenset(one.hiker for one in joined if one.hiker and one.data.get("kind") == bot)


def names_borne(events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """Return the names that each hiker of a log has borne, whether he was removed or not."""
    room = Room()
    borne: dict[str, dict[str, None]] = {}
    for event in events:
        room.apply(event)
        if event.hiker is None:
            continue
        names = borne.setdefault(event.hiker, {})
        if event.kind in _NAMED and isinstance(event.data.get("name"), str):
            names[str(event.data["name"])] = None
        seat = room.seats.get(event.hiker)
        if seat is not None:
            names.pop(seat.name, None)
            names[seat.name] = None
    return {hiker: tuple(names) or ("somebody without a name",) for hiker, names in borne.items()}


def check_idle(store: Store, entry: RoomEntry) -> None:
    """Raise RoomError while a server serves the room: it would go on knowing everybody."""
    if store.others(entry.room, "", _ALIVE_S):
        raise RoomError(
            f"room {entry.code} is being served, or was a moment ago: end `hikergame host` first, "
            f"and try again {_ALIVE_S:.0f} seconds later"
        )


def purge(store: Store, plan: Purge) -> int:
    """Delete the people of a plan, for good; return how many events are erased.

    Raises RoomError while the room is served, StoreError where it could not be done; an
    erasure that was broken off is completed by doing it again.
    """
    check_idle(store, plan.entry)
    return store.erase(plan.entry.room, list(plan.people))
