"""Tokens: a formula's text cut into numbers, names and signs.

Positions count characters from zero. Only ASCII is understood; anything else is refused
where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from string import ascii_letters, digits
from types import MappingProxyType

from hikergame.landscape.errors import FormulaError
from hikergame.landscape.formula.limits import Limits


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula's text, and the place of its first character."""

    kind: Kind
    text: str
    position: int


_SPACE = frozenset(" \t\r\n")
_DIGITS = frozenset(digits)
_NAME_START = frozenset(ascii_letters + "_")
_NAME = _NAME_START | _DIGITS
_SIGNS = ("**", "^", "+", "-", "*", "/", "(", ")", ",")

_LOOKALIKES: Mapping[str, str] = MappingProxyType(
    {
        "×": "write *",
        "·": "write *",
        "⋅": "write *",
        "÷": "write /",
        "−": "write - (a hyphen)",
        "–": "write - (a hyphen)",
        "²": "write ^2",
        "³": "write ^3",
        "π": "write pi",
        "√": "write sqrt(...)",
        "|": "write abs(...)",
        "[": "use parentheses",
        "]": "use parentheses",
        "{": "use parentheses",
        "}": "use parentheses",
        "=": "write only what the height is equal to",
        ";": "arguments are parted by a comma",
    }
)
"""Characters that people try, and what to write instead."""


def tokenize(text: str, limits: Limits) -> list[Token]:
    """Return the tokens of `text`, an END token last; raise FormulaError."""
    if len(text) > limits.length:
        raise FormulaError(
            f"the formula has {len(text)} characters, more than {limits.length}",
            limits.length,
            text,
        )
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        if text[position] in _SPACE:
            position += 1
            continue
        if len(tokens) == limits.tokens:
            raise FormulaError(
                f"the formula has more than {limits.tokens} numbers, names and signs",
                position,
                text,
            )
        token = _token_at(text, position)
        tokens.append(token)
        position += len(token.text)
    tokens.append(Token(Kind.END, "", len(text)))
    return tokens


def _token_at(text: str, start: int) -> Token:
    first = text[start]
    if first in _DIGITS or (first == "." and text[start + 1 : start + 2] in _DIGITS):
        return _number_at(text, start)
    if first in _NAME_START:
        return Token(Kind.NAME, text[start : _run(text, start, _NAME)], start)
    for sign in _SIGNS:
        if text.startswith(sign, start):
            return Token(Kind.SIGN, sign, start)
    if first.isalpha() and not first.isascii() and first not in _LOOKALIKES:
        raise FormulaError(
            f"{first!r} cannot be part of a name",
            start,
            text,
            "names are written with the letters a to z",
        )
    raise FormulaError(f"{first!r} means nothing in a formula", start, text, _LOOKALIKES.get(first))


def _number_at(text: str, start: int) -> Token:
    end = _run(text, start, _DIGITS)
    if text[end : end + 1] == ".":
        end = _run(text, end + 1, _DIGITS)
    if text[end : end + 1] in ("e", "E"):
        power = end + 2 if text[end + 1 : end + 2] in ("+", "-") else end + 1
        after = _run(text, power, _DIGITS)
        if after > power:
            end = after
    number = text[start:end]
    if not math.isfinite(float(number)):
        raise FormulaError(f"{_short(number)} is too large a number", start, text)
    return Token(Kind.NUMBER, number, start)


def _run(text: str, start: int, alphabet: frozenset[str]) -> int:
    """Return the end of the run of characters of `alphabet` that begins at `start`."""
    end = start
    while end < len(text) and text[end] in alphabet:
        end += 1
    return end


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:17]}..."
