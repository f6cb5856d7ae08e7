"""What pydantic finds in a level, as problems at their places, in words for a teacher."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from hikergame.level.document import Node
from hikergame.level.findings import FINDING, Finding, Path
from hikergame.level.models import Document
from hikergame.level.offsets import positions
from hikergame.level.scalars import cure_for_number, cure_for_truth, resolve
from hikergame.level.source import Source
from hikergame.level.text import printable, quote
from hikergame.spelling import did_you_mean, nearest

_NEEDS = {
    "string_type": "must be a text",
    "string_pattern_mismatch": "must be small letters and digits, joined by hyphens",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be an ordinary number",
    "list_type": "must be a list",
    "dict_type": "must be a group of 'key: value'",
    "model_type": "must be a group of 'key: value'",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "must be one of {choices}",
}
"""What was needed where something else was found, by pydantic's type of error."""
_SIZES = {
    "string_too_long": "must be no longer than {max_length} characters",
    "too_short": "must not be empty",
    "too_long": "must have no more than {max_length} items",
}
"""What was needed of a text or a list, by pydantic's type of error."""
_FEW = 4
"""So many keys can be listed in a hint."""


class Notes:
    """Turns pydantic's errors in a document into problems of its source."""

    def __init__(self, source: Source, root: Node) -> None:
        self._source = source
        self._root = root
        self._meant: set[Path] = set()
        """The missing keys that a misspelt one was probably meant to be."""

    def add(self, errors: list[ErrorDetails]) -> None:
        """Note each error as one problem; a misspelt key is not missing as well."""
        for error in sorted(errors, key=lambda error: error["type"] == "missing"):
            self._add(error)

    def _add(self, error: ErrorDetails) -> None:
        kind = error["type"]
        path, nodes = _walk(self._root, error["loc"])
        context: dict[str, Any] = dict(error.get("ctx") or {})
        if kind == FINDING:
            self._add_finding(context[FINDING], path, nodes, error["loc"])
        elif kind == "extra_forbidden":
            self._add_unknown_key(path, nodes)
        elif kind == "missing":
            self._add_missing((*path, error["loc"][-1]), _key_start(path, nodes))
        elif kind in _SIZES:
            message = f"{_name(path)} {_SIZES[kind].format(**context)}"
            self._source.add(nodes[-1].start, message)
        else:
            self._add_misfit(kind, context, path, nodes[-1], error["msg"])

    def _add_finding(self, finding: Finding, path: Path, nodes: list[Node], location: Path) -> None:
        here = nodes[-1]
        message, hint, at = finding.message, finding.hint, here.start
        if message.startswith("must "):
            message = f"{_name(path)} {message}"
        exact = not location or path[-1:] == location[-1:]
        if finding.on_key:
            at = _key_start(path, nodes)
        elif finding.position is not None and isinstance(here.value, str):
            places = positions(here.value, here.style, self._source.text, here.start)
            at = places[min(finding.position, len(places) - 1)]
        elif hint is None and exact and isinstance(here.value, str):
            hint = cure_for_number(here.value, quoted=bool(here.style))
        self._source.add(at, printable(message), None if hint is None else printable(hint))

    def _add_unknown_key(self, path: Path, nodes: list[Node]) -> None:
        *above, key = path
        model = _model_at(tuple(above))
        known = list(model.model_fields) if model else []
        owner = _name(tuple(above)) if above else "a level"
        meant = nearest(str(key), known)
        if meant is not None:
            self._meant.add((*above, meant))
            hint: str | None = f"did you mean {quote(meant)}?"
        else:
            hint = _home_of(str(key))
        if hint is None and len(known) <= _FEW:
            hint = f"its keys are {' and '.join(known)}"
        self._source.add(_key_start(path, nodes), f"{owner} has no key {quote(str(key))}", hint)

    def _add_missing(self, missing: Path, at: int) -> None:
        if missing not in self._meant:
            example = _example(missing)
            hint = None if example is None else f"add it, as in {example}"
            self._source.add(at, f"{_name(missing)} is missing", hint)

    def _add_misfit(
        self, kind: str, context: dict[str, Any], path: Path, here: Node, message: str
    ) -> None:
        choices = re.findall("'([^']*)'", str(context.get("expected", "")))
        context["choices"] = ", ".join(choices)
        need = _NEEDS[kind].format(**context) if kind in _NEEDS else f"is wrong: {message.lower()}"
        hint = _cure(kind, here, choices)
        example = _example(path)
        if hint is None and example is not None:
            hint = f"write it as in {example}"
        self._source.add(here.start, f"{_name(path)} {need}, not {_found(here)}", hint)


def _walk(root: Node, location: Path) -> tuple[Path, list[Node]]:
    """Return the part of a location that exists in the document, and the values along it.

    pydantic's locations name branches of its own, and keys that are missing: they are left
    out. There is one value more than there are steps, the first being `root`.
    """
    path: list[str | int] = []
    nodes = [root]
    for step in location:
        child = nodes[-1].child(step)
        if child is not None:
            path.append(step)
            nodes.append(child)
    return tuple(path), nodes


def _key_start(path: Path, nodes: list[Node]) -> int:
    """Return where the key of the last value stands; a list's item stands for itself."""
    if not path:
        return nodes[0].start
    parent = nodes[-2].value
    return parent[str(path[-1])][0].start if isinstance(parent, dict) else nodes[-1].start


def _name(path: Path) -> str:
    """Return what a value is called, such as "step_length.max" or "item 2 of start"."""
    inner = path[1:] if path[:1] == ("landscape",) and len(path) > 1 else path
    keys = ".".join(str(step) for step in inner if isinstance(step, str))
    items = "".join(f"item {step + 1} of " for step in reversed(inner) if isinstance(step, int))
    return printable(items + keys)


def _found(node: Node) -> str:
    """Return a value as a message names it."""
    if isinstance(node.value, list):
        return "a list"
    if isinstance(node.value, dict):
        return "a group of keys"
    if node.style or isinstance(resolve(node.value), str):
        return quote(node.value)
    return quote(node.value)[1:-1] or "nothing"


def _cure(kind: str, node: Node, choices: list[str]) -> str | None:
    """Return how to turn a value into what was needed there, if that is plain."""
    text = node.value
    if not isinstance(text, str):
        is_group = kind == "list_type" and isinstance(text, dict)
        return "begin each item with '- '" if is_group else None
    if kind == "string_type":
        return (
            f'put it in quotes: "{quote(text)[1:-1]}"' if text else "write it, or delete the line"
        )
    if kind == "list_type" and text:
        return f"write [{quote(text)[1:-1]}]"
    if kind == "literal_error":
        return did_you_mean(text, choices)
    if kind == "bool_type":
        return cure_for_truth(text)
    return cure_for_number(text, quoted=bool(node.style))


def _field_at(path: Path) -> FieldInfo | None:
    """Return the field of the level's models that a path leads to, if it leads to one."""
    model = _model_at(path[:-1])
    return model.model_fields.get(str(path[-1])) if model and path else None


def _model_at(path: Path) -> type[BaseModel] | None:
    """Return the model of the mapping that a path leads to, if there is one."""
    model: type[BaseModel] = Document
    for step in path:
        field = model.model_fields.get(str(step))
        if field is None or not _is_model(field.annotation):
            return None
        model = field.annotation  # type: ignore[assignment]
    return model


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _home_of(key: str) -> str | None:
    """Say to which part of a level a key belongs that stands outside of it."""
    for name, field in Document.model_fields.items():
        section = field.annotation
        if _is_model(section) and key in section.model_fields:  # type: ignore[union-attr]
            return f"it belongs under '{name}', indented"
    return None


def _example(path: Path) -> str | None:
    """Return the example of a field, as YAML on one line in quotes."""
    field = _field_at(path)
    if field is None or not field.examples:
        return None
    return f"'{path[-1]}: {_flow(field.examples[0])}'"


def _flow(value: object) -> str:
    """Return plain data as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
