"""Who may come in: codes and tokens, and how guessing them is slowed down."""

import asyncio
import hmac
import time
from collections.abc import Callable
from typing import NoReturn

from hikergame.classroom.messages.walking import Why
from hikergame.classroom.room.codes import hash_of
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.state import Room
from hikergame.classroom.server.limits import WrongCodes
from hikergame.classroom.server.wire import Refusal

WRONG_CODE = "No room here has this code. Look at the board once more."
_NO_SEAT = "This seat's token is worth nothing here any more: join again, or recover the seat."
_NO_TEACHER = "Only the teacher of this room may do that."
_SLOW_DOWN = "Too many wrong codes have come from your address: wait a little."


class Door:
    """Tells who somebody is; `room` returns the room as it stands."""

    def __init__(self, room: Callable[[], Room], teacher: str | None = None) -> None:
        """`teacher` is the hash of a token that opens as the room's own teacher's does."""
        self._room = room
        self._teacher = teacher
        self._wrong = WrongCodes()

    def seat_of(self, token: str) -> Seat | None:
        """Return the seat that a token holds."""
        return self._room().seat_of_token(hash_of(token)) if token else None

    def hiker_of(self, token: str) -> str:
        """Return the id of the hiker whose token this is; Refusal for any other."""
        seat = self.seat_of(token)
        if seat is None:
            raise Refusal(Why.WRONG_TOKEN, _NO_SEAT)
        return seat.id

    def is_teacher(self, token: str) -> bool:
        """Tell whether this is the teacher's token."""
        given = hash_of(token)
        known = [self._room().teacher, self._teacher or ""]
        same = [hmac.compare_digest(given, one) for one in known]  # all, whichever it is
        return bool(token) and any(same)

    def check_teacher(self, token: str) -> None:
        """Raise Refusal unless this is the teacher's token."""
        if not self.is_teacher(token):
            raise Refusal(Why.WRONG_TOKEN, _NO_TEACHER)

    async def check_code(self, code: str, address: str) -> None:
        """Raise Refusal unless this is the room's code; who guesses waits."""
        if not self._room().is_code(code):
            await self.turn_away(Refusal(Why.WRONG_CODE, WRONG_CODE), address)

    async def turn_away(self, refusal: Refusal, address: str) -> NoReturn:
        """Raise a refusal of a wrong code, at once or after a while."""
        wait = self._wrong.fail(address, time.monotonic())
        if wait is None:
            raise Refusal(Why.TOO_MANY, _SLOW_DOWN)
        self._wrong.held += 1
        try:
            await asyncio.sleep(wait)
        finally:
            self._wrong.held -= 1
        raise refusal
