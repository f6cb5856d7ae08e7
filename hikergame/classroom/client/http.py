"""Questions to a server that have one answer: a seat, a seat recovered, a reveal.

Each call blocks for ten seconds at most, for results of any kind two minutes; an event loop
puts it in a thread.
"""

import json
from http.client import HTTPException
from typing import Any, Literal, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from pydantic import ValidationError

from hikergame.classroom.client.address import Address
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.messages.base import MAX_FRAME, Answer, RoomView
from hikergame.classroom.messages.walking import Join, Recover, Refused, Result, Results, Seat, Why
from hikergame.classroom.messages.watching import BoardChanged, MetView, PraiseView, RevealView

_PATIENCE = 10.0
_LONG_PATIENCE = 120.0
"""Seconds for what a server may have to work out first, for a whole lesson."""
_MOST = 64 * 2**20
"""Bytes of the longest answer that is read: the reveal of a big class."""

AnswerT = TypeVar("AnswerT", bound=Answer)


class _Whatever(Answer):
    """An answer whose content is not looked at."""


class RevealWords(Answer):
    """What is said of a round after the reveal, without the map and the walks."""

    round: int
    title: str
    level_hash: str
    headline: str
    praise: tuple[PraiseView, ...]
    met: MetView


class RevealProof(Answer):
    """What a round was, without what came of it: enough to see that it was not changed."""

    level_hash: str
    seed: int
    nonce: str
    text: str
    """The level's file."""


class _NoRedirects(HTTPRedirectHandler):
    """A seat's token must not follow a redirect to somewhere else."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


_opener = build_opener(ProxyHandler({}), _NoRedirects)
"""A classroom's server is near: no proxy lies between."""


def join(
    address: Address,
    code: str,
    name: str | None = None,
    *,
    kind: Literal["person", "bot"] = "person",
    team: str | None = None,
    key: str | None = None,
) -> Seat:
    """Take a seat. Raises ServerError, and RefusedError with the server's reason.

    Asked again with the same `key`, the answer is the same seat; `joining` looks after one.
    """
    wish = Join(code=code, name=name, kind=kind, team=team, key=key)
    return _ask(address, "/api/v1/join", Seat, wish.model_dump_json())


def recover(address: Address, code: str, recovery: str) -> Seat:
    """Take a seat again with its recovery code. Raises what `join` raises."""
    wish = Recover(code=code, recovery=recovery)
    return _ask(address, "/api/v1/recover", Seat, wish.model_dump_json())


def look(address: Address, code: str) -> RoomView:
    """See how a room stands, without a seat. Raises what `join` raises."""
    from urllib.parse import urlencode

    return _ask(address, f"/api/v1/room?{urlencode({'code': code})}", RoomView)


def is_valid(address: Address, token: str) -> bool:
    """Tell whether a token still has a seat. Raises ServerError where nobody answers."""
    return _is_known(address, "/api/v1/walk", token)


def reveal(address: Address, number: int, token: str) -> RevealView:
    """See a round with open eyes, once the teacher has revealed it. Raises what `join` raises."""
    return _ask(address, f"/api/v1/rounds/{number}/reveal", RevealView, token=token)


def reveal_words(address: Address, number: int, token: str) -> RevealWords:
    """See what is said of a round, and no more. Raises what `join` raises."""
    return _ask(address, f"/api/v1/rounds/{number}/reveal", RevealWords, token=token)


def reveal_proof(address: Address, number: int, token: str) -> RevealProof:
    """See what a round was, and no more. Raises what `join` raises."""
    return _ask(address, f"/api/v1/rounds/{number}/reveal", RevealProof, token=token)


def outcomes(address: Address, token: str) -> tuple[Result, ...]:
    """See what one's walks came to, of all rounds that are revealed. Raises what `join` raises."""
    path, patience = "/api/v1/results", _LONG_PATIENCE
    return _ask(address, path, Results, token=token, patience=patience).results


def is_teachers(address: Address, token: str) -> bool:
    """Tell whether a token is that of a room's teacher. Raises ServerError where nobody answers."""
    return _is_known(address, "/api/v1/teacher/view", token)


def _is_known(address: Address, path: str, token: str) -> bool:
    """Tell whether a token is one of those that a path is for."""
    try:
        _ask(address, path, _Whatever, token=token)
    except RefusedError as error:
        return error.why is not Why.WRONG_TOKEN
    return True


def results(address: Address, form: str, token: str) -> bytes:
    """Return a room's results, as `csv`, `jsonl` or `html`. Raises what `join` raises."""
    path = f"/api/v1/teacher/results/{form}"
    return _fetch(address, path, token=token, patience=_LONG_PATIENCE)


def board(address: Address, token: str) -> BoardChanged:
    """See how all stand. Raises what `join` raises."""
    return _ask(address, "/api/v1/board", BoardChanged, token=token)


def _ask(
    address: Address,
    path: str,
    answer: type[AnswerT],
    body: str | None = None,
    *,
    token: str | None = None,
    patience: float | None = None,
) -> AnswerT:
    """Post a body, or get without one, and read the answer."""
    content = _fetch(address, path, body, token=token, patience=patience)
    try:
        return answer.model_validate_json(content)
    except ValidationError as error:
        raise ServerError(f"what answers at {address} is no hikergame of this version") from error


def _fetch(
    address: Address,
    path: str,
    body: str | None = None,
    *,
    token: str | None = None,
    patience: float | None = None,
) -> bytes:
    """Post a body, or get without one, and return what is answered."""
    headers = {}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else body.encode()
    request = Request(address.http + path, data=data, headers=headers)  # noqa: S310 - http(s)
    try:
        with _opener.open(request, timeout=patience or _PATIENCE) as response:
            content: bytes = response.read(_MOST)
    except HTTPError as error:
        raise _refusal(address, error) from error
    except (URLError, OSError, HTTPException) as error:
        raise ServerError(f"nobody answers at {address}: {_reason(error)}") from error
    return content


def _refusal(address: Address, error: HTTPError) -> RefusedError | ServerError:
    """Return what the server said, if it is one of ours."""
    try:
        refused = Refused.model_validate(json.loads(error.read(MAX_FRAME)))
    except (ValueError, OSError, HTTPException):
        return ServerError(f"what answers at {address} is no hikergame server ({error.code})")
    return RefusedError(refused.text, refused.why)


def _reason(error: Exception) -> str:
    """Say in a few words why nobody answered."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    return str(getattr(cause, "strerror", None) or cause or type(cause).__name__).lower()
