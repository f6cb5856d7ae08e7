"""Taking a seat once, however often it has to be asked for.

Where no answer comes, as when the Wi-Fi dies just then, a seat may have been taken or not. The
key with which it was asked for is kept, and serves when the same is asked again: the answer is
that very seat.
"""

import secrets
from contextlib import suppress
from typing import Final, Literal

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.client.seats import Keys
from hikergame.classroom.errors import RefusedError
from hikergame.classroom.messages.walking import Seat, Why
from hikergame.files import FileError

_IN_DOUBT: Final = (Why.MISTAKE, Why.STORAGE)
"""Refusals after which the same is to be asked again."""
_KEY_BYTES: Final = 24


def take_seat(
    address: Address,
    code: str,
    name: str | None = None,
    *,
    kind: Literal["person", "bot"] = "person",
    team: str | None = None,
) -> Seat:
    """Take a seat, or the one that was taken when this was asked before without an answer.

    Raises ServerError, and RefusedError with the server's reason.
    """
    keys, wish = Keys(), (kind, name, team)
    key = None
    with suppress(FileError):
        key = keys.take(address, code, wish)
    key = key or secrets.token_urlsafe(_KEY_BYTES)
    try:
        return http.join(address, code, name, kind=kind, team=team, key=key)
    except BaseException as error:
        if not isinstance(error, RefusedError) or error.why in _IN_DOUBT:
            with suppress(FileError):
                keys.keep(address, code, wish, key)
        raise
