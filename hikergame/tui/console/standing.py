"""How all stand, as lines: the best few, the algorithms and who beat them, teams, bots. Pure."""

from collections.abc import Sequence

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.classroom.messages.watching import (
    BeatenView,
    BoardView,
    DistributionView,
    RowView,
    TeamView,
)
from hikergame.tui.console.lined import Line, Piece, bar, cut, line, wrapped
from hikergame.tui.theme import Palette

_COLUMNS = " ▁▂▃▄▅▆▇█"
_FEW = 3
"""Of the best, so many are shown whatever else there is."""
_TALL = 3
"""Rows below which a histogram says nothing: the names are worth more."""
_BARE = 46
"""Columns below which rows do without a bar."""


def shown_board(view: TeacherView) -> BoardView:
    """Return the board that counts now: that of all rounds at the end, else the round's."""
    over = view.room.phase is Phase.FINISHED
    return view.overall if over and view.overall is not None else view.board


def standing(board: BoardView, palette: Palette, width: int, height: int) -> list[Line]:
    """Return a board as lines, the best few cut short so that all else is seen."""
    lines = [
        line(Piece(f" {part}", palette.accent, True))
        for part in wrapped(board.headline, max(10, width - 2))
    ]
    rest = _rest(board, palette, width)
    tall = min(10, height - len(lines) - len(rest) - len(board.top) - 4)
    if board.full:
        tall = max(tall, min(_TALL, height - len(lines) - len(rest) - _FEW - 4))
    if tall >= _TALL:
        rest += _distribution(board.distribution, palette, width, tall, by_steps=board.by_steps)
    if board.top:
        room = max(_FEW, height - len(lines) - len(rest) - 1)
        lines += [(), *_rows(board.top, board, palette, width, room)]
    return lines + rest


def _rest(board: BoardView, palette: Palette, width: int) -> list[Line]:
    """Return algorithms, teams and bots, each under its heading."""
    lines: list[Line] = []
    if board.algorithms:
        lines += [(), _head("Against the algorithms", palette)]
        lines += [_beaten(one, palette, width) for one in board.algorithms]
    if board.teams:
        lines += [(), _head("Teams", palette)]
        lines += [_team(team, palette, width) for team in board.teams]
    if board.bots:
        lines += [(), _head("Bots", palette)]
        lines += _rows(board.bots, board, palette, width, _FEW)
    return lines


def _head(text: str, palette: Palette) -> Line:
    return line(Piece(f" {text.upper()}", palette.muted, True))


def _rows(
    rows: Sequence[RowView], board: BoardView, palette: Palette, width: int, most: int
) -> list[Line]:
    shown = rows if len(rows) <= most else rows[: most - 1]
    best = max((row.points for row in rows), default=0.0)
    lines = [_row(row, board, palette, width, best) for row in shown]
    if len(shown) < len(rows):
        lines.append(line(Piece(f"     and {len(rows) - len(shown)} more", palette.muted)))
    return lines


def _row(row: RowView, board: BoardView, palette: Palette, width: int, best: float) -> Line:
    """Return one entrant's line: rank, name, a bar, points or steps."""
    steps = f"{row.step}/{row.steps}" + _mark(row)
    points = "" if board.by_steps else f"{row.points:.1f}"
    share = row.step / max(1, row.steps) if board.by_steps else row.points / max(best, 1e-9)
    room = width - 5 - 7 - 9
    long = 0 if width < _BARE else min(24, room // 2)
    full, empty = bar(share, long)
    return line(
        Piece(f" {row.rank:>2}  ", palette.accent, row.rank == 1),
        Piece(cut(row.name, max(4, room - long)), palette.text, row.rank == 1),
        Piece(full, palette.accent),
        Piece(empty, palette.border),
        Piece(f"{points:>7}", palette.text, True),
        Piece(f"{steps:>9}", palette.muted),
    )


def _mark(row: RowView) -> str:
    """Return how a hike ended: with a flag, or without one; nothing while it goes on."""
    if row.flag:
        return "⚑"
    return "■" if row.over else " "


def _beaten(one: BeatenView, palette: Palette, width: int) -> Line:
    """Return one algorithm's line: its points, and the share of people ahead of it."""
    bare = width < _BARE
    said = f"  {one.beaten_by}{'/' if bare else ' of '}{one.of} ahead"
    room = max(4, width - 2 - 7 - max(len(said), 0 if bare else 17))
    long = 0 if bare else min(24, room // 2)
    full, empty = bar(one.beaten_by / max(1, one.of), long)
    return line(
        Piece(f" {cut(one.row.name, room - long)}", palette.rival, True),
        Piece(f"{one.row.points:>7.1f}", palette.text),
        Piece(f" {full}", palette.falls),
        Piece(empty, palette.border),
        Piece(f"{said:>17}" if not bare else said, palette.text),
    )


def _team(team: TeamView, palette: Palette, width: int) -> Line:
    members = f"{team.members}"
    return line(
        Piece(f" {team.rank:>2}  ", palette.accent, team.rank == 1),
        Piece(cut(team.team, max(4, width - 24)), palette.text, team.rank == 1),
        Piece(f"{team.points:>7.1f}", palette.text, True),
        Piece(f"{members:>4} there", palette.muted),
    )


def _distribution(
    one: DistributionView, palette: Palette, width: int, tall: int, *, by_steps: bool
) -> list[Line]:
    """Return a histogram so many rows tall; nothing where nobody has set out."""
    most = max(one.counts, default=0)
    if not most:
        return []
    wide = max(1, min(6, (width - 4) // max(1, len(one.counts))))
    lines: list[Line] = [(), _head("Steps of all" if by_steps else "Points of all", palette)]
    for row in range(tall - 1, -1, -1):
        glyphs = (_column(8 * tall * count / most - 8 * row) for count in one.counts)
        text = "".join(glyph * (wide - 1) + " " for glyph in glyphs)
        lines.append(line(Piece(f"  {text}", palette.falls)))
    axis = wide * len(one.counts)
    first, last = f"{one.edges[0]:.0f}", f"{one.edges[-1]:.0f}"
    lines.append(line(Piece(f"  {first}{last:>{max(1, axis - len(first))}}", palette.muted)))
    return lines


def _column(eighths: float) -> str:
    """Return a cell filled from below, with at least a trace of anything that is there."""
    if eighths <= 0.0:
        return " "
    return _COLUMNS[min(8, max(1, round(eighths)))]
