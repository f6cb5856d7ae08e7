"""A server that runs: in this thread until Ctrl-C, or in one of its own beside a console."""

import asyncio
import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn
from starlette.types import ASGIApp

from hikergame.classroom.errors import PortError
from hikergame.classroom.log.store import Store
from hikergame.classroom.messages.base import MAX_FRAME
from hikergame.classroom.server.app import application
from hikergame.classroom.server.aside import short_turns
from hikergame.classroom.server.limits import SEND_BUFFER
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.place import Place
from hikergame.classroom.server.routes import Export
from hikergame.classroom.server.socketry import Socket
from hikergame.classroom.server.thrift import settled, spare_memory

_PING = 10.0
"""Seconds between pings, and until one unanswered means that the line is dead."""
_GOODBYE = 3
"""Seconds that connections are given to end."""
_BACKLOG = 2048
_FIRST_PORT_FOR_ALL = 1024


class Serving:
    """One room, served. Use `run`, or `start` and then `stop`."""

    def __init__(
        self,
        store: Store,
        room: str,
        place: Place,
        *,
        listening: socket.socket | None = None,
        teacher: str | None = None,
        export: Export | None = None,
    ) -> None:
        """Take the port, unless a socket that listens is given. Raises PortError.

        `teacher` is a token that opens as the room's own teacher's does.
        """
        self._socket = listening or listen(place.bind, place.port)
        self.place = replace(place, port=int(self._socket.getsockname()[1]))
        """Where it really listens."""
        self.live = LiveRoom(store, room, self.place, teacher=teacher)
        self._export = export
        self._server = _Server(_config(application(self.live, export)))
        self._thread: threading.Thread | None = None
        self._up = threading.Event()
        self._failure: BaseException | None = None

    def run(self, ready: Callable[[], None] | None = None) -> None:
        """Serve in this thread until Ctrl-C or `stop`, and leave nothing half done.

        `ready` is called when the room is open. KeyboardInterrupt, or SystemExit where the
        system asked for the end, is raised once all is closed. Raises StoreError, RoomError.
        """
        spare_memory()
        with _signals(self._ask_to_stop) as caught:
            try:
                asyncio.run(self._serve(ready))
            finally:
                self._socket.close()
        if signal.SIGINT in caught:
            raise KeyboardInterrupt
        if caught:
            raise SystemExit(128 + caught[0])

    def start(self) -> None:
        """Serve in a thread of its own; return when the room is open, or raise what `run` does."""
        self._thread = threading.Thread(target=self._run_beside, name="server", daemon=True)
        self._thread.start()
        self._up.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure

    def stop(self) -> None:
        """Close all connections, keep what was under way, and wait for the thread to end."""
        self._ask_to_stop()
        if self._thread is not None:
            self._thread.join()

    def _ask_to_stop(self) -> None:
        # Asked twice, it does not wait for connections to end.
        self._server.force_exit = self._server.should_exit
        self._server.should_exit = True

    def _run_beside(self) -> None:
        try:
            self.run(self._up.set)
        except BaseException as error:  # noqa: BLE001 - whoever started the thread raises it
            self._failure = error
        finally:
            self._up.set()

    async def _serve(self, ready: Callable[[], None] | None) -> None:
        await self.live.open()
        try:
            self._server.ready = ready
            with settled(), short_turns():
                await self._server.serve(sockets=[self._socket])
        finally:
            await self.live.close()


class _Server(uvicorn.Server):
    """Says when it listens, and leaves signals to whoever runs it."""

    ready: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.ready is not None:
            self.ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Turn the signals that end a process into a call; yield the list of those that came."""
    caught: list[int] = []

    def catch(number: int, _frame: object) -> None:
        caught.append(number)
        stop()

    if threading.current_thread() is not threading.main_thread():
        yield caught
        return
    before = {one: signal.signal(one, catch) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield caught
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _config(app: ASGIApp) -> uvicorn.Config:
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    return uvicorn.Config(
        app,
        ws=Socket,
        ws_max_size=MAX_FRAME,
        ws_ping_interval=_PING,
        ws_ping_timeout=_PING,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GOODBYE,
        backlog=_BACKLOG,
        h11_max_incomplete_event_size=MAX_FRAME,
    )


def listen(bind: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises PortError, with the cure, where it cannot."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    both = bind == "::" and socket.has_dualstack_ipv6()
    try:
        listening = socket.create_server(
            (bind, port), family=family, backlog=_BACKLOG, dualstack_ipv6=both
        )
    except (OSError, OverflowError) as error:
        raise PortError(_why_not(bind, port, error)) from error
    # What is accepted inherits it: a reader who does not read holds no more than this.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    listening.setblocking(False)
    return listening


def _why_not(bind: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return (
            f"port {port} is taken, perhaps by a room that is open already. Close that, or choose "
            f"another port: --port {port + 1}"
        )
    if number in (errno.EACCES, errno.EPERM):
        hint = f"; those below {_FIRST_PORT_FOR_ALL} are the system's" if port else ""
        return f"port {port} may not be used{hint}. Choose another: --port 8750"
    if number == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"this computer has no address {bind!r}; leave out --bind to listen on all it has"
    return f"nothing can listen on {bind} port {port}: {error}"
