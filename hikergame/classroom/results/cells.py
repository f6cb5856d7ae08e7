"""Cells of tables that spreadsheets open: what is text stays text, whole and on one line.

A spreadsheet runs a cell that begins like a formula, also one that a comma's or a
semicolon's country finds in the middle of ours. An apostrophe goes before what could be one,
the sign by which spreadsheets themselves mark text; it also keeps "007" and "3-4" from
becoming a number and a date.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

Cell: TypeAlias = str | float | int | None

BOM: Final = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""
_GUARD: Final = "'"
_FORMULAS: Final = "=+-@\u2212"
"""What formulas begin with, in what NFKC makes of their full-width and small forms."""
_SIGNS: Final = "".join(
    sign
    for sign in map(chr, range(0x20, 0x1_0000))
    if unicodedata.normalize("NFKC", sign) in tuple(_FORMULAS)
)
_STARTS: Final = re.compile(rf"(^\s*[\"']*|[;,|]\s*[\"']*)(?=[{re.escape(_SIGNS)}])")
_KEPT: Final = frozenset("\u200c\u200d")
"""Joiners: emoji and scripts need them; other marks without a shape are left out."""
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBER: Final = re.compile(
    r"[\d\s.,:/%()$€£-]*\d[\d\s.,:/%()$€£-]*(?:e[+-]?\d+)?"
    rf"|\d+[\s./-]*(?:{_MONTHS})[a-z]*[\s./,-]*\d*"
    rf"|(?:{_MONTHS})[a-z]*[\s./,-]*\d+[\s./,-]*\d*"
    r"|true|false",
    re.IGNORECASE,
)
"""What spreadsheets take for a number, a date or a truth value."""


def plain(text: str) -> str:
    """Return a text on one line, without what moves cursors or turns lines around."""
    shown = (
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cs") or sign in _KEPT
    )
    return " ".join("".join(shown).split())


def safe(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs, or takes for anything but text."""
    line = plain(text)
    guarded = _STARTS.sub(lambda found: found[0] + _GUARD, line)
    if _NUMBER.fullmatch(line) and not guarded.startswith(_GUARD):
        return _GUARD + guarded
    return guarded


def as_csv(rows: Iterable[Sequence[Cell]], *, decimal_comma: bool = False) -> bytes:
    """Return rows as a file in UTF-8 with its mark; None is an empty cell.

    With a `decimal_comma`, numbers are written as in 3,5 and cells parted by semicolons, as
    spreadsheets of many countries expect.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if decimal_comma else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_written(cell, decimal_comma) for cell in row])
    return (BOM + text.getvalue()).encode("utf-8")


def decimal(number: float, *, comma: bool = False) -> str:
    """Return a number in the two decimals that marks are given in, without needless noughts."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


def _written(cell: Cell, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    return str(cell) if isinstance(cell, int) else decimal(cell, comma=comma)
