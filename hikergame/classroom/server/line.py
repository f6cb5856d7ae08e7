"""One connection of a channel: who is there, what it says, and what waits to be told to it.

A line reads one message at a time and answers it before it reads the next, so that nobody
can have more than one wish under way; what is sent waits in an `Outbox`. A message that is
none is answered with a refusal, and too many of them end the line. Nothing that a client
does, or leaves undone, raises out of here.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter
from starlette.websockets import WebSocket, WebSocketDisconnect

from hikergame.classroom.messages.base import PROTOCOL
from hikergame.classroom.messages.walking import Hello, Refused, Why
from hikergame.classroom.server.limits import (
    HELLO_PATIENCE,
    MESSAGES_A_SECOND,
    MESSAGES_AT_ONCE,
    MOST_MALFORMED,
    STALL_PATIENCE,
    Bucket,
)
from hikergame.classroom.server.outbox import Farewell, Outbox
from hikergame.classroom.server.wire import MISTAKE, Refusal, encode, parse

M = TypeVar("M")

NORMAL, POLICY, BROKEN, RESTART = 1000, 1008, 1011, 1012
"""Why a WebSocket closes (RFC 6455, section 7.4, and its registry)."""
ABORT = "hikergame.abort"
"""Under this name the scope's state has what drops a connection without a word."""

_LOG = logging.getLogger(__name__)


class Line(Generic[M]):
    """One connection; `messages` tells what may come over it."""

    def __init__(self, websocket: WebSocket, messages: TypeAdapter[M]) -> None:
        self.outbox = Outbox()
        self.doing: tuple[int, int] | None = None
        """Round and step of the move or flag that is being kept for this connection."""
        self.results: set[int] = set()
        """Rounds of which it has been told what the walk came to."""
        self._websocket = websocket
        self._messages = messages
        self._malformed = 0
        self._sending_since: float | None = None
        self._bucket = Bucket(MESSAGES_A_SECOND, MESSAGES_AT_ONCE, time.monotonic())

    @property
    def client(self) -> str:
        """The address that the connection comes from."""
        return self._websocket.client.host if self._websocket.client else ""

    def tell(self, answer: BaseModel, slot: str | None = None) -> None:
        """Have a message sent."""
        self.outbox.put(encode(answer), slot)

    def end(self, code: int = NORMAL, last: BaseModel | None = None) -> None:
        """Have the connection closed after a last message."""
        self.outbox.finish(code, last=None if last is None else encode(last))

    def stalled(self, now: float) -> bool:
        """Tell whether whoever is there does not read."""
        since = self._sending_since
        return self.outbox.overflown or (since is not None and now - since > STALL_PATIENCE)

    def abort(self) -> None:
        """Drop the connection without waiting for it."""
        abort: Callable[[], None] | None = self._websocket.scope.get("state", {}).get(ABORT)
        if abort is not None:
            abort()

    async def greeted(self) -> Hello | None:
        """Accept the connection and wait for its `Hello`; None where there is none in time."""
        await self._websocket.accept()
        try:
            async with asyncio.timeout(HELLO_PATIENCE):
                text = await self._read()
        except TimeoutError:
            await self.turn_away(Refusal(Why.MALFORMED, "A connection begins with a hello."))
            return None
        if text is None:
            return None
        try:
            hello = parse(self._messages, text)
            if not isinstance(hello, Hello):
                raise Refusal(Why.MALFORMED, "A connection begins with a hello.")
            if hello.protocol != PROTOCOL:
                raise Refusal(
                    Why.PROTOCOL,
                    f"This room speaks version {PROTOCOL} of the messages, and you speak "
                    f"{hello.protocol}: use the same version of hikergame.",
                )
        except Refusal as refusal:
            await self.turn_away(refusal)
            return None
        return hello

    async def turn_away(self, refusal: Refusal) -> None:
        """End a connection that is not let in."""
        try:
            await self._websocket.send_text(encode(refusal.answer))
            await self._websocket.close(POLICY)
        except (WebSocketDisconnect, OSError, RuntimeError):
            return

    async def converse(self, answer: Callable[[M], Awaitable[None]]) -> None:
        """Read messages, and have each answered, until the connection ends."""
        sending = asyncio.create_task(self._send())
        try:
            while (text := await self._read()) is not None:
                await self._take(text, answer)
                if (wait := self._bucket.take(time.monotonic())) > 0.0:
                    await asyncio.sleep(wait)
        finally:
            sending.cancel()

    async def _take(self, text: str | bytes, answer: Callable[[M], Awaitable[None]]) -> None:
        """Have one message answered."""
        try:
            await answer(parse(self._messages, text))
        except Refusal as refusal:
            self.tell(refusal.answer)
            if refusal.answer.why is Why.MALFORMED:
                self._count_malformed()
        except Exception:  # noqa: BLE001 - the connection goes on
            _LOG.exception("a message could not be answered")
            self.tell(Refused(why=Why.MISTAKE, text=MISTAKE))

    def _count_malformed(self) -> None:
        self._malformed += 1
        if self._malformed >= MOST_MALFORMED:
            text = "Too many messages made no sense: this connection is closed."
            self.end(POLICY, Refused(why=Why.TOO_MANY, text=text))

    async def _read(self) -> str | bytes | None:
        """Return the next message; None when the connection has ended."""
        try:
            message = await self._websocket.receive()
        except RuntimeError:  # it has ended before
            return None
        if message["type"] == "websocket.disconnect":
            return None
        text: Any = message.get("text")
        return text if text is not None else message.get("bytes", b"")  # type: ignore[no-any-return]

    async def _send(self) -> None:
        """Send what waits, until the end."""
        try:
            while True:
                item = await self.outbox.take()
                self._sending_since = time.monotonic()
                if isinstance(item, Farewell):
                    await self._websocket.close(item.code, item.reason)
                    return
                await self._websocket.send_text(item)
                self._sending_since = None
        except (WebSocketDisconnect, OSError, RuntimeError):
            return  # gone; the reader hears of it as well
