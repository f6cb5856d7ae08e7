"""What boards and consoles are shown: made when something has changed, once for all of them."""

import logging
import time
from typing import TYPE_CHECKING, Literal

from hikergame.classroom.errors import RoomError
from hikergame.classroom.messages.teaching import RoundView, SeatView, TeacherView
from hikergame.classroom.messages.watching import BoardChanged, BoardView, DistributionView
from hikergame.classroom.room import views
from hikergame.classroom.room.board import board, overall, standings
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.state import Room
from hikergame.classroom.server.clockwork import now_ms
from hikergame.classroom.server.crowd import AnyLine, Crowd
from hikergame.classroom.server.ledger import Ledger
from hikergame.classroom.server.qr import qr_path
from hikergame.classroom.server.wire import encode

if TYPE_CHECKING:
    from hikergame.classroom.server.place import Place

_LOG = logging.getLogger(__name__)

_NOT_YET = "The board is being drawn."
_UNREADABLE = "This round's ground cannot be read by the server."

_Boards = tuple[BoardView, BoardView | None]


class Shown:
    """The boards of one room, and the teacher's view of it."""

    def __init__(self, ledger: Ledger, crowd: Crowd, place: "Place") -> None:
        self._ledger = ledger
        self._crowd = crowd
        self._place = place
        self._made: tuple[int, _Boards] | None = None
        self._told_boards: object = None
        self._told_teachers: object = None

    def board_text(self) -> str:
        """Return the board as JSON."""
        room = self._ledger.room
        here, together = self._boards()
        code = None if room.code_hidden else room.code
        qr, size = qr_path(self._place.play(code)) if code else ("", 0)
        return encode(
            BoardChanged(
                room=views.room_view(room, now_ms()),
                names=views.names_view(room),
                board=here,
                overall=together,
                address=self._place.address,
                qr=qr,
                qr_size=size,
            )
        )

    def teacher_text(self) -> str:
        """Return what a console shows as JSON."""
        room = self._ledger.room
        here, together = self._boards()
        return encode(
            TeacherView(
                room=views.room_view(room, now_ms()),
                code=room.code,
                address=self._place.address,
                board_address=self._place.board,
                mode=room.settings.mode,
                seats=tuple(self._seats()),
                plan=tuple(_round_view(room, one) for one in room.rounds),
                board=here,
                overall=together,
                events=room.number,
                boards=len(self._crowd.boards),
                store=self._ledger.store.description,
                trouble=self._ledger.trouble,
            )
        )

    def tell_boards(self, *, urgent: bool = False) -> None:
        """Tell the boards, if there is anything new."""
        state = (self._ledger.room.number, self._is_drawn)
        if self._crowd.boards and (urgent or state != self._told_boards):
            self._told_boards = state
            _tell(self._crowd.boards, self.board_text(), "board")

    def tell_teachers(self, *, urgent: bool = False) -> None:
        """Tell the consoles, if there is anything new."""
        ledger = self._ledger
        state = (ledger.room.number, self._is_drawn, self._crowd.changes, ledger.trouble)
        if self._crowd.teachers and (urgent or state != self._told_teachers):
            self._told_teachers = state
            _tell(self._crowd.teachers, self.teacher_text(), "view")

    @property
    def _is_drawn(self) -> bool:
        """Whether the rounds up to now can be put on a board; for a while after a start, not."""
        room = self._ledger.room
        return all(one.is_warm for one in room.rounds[: room.on])

    def _boards(self) -> _Boards:
        """Return the board of the round and that of all rounds, as events have them now."""
        room = self._ledger.room
        if not self._is_drawn:
            return _blank(room, _NOT_YET), None
        if self._made is None or self._made[0] != room.number:
            try:
                made = (board(room), overall(room))
            except RoomError as error:
                _LOG.error("%s", error)
                made = (_blank(room, _UNREADABLE), None)
            self._made = (room.number, made)
        return self._made[1]

    def _is_connected(self, hiker: str) -> bool:
        """Tell whether a hiker is here, or, as far as is known, at another server."""
        crowd = self._crowd
        elsewhere = not self._ledger.alone and hiker not in crowd.lost
        return crowd.is_here(hiker) or elsewhere

    def _seats(self) -> list[SeatView]:
        """Return the seats as the teacher sees them, in the order in which they were taken."""
        room, crowd = self._ledger.room, self._crowd
        now = time.monotonic()
        try:
            points = {one.seat.id: one.points for one in standings(room, room.on)}
        except RoomError:
            points = {}
        here = room.round
        found = []
        for seat in room.seats.present:
            since = crowd.away_since(seat.id)
            found.append(
                SeatView(
                    hiker=seat.id,
                    name=seat.name,
                    kind=seat.kind,
                    team=seat.team,
                    connected=self._is_connected(seat.id),
                    ready=seat.ready,
                    step=0 if here is None else here.taken(seat.id),
                    over=here is not None and here.is_over(seat.id),
                    flag=here is not None and seat.id in here.flags,
                    points=points.get(seat.id, 0.0),
                    away_s=None if since is None else int(now - since),
                )
            )
        return found


def _round_view(room: Room, one: Round) -> RoundView:
    return RoundView(
        number=one.number,
        title=one.title,
        chapter=one.chapter,
        steps=one.steps,
        dims=one.dims,
        state=_state(room, one),
    )


def _state(room: Room, one: Round) -> Literal["to come", "on", "closed", "revealed"]:
    if one.revealed:
        return "revealed"
    if one.closed:
        return "closed"
    return "on" if one.number == room.on and one.started_at is not None else "to come"


def _blank(room: Room, why: str) -> BoardView:
    nothing = DistributionView(edges=(0.0, 100.0), counts=(0,))
    return BoardView(
        round=room.on,
        up_to=room.number,
        frozen=False,
        top=(),
        full=False,
        distribution=nothing,
        headline=why,
    )


def _tell(lines: set[AnyLine], text: str, slot: str) -> None:
    for line in list(lines):
        line.outbox.put(text, slot)
