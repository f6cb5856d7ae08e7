"""What every store of logs promises, and the values that it hands out.

A store holds the events of many rooms. Each room's numbers begin at 1 and have no gap, and
the order of the numbers is the order in which the events became durable: whoever has read
up to a number will never meet an older one that is new. A store may be used by several
threads, and by several processes at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from hikergame.classroom.log.events import Draft, Event, Kept, Stale


@dataclass(frozen=True)
class RoomEntry:
    """One room in the list of a store; times are milliseconds since 1970 in UTC."""

    room: str
    name: str
    """What its settings call it, as last changed."""
    code: str
    opened_at: int
    events: int
    """How many there are, which is also the number of the last one."""
    last_at: int
    finished: bool


class Store(Protocol):
    """Where logs are kept.

    Every method may raise StoreError: nothing has happened then, unless the message says
    otherwise, and the next call tries afresh.
    """

    @property
    def description(self) -> str:
        """Where it is, in words for people; never a password."""

    def create(self, room: str, draft: Draft) -> Event:
        """Begin a room with its first event. RoomError where there is one of that id."""

    def rooms(self) -> list[RoomEntry]:
        """Return all rooms, the newest first."""

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        """Make events of drafts in one durable transaction; a result for each, in order.

        A draft whose key is known is not kept again, whatever its gate. RoomError where
        there is no such room; ValueError, and nothing kept, for data that is no JSON.
        """

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        """Return the events with numbers above `after`, in order, at most `limit` of them.

        RoomError where there is no such room.
        """

    def wait(self, room: str, after: int, timeout: float) -> bool:
        """Wait until there may be events above `after`; False after `timeout` seconds."""

    def beat(self, room: str, server: str) -> None:
        """Note that the server process of that id is alive and serves the room."""

    def others(self, room: str, server: str, within_s: float) -> int:
        """Return how many other servers of the room have beaten in the last seconds."""

    def erase(self, room: str, hikers: Collection[str]) -> int:
        """Put ERASED in the place of all events about these hikers, and return their count.

        Number and time stay, and nothing else, not even in what the files have left over.
        An erasure that was broken off is completed by calling again.
        """

    def erase_room(self, room: str) -> None:
        """Remove a room with all that was in it, as thoroughly. RoomError without one."""

    def close(self) -> None:
        """Let go of files and connections; the store is of no use afterwards."""
