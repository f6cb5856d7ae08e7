"""What walks came to: told to each who walked, round by round, once a round is revealed.

Over each line a hiker hears of every such round once, the earliest first, and never while a
round is on: whoever comes back in one hears of those before together with it. Results follow
from the events, so it does not matter which process served a round. They are worked out in a
thread, once for all who walked, and kept as the JSON that is sent.
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.state import Room
from hikergame.classroom.server.aside import aside
from hikergame.classroom.server.crowd import AnyLine, Crowd
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.reveals import Reveals
from hikergame.classroom.server.wire import encode

_LOG = logging.getLogger(__name__)

_NEWS = {Kind.ROUND_REVEALED, Kind.LOBBY_OPENED, Kind.ROOM_FINISHED}
"""After these, there may be something to tell."""
_BETWEEN = {Phase.LOBBY, Phase.REVEALED, Phase.FINISHED}
"""No round is on in these."""
_AT_ONCE = 16
"""Results that are told over one line in one go: no more may wait for it than a few dozen."""
_PAUSE = 0.1
"""Seconds until the next go."""

_Told = Mapping[str, str]
"""By hiker, what his walk came to, as JSON."""


class Outcomes:
    """What the walks of one room came to."""

    def __init__(self, ledger: Ledger, crowd: Crowd, reveals: Reveals) -> None:
        self._ledger = ledger
        self._crowd = crowd
        self._reveals = reveals
        self._making: dict[int, asyncio.Task[_Told]] = {}
        self._news = asyncio.Event()

    def hear(self, event: Event) -> None:
        """Note what there may be to tell after an event."""
        if event.kind in _NEWS:
            self._news.set()

    def greet(self, hiker: str, line: AnyLine) -> None:
        """Tell somebody who has come what is at hand; the rest follows."""
        self._tell(hiker, line)
        self._news.set()

    async def of(self, hiker: str) -> list[str]:
        """Return what a hiker's walks of all rounds that are revealed came to, as JSON."""
        told = [await self._made(one) for one in self._revealed()]
        return [its[hiker] for its in told if hiker in its]

    async def run(self) -> None:
        """Tell all, whenever there is something to tell, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            for one in self._revealed():
                await self._made(one)
                self._tell_all()
            while self._tell_all():
                await asyncio.sleep(_PAUSE)

    def _tell_all(self) -> bool:
        """Tell everybody what is at hand; return whether there is more."""
        more = [self._tell(hiker, line) for hiker, line in self._crowd.hikers.items()]
        return any(more)

    def _tell(self, hiker: str, line: AnyLine) -> bool:
        """Tell a hiker what is at hand and new to him; return whether there is more."""
        if self._ledger.room.phase not in _BETWEEN:
            return False
        count = 0
        for one in self._revealed():
            making = self._making.get(one.number)
            if making is None or not making.done():
                break
            if one.number in line.results:
                continue
            if count == _AT_ONCE:
                return True
            line.results.add(one.number)
            text = making.result().get(hiker)
            if text is not None:
                line.outbox.put(text)
                count += 1
        return False

    def _revealed(self) -> list[Round]:
        return [one for one in self._ledger.room.rounds if one.revealed]

    async def _made(self, one: Round) -> _Told:
        """Return what a round came to, once it is worked out."""
        if one.number not in self._making:
            self._making[one.number] = asyncio.create_task(self._make(one))
        # Whoever asked first may leave; the others wait on.
        return await asyncio.shield(self._making[one.number])

    async def _make(self, one: Round) -> _Told:
        room = self._ledger.room
        if one is room.round:
            # Whoever hears what his walk came to looks at the map next: that is made first, and
            # should it fail, as is logged there, the walk came to what it did all the same.
            await asyncio.gather(self._reveals.get(one.number), return_exceptions=True)
        try:
            return await aside(partial(_written, room, one.number))
        except Exception:  # noqa: BLE001 - the room goes on
            _LOG.exception("what round %d came to could not be worked out", one.number)
            return {}


def _written(room: Room, number: int) -> _Told:
    # What surveys ground is large: it is brought in when there is something to uncover.
    from hikergame.classroom.room.reveal import result_views

    return {hiker: encode(result) for hiker, result in result_views(room, number).items()}
