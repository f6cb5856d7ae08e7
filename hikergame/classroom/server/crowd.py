"""Who is connected to this process: hikers, boards and consoles.

The newest connection of a hiker wins; the one before is told so and closed. Whoever asks over
HTTP has no connection: he is here for a while after each request. Connections are no part of
the room: nothing that counts depends on them.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from hikergame.classroom.messages.walking import Replaced
from hikergame.classroom.server.line import NORMAL, Line

AnyLine: TypeAlias = Line[Any]

PATIENCE = 60.0
"""Seconds for which one request over HTTP counts as being here: a step may need a thought."""


class Crowd:
    """The lines that are open. Times are seconds of `time.monotonic`."""

    def __init__(self) -> None:
        self.hikers: dict[str, AnyLine] = {}
        self.boards: set[AnyLine] = set()
        self.teachers: set[AnyLine] = set()
        self.lost: dict[str, float] = {}
        """When a hiker's last connection here was lost, for those who have none."""
        self.missed: dict[str, float] = {}
        """Since when others are missed who have a seat and were never here: those who have not
        come back since a restart. Nobody is while he may be at another server."""
        self.heard: dict[str, float] = {}
        """When those who are here without a connection have asked last."""
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
        self.heard.pop(hiker, None)
        self._found(hiker)
        self.changes += 1

    def leave(self, hiker: str, line: AnyLine, now: float) -> None:
        """Note that a line has ended; its hiker is lost unless a newer one is his."""
        self._ending.discard(line)
        if self.hikers.get(hiker) is line:
            del self.hikers[hiker]
            self.lost[hiker] = now
            self.changes += 1

    def hear(self, hiker: str, now: float) -> None:
        """Note that a hiker has asked over HTTP: he is here, though he has no line."""
        if hiker in self.hikers:
            return
        if hiker not in self.heard:
            self.changes += 1
        self.heard[hiker] = now
        self._found(hiker)

    def fade(self, now: float, *, alone: bool) -> None:
        """Let go whoever has long asked nothing.

        Unless this process is `alone` he may have gone on at another server: he is not lost.
        """
        silent = [hiker for hiker, at in self.heard.items() if now - at >= PATIENCE]
        for hiker in silent:
            at = self.heard.pop(hiker)
            if alone:
                self.lost[hiker] = at
            self.changes += 1

    def look_for(self, hikers: Iterable[str], now: float, *, alone: bool) -> None:
        """Note who of those who have a seat is missed, though no line of his was lost here.

        Unless this process is `alone` he may be at another server.
        """
        known = (self.hikers, self.heard, self.lost)
        absent = [one for one in hikers if not any(one in some for some in known)] if alone else []
        before, self.missed = self.missed, {one: self.missed.get(one, now) for one in absent}
        self.changes += before.keys() != self.missed.keys()

    def away_since(self, hiker: str) -> float | None:
        """Return since when a hiker is missed; None for one who is not, as far as is known."""
        return self.lost.get(hiker, self.missed.get(hiker))

    def is_here(self, hiker: str) -> bool:
        """Tell whether a hiker has a line to this process, or has asked it of late."""
        return hiker in self.hikers or hiker in self.heard

    def seen(self, hiker: str) -> None:
        """Note that a hiker has been heard of elsewhere: he is not lost."""
        self.changes += self.away_since(hiker) is not None
        self._found(hiker)

    def _found(self, hiker: str) -> None:
        self.lost.pop(hiker, None)
        self.missed.pop(hiker, None)

    def drop_stalled(self, now: float) -> None:
        """Drop every line whose reader does not read."""
        for line in self:
            if line.stalled(now):
                line.abort()
