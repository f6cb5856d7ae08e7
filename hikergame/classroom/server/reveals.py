"""The maps of rounds that have been revealed: made once, in a thread, for all who ask."""

import asyncio
import gzip
import logging
from dataclasses import dataclass
from functools import partial

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.server.aside import aside
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.wire import Refusal, encode

_LOG = logging.getLogger(__name__)

_CHANGE = {
    Kind.HIKER_RENAMED,
    Kind.HIKER_REMOVED,
    Kind.HIKER_MOVED_TEAM,
    Kind.SETTINGS_CHANGED,
}
"""After these, a reveal shows something else."""
_UNCOVER = {Kind.ROUND_REVEALED, Kind.ROOM_FINISHED}
_PACKED = 6
"""The level of compression: what costs little and saves most."""
_KEPT = 3
"""Reveals that are kept, the newest; another is made anew should anybody ask."""
_TRIES = 5
"""How often it is begun again because somebody came or went meanwhile."""


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
        rounds = self._ledger.room.rounds
        if not 1 <= number <= len(rounds):
            raise Refusal(Why.NOT_FOUND, f"There is no round {number} in this room.")
        if not rounds[number - 1].revealed:
            raise Refusal(Why.FORBIDDEN, "The blindfold is still on: wait for your teacher.")
        # Whoever asked first may leave; the others wait on.
        return await asyncio.shield(self._making(number))

    def hear(self, event: Event) -> None:
        """Forget what an event has put out of date; begin with what will be asked for."""
        if event.kind in _CHANGE:
            self._made.clear()
        here = self._ledger.room.round
        if event.kind in _UNCOVER and here is not None and here.revealed:
            self._making(here.number)

    def _making(self, number: int) -> "asyncio.Task[Printed]":
        """Return what makes, or has made, a reveal."""
        making = self._made.pop(number, None)
        if making is None or (making.done() and making.exception() is not None):
            making = asyncio.create_task(self._make(number))
            making.add_done_callback(_log)
        self._made[number] = making
        for old in list(self._made)[:-_KEPT]:
            del self._made[old]
        return making

    async def _make(self, number: int) -> Printed:
        for _ in range(_TRIES):
            try:
                return await aside(partial(self._print, number))
            except RuntimeError:  # the seats were changed while they were gone through
                continue
        raise Refusal(Why.NOT_NOW, "The map is not ready yet: ask again in a moment.")

    def _print(self, number: int) -> Printed:
        # What surveys ground is large: it is brought in when there is something to uncover.
        from hikergame.classroom.room.reveal import reveal_view

        plain = encode(reveal_view(self._ledger.room, number)).encode()
        packed = gzip.compress(plain, _PACKED, mtime=0)
        return Printed(plain, packed)


def _log(making: "asyncio.Task[Printed]") -> None:
    error = None if making.cancelled() else making.exception()
    if error is not None:
        _LOG.error("a reveal could not be made", exc_info=error)
