"""The description of the API, made of the table of endpoints and of the messages' models."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from hikergame.classroom.messages.base import PROTOCOL
from hikergame.classroom.messages.teaching import from_teacher, to_teacher
from hikergame.classroom.messages.walking import Refused, Why, from_hiker, to_hiker
from hikergame.classroom.messages.watching import BoardChanged, from_board
from hikergame.classroom.server.endpoints import ENDPOINTS, JSON, ROOT, Endpoint, Who
from hikergame.classroom.server.examples import EXAMPLES
from hikergame.classroom.server.wire import STATUS
from hikergame.version import __version__

_REF = "#/components/schemas/{model}"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_ABOUT = """\
A class walks the same hidden ground. A pupil or a bot takes a seat with the room code, and \
is given a token: that is who it is, whatever becomes of its connection. It moves over the \
channel `/api/v1/walk`, a WebSocket, or with `POST /api/v1/move`; the messages are the same. \
The channels' messages are described in `/api/v1/messages.json`.

Lengths are metres, times are durations in milliseconds. A move bears its number, 0 for the \
first of a round, and may be sent again: it is taken once, and answered alike. Whatever is \
refused is answered with `Refused`, which says why in a word for programs and in a sentence \
for people; it has changed nothing.
"""

_SECURITY: Mapping[Who, list[dict[str, list[str]]]] = {
    Who.ANYBODY: [],
    Who.HIKER: [{"seat": []}],
    Who.TEACHER: [{"teacher": []}],
    Who.CLASS: [{"code": []}, {"seat": []}, {"teacher": []}],
}
_SCHEMES: Mapping[str, object] = {
    "seat": {"type": "http", "scheme": "bearer", "description": "The token of a seat."},
    "teacher": {"type": "http", "scheme": "bearer", "description": "The teacher's token."},
    "code": {
        "type": "apiKey",
        "in": "query",
        "name": "code",
        "description": "The room code, as it is shown to the class.",
    },
}
CHANNELS: Mapping[str, tuple[str, TypeAdapter[Any], TypeAdapter[Any]]] = {
    f"{ROOT}/walk": ("A hiker, person or bot.", from_hiker, to_hiker),
    f"{ROOT}/watch": ("A board.", from_board, TypeAdapter(BoardChanged | Refused)),
    f"{ROOT}/teach": ("The teacher's console.", from_teacher, to_teacher),
}
"""The WebSockets: who is there, what comes and what goes."""


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(ROOT + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "hikergame, the classroom",
            "version": f"{__version__}+{PROTOCOL}",
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": dict(_SCHEMES)},
    }


@lru_cache(maxsize=1)
def messages() -> dict[str, Any]:
    """Return the JSON Schemas of the messages of every channel."""
    return {
        "protocol": PROTOCOL,
        "channels": {
            path: {
                "who": who,
                "in": {"$schema": _DRAFT, **comes.json_schema(mode="validation")},
                "out": {"$schema": _DRAFT, **goes.json_schema(mode="serialization")},
            }
            for path, (who, comes, goes) in CHANNELS.items()
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "security": _SECURITY[endpoint.who],
        "responses": {"200": _given(endpoint)} | _refused(endpoint),
    }
    if endpoint.parameters:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "description": what, "schema": schema}
            for name, (what, schema) in endpoint.parameters.items()
        ]
    if endpoint.takes is not None:
        body = {"schema": _reference(endpoint.takes), "example": _example(endpoint.takes)}
        operation["requestBody"] = {"required": True, "content": {JSON: body}}
    return operation


def _given(endpoint: Endpoint) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for media, model in endpoint.gives.items():
        content[media] = {"schema": {"type": "string"} if model is None else _reference(model)}
        if model is not None and model in EXAMPLES:
            content[media]["example"] = _example(model)
    return {"description": "It is done." if endpoint.takes else "Here it is.", "content": content}


def _refused(endpoint: Endpoint) -> dict[str, Any]:
    """Return the refusals by status code."""
    reasons: dict[int, list[Why]] = {}
    for why in endpoint.every_refusal:
        reasons.setdefault(STATUS[why], []).append(why)
    return {
        str(status): {
            "description": "Refused: " + ", ".join(why.value for why in whys),
            "content": {JSON: {"schema": _reference(Refused)}},
        }
        for status, whys in sorted(reasons.items())
    }


def _schemas() -> dict[str, Any]:
    modes: dict[type[BaseModel], Any] = {Refused: "serialization"}
    for endpoint in ENDPOINTS:
        modes |= {model: "serialization" for model in endpoint.gives.values() if model}
        if endpoint.takes is not None:
            modes[endpoint.takes] = "validation"
    models = sorted(modes.items(), key=lambda one: one[0].__name__)
    _, definitions = models_json_schema(models, ref_template=_REF)
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}


def _example(model: type[BaseModel]) -> Any:
    return EXAMPLES[model].model_dump(mode="json")
