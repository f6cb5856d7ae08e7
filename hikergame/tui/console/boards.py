"""The console's boards of lines: each tells one part of what the desk knows."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.message import Message

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import SeatView
from hikergame.tui.console.desk import Desk
from hikergame.tui.console.lined import Line, LineBoard, Piece, bar, cut, line
from hikergame.tui.console.people import (
    hides_points,
    is_away,
    mark,
    place_words,
    summary,
    word,
)
from hikergame.tui.console.standing import shown_board, standing
from hikergame.tui.console.telling import next_lines, plan, revealed, title
from hikergame.tui.theme import Palette

_NARROW: Final = {False: 24, True: 38}
"""Cells that one person takes at least, in a lobby and in a round."""
_WORD = 11
"""Columns of how somebody is, in words."""
_POINTS = 6
"""Columns of points."""


class Titled(LineBoard):
    """The line at the top."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._desk, self._clock = Desk(), 0.0

    def look(self, desk: Desk, now: float) -> None:
        """Show a desk."""
        self._desk, self._clock = desk, now
        self.redraw()

    @property
    def paper(self) -> int:
        """A bar at the edge of the screen."""
        return self.palette.raised

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the line, in the middle of the bar."""
        above = [()] * ((height - 1) // 2)
        return [*above, title(self._desk, self.palette, width, self._clock)]


class NextBoard(LineBoard):
    """The big next step; a click does it as well."""

    class Pressed(Message):
        """The mouse has chosen the next step."""

    def __init__(self) -> None:
        super().__init__(id="next")
        self._desk, self._key, self._clock = Desk(), "", 0.0

    def look(self, desk: Desk, key: str, now: float) -> None:
        """Show what a key does next."""
        self._desk, self._key, self._clock = desk, key, now
        self.redraw()

    @property
    def paper(self) -> int:
        """A bar at the edge of the screen."""
        return self.palette.raised

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return what comes next, and how things stand."""
        del width
        said = next_lines(self._desk, self.palette, self._key, self._clock)
        return [(), *said] if height > 2 else said

    def on_click(self, event: events.Click) -> None:
        """Do it."""
        event.stop()
        self.post_message(self.Pressed())


class PlanBoard(LineBoard):
    """The rounds."""

    def __init__(self) -> None:
        super().__init__(id="plan")
        self._desk = Desk()
        self.entitle("Rounds")

    def look(self, desk: Desk) -> None:
        """Show a desk."""
        self._desk = desk
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line for each round."""
        return plan(self._desk, self.palette, width, height)


class StandingBoard(LineBoard):
    """How all stand, as the projector shows it."""

    def __init__(self) -> None:
        super().__init__(classes="standing")
        self._desk = Desk()

    def look(self, desk: Desk) -> None:
        """Show a desk."""
        if desk.view is not None:
            board = shown_board(desk.view)
            of = f"Round {board.round}" if board.round else "All rounds together"
            self.entitle(f"{of}, frozen" if board.frozen else of)
        self._desk = desk
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the board's lines."""
        view = self._desk.view
        return [] if view is None else standing(shown_board(view), self.palette, width, height)


class RevealBoard(LineBoard):
    """What a round came to, in words to read out; longer than the screen, it turns."""

    def __init__(self) -> None:
        super().__init__(id="reveal")
        self._desk = Desk()
        self._keys = "", ""
        self._top = 0

    def look(self, desk: Desk, back: str, on: str) -> None:
        """Show a desk; another round is read from its beginning. The keys turn it back and on."""
        if desk.words is not self._desk.words:
            self._top = 0
        self._desk, self._keys = desk, (back, on)
        self._tell_place()
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Say anew whether there is more."""
        super().on_resize(event)
        self._tell_place()

    def turn(self, pages: int) -> None:
        """Read on, or back."""
        self._top = self._within(self._top + pages * max(1, self._inside[1] - 2))
        self._tell_place()
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines from where it is turned to."""
        return self._all(width)[self._top : self._top + height]

    def _within(self, top: int) -> int:
        width, height = self._inside
        return min(max(0, top), max(0, len(self._all(width)) - height))

    def _tell_place(self) -> None:
        """Say on the frame with which key there is more to read."""
        back, on = self._keys
        more = [f"{back} ↑"] if self._top > 0 else []
        more += [f"{on} ↓"] if self._within(self._top + 1) > self._top else []
        self.entitle("Uncovered", f"more: {', '.join(more)}" if more else "")

    def _all(self, width: int) -> list[Line]:
        words, view = self._desk.words, self._desk.view
        if view is None or words is None or words.round != view.room.round:
            return [(), line(Piece(" The map is being uncovered ...", self.palette.muted))]
        return revealed(words, view.board_address, self.palette, width)


class PeopleBoard(LineBoard):
    """Everybody with a seat, in as many columns as fit, and the cursor on one of them."""

    class Pointed(Message):
        """The mouse has pressed on somebody."""

        def __init__(self, hiker: str) -> None:
            super().__init__()
            self.hiker = hiker

    def __init__(self) -> None:
        super().__init__(classes="people")
        self._desk, self._clock = Desk(), 0.0
        self._seats: list[SeatView] = []
        self._top = 0
        self._columns = 1

    @property
    def columns(self) -> int:
        """How many people stand in a row."""
        return self._columns

    @property
    def rows(self) -> int:
        """How many rows are seen at once."""
        return max(1, self._inside[1])

    def look(self, desk: Desk, now: float) -> None:
        """Show a desk."""
        self._desk, self._clock, self._seats = desk, now, desk.seats
        self._tell_place()
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Say anew who is seen."""
        super().on_resize(event)
        self._tell_place()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the rows that are seen."""
        if not self._seats:
            return [(), line(Piece(" Names appear here as people join.", self.palette.muted))]
        return [self._people_row(row, width // self._columns) for row in self._seen(width, height)]

    def _seen(self, width: int, height: int) -> range:
        """Choose columns and rows, so that the cursor is among them; return the rows."""
        seats = self._seats
        fitting = max(1, width // _NARROW[self._is_walked])
        self._columns = max(1, min(fitting, -(-len(seats) // max(1, height))))
        rows = -(-len(seats) // self._columns)
        ids = [seat.hiker for seat in seats]
        here = ids.index(self._desk.cursor) // self._columns if self._desk.cursor in ids else 0
        self._top = max(min(self._top, here, rows - height), here - height + 1, 0)
        return range(self._top, min(rows, self._top + height))

    def _tell_place(self) -> None:
        """Say on the frame how many there are, which of them are seen, and in which order."""
        if not self._seats:
            self.entitle("People")
            return
        seen = self._seen(*self._inside)
        self.entitle(
            summary(self._seats, self._desk.phase),
            place_words(
                seen.start * self._columns,
                min(seen.stop * self._columns, len(self._seats)),
                len(self._seats),
                self._desk.listed_by,
            ),
        )

    def on_click(self, event: events.Click) -> None:
        """Tell who was pressed."""
        across = max(1, self._inside[0] // self._columns)
        column, row = (event.x - self.gutter.left) // across, event.y - self.gutter.top
        place = (self._top + row) * self._columns + column
        if 0 <= column < self._columns and 0 <= place < len(self._seats):
            self.post_message(self.Pointed(self._seats[place].hiker))

    @property
    def _is_walked(self) -> bool:
        """Whether a walk is on or was, so that steps are shown."""
        return self._desk.phase not in (Phase.LOBBY, Phase.COUNTDOWN)

    def _people_row(self, row: int, width: int) -> Line:
        first = row * self._columns
        seats = self._seats[first : first + self._columns]
        return tuple(piece for seat in seats for piece in self._entry(seat, width))

    def _entry(self, seat: SeatView, width: int) -> Line:
        """Return one person in so many cells."""
        palette, here = self.palette, seat.hiker == self._desk.cursor
        since = self._clock - self._desk.seen_at
        said = word(seat, self._desk.phase, since)
        away = is_away(seat, self._desk.phase)
        ink = palette.muted if away else palette.text
        glyph = palette.accent if seat.ready or seat.over else palette.falls
        rest = self._progress(seat, said, width) if self._is_walked else _said(said, palette, away)
        room = max(1, width - 5 - sum(len(piece.text) for piece in rest))
        team = f" {seat.team}{' ' * self._is_walked}" if seat.team else ""
        wide = max(room // 2, room - cell_len(team))
        pieces = (
            Piece("▸" if here else " ", palette.accent, True),
            Piece(f" {mark(seat, self._desk.phase)} ", palette.warning if away else glyph, True),
            Piece(cut(seat.name, wide), ink, here),
            Piece(cut(team, room - wide), palette.muted),
            *rest,
            Piece(" ", ink),
        )
        return tuple(one._replace(paper=palette.raised) for one in pieces) if here else pieces

    def _progress(self, seat: SeatView, said: str, width: int) -> Line:
        """Return how far somebody has walked, or that he is away."""
        palette, view = self.palette, self._desk.view
        assert view is not None
        steps = next((one.steps for one in view.plan if one.number == view.room.round), 0)
        count = Piece(f"{f'{seat.step}/{steps}':>8}", palette.muted)
        long = max(0, min(24, width // 2 - 14))
        if is_away(seat, view.room.phase):
            return line(Piece(f"{said:>{long + _POINTS}}", palette.warning), count)
        full, empty = bar(seat.step / max(1, steps), long)
        points = "" if hides_points(view) else f"{seat.points:.1f}"
        return line(
            Piece(full, palette.accent if seat.over else palette.falls),
            Piece(empty, palette.border),
            Piece(f"{points:>{_POINTS}}", palette.text),
            count,
        )


def _said(said: str, palette: Palette, away: bool) -> Line:
    return line(Piece(f" {said:<{_WORD - 1}}", palette.warning if away else palette.muted))
