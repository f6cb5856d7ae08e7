"""What Canvas and Moodle export: which columns say who somebody is, and where ours go.

Canvas parts "Student" into "Last, First", follows it with ids and a section, and ends with
totals that it works out itself; new columns stand before those. Moodle names its columns in
the language of the site; first name and surname come first, in either order, unless a site
has other columns there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hikergame.classroom.errors import GradebookError
from hikergame.classroom.results.gradebook.sheet import Row, Sheet
from hikergame.spelling import did_you_mean


class Book(Enum):
    """Whose export it is."""

    CANVAS = "Canvas"
    MOODLE = "Moodle"


@dataclass(frozen=True)
class Student:
    """One line of a gradebook."""

    row: Row
    name: str
    """For people."""
    names: tuple[str, ...]
    """All the ways in which the file tells the name."""
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """How a file is laid out."""

    book: Book
    students: tuple[Student, ...]
    before: int
    """New columns are put before this one."""
    possible: Row | None
    """The line that says how many points there are."""


_CANVAS_IDS: Final = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
_CANVAS_TOTAL: Final = re.compile(
    r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)"
)
_POSSIBLE: Final = "Points Possible"
_READ_ONLY: Final = "(read only)"
_TEST: Final = "student, test"
_MOODLE_IDS: Final = frozenset(
    {
        "id number", "idnumber", "email address", "email", "username", "student id",
        "id-nummer", "e-mail-adresse", "e-mail", "anmeldename",
        "numéro d'identification", "adresse de courriel", "nom d'utilisateur",
        "número de id", "número de identificación", "dirección de correo", "nombre de usuario",
        "numero id", "numero identificativo", "indirizzo email", "indirizzo e-mail",
        "número de identificação", "endereço de email", "e-mailadres",
        "gebruikersnaam", "numer id", "adres e-mail", "adres email",
    }
)  # fmt: skip
"""Columns of Moodle that tell people apart, in the languages of many sites."""
_MOODLE_WHOLE: Final = frozenset({"name", "full name", "student", "vollständiger name"})
_MOODLE_LAST: Final = re.compile(r"last downloaded|zuletzt|dernier téléchargement", re.IGNORECASE)


def layout_of(sheet: Sheet, book: Book, id_column: str | None = None) -> Layout:
    """Return how a file is laid out. Raises GradebookError where it is not of that kind.

    `id_column` names one more column by which students are told apart.
    """
    extra = None if id_column is None else _column(sheet, id_column)
    return _canvas(sheet, extra) if book is Book.CANVAS else _moodle(sheet, extra)


def _column(sheet: Sheet, name: str) -> int:
    head = [one.casefold() for one in sheet.head]
    if name.strip().casefold() in head:
        return head.index(name.strip().casefold())
    hint = did_you_mean(name, sheet.head)
    raise GradebookError(f"no column is called {name!r}" + (f"; {hint}" if hint else ""))


def _canvas(sheet: Sheet, extra: int | None) -> Layout:
    head = sheet.head
    parted = head[:2] == ["LastName", "FirstName"]
    if not parted and not (head[0] == "Student" and "ID" in head):
        raise GradebookError(
            "no gradebook of Canvas: its first column is not Student. Export it with Grades, "
            "Export, Export Entire Gradebook"
        )
    ids = _with(extra, [column for column, name in enumerate(head) if name in _CANVAS_IDS])
    possible = next((row for row in sheet.rows[1:4] if _POSSIBLE in row.value(0)), None)
    students = []
    for row in sheet.rows[1:]:
        name = row.value(0).strip()
        if row is possible or not name or name.casefold() == _TEST:
            continue
        names = _either_way(row.value(1), name) if parted else _commas(name)
        students.append(_student(row, names, ids))
    last = len(head)
    while last and _is_total(head[last - 1], possible, last - 1):
        last -= 1
    return Layout(Book.CANVAS, tuple(students), last, possible)


def _is_total(name: str, possible: Row | None, column: int) -> bool:
    own = possible is not None and _READ_ONLY in possible.value(column).casefold()
    return own or _CANVAS_TOTAL.search(name) is not None


def _moodle(sheet: Sheet, extra: int | None) -> Layout:
    head = [name.casefold() for name in sheet.head]
    if sheet.head[0] == "Student" and "ID" in sheet.head:
        raise GradebookError("a gradebook of Canvas, not of Moodle: name it with --canvas")
    ids = _with(extra, [column for column, name in enumerate(head) if name in _MOODLE_IDS])
    whole = next((column for column, name in enumerate(head) if name in _MOODLE_WHOLE), None)
    students = []
    for row in sheet.rows[1:]:
        if row.is_empty:
            continue
        pair = (row.value(0).strip(), row.value(1).strip())
        names = _either_way(*pair) if whole is None else _commas(row.value(whole).strip())
        students.append(_student(row, names, ids))
    last = len(head)
    if _MOODLE_LAST.search(head[-1]):
        last -= 1
    return Layout(Book.MOODLE, tuple(students), last, None)


def _with(extra: int | None, columns: list[int]) -> list[int]:
    return columns if extra is None else list(dict.fromkeys([*columns, extra]))


def _student(row: Row, names: Sequence[str], ids: Sequence[int]) -> Student:
    known = tuple(value for column in ids if (value := row.value(column).strip()))
    return Student(row, names[0], tuple(dict.fromkeys(names)), known)


def _either_way(first: str, last: str) -> list[str]:
    """Return a name in both orders; one column may be empty."""
    first, last = first.strip(), last.strip()
    return [f"{first} {last}".strip(), f"{last} {first}".strip()]


def _commas(name: str) -> list[str]:
    """Return a name as it is, and one as "Last, First" also the other way round."""
    last, comma, first = name.partition(",")
    return [name, *_either_way(first, last)] if comma else [name]
