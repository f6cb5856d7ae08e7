"""Somebody else's CSV file, read without losing a byte of it.

Cells are kept as they are written, quotes included, and so are line ends, the encoding and its
mark: what is not changed is written as it was read.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hikergame.classroom.errors import GradebookError
from hikergame.classroom.results.cells import safe

_SEPARATORS: Final = ",;\t:"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED: Final = ("utf-8", "cp1252", "latin-1")
"""Tried in turn; the last one reads anything."""
_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""By which some programs tell the separator, in a line of its own."""
_COMMA_NUMBER: Final = re.compile(r"\s*\d+,\d+\s*")
_POINT_NUMBER: Final = re.compile(r"\s*\d+\.\d+\s*")
_MOST: Final = 64 * 2**20


@dataclass
class Row:
    """One line of a file."""

    cells: list[str]
    """As they are written."""
    end: str
    """What ends the line; empty for a last one without an end."""

    @property
    def is_empty(self) -> bool:
        """Nothing is written in it."""
        return not any(cell.strip() for cell in self.cells)

    def value(self, column: int) -> str:
        """Return what a cell says; empty beyond the row's end."""
        return unquoted(self.cells[column]) if column < len(self.cells) else ""


@dataclass
class Sheet:
    """A file."""

    rows: list[Row]
    """From the head on."""
    separator: str
    encoding: str
    mark: bytes
    """The mark of its encoding, at its very beginning; may be empty."""
    hint: str
    """The line that tells the separator, if there is one."""

    @classmethod
    def read(cls, content: bytes) -> "Sheet":
        """Read a file. Raises GradebookError for what is no table of several columns."""
        if len(content) > _MOST:
            raise GradebookError(f"larger than {_MOST // 2**20} MiB, so it is no gradebook")
        mark, encoding = next(
            ((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "")
        )
        encoding = encoding or _encoding_of(content)
        try:
            text = content[len(mark) :].decode(encoding)
        except UnicodeDecodeError as error:
            raise GradebookError(f"not text in {encoding}, though it says so") from error
        if "\0" in text:
            raise GradebookError(
                "not text but a workbook or another program's file: export it as CSV"
            )
        hint = _HINT.match(text)
        text = text[hint.end() :] if hint else text
        separator = hint[1] if hint else _separator_of(text)
        rows = _rows(text, separator)
        if not rows or len(rows[0].cells) < 2:
            raise GradebookError(
                "no table: its first line must name columns, parted by commas, semicolons or tabs"
            )
        return cls(rows, separator, encoding, mark, hint[0] if hint else "")

    @property
    def head(self) -> list[str]:
        """What the columns are called."""
        return [self.rows[0].value(column).strip() for column in range(len(self.rows[0].cells))]

    @property
    def decimal_comma(self) -> bool:
        """Numbers are written as in 3,5."""
        if self.separator == ",":
            return any(_COMMA_NUMBER.fullmatch(value) for value in self._values()) and not any(
                _POINT_NUMBER.fullmatch(value) for value in self._values()
            )
        commas = sum(_COMMA_NUMBER.fullmatch(value) is not None for value in self._values())
        points = sum(_POINT_NUMBER.fullmatch(value) is not None for value in self._values())
        return commas >= points if self.separator == ";" else commas > points

    def insert(self, column: int) -> None:
        """Make room for a column before another one, in all lines that reach so far."""
        for row in self.rows:
            if len(row.cells) >= column and not row.is_empty:
                row.cells.insert(column, "")

    def write(self, row: Row, column: int, text: str) -> None:
        """Put a text into a cell, guarded so that no spreadsheet runs it."""
        row.cells += [""] * (column + 1 - len(row.cells))
        row.cells[column] = self._quoted(safe_or_number(text))

    def content(self) -> bytes:
        """Return the file. Raises GradebookError for a character that its encoding lacks."""
        lines = (self.separator.join(row.cells) + row.end for row in self.rows)
        text = self.hint + "".join(lines)
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            missing = error.object[error.start : error.end][:20]
            raise GradebookError(
                f"the file is in {self.encoding}, which has no {missing!r}: name the column "
                "otherwise, with --column"
            ) from error

    def _values(self) -> list[str]:
        return [row.value(column) for row in self.rows[1:] for column in range(len(row.cells))]

    def _quoted(self, text: str) -> str:
        needs = any(sign in text for sign in (self.separator, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if needs else text


def unquoted(cell: str) -> str:
    """Return what a cell says."""
    if len(cell) >= 2 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def safe_or_number(text: str) -> str:
    """Return a number as it is, and any other text as a cell that no spreadsheet runs."""
    return text if re.fullmatch(r"\d+([.,]\d+)?", text) else safe(text)


def _encoding_of(content: bytes) -> str:
    for name in _UNMARKED:
        try:
            content.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    raise AssertionError("the last one reads anything")


def _separator_of(text: str) -> str:
    """Return the separator of which the first line has most, outside of quotes."""
    line = re.sub(r'"(?:[^"]|"")*+"', "", text.partition("\n")[0])
    counts = Counter(sign for sign in line if sign in _SEPARATORS)
    return max(_SEPARATORS, key=lambda sign: (counts[sign], -_SEPARATORS.index(sign)))


@lru_cache(maxsize=8)
def _pattern(separator: str) -> re.Pattern[str]:
    """Return what matches a cell and what ends it."""
    other = f"[^{re.escape(separator)}\r\n]*+"
    return re.compile(rf'("(?:[^"]|"")*+"{other}|{other})({re.escape(separator)}|\r\n|\r|\n|\Z)')


def _rows(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    cells: list[str] = []
    at, pattern = 0, _pattern(separator)
    while at < len(text) or cells:
        found = pattern.match(text, at)
        if found is None:
            raise AssertionError("a cell of any characters matches")
        cells.append(found[1])
        at = found.end()
        if found[2] != separator:
            rows.append(Row(cells, found[2]))
            cells = []
    return rows
