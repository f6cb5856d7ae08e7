"""JSON Schema of terms and rivals, as their packages describe them."""

from typing import Any

from hikergame.landscape.terms import TERMS, FieldInfo, Kind, Term, term_doc, term_fields
from hikergame.level.values import TUNED
from hikergame.optimizers import OPTIMIZERS, OptimizerInfo

_Schema = dict[str, Any]
_SEED = "Any whole number: the same one turns it the same way."


def term_schema() -> _Schema:
    """Return the schema of one item of `landscape.terms`."""
    return _one_of_names({name: _term(cls) for name, cls in TERMS.items()})


def rival_schema() -> _Schema:
    """Return the schema of one item of `rivals`."""
    return _one_of_names({name: _rival(info) for name, info in OPTIMIZERS.items()})


def _one_of_names(settings: dict[str, _Schema]) -> _Schema:
    """Return the schema of a mapping with one key, the key being one of those of `settings`.

    As one object with many properties rather than a choice of objects, so that editors
    complete the names and tell what is wrong in the settings of the one that is there.
    """
    return {
        "type": "object",
        "properties": settings,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _rival(info: OptimizerInfo) -> _Schema:
    schema = info.schema()
    pace = schema["properties"][info.tuned]
    pace_or_tuned = {
        "anyOf": [pace, {"const": TUNED}],
        "description": f"{pace['description']} Or `{TUNED}`: the best constant one for the level.",
    }
    properties = {**schema["properties"], info.tuned: pace_or_tuned}
    return _with_shorthand({**schema, "properties": properties}, pace_or_tuned)


def _term(cls: type[Term]) -> _Schema:
    fields = term_fields(cls)
    schema: _Schema = {
        "type": "object",
        "description": term_doc(cls),
        "properties": {info.name: _field(info) for info in fields},
        "additionalProperties": False,
        "examples": [dict(cls.example)],
    }
    if required := [info.name for info in fields if info.required]:
        schema["required"] = required
    if cls.shorthand is None:
        return schema
    return _with_shorthand(schema, schema["properties"][cls.shorthand])


def _with_shorthand(settings: _Schema, alone: _Schema) -> _Schema:
    """Return the schema of settings in which one value may stand for all of them."""
    return {"anyOf": [alone, settings], "description": settings["description"]}


def _field(info: FieldInfo) -> _Schema:
    unit = f" ({info.unit})" if info.unit else ""
    schema = {**_values(info), "description": f"{info.doc}{unit}"}
    if info.default is not None:
        schema["default"] = list(info.default) if isinstance(info.default, tuple) else info.default
    return schema


def _values(info: FieldInfo) -> _Schema:
    """Return the schema of what a field takes."""
    bounds = {
        "exclusiveMinimum": info.gt,
        "minimum": info.ge,
        "exclusiveMaximum": info.lt,
        "maximum": info.le,
    }
    number = {"type": "number", **{key: at for key, at in bounds.items() if at is not None}}
    numbers = {"type": "array", "items": number, "minItems": 1}
    seed = {
        "type": "object",
        "properties": {"seed": {"type": "integer", "minimum": 0, "description": _SEED}},
        "required": ["seed"],
        "additionalProperties": False,
    }
    text: _Schema = {"enum": list(info.choices)} if info.choices else {"type": "string"}
    values: dict[Kind, _Schema] = {
        Kind.NUMBER: number,
        Kind.PER_AXIS: {"anyOf": [number, numbers]},
        Kind.HEADING: {"anyOf": [number, numbers]},
        Kind.ROTATION: {"anyOf": [number, seed]},
        Kind.TEXT: text,
        Kind.FLAG: {"type": "boolean"},
    }
    return values[info.kind]
