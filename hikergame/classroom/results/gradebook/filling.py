"""A lesson's points in a teacher's own file: a column for each round.

A column that is there already, by its name or by its name and the number that Canvas gives
it, is filled; another one is added. Whoever has no points keeps what stands in his cell.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.results.cells import decimal, safe
from hikergame.classroom.results.gradebook.layouts import Book, layout_of
from hikergame.classroom.results.gradebook.matching import Matching, match
from hikergame.classroom.results.gradebook.sheet import Sheet
from hikergame.classroom.results.session import ClassResults, RoundResults

_FULL = "100"
"""Points of a round."""


@dataclass(frozen=True)
class Filled:
    """A gradebook with points in it."""

    content: bytes
    columns: tuple[str, ...]
    """The columns that were filled, as the file calls them."""
    added: int
    """How many of them are new."""
    matching: Matching
    scaled: tuple[tuple[str, str], ...] = ()
    """Columns that are not out of the points of a round, each with what it is out of."""

    def lines(self) -> list[str]:
        """Say who was found, how, and who was not."""
        found, lost = self.matching.matches, self.matching.unmatched
        new = f" ({self.added} new)" if self.added else ""
        said = [f"{len(found)} of {len(found) + len(lost)} walkers found in the gradebook."]
        said.append(f"Columns{new}: {', '.join(self.columns)}")
        said += [
            f"  {name} is out of {most} points in the gradebook, and a round has {_FULL}"
            for name, most in self.scaled
        ]
        said += [f"  {one.name} is {one.student.name}, {one.how}" for one in found]
        if lost:
            said.append("Not filled in:")
            said += [f"  {one.name}: {one.why}" for one in lost]
        if self.matching.unheeded:
            said.append("Said of nobody who walked:")
            said += [f"  {line}" for line in self.matching.unheeded]
        if self.matching.without:
            said.append("Students for whom nobody walked, left as they are:")
            said += [f"  {name}" for name in self.matching.without]
        return said


def fill(
    content: bytes,
    book: Book,
    results: ClassResults,
    *,
    column: str | None = None,
    who: Mapping[str, str] | None = None,
    id_column: str | None = None,
) -> Filled:
    """Return an exported gradebook with the points of each round. Raises GradebookError.

    `column` is what the column is called, and where there are several rounds, what is before
    their numbers; `who` says which walker is which student; `id_column` is one more column
    by which students are told apart.
    """
    sheet = Sheet.read(content)
    layout = layout_of(sheet, book, id_column)
    walkers = [(row.hiker, row.name) for row in results.rows]
    bots = {row.hiker for row in results.rows if row.kind is EntrantKind.BOT}
    matching = match(walkers, layout.students, who, bots)
    names, scaled, added, at = [], [], 0, layout.before
    for one, title in zip(results.rounds, _titles(results, column), strict=True):
        there = _existing(sheet, title)
        if there is None:
            there, at, added = at, at + 1, added + 1
            sheet.insert(there)
            sheet.write(sheet.rows[0], there, title)
            if layout.possible is not None:
                sheet.write(layout.possible, there, _FULL)
        names.append(sheet.head[there])
        most = "" if layout.possible is None else layout.possible.value(there).strip()
        if _is_another(most):
            scaled.append((names[-1], most))
        _put(sheet, there, one, matching)
    return Filled(sheet.content(), tuple(names), added, matching, tuple(scaled))


def _is_another(most: str) -> bool:
    """Tell whether a column is out of a number of points that is not a round's."""
    try:
        return float(most.replace(",", ".")) != float(_FULL)
    except ValueError:
        return False


def read_who(content: bytes) -> dict[str, str]:
    """Read a table of two columns, walker and student. Raises GradebookError."""
    sheet = Sheet.read(content)
    return {
        row.value(0).strip(): row.value(1).strip()
        for row in sheet.rows
        if row.value(0).strip() and row.value(1).strip()
    }


def _titles(results: ClassResults, column: str | None) -> list[str]:
    name = column or f"hikergame {results.code}".strip()
    if column is not None and len(results.rounds) == 1:
        return [column]
    return [f"{name} {one.number}" for one in results.rounds]


def _existing(sheet: Sheet, title: str) -> int | None:
    """Return the column of a title, bare or with what Canvas adds to it."""
    named = re.compile(rf"{re.escape(title.strip())}(\s*\(\d+\))?", re.IGNORECASE)
    guarded = safe(title)
    for column, name in enumerate(sheet.head):
        if named.fullmatch(name) or name == guarded:
            return column
    return None


def _put(sheet: Sheet, column: int, one: RoundResults, matching: Matching) -> None:
    """Put a round's points into a column."""
    if one.board.by_steps:
        return
    comma = sheet.decimal_comma
    points = {row.hiker: row.points for row in one.rows}
    for found in matching.matches:
        if found.hiker in points:
            marks = decimal(points[found.hiker], comma=comma)
            sheet.write(found.student.row, column, marks)
