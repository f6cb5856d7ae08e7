"""What a plain YAML scalar means, by the core rules of YAML 1.2 that editors follow.

PyYAML follows YAML 1.1, where `1e3` is text, `no` is false and `1:30` is ninety. Here a
number looks like a number, only `true` and `false` are truth values, and all else is
text. A leading zero (octal to some, decimal to others) makes no number either.
"""

import re

Plain = None | bool | int | float | str
"""A scalar as plain data."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_EXACT_DIGITS = 18

_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


def resolve(text: str) -> Plain:
    """Return the value of a plain, unquoted scalar; a number too large is infinite."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) <= _EXACT_DIGITS:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", "", 1))
    return text


def cure_for_number(text: str, quoted: bool) -> str | None:
    """Return how to turn `text`, found where a number is due, into one, if that is plain."""
    if quoted and re.fullmatch(_NUMBER, text):
        return "take the quotes away"
    candidates = (
        (text.replace("\u2212", "-"), "with a plain hyphen for the minus"),
        (text.replace(",", ".", 1), "with a decimal point"),
        (re.sub(r"(?<=[0-9])[_' \u00a0\u202f](?=[0-9])", "", text), "without separators"),
        (re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text), "without leading zeros"),
        (re.sub(r"(?<=[0-9.])\s*(?:[a-zA-Z°%]+)$", "", text), "without a unit"),
    )
    for candidate, how in candidates:
        if candidate != text and re.fullmatch(_NUMBER, candidate):
            return f"write it {how}: {candidate}"
    return None


_SPOKEN = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def cure_for_truth(text: str) -> str | None:
    """Return how to turn `text`, found where true or false is due, into one of them."""
    word = _SPOKEN.get(text.casefold(), text.casefold())
    return f"write {word}" if word in ("true", "false") and word != text else None
