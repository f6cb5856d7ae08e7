"""A room that a client of ours walks in: a real server in a thread, a log in memory."""

import asyncio
import time
from collections.abc import Callable

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.connection import Connection, Happening
from hikergame.classroom.client.http import look
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving

from ..ports import free_port

PATIENCE = 240.0
"""Seconds until a test gives up on what ought to come at once."""

GROUND = """\
hikergame: 1
title: Hidden
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: 3, depth: 40}
start: [-4.5, -2.5]
steps: 5
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
"""


class Room:
    """One room, its server, and a teacher's hand."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        level = text_data(GROUND)
        self.opened = open_room(self.store, Settings(countdown_s=0), [level, level], seed=3)
        self.serving = Serving(self.store, self.opened.room, Place("127.0.0.1", free_port()))
        self.serving.start()

    @property
    def code(self) -> str:
        return self.opened.code

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.serving.place.port)

    def teach(self, *deeds: Do) -> None:
        """Let the teacher do this and that."""
        for deed in deeds:
            post(self.address, self.opened.teacher, Command(id=1, do=deed))

    def dismiss(self) -> None:
        """Remove whoever came first."""
        (first, *_) = self.serving.live.ledger.room.seats
        post(self.address, self.opened.teacher, Command(id=1, do=Do.REMOVE, hiker=first))

    def until(self, phase: Phase) -> None:
        """Wait until the room has come to a phase."""
        self._until(lambda seen: seen.phase is phase, f"the room never came to {phase}")

    def until_people(self, count: int) -> None:
        """Wait until so many have a seat."""
        self._until(lambda seen: seen.people >= count, "nobody came")

    def until_bots(self, count: int) -> None:
        """Wait until so many bots have a seat."""
        self._until(lambda seen: seen.bots >= count, "no bot came")

    def _until(self, enough: Callable[[RoomView], bool], failure: str) -> None:
        end = time.monotonic() + PATIENCE
        while not enough(look(self.address, self.code)):
            assert time.monotonic() < end, failure
            time.sleep(0.02)

    def restart(self) -> None:
        """Stop the server, and start another at the same address."""
        place = self.serving.place
        self.serving.stop()
        self.serving = Serving(self.store, self.opened.room, place)
        self.serving.start()

    def close(self) -> None:
        self.serving.stop()


def post(address: Address, token: str, command: Command) -> None:
    """Send a command of the teacher's."""
    import httpx

    answer = httpx.post(
        f"{address.http}/api/v1/teacher/command",
        content=command.model_dump_json(),
        headers={"Authorization": f"Bearer {token}"},
        timeout=PATIENCE,
        trust_env=False,
    )
    answer.raise_for_status()


class Ear:
    """Listens to a connection, and is put away with it."""

    def __init__(self, connection: Connection) -> None:
        self._happenings = aiter(connection)

    async def until(self, enough: Callable[[Happening], bool]) -> tuple[Happening, ...]:
        """Return what happens until something is enough, that included."""
        seen = []
        async with asyncio.timeout(PATIENCE):
            async for happening in self._happenings:
                seen.append(happening)
                if enough(happening):
                    return tuple(seen)
        raise AssertionError(f"the connection has ended after {seen}")

    async def aclose(self) -> None:
        await self._happenings.aclose()
