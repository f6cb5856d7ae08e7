"""Which character of the file each character of a YAML scalar comes from.

An error inside a text, such as a formula's, is told at its own character, however the
text is written: plain, quoted, literal or folded. Folding and indentation change white
space only, so that all other characters follow each other in the file as in the text;
escapes and doubled quotes are read as the one character that they stand for.
"""

import re

_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)?")
_SPACE = re.compile(r"[ \t\r\n]*")
_SPACE_AND_JOINTS = re.compile(r"(?:[ \t\r\n]|\\(?=[\r\n]))*")
_JOINTS = re.compile(r"(?:\\(?:\r\n|[\r\n])[ \t]*)*")
_UNIT = re.compile(r"\r\n|.", re.DOTALL)
_UNIT_IN_SINGLE_QUOTES = re.compile(r"''|\r\n|.", re.DOTALL)
_UNIT_IN_DOUBLE_QUOTES = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\r\n])|\r\n|.", re.DOTALL
)


def positions(value: str, style: str, text: str, start: int) -> list[int]:
    """Return, for each character of a scalar and for its end, an index into `text`.

    `value` is what the scalar says, `style` how it is written ("" for plain, or one of
    ' " | >), `start` where it begins in `text`, its opening quote or block header included.
    White space that folding made has a place between its neighbours.
    """
    unit = {"'": _UNIT_IN_SINGLE_QUOTES, '"': _UNIT_IN_DOUBLE_QUOTES}.get(style, _UNIT)
    space = _SPACE_AND_JOINTS if style == '"' else _SPACE
    header = _HEADER.match(text, start) if style in ("|", ">") else None
    at = header.end() if header else start + len(style)
    found = []
    for character in value:
        blank = character in " \t\n"
        if not blank:
            at = _end(space, text, at)
        elif style == '"':
            at = _end(_JOINTS, text, at)
        found.append(at)
        if not blank or _stands_at(text, at, character):
            at = _end(unit, text, at)
    return [*found, at]


def _stands_at(text: str, at: int, blank: str) -> bool:
    """Return whether the white space `blank` is written at `at`, as itself or escaped."""
    here = text[at : at + 2]
    escaped = here.startswith("\\") and here[1:] not in ("\r", "\n")
    return escaped or here[:1] == blank or (blank == "\n" and here[:1] == "\r")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()
