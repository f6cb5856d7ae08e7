"""A TCP proxy that loses packets like a bad Wi-Fi, and shares a crowd among servers.

It listens on several ports, all of which lead to the same servers in turn; one that does
not answer is passed over. A port can be made a black hole: its connections stay open, and
nothing comes through, no end of them either. When it is over, some connections go on, and
some are dead for good without a word, as behind a router that has forgotten them.
"""

import asyncio
import itertools
import threading
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from classroom_pupils import Place


class _Gate:
    """One port's way through."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.pairs: list[_Pair] = []
        """The connections there are, in the order in which they came."""


class _Side(asyncio.Protocol):
    """One end of a connection: it hands on what comes, as soon as it comes."""

    def __init__(self, pair: "_Pair") -> None:
        self.transport: asyncio.Transport | None = None
        self.full = False
        """More waits to be sent than should."""
        self._pair = pair
        self._other: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._pair.note(self)

    def join(self, other: "_Side") -> None:
        """Hand on to another end from now on."""
        self._other = other.transport

    def data_received(self, data: bytes) -> None:
        assert self._other is not None
        self._other.write(data)

    def pause_writing(self) -> None:
        self.full = True
        self._pair.regulate()

    def resume_writing(self) -> None:
        self.full = False
        self._pair.regulate()

    def connection_lost(self, _: Exception | None) -> None:
        self._pair.end()


class _Pair:
    """A connection from a client to a server; `reach` connects to the latter."""

    def __init__(self, proxy: "Proxy", gate: _Gate) -> None:
        self.near = _Side(self)
        self.far = _Side(self)
        self.dead = False
        """Nothing will come through any more, and neither end is told."""
        self._proxy = proxy
        self._gate = gate

    def note(self, side: _Side) -> None:
        """Note that a side is connected: when the near one is, it is the far one's turn."""
        if side is self.near:
            self._gate.pairs.append(self)
            self._proxy.begin(self._reach())
        else:
            self.near.join(self.far)
            self.far.join(self.near)
        self.regulate()

    async def _reach(self) -> None:
        await self._gate.open.wait()
        try:
            await self._proxy.connect(self.far)
        except OSError:
            self.end()
        else:
            if self not in self._gate.pairs:  # the client has gone meanwhile
                self.end()

    def regulate(self) -> None:
        """Read from each side whenever the other one is there and has room."""
        for side, other in ((self.near, self.far), (self.far, self.near)):
            if side.transport is not None:
                through = self._gate.open.is_set() and not self.dead
                if through and other.transport is not None and not other.full:
                    side.transport.resume_reading()
                else:
                    side.transport.pause_reading()

    def end(self, *, at_once: bool = False) -> None:
        """Close both sides; what has been read is sent first, unless it is to be at once."""
        with suppress(ValueError):
            self._gate.pairs.remove(self)
        for side in (self.near, self.far):
            if side.transport is not None:
                (side.transport.abort if at_once else side.transport.close)()


class Proxy:
    """The proxy, in a thread of its own, from its making until `close`."""

    def __init__(self, servers: Sequence[Place], ports: int = 1) -> None:
        self.places: list[Place] = []
        """Where it listens."""
        self._servers = itertools.cycle(servers)
        self._count = len(servers)
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

        def act() -> None:
            gate = self._gates[port]
            gate.open.clear()
            for pair in gate.pairs:
                pair.regulate()

        self._loop.call_soon_threadsafe(act)

    def thaw(self, port: int) -> None:
        """Let everything through again, but for every second connection of those there are."""

        def act() -> None:
            gate = self._gates[port]
            gate.open.set()
            for number, pair in enumerate(gate.pairs):
                pair.dead |= number % 2 == 0
                pair.regulate()

        self._loop.call_soon_threadsafe(act)

    def close(self) -> None:
        """Drop all connections, and end."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside all else, until it is done or the proxy ends."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def connect(self, far: _Side) -> None:
        """Connect to the next server that answers. OSError where none does."""
        for _ in range(self._count - 1):
            with suppress(OSError):
                await self._loop.create_connection(lambda: far, *next(self._servers))
                return
        await self._loop.create_connection(lambda: far, *next(self._servers))

    def _run(self, ports: int) -> None:
        self._loop.run_until_complete(self._serve(ports))
        self._loop.close()

    async def _serve(self, ports: int) -> None:
        servers = []
        for _ in range(ports):
            gate = _Gate()
            self._gates.append(gate)

            def take(gate: _Gate = gate) -> _Side:
                return _Pair(self, gate).near

            servers.append(await self._loop.create_server(take, "127.0.0.1", 0, backlog=2048))
            self.places.append(("127.0.0.1", servers[-1].sockets[0].getsockname()[1]))
        self._ready.set()
        await self._end.wait()
        for server in servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pair in [pair for gate in self._gates for pair in gate.pairs]:
            pair.end(at_once=True)
        await asyncio.sleep(0)
