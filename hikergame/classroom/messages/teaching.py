"""Between the teacher's console and the room: the channel `/api/v1/teach`.

The console says `Hello` with the teacher's token. Each `Command` is answered with `Done` or
`CommandRefused`, which bear its id; `TeacherView` follows every change, a few times a second.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from hikergame.classroom.messages.base import Answer, EntrantKind, Message, Mode, RoomView
from hikergame.classroom.messages.walking import Hello, Why
from hikergame.classroom.messages.watching import BoardView

PAUSED: Final = "The teacher has paused the round."
"""Why a round is paused that its teacher has paused."""


class Do(StrEnum):
    """What a teacher may do."""

    COUNT_DOWN = "count-down"
    """Start the next round, or the round that waits, after a countdown."""
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    """End the round now, for everybody."""
    REVEAL = "reveal"
    NEXT = "next"
    """Go on to the next round's lobby."""
    FINISH = "finish"
    FREEZE = "freeze"
    THAW = "thaw"
    LOCK = "lock"
    UNLOCK = "unlock"
    HIDE_CODE = "hide-code"
    SHOW_CODE = "show-code"
    FULL_BOARD = "full-board"
    SHORT_BOARD = "short-board"
    RENAME = "rename"
    """`hiker`, `name`."""
    REMOVE = "remove"
    """`hiker`."""
    HAND_BACK = "hand-back"
    """`hiker`: `Done.recovery` is a new recovery code to read out."""
    SET_TEAM = "set-team"
    """`hiker`, `team`."""


class Command(Message):
    """Do this."""

    type: Literal["command"] = "command"
    id: Annotated[int, Field(ge=0, le=2**53)]
    do: Do
    hiker: Annotated[str, Field(max_length=64)] | None = None
    name: Annotated[str, Field(max_length=10_000)] | None = None
    team: Annotated[str, Field(max_length=64)] | None = None
    seconds: Annotated[int, Field(ge=0, le=600)] | None = None


FromTeacher = Annotated[Hello | Command, Field(discriminator="type")]
from_teacher: TypeAdapter[FromTeacher] = TypeAdapter(FromTeacher)


class Done(Answer):
    """It is done, and kept."""

    type: Literal["done"] = "done"
    id: int
    recovery: str | None = None


class CommandRefused(Answer):
    """It cannot be done now."""

    type: Literal["command-refused"] = "command-refused"
    id: int | None
    why: Why
    text: str


class SeatView(Answer):
    """One seat as the teacher sees it; no place, so that a projected console gives nothing away."""

    hiker: str
    name: str
    kind: EntrantKind
    team: str | None
    connected: bool
    ready: bool
    step: int
    over: bool
    points: float
    away_s: int | None = None
    """Seconds since the connection was lost, or since he is missed after a restart."""
    flag: bool = False
    """The hike is over because a flag was planted."""


class RoundView(Answer):
    """One round of the plan."""

    number: int
    title: str
    chapter: str
    steps: int
    dims: int
    state: Literal["to come", "on", "closed", "revealed"]


class TeacherView(Answer):
    """Everything that a console shows."""

    type: Literal["teacher"] = "teacher"
    room: RoomView
    code: str
    """The room code, hidden or not."""
    address: str
    board_address: str
    mode: Mode
    seats: tuple[SeatView, ...]
    plan: tuple[RoundView, ...]
    board: BoardView
    overall: BoardView | None = None
    events: int
    """How many events the log has."""
    boards: int
    """Boards that watch."""
    store: str
    """Where the log is kept, without a password."""
    trouble: str | None = None
    """Why the log cannot be read or written just now; None when all is well."""


ToTeacher = Annotated[Done | CommandRefused | TeacherView, Field(discriminator="type")]
to_teacher: TypeAdapter[ToTeacher] = TypeAdapter(ToTeacher)
