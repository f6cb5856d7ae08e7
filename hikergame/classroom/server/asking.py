"""Reading what is asked over HTTP, and answering it."""

from collections.abc import AsyncIterator
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from hikergame.classroom.messages.base import MAX_FRAME, Message
from hikergame.classroom.messages.walking import Refused, Why
from hikergame.classroom.server.wire import STATUS, Refusal, encode, malformed

M = TypeVar("M", bound=Message)

_NO_STORE = {"cache-control": "no-store"}
_CHUNK = 32 * 1024
_READ_ON = 4 * 2**20
"""Bytes of a body that is too long which are read and dropped: whoever is cut off while he
sends does not get to see the answer."""
_TRY_AGAIN = {Why.STORAGE: "1", Why.TOO_MANY: "5"}
"""Seconds, for `Retry-After`."""


async def read_body(request: Request, model: type[M]) -> M:
    """Return the message in a request's body. Refusal for one that is too long, or is none."""
    body, length = b"", 0
    try:
        async for chunk in request.stream():
            length += len(chunk)
            body = body + chunk if length <= MAX_FRAME else b""
            if length > _READ_ON:
                break
    except ClientDisconnect as error:
        raise OSError("whoever asked has gone") from error
    if length > MAX_FRAME:
        raise Refusal(Why.MALFORMED, f"A message has at most {MAX_FRAME} bytes.")
    try:
        return TypeAdapter(model).validate_json(body)
    except ValidationError as error:
        raise malformed(error) from None


def bearer(request: Request) -> str | None:
    """Return the token that a request bears, if any."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def address_of(request: Request) -> str:
    """Return the address from which a request comes; many people may share it."""
    return request.client.host if request.client else ""


def answered(answer: BaseModel | str) -> Response:
    """Return a message, or its JSON, as a response."""
    text = answer if isinstance(answer, str) else encode(answer)
    return Response(text, media_type="application/json", headers=_NO_STORE)


def refused(answer: Refused) -> Response:
    """Return a refusal as a response with its status code."""
    headers = dict(_NO_STORE)
    if answer.why in _TRY_AGAIN:
        headers["retry-after"] = _TRY_AGAIN[answer.why]
    if answer.why is Why.WRONG_TOKEN:
        headers["www-authenticate"] = "Bearer"
    return Response(
        encode(answer), STATUS[answer.why], media_type="application/json", headers=headers
    )


def in_pieces(content: bytes, media: str, headers: dict[str, str]) -> Response:
    """Return a long body that is handed on as fast as it is read, whoever reads slowly."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), _CHUNK):
            yield content[start : start + _CHUNK]

    length = {"content-length": str(len(content))}
    return StreamingResponse(pieces(), media_type=media, headers={**_NO_STORE, **headers, **length})
