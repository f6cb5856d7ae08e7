"""A room that pupils' apps walk in: a real server in a thread, a log in memory."""

import asyncio
import time
from collections.abc import Sequence

import httpx

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.http import look
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving
from tests.ports import free_port

PATIENCE = 240.0
"""Seconds until a test gives up on what ought to come at once."""

HIDDEN = """\
hikergame: 1
title: The [b]Hidden[/b] Valley
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: [3, 2], depth: 40}
    - pit: {at: [-3, -1], radius: 1.5, depth: 22}
start: [-4.5, -2.5]
steps: 12
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
debrief: |
  It was a *bowl* all along.
"""

LINE = """\
hikergame: 1
title: A line
landscape:
  bounds: {x: [-6, 6]}
  terms:
    - bowl: {at: [2.5], radius: 3, depth: 40}
start: [-4.5]
steps: 8
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
"""

DEEP = """\
hikergame: 1
title: Deep
landscape:
  bounds: {x: [-6, 6], y: [-4, 4], z: [-3, 3]}
  terms:
    - bowl: {at: [2.5, 1.0, 0.5], radius: 3, depth: 40}
start: [-4.5, -2.5, 1.0]
steps: 8
step_length: {max: 3, initial: 0.5}
"""


class Room:
    """One room, its server, and a teacher's hand."""

    def __init__(self, levels: Sequence[str] = (HIDDEN, HIDDEN), **settings: object) -> None:
        self.store = MemoryStore()
        told = Settings(**{"countdown_s": 0, "name": "Class [red]7b[/red]"} | settings)
        self.opened = open_room(self.store, told, [text_data(level) for level in levels], seed=3)
        self.serving = Serving(self.store, self.opened.room, Place("127.0.0.1", free_port()))
        self.serving.start()

    @property
    def code(self) -> str:
        return self.opened.code

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.serving.place.port)

    def command(self, do: Do, **details: object) -> None:
        """Let the teacher do something."""
        answer = httpx.post(
            f"{self.address.http}/api/v1/teacher/command",
            content=Command(id=1, do=do, **details).model_dump_json(),
            headers={"Authorization": f"Bearer {self.opened.teacher}"},
            timeout=PATIENCE,
            trust_env=False,
        )
        answer.raise_for_status()

    async def teach(self, do: Do, **details: object) -> None:
        """Let the teacher do something, while the app goes on."""
        await asyncio.to_thread(self.command, do, **details)

    async def until(self, phase: Phase) -> None:
        """Wait until the room has come to a phase."""
        end = time.monotonic() + PATIENCE
        while (await asyncio.to_thread(look, self.address, self.code)).phase is not phase:
            assert time.monotonic() < end, f"the room never came to {phase}"
            await asyncio.sleep(0.02)

    def stop(self) -> None:
        """Stop the server; the port is free then."""
        self.serving.stop()

    def start(self) -> None:
        """Start another server at the same address, on the same log."""
        self.serving = Serving(self.store, self.opened.room, self.serving.place)
        self.serving.start()

    def steps_of(self, name: str) -> list[tuple[float, ...]]:
        """Return the steps that the log holds of somebody, round by round, in order."""
        room = self.serving.live.room
        (seat,) = (one for one in room.seats.present if one.name == name)
        return [tuple(move) for one in room.rounds for move in one.moves.get(seat.id, ())]

    def close(self) -> None:
        self.serving.stop()
