"""The application: routes, channels and pages of one live room, under one roof."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from hikergame.classroom.messages.walking import Refused, Why
from hikergame.classroom.server.asking import refused
from hikergame.classroom.server.channels.teach import teach
from hikergame.classroom.server.channels.walk import walk
from hikergame.classroom.server.channels.watch import watch
from hikergame.classroom.server.endpoints import ROOT
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.routes import Export, routes
from hikergame.classroom.server.shelter import Shelter
from hikergame.classroom.server.wire import MISTAKE, Refusal

CHANNELS = {f"{ROOT}/walk": walk, f"{ROOT}/watch": watch, f"{ROOT}/teach": teach}


def application(live: LiveRoom, export: Export | None = None) -> ASGIApp:
    """Return the ASGI application of a room that is open, or will be."""

    def channel(path: str) -> WebSocketRoute:
        async def converse(websocket: WebSocket) -> None:
            await CHANNELS[path](websocket, live)

        return WebSocketRoute(path, converse)

    return Shelter(
        Starlette(
            routes=[*routes(live, export), *(channel(path) for path in CHANNELS)],
            exception_handlers={
                Refusal: _refused,
                HTTPException: _no_such_route,
                Exception: _mistaken,
            },
        )
    )


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refused(error.answer)


async def _no_such_route(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return refused(Refused(why=Why.NOT_FOUND, text="There is nothing here."))
    response = refused(Refused(why=Why.MALFORMED, text="That cannot be asked in this way."))
    response.status_code = error.status_code
    response.headers.update(error.headers or {})
    return response


async def _mistaken(_request: Request, _error: Exception) -> Response:
    """Answer for what is logged by the shelter."""
    return refused(Refused(why=Why.MISTAKE, text=MISTAKE))
