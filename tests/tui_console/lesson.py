"""A class to teach: a server on a port of its own, pupils over HTTP, and what is on the screen."""

from collections.abc import Callable
from typing import Any

import httpx
from textual.pilot import Pilot

from hikergame.classroom.client.address import Address
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving
from hikergame.tui.console.app import ConsoleApp
from tests.piloting import PATIENCE, until, words
from tests.ports import free_port

GROUND = """\
hikergame: 1
title: The False Valley
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: 3, depth: 40}
    - pit: {at: [-3, -1], radius: 1.5, depth: 22}
start: [-4.5, -2.5]
steps: 2
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
"""


class Room:
    """One room, its server, and its pupils."""

    def __init__(self, *, public: str | None = None, **settings: Any) -> None:
        self.store = MemoryStore()
        chosen = Settings(
            **{"name": "Class 7b", "countdown_s": 0, "entrants": ("gradient-descent",), **settings}
        )
        level = text_data(GROUND)
        self.opened = open_room(self.store, chosen, [level, level], seed=3)
        self.place = Place("127.0.0.1", free_port(), public)
        self.export: Callable[[str], bytes] | None = None
        self.start()

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.serving.place.port)

    def start(self) -> None:
        """Serve the room, where it was served before if it was."""
        self.serving = Serving(self.store, self.opened.room, self.place, export=self.export)
        self.serving.start()
        self.place = self.serving.place

    def stop(self) -> None:
        self.serving.stop()

    def close(self) -> None:
        self.serving.stop()

    def post(self, path: str, token: str | None = None, **body: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.address.http}/api/v1/{path}"
        answer = httpx.post(url, json=body, headers=headers, timeout=PATIENCE, trust_env=False)
        answer.raise_for_status()
        return dict(answer.json())

    def join(self, name: str, **wish: Any) -> str:
        """Have somebody join; return the token."""
        return str(self.post("join", code=self.opened.code, name=name, **wish)["token"])

    def walk(self, token: str, number: int, *steps: tuple[float, float], first: int = 0) -> None:
        """Have somebody take steps in a round."""
        for step, move in enumerate(steps, first):
            self.post("move", token, type="move", round=number, step=step, displacement=list(move))

    def settle(self, phase: Phase) -> bool:
        """Tell whether the room is in a phase."""
        return self.serving.live.room.phase is phase


async def read(pilot: Pilot[int], *said: str) -> None:
    """Wait until all of that is on the screen."""
    await until(pilot, lambda: all(one in words(pilot.app) for one in said))


async def told(pilot: Pilot[int], said: str) -> None:
    """Wait until the teacher has been told that."""
    await until(pilot, lambda: any(said in one.message for one in pilot.app._notifications))


def lesson(pilot: Pilot[int]) -> ConsoleApp:
    """Return the app that is driven."""
    assert isinstance(pilot.app, ConsoleApp)
    return pilot.app
