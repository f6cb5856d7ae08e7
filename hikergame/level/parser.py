"""YAML as a stream of events, and what its parser complains about in plain words.

libyaml is used where PyYAML was built with it. It and PyYAML's own parser tell the same
places and word their complaints differently; both are known here. What is not known is
passed on as it is.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from hikergame.level.source import Source
from hikergame.level.text import printable, quote

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTES = "put the text in quotes"
_CURE_FOR_COLON = "indent the line like its neighbours, or put a text with ': ' in it in quotes"
_COMPLAINTS: tuple[tuple[str, bool, str, str | None], ...] = (
    # pattern, whether the place is where the thing began, what is wrong, cure
    (
        r"expected ',' or '[]}]'",
        True,
        "the bracket that opens here is not closed, or a comma is missing in it",
        "check the commas and the closing bracket",
    ),
    (
        r"quoted scalar.*(unexpected end of stream|document separator)",
        True,
        "the quote that opens here is never closed",
        "close it, and write an apostrophe inside single quotes twice",
    ),
    (
        r"unknown escape character|expected escape sequence|escape code|escape sequence of",
        False,
        "this backslash sequence means nothing",
        "write the backslash twice, or put the text in single quotes",
    ),
    (r"mapping values are not allowed", False, "there is a ':' too many here", _CURE_FOR_COLON),
    (r"could not find expected ':'", True, "a ':' and a value must follow this", None),
    (
        r"sequence entries are not allowed",
        False,
        "a list cannot begin here",
        "begin it on a line of its own, with '- ' before each item",
    ),
    (
        r"expected <block end>|did not find expected (key|'-' indicator)",
        False,
        "this does not continue what stands above it",
        "indent it like its neighbours, and end a text in quotes with its quote",
    ),
    (r"expected (the )?node content", False, "a value is missing here", None),
    (
        r"expected (a )?comment or (a )?line break|indentation indicator",
        False,
        "the text must begin on the line after '|' or '>'",
        None,
    ),
    (
        r"expected alphabetic or numeric|scanning an (alias|anchor)",
        True,
        "'*' and '&' at the beginning of a value have a meaning of their own",
        _QUOTES,
    ),
    (
        r"tag|directive|incompatible YAML|<document start>",
        False,
        "this is not a part of YAML that levels use",
        "remove it, or " + _QUOTES,
    ),
    (r"found a tab", False, "a tab cannot indent", "use spaces"),
)


class StopReading(Exception):  # noqa: N818 - it ends the reading; the problem is noted
    """Nothing sensible follows in a text; what is wrong has been noted in its source."""


def events(source: Source) -> Iterator[Any]:
    """Yield the parser's events; note what it complains about and raise StopReading."""
    try:
        yield from yaml.parse(source.text, _LOADER)
    except yaml.MarkedYAMLError as error:
        source.add(*_explain(error, source.text))
        raise StopReading from error


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str | None]:
    """Return the place (an index into `text`), what is wrong there, and the cure if known."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    here = _index(error.problem_mark, text)
    began = here if error.context_mark is None else _index(error.context_mark, text)
    if "cannot start any token" in complaint:
        return _explain_character(text, getattr(error.problem_mark, "index", 0))
    for pattern, at_beginning, message, cure in _COMPLAINTS:
        if re.search(pattern, complaint):
            return began if at_beginning else here, message, cure
    return here, f"this is not YAML: {printable(complaint.strip())}", None


def _explain_character(text: str, at: int) -> tuple[int, str, str]:
    if text[at] == "\t":
        return at, "a tab cannot indent", "use spaces"
    return at, f"a value cannot begin with {quote(text[at])}", _QUOTES


def _index(mark: object, text: str) -> int:
    """Return the mark's place, but no farther than where the text's last line ends."""
    index = getattr(mark, "index", 0)
    return min(index, len(text.rstrip()))
