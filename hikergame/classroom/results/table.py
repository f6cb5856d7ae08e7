"""The table of a lesson: a line for everybody who walked, a few columns for each round.

    rank, name, kind, team, points, rounds,
    and of round N: its title's "points", "halvings", "steps", "flag", "medals", "ended"

People come first, then bots, each with ranks of their own; then the algorithms, without a
rank. Points that a board keeps to itself, and what somebody did not walk, are empty cells.
Of records that were handed in, the last column names the files. Lines of the
kind "note" say in their name who was purged or left out.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from hikergame.classroom.messages.watching import RowView
from hikergame.classroom.results.cells import Cell, as_csv
from hikergame.classroom.results.session import ClassResults, RoundResults

_FIRST: Final = ("rank", "name", "kind", "team", "points", "rounds")
_OF_A_ROUND: Final = ("points", "halvings", "steps", "flag", "medals", "ended")


def table(results: ClassResults, *, decimal_comma: bool = False) -> bytes:
    """Return the table as a CSV file."""
    return as_csv(rows(results), decimal_comma=decimal_comma)


def rows(results: ClassResults) -> list[Sequence[Cell]]:
    """Return the table, its head first."""
    head = [*_FIRST, *(f"{_title(one)}: {what}" for one in results.rounds for what in _OF_A_ROUND)]
    lines = [list(_line(results, row)) for row in _everybody(results)]
    if results.files:
        head.append("files")
        for line, row in zip(lines, _everybody(results), strict=True):
            line.append(", ".join(results.files.get(row.hiker, ())) or None)
    notes = [
        [None, note, "note", *[None] * (len(head) - 3)]
        for note in (results.purged, *results.refused)
        if note
    ]
    return [head, *lines, *notes]


def _title(one: RoundResults) -> str:
    return f"Round {one.number} {one.level.title}"


def _everybody(results: ClassResults) -> list[RowView]:
    whole = results.standing
    machines = () if whole is None else whole.algorithms
    return [*results.rows, *(one.row for one in machines)]


def _line(results: ClassResults, row: RowView) -> Iterator[Cell]:
    """Yield one entrant's cells."""
    found = [_row_of(one, row.hiker) for one in results.rounds]
    hidden = results.standing is not None and results.standing.by_steps
    yield row.rank or None
    yield row.name
    yield row.kind.value
    yield row.team
    yield None if hidden else row.points
    yield sum(one is not None for one in found)
    for one, its in zip(results.rounds, found, strict=True):
        yield from _round_cells(one, its)


def _round_cells(one: RoundResults, row: RowView | None) -> list[Cell]:
    if row is None:
        return [None] * len(_OF_A_ROUND)
    points = None if one.board.by_steps else row.points
    walk = one.walks.get(row.hiker)
    if walk is None:
        return [points, None, row.step, None, None, None]
    flag = "yes" if walk.flag else "no"
    return [points, walk.halvings[-1], row.step, flag, ", ".join(walk.medals), walk.fate]


def _row_of(one: RoundResults, hiker: str) -> RowView | None:
    return next((row for row in (*one.rows, *one.algorithms) if row.hiker == hiker), None)
