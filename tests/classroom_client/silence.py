"""A line on which nothing is sent, and a room that is only told of."""

from dataclasses import replace

from hikergame.classroom.client.connection import Connection
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase, RoomView
from hikergame.classroom.messages.walking import Move, Self
from hikergame.hikers import Outing

ROOM = RoomView(
    name="Class",
    code="K7MPXW",
    phase=Phase.LOBBY,
    round=0,
    rounds=1,
    mode=Mode.ALONE,
    locked=False,
    frozen=False,
    people=3,
    bots=0,
    ready=0,
    done=0,
)
ADA = Self(hiker="1", name="Ada", kind=EntrantKind.PERSON)


class Silent(Connection):
    """A connection that keeps what it is asked to send."""

    def __init__(self) -> None:
        super().__init__(None, "token")
        self.sent: list[object] = []

    def ready(self) -> None:
        self.sent.append("ready")

    def _send(self, message: Move) -> None:
        self._pending = message
        self.sent.append(message)


def walk_of(outing: Outing, number: int = 1) -> RemoteWalk:
    """Return an outing's walk as the network would tell it."""
    return RemoteWalk(
        round=number,
        facts=replace(outing.facts, level_id="", title=f"Round {number}"),
        notebook=outing.notebook,
        rival_steps=(),
        over=outing.over,
        flag=outing.over,
    )
