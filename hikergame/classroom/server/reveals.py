"""The maps of rounds that have been revealed: made once, in a thread, for all who ask."""

import asyncio
import gzip
from dataclasses import dataclass

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.wire import Refusal, encode

_CHANGE = {Kind.HIKER_RENAMED, Kind.HIKER_REMOVED, Kind.HIKER_MOVED_TEAM}
"""After these, a reveal shows something else."""
_PACKED = 6
"""The level of compression: what costs little and saves most."""


@dataclass(frozen=True)
class Printed:
    """A reveal as it is sent."""

    plain: bytes
    packed: bytes
    """The same, compressed."""


class Reveals:
    """The reveals of one room."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._made: dict[int, asyncio.Task[Printed]] = {}

    async def get(self, number: int) -> Printed:
        """Return a round's reveal. Refusal where there is none, or not yet."""
        room = self._ledger.room
        if not 1 <= number <= len(room.rounds):
            raise Refusal(Why.NOT_FOUND, f"There is no round {number} in this room.")
        if not room.rounds[number - 1].revealed:
            raise Refusal(Why.NOT_NOW, "The blindfold is still on: wait for your teacher.")
        making = self._made.get(number)
        if making is None or (making.done() and making.exception() is not None):
            making = self._made[number] = asyncio.create_task(asyncio.to_thread(self._make, number))
        # Whoever asked first may leave; the others wait on.
        return await asyncio.shield(making)

    def hear(self, event: Event) -> None:
        """Forget what an event has put out of date; begin with what will be asked for."""
        if event.kind in _CHANGE:
            self._made.clear()
        if event.kind is Kind.ROUND_REVEALED:
            number = self._ledger.room.on
            self._made[number] = asyncio.create_task(asyncio.to_thread(self._make, number))

    def _make(self, number: int) -> Printed:
        # What surveys ground is large: it is brought in when there is something to uncover.
        from hikergame.classroom.room.reveal import reveal_view

        room = self._ledger.room
        plain = encode(reveal_view(room, room.rounds[number - 1])).encode()
        return Printed(plain, gzip.compress(plain, _PACKED, mtime=0))
