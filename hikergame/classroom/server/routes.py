"""What answers each endpoint of the table, and the pages."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from hikergame.classroom.errors import RoomError, StoreError
from hikergame.classroom.messages.teaching import Command
from hikergame.classroom.messages.walking import Flag, Join, Move, Ready, Recover, Why
from hikergame.classroom.server import openapi
from hikergame.classroom.server.asking import (
    address_of,
    answered,
    bearer,
    in_pieces,
    read_body,
)
from hikergame.classroom.server.endpoints import ENDPOINTS, ROOT
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.pages import PAGES, page
from hikergame.classroom.server.wire import Refusal

Export: TypeAlias = Callable[[str], bytes]
"""Given a format's name, returns the room's results in it; it may take its time."""

_MEDIA: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "html": "text/html; charset=utf-8",
}


class Desk:
    """Answers the questions of the table, one method each."""

    def __init__(self, live: LiveRoom, export: Export | None) -> None:
        self._live = live
        self._export = export

    async def join(self, request: Request) -> Response:
        """Give a seat."""
        wish = await read_body(request, Join)
        return answered(await self._live.join(wish, address_of(request)))

    async def recover(self, request: Request) -> Response:
        """Give a seat back."""
        wish = await read_body(request, Recover)
        return answered(await self._live.recover(wish, address_of(request)))

    async def room(self, request: Request) -> Response:
        """Tell how the room stands."""
        await self._check_class(request)
        return answered(self._live.herald.room_text())

    async def walk(self, request: Request) -> Response:
        """Tell a hiker how he stands."""
        await self._hiker(request)
        return answered(await self._live.welcome(bearer(request) or ""))

    async def move(self, request: Request) -> Response:
        """Take a step."""
        hiker = await self._hiker(request)
        return answered(await self._live.move(hiker, await read_body(request, Move)))

    async def flag(self, request: Request) -> Response:
        """Plant a flag."""
        hiker = await self._hiker(request)
        return answered(await self._live.flag(hiker, await read_body(request, Flag)))

    async def ready(self, request: Request) -> Response:
        """Note that a hiker is ready."""
        hiker = await self._hiker(request)
        await read_body(request, Ready)
        return answered(await self._live.ready(hiker))

    async def outcomes(self, request: Request) -> Response:
        """Tell a hiker what his walks came to."""
        hiker = await self._hiker(request)
        told = await self._live.outcomes.of(hiker)
        return answered(f'{{"results":[{",".join(told)}]}}')

    async def board(self, request: Request) -> Response:
        """Tell how all stand."""
        await self._check_class(request)
        return answered(self._live.herald.shown.board_text())

    async def reveal(self, request: Request) -> Response:
        """Show a round with open eyes."""
        await self._check_class(request)
        number = request.path_params["number"]
        printed = await self._live.reveals.get(number)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
            return in_pieces(printed.packed, "application/json", headers)
        return in_pieces(printed.plain, "application/json", {"vary": "accept-encoding"})

    async def command(self, request: Request) -> Response:
        """Do what the teacher wants."""
        self._check_teacher(request)
        return answered(await self._live.command(await read_body(request, Command)))

    async def view(self, request: Request) -> Response:
        """Tell the teacher everything."""
        self._check_teacher(request)
        return answered(self._live.herald.shown.teacher_text())

    async def results(self, request: Request) -> Response:
        """Write the results."""
        self._check_teacher(request)
        form = request.path_params["format"]
        if form not in _MEDIA or self._export is None:
            raise Refusal(Why.NOT_FOUND, f"Results are given as {', '.join(_MEDIA)}.")
        try:
            content = await asyncio.to_thread(self._export, form)
        except StoreError as error:
            raise Refusal(Why.STORAGE, str(error)) from error
        except RoomError as error:
            raise Refusal(Why.NOT_NOW, str(error)) from error
        name = f'attachment; filename="hikergame-results.{form}"'
        return in_pieces(content, _MEDIA[form], {"content-disposition": name})

    async def _hiker(self, request: Request) -> str:
        """Return who asks, and note that he is here."""
        hiker = await self._live.hiker_of(bearer(request) or "")
        self._live.crowd.hear(hiker, time.monotonic())
        return hiker

    def _check_teacher(self, request: Request) -> None:
        self._live.door.check_teacher(bearer(request) or "")

    async def _check_class(self, request: Request) -> None:
        """Let in whoever has a token of the room, or its code."""
        token, code = bearer(request), request.query_params.get("code")
        door = self._live.door
        if token is not None:
            if not door.is_teacher(token):
                await self._hiker(request)
        elif code is not None:
            await door.check_code(code, address_of(request))
        else:
            raise Refusal(Why.WRONG_TOKEN, "Ask with the room code, or with a token.")


def routes(live: LiveRoom, export: Export | None) -> list[BaseRoute]:
    """Return the routes over HTTP."""
    desk = Desk(live, export)
    found: list[BaseRoute] = [
        Route(ROOT + _typed(one.path), getattr(desk, one.name), methods=[one.method], name=one.name)
        for one in ENDPOINTS
    ]
    found += [
        Route(f"{ROOT}/openapi.json", _told(openapi.description)),
        Route(f"{ROOT}/messages.json", _told(openapi.messages)),
        Route("/static/{name:path}", _static),
    ]
    found += [Route(path, _page(name)) for path, name in PAGES.items()]
    return found


def _typed(path: str) -> str:
    return path.replace("{number}", "{number:int}")


def _told(make: Callable[[], Mapping[str, object]]) -> Callable[[Request], Awaitable[Response]]:
    async def tell(_request: Request) -> Response:
        return JSONResponse(make())

    return tell


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def show(request: Request) -> Response:
        return page(name, request)

    return show


async def _static(request: Request) -> Response:
    return page(request.path_params["name"], request)
