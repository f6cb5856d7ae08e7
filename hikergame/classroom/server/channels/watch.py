"""The channel of boards: `/api/v1/watch`."""

from starlette.websockets import WebSocket

from hikergame.classroom.messages.walking import Hello, Why
from hikergame.classroom.messages.watching import from_board
from hikergame.classroom.server.line import Line
from hikergame.classroom.server.live import LiveRoom
from hikergame.classroom.server.wire import Refusal


async def watch(websocket: WebSocket, live: LiveRoom) -> None:
    """Serve one connection of a board: it only listens."""
    line: Line[Hello] = Line(websocket, from_board)
    hello = await line.greeted()
    if hello is None:
        return
    try:
        if not live.door.is_teacher(hello.token):
            await live.door.check_code(hello.token, line.client)
    except Refusal as refusal:
        await line.turn_away(refusal)
        return
    line.outbox.put(live.herald.shown.board_text(), "board")
    live.crowd.boards.add(line)
    live.crowd.changes += 1
    try:
        await line.converse(_answer)
    finally:
        live.crowd.boards.discard(line)
        live.crowd.changes += 1


async def _answer(_message: Hello) -> None:
    raise Refusal(Why.MALFORMED, "A board has nothing to say here.")
