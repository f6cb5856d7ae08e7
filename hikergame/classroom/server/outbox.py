"""What waits to be sent on one connection: bounded, and what is out of date gives way.

A message may have a slot, such as "board": one of the slot that still waits is dropped for a
newer one. So a reader that is slow misses nothing but what it would have overlooked; one that
does not read at all overflows, and is dropped. Nobody ever waits for a reader. What is sent is
sent in the order in which it came about: that a round is on is told after its walk.
"""

import asyncio
from dataclasses import dataclass

from hikergame.classroom.server.limits import MOST_WAITING


@dataclass(frozen=True, slots=True)
class Farewell:
    """The end of a queue: the connection is to be closed."""

    code: int
    reason: str


class Outbox:
    """One connection's queue."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        """Hold at most so many messages."""
        self._most = most
        self._waiting: dict[object, str] = {}
        self._there = asyncio.Event()
        self._farewell: Farewell | None = None
        self.overflown = False
        """More had to wait than may: the connection is to be dropped."""

    def put(self, text: str, slot: str | None = None) -> None:
        """Have a message sent, behind all that waits; what waits in the same slot is dropped."""
        if self._farewell is not None or self.overflown:
            return
        self._waiting.pop(slot, None)
        self._waiting[slot if slot is not None else object()] = text
        self.overflown = len(self._waiting) > self._most
        if self.overflown:
            self._waiting.clear()
        self._there.set()

    def finish(self, code: int, reason: str = "", last: str | None = None) -> None:
        """Have the connection closed once all that waits, and a last message, is sent."""
        if self._farewell is None:
            if last is not None:
                self.put(last)
            self._farewell = Farewell(code, reason)
            self._there.set()

    async def take(self) -> str | Farewell:
        """Wait for the next message, or for the end."""
        while True:
            if self._waiting:
                return self._waiting.pop(next(iter(self._waiting)))
            if self._farewell is not None:
                return self._farewell
            self._there.clear()
            await self._there.wait()
