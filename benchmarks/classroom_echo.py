"""The same traffic as a class's, with a server that only says everything again.

What a computer takes for that, with all else that it does meanwhile, is what no server of
a class can fall below: the peer beside which a move is measured.
"""

import asyncio
import multiprocessing
import time
from multiprocessing.connection import Connection

from classroom_pupils import PACE_SECONDS, said
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve


def echo_waits_ms(count: int, seconds: float) -> list[float]:
    """Return how long messages of `count` clients waited for being said again."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    port: int = ours.recv()
    clients = context.Process(target=_talk, args=(theirs, port, count, seconds), daemon=True)
    clients.start()
    waits: list[float] = ours.recv()
    clients.join()
    server.terminate()
    server.join()
    return waits


def _serve(pipe: Connection) -> None:
    async def repeat(line: ServerConnection) -> None:
        async for frame in line:
            await line.send(frame)

    async def run() -> None:
        async with serve(repeat, "127.0.0.1", 0, compression=None) as server:
            pipe.send(next(iter(server.sockets)).getsockname()[1])
            await asyncio.get_running_loop().create_future()

    asyncio.run(run())


def _talk(pipe: Connection, port: int, count: int, seconds: float) -> None:
    waits: list[float] = []
    text = said("move", round=1, step=0, displacement=[0.123456789, -0.2])

    async def one(number: int) -> None:
        async with connect(f"ws://127.0.0.1:{port}", compression=None, proxy=None) as line:
            await asyncio.sleep(2.0 + number / count * PACE_SECONDS)
            for _ in range(round(seconds / PACE_SECONDS)):
                start = time.perf_counter()
                await line.send(text)
                await line.recv()
                spent = time.perf_counter() - start
                waits.append(1000 * spent)
                await asyncio.sleep(max(0.0, PACE_SECONDS - spent))

    async def all_of_them() -> None:
        await asyncio.gather(*(one(number) for number in range(count)))

    asyncio.run(all_of_them())
    pipe.send(waits)
