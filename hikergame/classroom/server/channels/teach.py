"""The channel of the teacher's console: `/api/v1/teach`."""

from starlette.websockets import WebSocket

from hikergame.classroom.messages.teaching import (
    Command,
    CommandRefused,
    FromTeacher,
    from_teacher,
)
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.server.line import Line
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.wire import Refusal


async def teach(websocket: WebSocket, live: LiveRoom) -> None:
    """Serve one connection of a console."""
    line: Line[FromTeacher] = Line(websocket, from_teacher)
    hello = await line.greeted()
    if hello is None:
        return
    try:
        live.door.check_teacher(hello.token)
    except Refusal as refusal:
        await line.turn_away(refusal)
        return
    line.outbox.put(live.herald.shown.teacher_text(), "view")
    live.crowd.teachers.add(line)
    try:
        await line.converse(lambda message: _answer(line, live, message))
    finally:
        live.crowd.teachers.discard(line)


async def _answer(line: Line[FromTeacher], live: LiveRoom, message: FromTeacher) -> None:
    """Do one command, or say why not, under its id."""
    if not isinstance(message, Command):
        raise Refusal(Why.MALFORMED, "You have said hello already.")
    try:
        line.tell(await live.command(message))
    except Refusal as refusal:
        answer = refusal.answer
        line.tell(CommandRefused(id=message.id, why=answer.why, text=answer.text))
