"""The server of the folder's rooms: one for all of them, one room after the other."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hikergame.classroom.server import openapi
from hikergame.classroom.server.pages import PAGES, page
from hikergame.classroom.server.shelter import Shelter

from .protocol import PATIENCE


class House:
    """Pages and descriptions as the real server has them; the room is a test's own."""

    def __init__(self) -> None:
        self.room: ASGIApp | None = None
        """Who answers under /api/v1."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        # Without pings, which give up a page that does not answer for twenty seconds.
        config = uvicorn.Config(
            Shelter(self._app()), log_level="critical", lifespan="off", ws_ping_interval=None
        )
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the pages are: the socket listens from the first moment."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def do(self, act: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something in the server's loop, and wait until it is done."""
        asyncio.run_coroutine_threadsafe(act(), self._loop).result(PATIENCE)

    def close(self) -> None:
        """Serve no more."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        self._loop.run_until_complete(self._server.serve(sockets=[self._socket]))
        self._loop.close()

    def _app(self) -> Starlette:
        routes = [
            Route("/api/v1/openapi.json", lambda _: JSONResponse(openapi.description())),
            Route("/api/v1/messages.json", lambda _: JSONResponse(openapi.messages())),
            Route("/static/{name:path}", lambda asked: page(asked.path_params["name"], asked)),
            Mount("/api/v1", self._ask_room),
        ]
        return Starlette(routes=[*routes, *(Route(at, _page(name)) for at, name in PAGES.items())])

    async def _ask_room(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.room is not None:
            await self.room(scope, receive, send)
        elif scope["type"] == "http":
            await Response(status_code=503)(scope, receive, send)


def _page(name: str) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        return page(name, request)

    return show
