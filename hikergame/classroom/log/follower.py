"""Reading on in a room's log: what others keep in it, in order, and each event once.

A process that writes to a room cannot show what it has kept before it knows all that comes
earlier. It reads that in the thread that writes, as soon as it is needed.
"""

from collections.abc import Callable, Sequence

from hikergame.classroom.errors import ClassroomError
from hikergame.classroom.log.events import Event, Kept, Stale
from hikergame.classroom.log.store import Store

AT_ONCE = 2_000
"""Events that are read, and handed out, in one go."""


class Follower:
    """Follows one room's log on behalf of one reader; of use to one thread at a time."""

    def __init__(
        self,
        store: Store,
        room: str,
        after: int,
        news: Callable[[Sequence[Event]], None],
        trouble: Callable[[ClassroomError], None],
    ) -> None:
        """Begin after a number; `news` is handed events, and `trouble` why they cannot be read.

        Both are called in the thread that follows. What could not be read is read later.
        """
        self._store = store
        self._room = room
        self._news = news
        self._trouble = trouble
        self.seen = after
        """The number up to which the reader has been handed all events, here or as results."""

    def reach(self, results: Sequence[Kept | Stale]) -> None:
        """Hand out what lies before results of an append, which the reader is handed next."""
        ours = {one.event.number for one in results if isinstance(one, Kept)}
        last = max(ours | {one.gate for one in results if isinstance(one, Stale)})
        missed = last
        while missed in ours:
            missed -= 1
        if missed <= self.seen or self._read(missed - self.seen) is not None:
            self.seen = max(last, self.seen)

    def look(self) -> None:
        """Hand out all that there is."""
        while (count := self._read(AT_ONCE)) is not None:
            self.seen += count
            if count < AT_ONCE:
                break

    def _read(self, most: int) -> int | None:
        """Hand out the next events; return their count, None where they cannot be read."""
        try:
            events = self._store.read(self._room, self.seen, most)
        except ClassroomError as error:
            self._trouble(error)
            return None
        if events:
            self._news(events)
        return len(events)
