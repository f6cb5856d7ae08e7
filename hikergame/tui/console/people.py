"""The people of a room as a console lists them: order, marks and words. Pure."""

from collections.abc import Sequence
from enum import Enum

from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import SeatView, TeacherView

_WALKED = (Phase.WALKING, Phase.PAUSED, Phase.CLOSED, Phase.REVEALED, Phase.FINISHED)


class Order(Enum):
    """In which order people stand; the value says it."""

    CAME = "as they came"
    NEED = "by need of help"
    POINTS = "by points"

    @property
    def next(self) -> "Order":
        """The order after this one."""
        all_of_them = list(Order)
        return all_of_them[(all_of_them.index(self) + 1) % len(all_of_them)]


def ordered(seats: Sequence[SeatView], order: Order, phase: Phase) -> list[SeatView]:
    """Return seats in an order; equals stay as they came."""
    if order is Order.POINTS:
        return sorted(seats, key=lambda seat: -seat.points)
    if order is Order.NEED:
        return sorted(seats, key=lambda seat: (not is_away(seat, phase), seat.over, seat.step))
    return list(seats)


def hides_points(view: TeacherView) -> bool:
    """Tell whether the board keeps points to itself, as does a console that may be projected."""
    return view.board.by_steps or view.room.frozen


def is_away(seat: SeatView, phase: Phase) -> bool:
    """Tell whether somebody is missed: no line, and a walk to go on with.

    Who has ended the round's hike may go, and at the end everybody; a bot may do without a line.
    """
    if phase is Phase.FINISHED or (seat.over and phase in _WALKED):
        return False
    return not seat.connected and (seat.kind is EntrantKind.PERSON or seat.away_s is not None)


def mark(seat: SeatView, phase: Phase) -> str:
    """Return the one glyph that tells how somebody is."""
    if is_away(seat, phase):
        return "◌"
    if phase in _WALKED:
        return "⚑" if seat.flag else "■" if seat.over else "●"
    return "✓" if seat.ready else "●"


def word(seat: SeatView, phase: Phase, since: float) -> str:
    """Say how somebody is, `since` seconds after he was seen so."""
    if is_away(seat, phase):
        return "away" if seat.away_s is None else f"away {lasting(seat.away_s + since)}"
    if phase in _WALKED:
        return "ended" if seat.over else ""
    if seat.ready:
        return "ready"
    return "bot" if seat.kind is EntrantKind.BOT else "here"


def lasting(seconds: float) -> str:
    """Return a time as few letters: "5 s", "2 min", "3 h"."""
    if seconds < 60:
        return f"{int(seconds)} s"
    return f"{int(seconds // 60)} min" if seconds < 3600 else f"{int(seconds // 3600)} h"


def summary(seats: Sequence[SeatView], phase: Phase) -> str:
    """Say how many people there are, how many of them are missed, and how many bots."""
    people = [seat for seat in seats if seat.kind is EntrantKind.PERSON]
    away = sum(is_away(seat, phase) for seat in people)
    bots = len(seats) - len(people)
    parts = [f"{len(people)} {'person' if len(people) == 1 else 'people'}"]
    parts += [f"{away} away"] if away else []
    parts += [f"{bots} {'bot' if bots == 1 else 'bots'}"] if bots else []
    return ", ".join(parts)


def place_words(first: int, last: int, of: int, order: Order) -> str:
    """Say which of a list are seen, those from `first` up to `last`, and how it is ordered."""
    if last - first >= of:
        return order.value
    arrows = "↑" * (first > 0) + "↓" * (last < of)
    return f"{first + 1}–{last} of {of} {arrows} {order.value}"


def found(seats: Sequence[SeatView], text: str) -> SeatView | None:
    """Return whom somebody means by a name or a part of one; who begins with it comes first."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    names = [(seat.name.casefold(), seat) for seat in seats]
    begins = (seat for name, seat in names if name.startswith(wanted))
    holds = (seat for name, seat in names if wanted in name)
    return next(begins, None) or next(holds, None)
