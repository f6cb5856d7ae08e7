"""What time does in a room: countdowns end, clocks run out, and whoever slept is asked.

Every process of a room drafts the same events at about the same time; their keys let each
happen once. A round must not go on unseen: where the process was asleep, or the computer's
clock jumped, while no other process was there, the round is paused and the teacher asked.
"""

import asyncio
import time

from hikergame.classroom.errors import ClassroomError
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.room import rules
from hikergame.classroom.server.ledger import Ledger

_SOONEST, _TICK = 0.01, 0.25
"""Seconds between two looks at the clock, at least and at most."""
_BEAT = 1.0
ALIVE = 5.0
"""Seconds after whose last beat another process counts as gone."""
_SLEPT = 5.0
"""Seconds that may be missing between two looks before the round is paused."""

RESTARTED = "The server was started again."
SLEPT = "The server's computer was asleep for {seconds}."
JUMPED = "The server's clock was changed."
"""Why a round is paused, for pupils to read: what is to be done, a console says."""


def now_ms() -> int:
    """Return the time as events bear it."""
    return time.time_ns() // 1_000_000


class Clockwork:
    """Watches one room's time."""

    def __init__(self, ledger: Ledger, server: str) -> None:
        """`server` names this process, and the one that takes its place after a restart."""
        self._ledger = ledger
        self._server = server
        self._beat_at = 0.0
        self._doubt: float | None = None

    async def begin(self) -> None:
        """Pause a round that was on when the last process of the room ended."""
        await self._beat()
        if self._is_running():
            if self._ledger.alone:
                await self._pause(RESTARTED, self._ledger.last_at)
            else:
                # Whoever was there a moment ago may have died in it.
                self._doubt = time.monotonic() + ALIVE

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            wall, steady = time.time(), time.monotonic()
            await asyncio.sleep(min(_TICK, self._until_due()))
            try:
                await self._look(time.time() - wall, time.monotonic() - steady)
            except ClassroomError as error:
                self._ledger.note_trouble(error)
                await asyncio.sleep(_TICK)

    async def _look(self, wall: float, steady: float) -> None:
        """Do what is due, after a rest of so many seconds by each clock."""
        if time.monotonic() - self._beat_at >= _BEAT:
            await self._beat()
        if max(wall, steady) > _SLEPT or wall < -_SLEPT:
            await self._awake(wall, steady)
        if self._doubt is not None and time.monotonic() > self._doubt:
            self._doubt = None
            await self._beat()  # what is known of others may be almost a beat old
            if self._is_running() and self._ledger.alone:
                await self._pause(RESTARTED, self._ledger.last_at)
        due = rules.due(self._ledger.room, now_ms())
        if due:
            await self._ledger.keep(due)

    async def _awake(self, wall: float, steady: float) -> None:
        """Pause what ran while nobody watched."""
        await self._beat()
        await self._ledger.refresh()
        if self._is_running() and self._ledger.alone:
            if wall < 0.0:
                await self._pause(JUMPED)
                return
            slept = max(wall, steady)
            since = now_ms() - round(1000.0 * slept)
            await self._pause(SLEPT.format(seconds=f"{slept:.0f} seconds"), since)

    async def _pause(self, why: str, since: int | None = None) -> None:
        """Pause what runs; the clock stands still since the moment when nobody was there."""
        await self._ledger.keep(rules.interrupted(self._ledger.room, why, since))

    def _is_running(self) -> bool:
        return self._ledger.room.phase in (Phase.COUNTDOWN, Phase.WALKING)

    def _until_due(self) -> float:
        """Return the seconds until something is due, if that is soon."""
        at = rules.due_at(self._ledger.room)
        return _TICK if at is None else max(_SOONEST, (at - now_ms()) / 1000.0)

    async def _beat(self) -> None:
        """Say that this process is alive, and see whether another one is."""
        ledger = self._ledger
        self._beat_at = time.monotonic()
        await asyncio.to_thread(ledger.store.beat, ledger.id, self._server)
        ledger.note_trouble(None)
        others = await asyncio.to_thread(ledger.store.others, ledger.id, self._server, ALIVE)
        ledger.alone = others == 0
