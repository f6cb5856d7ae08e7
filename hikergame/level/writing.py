"""Level files written: plain data as YAML that people like to read and change.

Keys come in the order in which they are given; shapes and rivals stand one to a line,
prose as a block, all else on the line of its key. Comments stand above a key, or behind
an item of a list. What is written reads back as the same data.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from hikergame.level.scalars import resolve

Remarks = Mapping[str, str]
"""Comments, by the dotted path of what they are about: "steps", "landscape.terms.0". One that
stands above a key may have several lines."""

_WIDTH: Final = 88
_INDENT: Final = "  "
_NO_QUOTES: Final = re.compile(r"[A-Za-z][A-Za-z0-9 .;'+*/()-]*")
"""Texts that cannot be mistaken for a part of YAML,"""
_NO_QUOTES_ALONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9 .,;'+*/()?!-]*")
"""and those that cannot where they are all that follows a key."""


def write_level(
    data: Mapping[str, Any], *, head: Sequence[str] = (), remarks: Remarks | None = None
) -> str:
    """Return a level's data as the text of its file; `head` is a comment, line by line."""
    comment = [f"# {line}".rstrip() for line in head]
    return "\n".join([*comment, *_mapping(data, remarks or {}, "", "")]) + "\n"


def number(value: float) -> str:
    """Return a number as people write it: a short text that reads back as the same."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e9):
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def _mapping(data: Mapping[str, Any], remarks: Remarks, path: str, indent: str) -> Iterator[str]:
    """Yield the lines of a mapping; `path` leads to it, and ends with a dot or is empty."""
    for key, value in data.items():
        yield from _comment(remarks.get(path + key, ""), indent)
        if isinstance(value, str) and "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}{_INDENT}{line}".rstrip() for line in value.rstrip().splitlines())
        elif _has_items(value):
            yield f"{indent}{key}:"
            for place, item in enumerate(value):
                remark = remarks.get(f"{path}{key}.{place}")
                behind = "" if remark is None else f"  # {remark}"
                yield f"{indent}{_INDENT}- {_flow(item)[1:-1]}{behind}"
        elif isinstance(value, Mapping) and any(map(_has_items, value.values())):
            yield f"{indent}{key}:"
            yield from _mapping(value, remarks, f"{path}{key}.", indent + _INDENT)
        else:
            alone = isinstance(value, str)
            yield f"{indent}{key}: {_text(value, _NO_QUOTES_ALONE) if alone else _flow(value)}"


def _comment(remark: str, indent: str) -> Iterator[str]:
    """Yield the lines of a comment; lines that begin with spaces go on with two more."""
    for line in remark.splitlines():
        own = " " * (len(line) - len(line.lstrip()))
        sign = f"{indent}# {own}"
        after = f"{sign}{_INDENT}" if own else sign
        yield from textwrap.wrap(line.strip(), _WIDTH, initial_indent=sign, subsequent_indent=after)


def _has_items(value: object) -> bool:
    """Tell whether a value is a list of shapes or rivals."""
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    return _text(value, _NO_QUOTES)


def _text(text: str, no_quotes: re.Pattern[str]) -> str:
    """Return a text that is one line, in quotes unless it is harmless without."""
    plain = no_quotes.fullmatch(text) and text == text.strip() and resolve(text) == text
    return text if plain else json.dumps(text, ensure_ascii=False)
