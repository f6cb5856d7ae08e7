"""Draws the picture of the teacher's console: a class of thirty on its way down.

    python docs/make_console.py [FILE]

A real room is served on a port of its own, with pupils who walk over HTTP.
"""

import asyncio
import os
import random
import sys
import tempfile
from pathlib import Path

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.client.connection import Changed, Connection, Walked
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import level_data
from hikergame.classroom.server.opening import open_room
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.running import Serving
from hikergame.files import write_whole
from hikergame.level import library
from hikergame.profile import Profile
from hikergame.tui.console.app import ConsoleApp, Post

PICTURE = Path(__file__).resolve().parent / "pictures" / "console.svg"
NAMES = [
    "Ada", "Grace", "Emmy", "Sofia", "Hedy", "Rosalind", "Katherine", "Mary", "Alan", "Kurt",
    "Carl", "Leonhard", "Évariste", "Amina", "Noor", "Zoë", "Blaise", "Pierre", "Jürgen",
    "Łukasz", "Björn", "Ivy", "Max", "Tim", "Lea", "Mia", "Finn", "Ben", "Nora", "Yuki",
]  # fmt: skip
STEPS = 22
"""How far the first are when the picture is taken."""


async def pupil(number: int, address: Address, code: str) -> None:
    """Walk downhill, each at a pace of his own, until STEPS at most."""
    chance = random.Random(number)  # noqa: S311 - a picture, no secret
    seat = await asyncio.to_thread(http.join, address, code, NAMES[number])
    line = Connection(address, seat.token)
    stop, stride = STEPS - chance.randrange(10), chance.uniform(0.1, 1.2)
    async for happening in line:
        if isinstance(happening, Changed) and happening.room.phase is Phase.LOBBY:
            if not happening.you.ready and chance.random() < 0.7:
                line.ready()
        elif isinstance(happening, Walked) and not happening.walk.over and not line.waiting:
            slope = happening.walk.readout.slope
            if happening.walk.step < stop:
                length = max(1e-9, sum(part * part for part in slope) ** 0.5)
                steps = [-stride * part / length + chance.gauss(0.0, 0.2) for part in slope]
                line.step(tuple(float(part) for part in steps))
            elif number % 15 == 0:
                await line.close()


async def picture(folder: Path) -> str:
    """Return the console's screen as SVG; a profile is kept in `folder`."""
    store = MemoryStore()
    settings = Settings.of({"name": "Class 7b", "mode": "class", "countdown_s": 0})
    chapter = next(one for one in library().chapters if one.id == "false-valleys")
    opened = open_room(store, settings, [level_data(one.path) for one in chapter.entries], seed=7)
    place = Place("127.0.0.1", 0, "192.168.1.20:8750")
    serving = Serving(store, opened.room, place)
    serving.start()
    address = Address("127.0.0.1", serving.place.port)
    app = ConsoleApp(Post(address, opened.teacher, hosting=True), profile=Profile(folder), guard=0)
    try:
        async with app.run_test(size=(140, 40)) as pilot:
            walks = [
                asyncio.create_task(pupil(number, address, opened.code))
                for number in range(len(NAMES))
            ]
            live = serving.live
            while len(live.crowd.hikers) < len(NAMES):
                await pilot.pause(0.1)
            await pilot.press("enter")
            while sum(event.kind == "moved" for event in store.read(opened.room)) < 500:
                await pilot.pause(0.2)
            await pilot.pause(2.0)
            drawn = app.export_screenshot(title="hikergame host false-valleys")
            for walk in walks:
                walk.cancel()
            await asyncio.gather(*walks, return_exceptions=True)
            return drawn
    finally:
        serving.stop()


def main() -> None:
    """Draw it."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    with tempfile.TemporaryDirectory() as folder:
        write_whole(path, asyncio.run(picture(Path(folder))))
    print(path)


if __name__ == "__main__":
    main()
