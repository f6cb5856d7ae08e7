"""Text on its way to a terminal: harmless, whatever was in it.

Titles, names and file names come from strangers. `clean` takes out everything that a
terminal would obey instead of showing. `NEAREST` names the way in which characters that
a stream's encoding lacks are written: as the nearest ones that it has.
"""

import codecs
import re
import shutil
import unicodedata
from textwrap import wrap
from typing import TextIO

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor, modes
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # strings
    r"|\x1b[ -/]*[0-~]?"  # what is left of ESC
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REORDERING = re.compile(r"[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

NEAREST = "hikergame.nearest"
"""An error handler for `str.encode`: typographic signs and accents give way, a question
mark stands for the rest."""

_STAND_INS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-",
    "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "...", "\xa0": " ",
    "\xb0": " degrees", "\xb1": "+-", "\xb7": "-", "\xd7": "x", "\u2192": "->",
})  # fmt: skip


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_STAND_INS)
    letters = unicodedata.normalize("NFKD", missing)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.encode("ascii", errors="replace").decode("ascii"), error.end


codecs.register_error(NEAREST, _nearest)

_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without escapes, control characters and marks that reorder text.

    Line breaks stay, as plain newlines; tabs become spaces; bytes of a file name that no
    encoding explains become question marks.
    """
    text = text.replace("\r\n", "\n").replace("\t", " ")
    text = _CONTROLS.sub("", _ESCAPES.sub("", text))
    return _SURROGATES.sub("?", _REORDERING.sub("", text))


def one_line(text: str, longest: int | None = None) -> str:
    """Return `text` clean and on one line, cut with an ellipsis after `longest` characters."""
    line = " ".join(clean(text).split())
    if longest is not None and len(line) > longest:
        return line[: longest - 3].rstrip() + "..."
    return line


def fitted(text: str, stream: TextIO | None) -> str:
    """Return `text` with its lines broken between words, where a terminal would break them.

    Elsewhere lines stay whole: a program reads them. What is set in columns keeps its spaces.
    """
    if stream is None or not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(_broken(line, width) for line in text.split("\n"))


def _broken(line: str, width: int) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    if len(line) <= width or len(indent) >= width:
        return line
    parts = wrap(
        line,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(parts)


def encodable(characters: str, encoding: str | None) -> bool:
    """Say whether a stream of this encoding can carry all of `characters`."""
    try:
        characters.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
