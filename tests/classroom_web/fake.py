"""A room that does as it is told: what the pages talk to in tests, with real walks behind it."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from hikergame.classroom.messages.base import EntrantKind, Phase, RoomView
from hikergame.classroom.messages.walking import (
    Begun,
    Felt,
    Flag,
    FlagStands,
    Hello,
    Move,
    Ready,
    Refused,
    RoomChanged,
    Seat,
    Self,
    Welcome,
    Why,
    from_hiker,
)
from hikergame.classroom.messages.watching import BoardChanged, RevealView
from hikergame.level import Level

from . import story
from .house import House
from .protocol import PATIENCE, until
from .walker import Walker

TOKEN = "5d" * 24
RECOVERY = "HJKM-34PQ"
GONE = (WebSocketDisconnect, RuntimeError)
"""What sending raises where a page has hung up a moment before; it comes back by itself."""


class Door:
    """Holds up who comes, while it is shut."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._open = asyncio.Event()
        self._open.set()
        self.knocks = 0
        """How many have come, let in or not."""

    def shut(self) -> None:
        """Let nobody in."""
        self._house.do(_at_once(self._open.clear))

    def open(self) -> None:
        """Let all in, also those who wait."""
        self._house.do(_at_once(self._open.set))

    def await_knocks(self, count: int) -> None:
        """Wait until so many have come."""
        for _ in until(PATIENCE):
            if self.knocks >= count:
                return
        raise AssertionError(f"only {self.knocks} have come")

    async def enter(self) -> None:
        """Go through, once it is open."""
        self.knocks += 1
        await self._open.wait()


class FakeRoom:
    """A room of one pupil, whose moves are really taken, and of boards that see what is set."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.room: RoomView = story.room()
        self.board: BoardChanged | None = None
        self.reveal: RevealView | None = None
        self.walker: Walker | None = None
        self.code = story.CODE
        self.you = Self(hiker="h3", name="Søren the Uncommonly Long", kind=EntrantKind.PERSON)
        self.taken: list[int] = []
        """The numbers of all moves that arrived, also of those that were not answered."""
        self.deaf = False
        """Moves and flags arrive, and nothing is done about them."""
        self.away = False
        """Nobody gets a line."""
        self.walk_door, self.watch_door = Door(house), Door(house)
        """Before the lines of pupils and of boards."""
        self.seat_door, self.look_door = Door(house), Door(house)
        """Before a seat, and before a look at the room."""
        self.reveal_door = Door(house)
        self.mute = False
        """Lines are there, and nothing comes over them, as after a change of the Wi-Fi."""
        self.refusals: list[Refused] = []
        """What the next moves are answered with."""
        self.ready_refusals: list[Refused] = []
        """What the next pupils who are ready are answered with."""
        self._walkers: set[WebSocket] = set()
        self._boards: set[WebSocket] = set()
        self._app = self._routed()
        house.room = self

    # For the test

    @property
    def address(self) -> str:
        """Where the pages are."""
        return self._house.address

    def close(self) -> None:
        """Be no more: the next room may move in."""
        self._house.room = None
        for door in (self.walk_door, self.watch_door, self.seat_door, self.look_door):
            door.open()
        self.reveal_door.open()
        self.drops()

    def stands(self, **changes: Any) -> None:
        """Change how the room stands, and tell everybody."""
        self.room = self.room.model_copy(update=changes)
        self._house.do(self._tell_all)

    def shows(self, **changes: Any) -> None:
        """Let boards see the room as it stands, with other things beside."""
        self.board = story.board_changed(self.room, **changes)
        self._house.do(self._tell_all)

    def begins(self, ground: Level, number: int = 1) -> None:
        """Start a round: the pupil's blindfold is on."""
        self.walker = Walker(ground, number)
        self.room = self.room.model_copy(update={"phase": Phase.WALKING, "round": number})
        begun = Begun(walk=self.walker.view)
        self._house.do(lambda: self._to_walkers(begun))
        self._house.do(self._tell_all)

    def tells(self, message: BaseModel) -> None:
        """Send a message to the pupil, who hears it: the line is waited for."""
        for _ in until(PATIENCE):
            if self._walkers:
                break
        self._house.do(lambda: self._to_walkers(message))

    def drops(self) -> None:
        """Close all connections."""

        async def drop() -> None:
            for one in [*self._walkers, *self._boards]:
                with suppress(*GONE):
                    await one.close(1012)

        self._house.do(drop)

    # The server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked under /api/v1."""
        if self.away and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        else:
            await self._app(scope, receive, send)

    def _routed(self) -> Starlette:
        routes = [
            Route("/join", self._join, methods=["POST"]),
            Route("/recover", self._recover, methods=["POST"]),
            Route("/room", self._room),
            Route("/rounds/{number:int}/reveal", self._reveal),
            WebSocketRoute("/walk", self._walk),
            WebSocketRoute("/watch", self._watch),
        ]
        return Starlette(routes=routes)

    async def _join(self, request: Request) -> Response:
        wish = json.loads(await request.body())
        await self.seat_door.enter()
        if _plain(wish["code"]) != story.CODE:
            return _refused(Why.WRONG_CODE, "There is no room with that code.", 403)
        if wish.get("name") == "taken":
            return _refused(Why.BAD_NAME, "Somebody here has that name.", 422)
        name = wish.get("name") or "Brisk Marmot of the Alps"
        self.you = self.you.model_copy(update={"name": name, "team": wish.get("team")})
        return self._seat()

    async def _recover(self, request: Request) -> Response:
        wish = json.loads(await request.body())
        await self.seat_door.enter()
        if _plain(wish["recovery"]) != _plain(RECOVERY):
            return _refused(Why.WRONG_CODE, "That recovery code is not known here.", 403)
        return self._seat()

    def _seat(self) -> Response:
        seat = Seat(you=self.you, token=TOKEN, recovery=RECOVERY, room=self.room)
        return _answer(seat)

    async def _room(self, request: Request) -> Response:
        await self.look_door.enter()
        if not _is_let_in(request):
            return _refused(Why.WRONG_CODE, "There is no room with that code.", 403)
        return _answer(self.room)

    async def _reveal(self, request: Request) -> Response:
        await self.reveal_door.enter()
        if not _is_let_in(request):
            return _refused(Why.WRONG_TOKEN, "Ask with the room code, or with a token.", 401)
        if self.reveal is None:
            return _refused(Why.NOT_NOW, "The round has not been revealed.", 409)
        return _answer(self.reveal)

    async def _watch(self, line: WebSocket) -> None:
        await self.watch_door.enter()
        await line.accept()
        hello = Hello.model_validate_json(await line.receive_text())
        if _plain(hello.token) != self.code:
            refused = Refused(why=Why.WRONG_CODE, text="There is no room with that code.")
            await line.send_text(refused.model_dump_json())
            await line.close()
            return
        self._boards.add(line)
        await line.send_text(self._board().model_dump_json())
        await self._listen(line, self._boards)

    async def _walk(self, line: WebSocket) -> None:
        await self.walk_door.enter()
        await line.accept()
        hello = Hello.model_validate_json(await line.receive_text())
        if hello.token != TOKEN:
            refused = Refused(why=Why.WRONG_TOKEN, text="This seat is not known here.")
            await line.send_text(refused.model_dump_json())
            await line.close()
            return
        self._walkers.add(line)
        walk = None if self.walker is None else self.walker.view
        await line.send_text(Welcome(you=self.you, room=self.room, walk=walk).model_dump_json())
        await self._listen(line, self._walkers)

    async def _listen(self, line: WebSocket, lines: set[WebSocket]) -> None:
        try:
            while True:
                await self._hear(line, from_hiker.validate_json(await line.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            lines.discard(line)

    async def _hear(self, line: WebSocket, message: BaseModel) -> None:
        if isinstance(message, Ready) and self.ready_refusals:
            await line.send_text(self.ready_refusals.pop(0).model_dump_json())
        elif isinstance(message, Ready):
            self.you = self.you.model_copy(update={"ready": True})
            await self._tell_all()
        elif isinstance(message, Move):
            self.taken.append(message.step)
            if not self.deaf:
                await line.send_text(self._step(message).model_dump_json())
        elif isinstance(message, Flag) and self.walker is not None and not self.deaf:
            if not self.walker.outing.over:
                self.walker.outing.plant_flag()
            stands = FlagStands(round=message.round, step=message.step)
            await line.send_text(stands.model_dump_json())

    def _step(self, move: Move) -> BaseModel:
        assert self.walker is not None
        if self.refusals:
            return self.refusals.pop(0)
        outing = self.walker.outing
        if move.step == outing.readout.step:
            self.walker.step(move.displacement)
        view = self.walker.view
        return Felt(
            round=move.round,
            step=move.step,
            readout=view.readouts[move.step + 1],
            rival=view.rival[move.step + 1] if view.rival else None,
            over=view.over,
            outcome=view.outcome,
        )

    def _board(self) -> BoardChanged:
        told = self.board or story.board_changed(self.room)
        return told.model_copy(update={"room": self.room})

    async def _tell_all(self) -> None:
        await self._to_walkers(RoomChanged(room=self.room, you=self.you))
        for one in [] if self.mute else list(self._boards):
            with suppress(*GONE):
                await one.send_text(self._board().model_dump_json())

    async def _to_walkers(self, message: BaseModel) -> None:
        for one in [] if self.mute else list(self._walkers):
            with suppress(*GONE):
                await one.send_text(message.model_dump_json())


def _is_let_in(request: Request) -> bool:
    bearer = request.headers.get("authorization", "")
    return bearer == f"Bearer {TOKEN}" or _plain(request.query_params.get("code", "")) == story.CODE


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _answer(message: BaseModel) -> Response:
    return Response(message.model_dump_json(), media_type="application/json")


def _refused(why: Why, text: str, status: int) -> Response:
    return JSONResponse(Refused(why=why, text=text).model_dump(mode="json"), status)


def _at_once(act: Callable[[], object]) -> Callable[[], Coroutine[Any, Any, None]]:
    async def do() -> None:
        act()

    return do


WEB = Path(__file__).parents[2] / "hikergame" / "classroom" / "web"
