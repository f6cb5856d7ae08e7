"""A level file's bytes as text, and where each character of it stands.

Reads UTF-8, with or without a byte order mark, and any line ending. What is no such text
is told as a problem with its line and byte. Characters that no level may hold become
problems and are replaced one for one, so that reading can go on and find the rest.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from hikergame.level.errors import MOST_PROBLEMS, LevelError, Problem
from hikergame.level.text import name_character, unsafe_characters, without_unsafe

MOST_BYTES = 256 * 1024
"""The largest level file; a hundred times what a rich level needs."""
_MOST_CHARACTERS_TOLD = 10
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass
class Source:
    """The text of one file, and the problems found in it so far.

    Places in the text are character indices; `place` turns one into line and column.
    """

    file: str | None
    text: str
    problems: list[Problem] = field(default_factory=list)
    _line_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and the column, from 1, of the character number `index`."""
        inside = min(max(index, 0), len(self.text))
        line = bisect_right(self._line_starts, inside)
        return line, inside - self._line_starts[line - 1] + 1

    def add(self, index: int, message: str, hint: str | None = None) -> None:
        """Note a problem at the character number `index`."""
        self.problems.append(Problem(self.file, *self.place(index), message, hint))

    def error(self) -> LevelError:
        """Return all problems noted so far, each once, in the order of their places."""
        told = sorted(set(self.problems), key=lambda p: (p.line, p.column, p.message))
        if len(told) > MOST_PROBLEMS:
            rest = len(told) - MOST_PROBLEMS
            last = told[MOST_PROBLEMS]
            more = Problem(self.file, last.line, last.column, f"and {rest} more problems")
            told = [*told[:MOST_PROBLEMS], more]
        return LevelError(tuple(told))


def read_source(data: bytes | str, file: str | None) -> Source:
    """Return the text of `data`; raise LevelError when it is no text at all.

    `file` is the name that problems carry.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
        text = _checked(data, file).decode("utf-8", "surrogatepass")
    else:
        text = _decoded(_checked(data, file), file)
    text = text.removeprefix("\ufeff")
    source = Source(file, without_unsafe(text))
    note_unsafe(source, text)
    return source


def note_unsafe(source: Source, text: str) -> None:
    """Note a problem for each refused character of `text`, the first few with their places."""
    indices = list(unsafe_characters(text))
    for index in indices[:_MOST_CHARACTERS_TOLD]:
        source.add(index, refusal(text[index]), "delete it")
    if len(indices) > _MOST_CHARACTERS_TOLD:
        rest = len(indices) - _MOST_CHARACTERS_TOLD
        source.add(indices[_MOST_CHARACTERS_TOLD], f"and {rest} more such characters")


def refusal(character: str) -> str:
    """Return the sentence that refuses a character."""
    return f"the character {name_character(character)} is not allowed in a level"


def _checked(data: bytes, file: str | None) -> bytes:
    """Return `data`; raise LevelError when it is too large or binary."""
    if len(data) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 1024} KiB, too large for a level"
        raise LevelError((Problem(file, 1, 1, message),))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LevelError((Problem(file, 1, 1, "the file is UTF-16 text", "save it as UTF-8"),))
    null = data.find(b"\0")
    if null >= 0:
        line, column = _place_of_byte(data, null)
        message = f"the file is binary, not text: byte {null + 1} is zero"
        raise LevelError((Problem(file, line, column, message),))
    return data


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place_of_byte(data, error.start)
        byte = data[error.start]
        message = f"the file is not UTF-8 text: byte {error.start + 1} is 0x{byte:02X}"
        raise LevelError((Problem(file, line, column, message, "save it as UTF-8"),)) from None


def _place_of_byte(data: bytes, index: int) -> tuple[int, int]:
    """Return the place of the byte number `index`; all bytes before it are good text."""
    before = data[:index].decode("utf-8", "replace").removeprefix("\ufeff")
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the start of a file, one byte more than it may have at most.

    Raises LevelError when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {reason.lower()}"
        raise LevelError((Problem(str(path), 1, 1, message),)) from error
