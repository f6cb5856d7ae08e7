"""What stands around all routes: safe headers on every answer, and no word of a mistake.

A page of ours loads nothing from another host and runs in nobody's frame; nobody else's page
may read our answers. What goes wrong in here is logged here, and the client hears only that
something did.
"""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hikergame.classroom.messages.walking import Refused, Why
from hikergame.classroom.server.limits import MOST_CONNECTIONS
from hikergame.classroom.server.wire import MISTAKE, STATUS, encode

_LOG = logging.getLogger(__name__)

_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
_CROWDED = "Too many connections are open here: try again in a minute."


class Shelter:
    """Wraps an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        begun = False

        async def sheltered(message: Message) -> None:
            nonlocal begun
            if message["type"] in ("http.response.start", "websocket.accept"):
                begun = True
                message = {**message, "headers": [*message.get("headers", ()), *_SAFE]}
            await send(message)

        self._open += 1
        try:
            if self._open > MOST_CONNECTIONS:
                await _refuse(scope, sheltered, Why.TOO_MANY, _CROWDED)
            else:
                await self._app(scope, receive, sheltered)
        except OSError:
            return  # whoever asked has gone
        except Exception:  # noqa: BLE001 - the server goes on
            _LOG.exception("%s could not be served", scope["path"])
            if not begun:
                await _refuse(scope, sheltered, Why.MISTAKE, MISTAKE)
        finally:
            self._open -= 1


async def _refuse(scope: Scope, send: Send, why: Why, text: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013, "reason": text})
        return
    body = encode(Refused(why=why, text=text)).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": STATUS[why], "headers": headers})
    await send({"type": "http.response.body", "body": body})
