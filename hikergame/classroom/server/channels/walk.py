"""The channel of hikers, persons and bots: `/api/v1/walk`."""

import time

from starlette.websockets import WebSocket

from hikergame.classroom.messages.walking import (
    Flag,
    FromHiker,
    Hello,
    Move,
    Ready,
    Refused,
    Why,
    from_hiker,
)
from hikergame.classroom.server.line import Line
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.wire import Refusal

_GREETED = "You have said hello already."


async def walk(websocket: WebSocket, live: LiveRoom) -> None:
    """Serve one connection of a hiker."""
    line: Line[FromHiker] = Line(websocket, from_hiker)
    hello = await line.greeted()
    if hello is None:
        return
    try:
        welcome = await live.welcome(hello.token)
    except Refusal as refusal:
        await line.turn_away(refusal)
        return
    hiker = welcome.you.hiker
    live.crowd.seat(hiker, line)
    line.tell(welcome)
    live.outcomes.greet(hiker, line)
    try:
        await line.converse(lambda message: _answer(line, live, hello.token, message))
    finally:
        live.crowd.leave(hiker, line, time.monotonic())


async def _answer(line: Line[FromHiker], live: LiveRoom, token: str, message: FromHiker) -> None:
    """Do what one message asks for. Whose token it is may have changed since the last one."""
    hiker = live.door.hiker_of(token)
    match message:
        case Move():
            line.doing = (message.round, message.step)
            try:
                line.tell(await live.move(hiker, message))
            finally:
                line.doing = None
        case Flag():
            line.doing = (message.round, message.step)
            try:
                line.tell(await live.flag(hiker, message))
            finally:
                line.doing = None
        case Ready():
            line.tell(await live.ready(hiker), "room")
        case Hello():
            line.tell(Refused(why=Why.MALFORMED, text=_GREETED))
