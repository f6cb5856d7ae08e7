"""A process that writes to a log as a server does, and tells what has been acknowledged.

    python writing.py STORE ROOM NAME TASKS COUNT

Each of TASKS tasks submits COUNT moves of its own hiker, and as many of a hiker that all
processes share. Every key is printed once it has been acknowledged.
"""

import asyncio
import sys

from hikergame.classroom.log import sqlite_file
from hikergame.classroom.log.events import Draft, Kept, Kind
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.writer import Writer

sqlite_file.BUSY_SECONDS = 240.0  # others write as well, and a busy machine takes its time


async def write(writer: Writer, hiker: str, count: int) -> None:
    """Submit moves, one when the other is kept."""
    for step in range(count):
        data = {"round": 1, "step": step, "move": [0.25, -1.5]}
        for name in (hiker, "all"):
            draft = Draft(Kind.MOVED, data, hiker=name, key=f"{name}:1:{step}", gate=1)
            result = await writer.submit(draft)
            assert isinstance(result, Kept)
            print(result.event.key, result.event.number, int(result.fresh), flush=True)


async def main() -> None:
    """Write, and close what was opened."""
    where, room, name, tasks, count = sys.argv[1:]
    store = open_store(where)
    writer = Writer(store, room)
    try:
        hikers = [f"{name}{task}" for task in range(int(tasks))]
        await asyncio.gather(*(write(writer, hiker, int(count)) for hiker in hikers))
    finally:
        writer.close()
        store.close()


if __name__ == "__main__":
    asyncio.run(main())
