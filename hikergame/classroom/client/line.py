"""A line to a room that comes back by itself.

A `Line` is an asynchronous iterator of what happens on it. When it breaks it comes back
with waits that grow and differ from client to client, and says `Hello` again; whoever
builds upon it says what an answer means (`hear`). It ends with an `Ended` that `hear`
returns, or with `close`.
"""

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from hikergame.classroom.client.address import Address
from hikergame.classroom.errors import ExtraMissingError
from hikergame.classroom.messages.base import PROTOCOL
from hikergame.classroom.messages.walking import Hello, Why

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

H = TypeVar("H")

LAST_WORDS = frozenset({Why.WRONG_TOKEN, Why.PROTOCOL})
"""Who is refused for these need not come back."""

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 2.0
"""Seconds between two attempts to come back; with each they double, and are half chance."""
_OPEN_PATIENCE = 4.0
_SILENCE = 5.0
"""Seconds between pings, and until one unanswered means that the line is dead."""
_MOST = 16 * 2**20
"""Bytes of the longest answer."""
_HUNG_UP = "the server has hung up"


@dataclass(frozen=True)
class Online:
    """The line is there."""


@dataclass(frozen=True)
class Offline:
    """The line is broken; coming back goes on by itself."""

    reason: str


@dataclass(frozen=True)
class Ended:
    """The connection has ended for good."""

    reason: str
    removed: bool = False
    replaced: bool = False


class Line(ABC, Generic[H]):
    """One channel of a room; use it as `async for happening in line`."""

    channel: ClassVar[str]
    """Its name under `/api/v1/`."""

    def __init__(self, address: Address, token: str) -> None:
        """Name the server and who is there; nothing is opened before the iteration."""
        self._address = address
        self._token = token
        self._line: ClientConnection | None = None
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._closing = asyncio.Event()

    @abstractmethod
    def hear(self, frame: str | bytes) -> Sequence[H | Ended]:
        """Take one answer in, and return what it means."""

    def broken(self) -> None:
        """Note that the line is broken; what was not answered may have arrived, or not."""

    async def close(self) -> None:
        """Hang up."""
        self._closing.set()
        if self._line is not None:
            await self._line.close()

    async def __aiter__(self) -> AsyncGenerator[H | Offline | Ended, None]:
        """Yield what happens until the connection ends for good, or is closed."""
        wait, lost = _FIRST_WAIT, False
        while not self._closing.is_set():
            reason = _HUNG_UP
            try:
                async with aclosing(self._visit()) as visit:
                    async for happening in visit:
                        wait, lost = _FIRST_WAIT, False
                        yield happening
                        if isinstance(happening, Ended):
                            return
            except (OSError, TimeoutError, EOFError) as error:
                reason = str(error) or type(error).__name__
            self.broken()
            if self._closing.is_set():
                return
            if not lost:
                lost = True
                yield Offline(reason)
            await self._pause(random.uniform(0.5 * wait, wait))  # noqa: S311 - spread, no secret
            wait = min(2.0 * wait, _LONGEST_WAIT)

    @property
    def is_open(self) -> bool:
        """Whether what is said now goes out."""
        return self._line is not None

    def say(self, text: str) -> None:
        """Have a message sent over the line that is there, or will be next."""
        self._outbox.put_nowait(text)

    def unsay(self) -> None:
        """Forget what has not been sent: it was meant for the line before."""
        while not self._outbox.empty():
            self._outbox.get_nowait()

    async def _visit(self) -> AsyncGenerator[H | Ended, None]:
        """Open the line, and yield what happens until it breaks."""
        connect, broken = _websockets()
        try:
            async with connect(
                f"{self._address.websocket}/api/v1/{self.channel}",
                open_timeout=_OPEN_PATIENCE,
                close_timeout=1.0,
                ping_interval=_SILENCE,
                ping_timeout=_SILENCE,
                max_size=_MOST,
                proxy=None,
            ) as line:
                if self._closing.is_set():
                    return
                self._line = line
                hello = Hello(protocol=PROTOCOL, token=self._token)
                await line.send(hello.model_dump_json())
                async with aclosing(self._converse(line)) as conversation:
                    async for happening in conversation:
                        yield happening
        except broken as error:
            # How a line was closed is told in numbers, which say nothing to people.
            raise OSError(_HUNG_UP if hasattr(error, "rcvd") else str(error)) from error
        finally:
            self._line = None

    async def _converse(self, line: "ClientConnection") -> AsyncGenerator[H | Ended, None]:
        """Send what is to be sent, and yield what comes."""
        sending = asyncio.create_task(self._deliver(line))
        try:
            async for frame in line:
                for happening in self.hear(frame):
                    yield happening
        finally:
            sending.cancel()

    async def _deliver(self, line: "ClientConnection") -> None:
        while True:
            await line.send(await self._outbox.get())

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return


def _websockets() -> tuple[Any, type[Exception]]:
    """Return what opens a line, and what is raised when one breaks."""
    try:
        from websockets.asyncio.client import connect
        from websockets.exceptions import WebSocketException
    except ImportError as error:
        raise ExtraMissingError(
            "a classroom needs one more package: pip install 'hikergame[class]'"
        ) from error
    return connect, WebSocketException
