"""The JSON Schema says the same as the loader, with a sentence for everything."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hikergame.landscape.terms import TERMS, term_fields
from hikergame.level import json_schema, library
from hikergame.level.document import read_document
from hikergame.level.source import read_source
from hikergame.optimizers import OPTIMIZERS

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


@pytest.fixture(scope="module")
def schema() -> Schema:
    return json_schema()


def misfits(value: Any, part: Schema, root: Schema) -> Iterator[str]:
    """Yield what of `value` does not fit a schema, for the keywords that levels use."""
    known = {"$defs", "$schema", "title", "description", "examples", "default"}
    for keyword, told in part.items():
        if keyword not in known:
            yield from _CHECKS[keyword](value, told, part, root)


def _type(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    is_bool = isinstance(value, bool)
    if not isinstance(value, _TYPES[told]) or (is_bool and told != "boolean"):
        yield f"{value!r} is no {told}"


def _properties(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    if isinstance(value, dict):
        for key in value.keys() & told.keys():
            yield from misfits(value[key], told[key], root)


def _pattern_properties(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            for pattern, inner in told.items():
                if re.search(pattern, key):
                    yield from misfits(one, inner, root)


def _additional(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    assert told is False
    if isinstance(value, dict):
        for key in value.keys() - part.get("properties", {}).keys():
            if not any(re.search(one, key) for one in part.get("patternProperties", {})):
                yield f"{key} is unknown"


def _items(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from misfits(one, told, root)


def _prefix_items(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    if isinstance(value, list):
        for one, inner in zip(value, told, strict=False):
            yield from misfits(one, inner, root)


def _any_of(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    branches = [list(misfits(value, branch, root)) for branch in told]
    if all(branches):
        yield from branches[-1]


def _one_of(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
    if sum(not list(misfits(value, branch, root)) for branch in told) != 1:
        yield f"{value!r} fits not exactly one"


def _ref(value: Any, told: str, part: Schema, root: Schema) -> Iterator[str]:
    yield from misfits(value, root["$defs"][told.removeprefix("#/$defs/")], root)


def _when(kinds: tuple[type, ...], holds: Any) -> Any:
    def check(value: Any, told: Any, part: Schema, root: Schema) -> Iterator[str]:
        if isinstance(value, kinds) and not isinstance(value, bool) and not holds(value, told):
            yield f"{value!r} against {told!r}"

    return check


_ANY = (object,)
_CHECKS: dict[str, Any] = {
    "type": _type,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional,
    "items": _items,
    "prefixItems": _prefix_items,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "$ref": _ref,
    "const": lambda value, told, part, root: [] if value == told else [f"{value!r} != {told!r}"],
    "enum": lambda value, told, part, root: [] if value in told else [f"{value!r} not in {told}"],
    "required": _when((dict,), lambda value, told: set(told) <= value.keys()),
    "pattern": _when((str,), lambda value, told: re.search(told, value)),
    "minimum": _when((int, float), lambda value, told: value >= told),
    "maximum": _when((int, float), lambda value, told: value <= told),
    "exclusiveMinimum": _when((int, float), lambda value, told: value > told),
    "exclusiveMaximum": _when((int, float), lambda value, told: value < told),
    "minItems": _when((list,), lambda value, told: len(value) >= told),
    "maxItems": _when((list,), lambda value, told: len(value) <= told),
    "minProperties": _when((dict,), lambda value, told: len(value) >= told),
    "maxProperties": _when((dict,), lambda value, told: len(value) <= told),
    "minLength": _when((str,), lambda value, told: len(value) >= told),
    "maxLength": _when((str,), lambda value, told: len(value) <= told),
}


def data_of(text: str) -> Any:
    root = read_document(read_source(text, None))
    assert root is not None
    return root.plain()


def test_every_sound_level_fits(schema: Schema, samples: dict[str, Path]) -> None:
    paths = [*samples.values(), *(entry.path for entry in library().entries)]
    for path in paths:
        data = data_of(path.read_text(encoding="utf-8"))
        assert list(misfits(data, schema, schema)) == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("steps: 40", "steps: 0"),
        ("steps: 40", "steps: '40'"),
        ("bowl:", "boul:"),
        ("depth: 40}", "depth: 40, lift: 3}"),
        ("radius: 1.5", "radius: -1"),
        ("radius: 1.5", "radius: wide"),
        ("adam:", "adm:"),
        ("0.3}", "0}"),
        ("0.3}", "0.3, beta: 1}"),
        ("0.3}", "fast}"),
        ("slope: exact", "slope: exat"),
        ("slope: exact", "slope: {nois: 1}"),
        ("[deceptive]", "[deceptiv]"),
        ("max: 3, ", ""),
        ("y: [-4, 4]", "north: [-4, 4]"),
        ("hikergame: 1", "hikergame: 2"),
        ("chapter: false-valleys", "chapter: False Valleys"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(
    old: str, new: str, schema: Schema, valley: str
) -> None:
    assert valley.count(old) == 1
    assert list(misfits(data_of(valley.replace(old, new)), schema, schema))


def test_every_term_and_every_rival_is_named_with_all_its_fields(schema: Schema) -> None:
    terms = schema["$defs"]["LandscapeSection"]["properties"]["terms"]["items"]["properties"]
    assert set(terms) == set(TERMS)
    for name, cls in TERMS.items():
        settings = terms[name].get("anyOf", [terms[name]])[-1]
        assert set(settings["properties"]) == {info.name for info in term_fields(cls)}
        assert not list(misfits(dict(cls.example), settings, schema))
    rivals = schema["properties"]["rivals"]["items"]["properties"]
    assert set(rivals) == set(OPTIMIZERS)
    for name, info in OPTIMIZERS.items():
        settings = rivals[name]["anyOf"][-1]
        assert set(settings["properties"]) == {field.name for field in info.fields}


def test_everything_that_can_be_written_has_a_sentence(schema: Schema) -> None:
    bare = [path for path, part in _properties_of(schema, "") if not part.get("description")]
    assert bare == []


def _properties_of(part: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield every property of a schema, with the way to it."""
    for name, inner in part.get("properties", {}).items():
        yield f"{path}/{name}", inner
        yield from _properties_of(inner, f"{path}/{name}")
    items = [part["items"]] if "items" in part else []
    for inner in [*items, *part.get("anyOf", []), *part.get("$defs", {}).values()]:
        yield from _properties_of(inner, path)


def test_every_example_fits_its_own_place(schema: Schema) -> None:
    for path, part in _properties_of(schema, ""):
        for example in part.get("examples", []):
            assert not list(misfits(example, part, schema)), path


def test_the_schema_is_plain_json_of_the_draft(schema: Schema) -> None:
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
