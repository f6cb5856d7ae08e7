"""Who is connected to this process: hikers, boards and consoles.

The newest connection of a hiker wins; the one before is told so and closed. Connections
are no part of the room: nothing that counts depends on them.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from hikergame.classroom.messages.walking import Replaced
from hikergame.classroom.server.line import NORMAL, Line

AnyLine: TypeAlias = Line[Any]


class Crowd:
    """The lines that are open. Times are seconds of `time.monotonic`."""

    def __init__(self) -> None:
        self.hikers: dict[str, AnyLine] = {}
        self.boards: set[AnyLine] = set()
        self.teachers: set[AnyLine] = set()
        self.lost: dict[str, float] = {}
        """When a hiker's last connection here was lost, for those who have none."""
        self.changes = 0
        """Counts comings and goings."""
        self._ending: set[AnyLine] = set()
        """Lines of hikers that have newer ones, until they are closed."""

    def __iter__(self) -> Iterator[AnyLine]:
        """Go through all lines."""
        yield from list(self.hikers.values())
        yield from list(self.boards)
        yield from list(self.teachers)
        yield from list(self._ending)

    def seat(self, hiker: str, line: AnyLine) -> None:
        """Let a line be its hiker's, and end the one before."""
        before = self.hikers.get(hiker)
        if before is not None:
            before.end(NORMAL, Replaced())
            self._ending.add(before)
        self.hikers[hiker] = line
        self.lost.pop(hiker, None)
        self.changes += 1

    def leave(self, hiker: str, line: AnyLine, now: float) -> None:
        """Note that a line has ended; its hiker is lost unless a newer one is his."""
        self._ending.discard(line)
        if self.hikers.get(hiker) is line:
            del self.hikers[hiker]
            self.lost[hiker] = now
            self.changes += 1

    def seen(self, hiker: str) -> None:
        """Note that a hiker has been heard of elsewhere: he is not lost."""
        if self.lost.pop(hiker, None) is not None:
            self.changes += 1

    def drop_stalled(self, now: float) -> None:
        """Drop every line whose reader does not read."""
        for line in self:
            if line.stalled(now):
                line.abort()
