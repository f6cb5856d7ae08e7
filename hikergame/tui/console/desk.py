"""What a console knows at one moment, as a value that boards are drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import SeatView, TeacherView
from hikergame.tui.console.people import Order, hides_points, ordered


class Page(Enum):
    """What is seen."""

    INVITATION = "invitation"
    """How to join, and who has."""
    BOARD = "board"
    """How all stand."""
    REVEAL = "reveal"
    """What a round has come to."""


_OWN = {
    Phase.LOBBY: Page.INVITATION,
    Phase.COUNTDOWN: Page.INVITATION,
    Phase.REVEALED: Page.REVEAL,
    Phase.FINISHED: Page.REVEAL,
}
"""The page that each phase begins with; the board for all others."""


@dataclass(frozen=True)
class Desk:
    """What a console knows, and what its teacher has chosen to see."""

    view: TeacherView | None = None
    seen_at: float = 0.0
    """When the view came, in seconds of a steady clock."""
    offline: str | None = None
    """Why the line is broken; None while it is there."""
    words: RevealWords | None = None
    """What is said of the round that was revealed last."""
    order: Order = Order.CAME
    cursor: str | None = None
    """The hiker who is meant by what is done to one."""
    titles: bool = False
    """Whether the levels' titles are seen before the reveal."""
    swapped: bool = False
    """Whether dark and light of the QR code are swapped, for the terminal is not as it seemed."""
    chosen: Page | None = None
    """The page that was asked for; None for the one that fits."""

    @property
    def phase(self) -> Phase:
        """Where the room stands; in the lobby before anything is known."""
        return Phase.LOBBY if self.view is None else self.view.room.phase

    @property
    def page(self) -> Page:
        """What is to be seen."""
        return self.chosen or _OWN.get(self.phase, Page.BOARD)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that there is something on."""
        some = (Page.INVITATION, Page.BOARD)
        return some if self.words is None else (*some, Page.REVEAL)

    @property
    def listed_by(self) -> Order:
        """The order in which people are listed: not by points that are hidden."""
        hidden = self.view is not None and hides_points(self.view)
        return Order.CAME if self.order is Order.POINTS and hidden else self.order

    @property
    def seats(self) -> list[SeatView]:
        """The seats in the order in which they are listed."""
        return [] if self.view is None else ordered(self.view.seats, self.listed_by, self.phase)

    @property
    def seat(self) -> SeatView | None:
        """The seat under the cursor."""
        return next((seat for seat in self.seats if seat.hiker == self.cursor), None)

    @property
    def finished(self) -> bool:
        """Whether nothing more can happen in the room."""
        return self.phase is Phase.FINISHED

    def seen(self, view: TeacherView, now: float) -> "Desk":
        """Return the desk with a newer view; a new phase shows its own page."""
        turned = self.view is None or view.room.phase is not self.phase
        desk = replace(
            self,
            view=view,
            seen_at=now,
            offline=None,
            chosen=None if turned else self.chosen,
        )
        return desk if desk.seat is not None else replace(desk, cursor=self._next_to(desk.seats))

    def _next_to(self, seats: Sequence[SeatView]) -> str | None:
        """Return who stands now where the cursor stood, in a list without whom it stood on."""
        ids = [seat.hiker for seat in self.seats]
        here = ids.index(self.cursor) if self.cursor in ids else 0
        return seats[min(here, len(seats) - 1)].hiker if seats else None

    def moved(self, places: int) -> "Desk":
        """Return the desk with the cursor so many places on; it stops at both ends."""
        seats = self.seats
        if not seats:
            return self
        ids = [seat.hiker for seat in seats]
        here = ids.index(self.cursor) if self.cursor in ids else 0
        return replace(self, cursor=ids[min(max(here + places, 0), len(ids) - 1)])

    def turned(self) -> "Desk":
        """Return the desk with the next page."""
        pages = self.pages
        here = pages.index(self.page) if self.page in pages else -1
        return replace(self, chosen=pages[(here + 1) % len(pages)])

    def left_of(self, milliseconds: int | None, now: float) -> float | None:
        """Return the seconds that are left now of a time that the view tells."""
        if milliseconds is None:
            return None
        passed = now - self.seen_at if self.phase in (Phase.COUNTDOWN, Phase.WALKING) else 0.0
        return max(0.0, milliseconds / 1000.0 - passed)
