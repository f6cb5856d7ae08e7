"""The teacher's line to a room: what there is to see, and what there is to do.

A `TeacherLine` is a line that comes back by itself. Whoever reads it is told how the room
stands; `command` does something, and returns once it is kept. A command that had no answer
when the line broke is not sent again: it may have been done, and the next view shows it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from pydantic import ValidationError

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.line import LAST_WORDS, Ended, Line, Offline, Online
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.messages.teaching import (
    Command,
    CommandRefused,
    Do,
    Done,
    TeacherView,
    to_teacher,
)
from hikergame.classroom.messages.walking import Refused

_PATIENCE = 10.0
"""Seconds until a command counts as unanswered."""
_LOST = "The line to the room broke: see whether it is done, and if not, do it again."


@dataclass(frozen=True, eq=False)
class Seen:
    """How the room stands."""

    view: TeacherView


Lesson: TypeAlias = Online | Offline | Seen | Ended


class TeacherLine(Line[Lesson]):
    """One console's line to its room; use it as `async for happening in line`."""

    channel: ClassVar[str] = "teach"

    def __init__(self, address: Address, token: str) -> None:
        """Name the server, and bear the teacher's token."""
        super().__init__(address, token)
        self._pending: dict[int, asyncio.Future[Done]] = {}
        self._commands = 0
        self._greeted = False

    async def command(
        self,
        do: Do,
        *,
        hiker: str | None = None,
        name: str | None = None,
        team: str | None = None,
    ) -> Done:
        """Have something done. Raises RefusedError, and ServerError where the line is broken."""
        if not self._greeted:
            raise ServerError("The line to the room is broken just now; it comes back by itself.")
        self._commands += 1
        wish = Command(id=self._commands, do=do, hiker=hiker, name=name, team=team)
        answer = asyncio.get_running_loop().create_future()
        self._pending[wish.id] = answer
        self.say(wish.model_dump_json())
        try:
            return await asyncio.wait_for(answer, _PATIENCE)
        except TimeoutError as error:
            raise ServerError(_LOST) from error
        finally:
            self._pending.pop(wish.id, None)

    def hear(self, frame: str | bytes) -> Sequence[Lesson]:
        """Take one answer in, and return what it means."""
        try:
            answer = to_teacher.validate_json(frame)
        except ValidationError:
            return _last_words(frame)
        match answer:
            case TeacherView():
                came, self._greeted = not self._greeted, True
                return [Online(), Seen(answer)] if came else [Seen(answer)]
            case Done():
                pending = self._pending.get(answer.id)
                if pending is not None and not pending.done():
                    pending.set_result(answer)
            case CommandRefused():
                self._refuse(answer)
        return []

    def broken(self) -> None:
        """Leave nobody waiting for an answer that will not come."""
        self._greeted = False
        self.unsay()
        for pending in self._pending.values():
            if not pending.done():
                pending.set_exception(ServerError(_LOST))

    def _refuse(self, answer: CommandRefused) -> None:
        pending = None if answer.id is None else self._pending.get(answer.id)
        if pending is not None and not pending.done():
            pending.set_exception(RefusedError(answer.text, answer.why))


def _last_words(frame: str | bytes) -> Sequence[Lesson]:
    """Return what a server says that shows nobody the room; nothing for what is no message."""
    try:
        refused = Refused.model_validate_json(frame)
    except ValidationError:
        return []
    return [Ended(refused.text)] if refused.why in LAST_WORDS else []
