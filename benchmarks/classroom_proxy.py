"""A TCP proxy that loses packets like a bad Wi-Fi, and shares a crowd among servers.

It listens on several ports, all of which lead to the same servers in turn; one that does
not answer is passed over. A port can be made a black hole: its connections stay open, and
nothing comes through, no end of them either. When it is over, some connections go on, and
some are dead for good without a word, as behind a router that has forgotten them.
"""

import asyncio
import itertools
import threading
from collections.abc import Sequence
from contextlib import suppress

from classroom_pupils import Place

_CHUNK = 64 * 1024


class _Gate:
    """One port's way through."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.dead: set[int] = set()
        self.connections: set[int] = set()


class Proxy:
    """The proxy, in a thread of its own, from its making until `close`."""

    def __init__(self, servers: Sequence[Place], ports: int = 1) -> None:
        self.places: list[Place] = []
        """Where it listens."""
        self._servers = itertools.cycle(servers)
        self._count = len(servers)
        self._numbers = itertools.count()
        self._gates: list[_Gate] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ports,), daemon=True)
        self._thread.start()
        self._ready.wait()

    def freeze(self, port: int) -> None:
        """Let nothing more through on the port of that index."""
        self._loop.call_soon_threadsafe(self._gates[port].open.clear)

    def thaw(self, port: int) -> None:
        """Let everything through again, but for every second connection of those there are."""

        def act() -> None:
            gate = self._gates[port]
            gate.dead |= set(sorted(gate.connections)[::2])
            gate.open.set()

        self._loop.call_soon_threadsafe(act)

    def close(self) -> None:
        """Drop all connections, and end."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def _run(self, ports: int) -> None:
        self._loop.run_until_complete(self._serve(ports))
        self._loop.close()

    async def _serve(self, ports: int) -> None:
        servers = []
        for _ in range(ports):
            gate = _Gate()
            self._gates.append(gate)

            async def take(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter, gate: _Gate = gate
            ) -> None:
                task = asyncio.current_task()
                assert task is not None
                self._tasks.add(task)
                try:
                    await self._forward(gate, reader, writer)
                finally:
                    self._tasks.discard(task)

            servers.append(await asyncio.start_server(take, "127.0.0.1", 0, backlog=2048))
            self.places.append(("127.0.0.1", servers[-1].sockets[0].getsockname()[1]))
        self._ready.set()
        await self._end.wait()
        for server in servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _forward(
        self, gate: _Gate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Join a connection to a server, until either side ends it."""
        number = next(self._numbers)
        gate.connections.add(number)
        far: asyncio.StreamWriter | None = None
        try:
            await gate.open.wait()
            far_reader, far = await self._reach()
            there = asyncio.ensure_future(_pump(gate, number, reader, far))
            back = asyncio.ensure_future(_pump(gate, number, far_reader, writer))
            try:
                await asyncio.wait((there, back), return_when=asyncio.FIRST_COMPLETED)
            finally:
                there.cancel()
                back.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            gate.connections.discard(number)
            for side in (writer, far):
                if side is not None:
                    side.transport.abort()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to the next server that answers."""
        for _ in range(self._count - 1):
            with suppress(OSError):
                return await asyncio.open_connection(*next(self._servers))
        return await asyncio.open_connection(*next(self._servers))


async def _pump(
    gate: _Gate, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Hand on what comes, while the gate is open."""
    with suppress(OSError):
        while True:
            data = await reader.read(_CHUNK)
            await gate.open.wait()
            if number in gate.dead:
                await asyncio.Event().wait()
            if not data:
                return
            writer.write(data)
            await writer.drain()
