"""Between a hiker, person or bot, and the room: the channel `/api/v1/walk`.

The client says `Hello`, is answered with `Welcome`, and then sends moves. A `Move` bears the
number of the step that it takes, and may be sent again: the answer is the same `Felt`. The
newest connection of a token wins; the older one is told `Replaced` and closed.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from hikergame.classroom.messages.base import (
    MAX_TEXT,
    Answer,
    Displacement,
    EntrantKind,
    Message,
    RoomView,
    RoundNumber,
    StepNumber,
    Token,
)

# From a hiker


class Hello(Message):
    """The first message of every channel: who is there. A board sends its room code."""

    type: Literal["hello"] = "hello"
    protocol: int
    token: Token


class Ready(Message):
    """I am ready for the next round."""

    type: Literal["ready"] = "ready"


class Move(Message):
    """My step number `step` of this round, 0 for the first: a displacement in metres."""

    type: Literal["move"] = "move"
    round: RoundNumber
    step: StepNumber
    displacement: Displacement


class Flag(Message):
    """I plant my flag, after `step` steps."""

    type: Literal["flag"] = "flag"
    round: RoundNumber
    step: StepNumber


FromHiker = Annotated[Hello | Ready | Move | Flag, Field(discriminator="type")]
from_hiker: TypeAdapter[FromHiker] = TypeAdapter(FromHiker)

# To a hiker


class Self(Answer):
    """Who you are in this room."""

    hiker: str
    name: str
    kind: EntrantKind
    team: str | None = None
    ready: bool = False


class SensesView(Answer):
    """What the ground lets a hiker feel."""

    direction_only: bool
    noise: float
    rounding: float
    altimeter: bool
    curvature: bool


class FactsView(Answer):
    """What is open about a round's hike; the level's name is not."""

    dims: int
    axes: tuple[str, ...]
    steps: int
    longest: float
    """The longest step."""
    initial: float
    """The step length to begin with."""
    senses: SensesView
    flat: float
    """Steepness at or below which ground counts as flat; 0 where only direction is felt."""
    rival_title: str | None = None
    rival_setting: str | None = None


class ReadoutView(Answer):
    """What is felt at one place."""

    slope: tuple[float, ...]
    step: int
    steps_left: int
    moved: tuple[float, ...]
    fenced: bool = False
    shortened: bool = False
    altitude: float | None = None
    curvature: tuple[tuple[float, ...], ...] | None = None


class RivalStep(Answer):
    """What may be seen of the rival at one of its places."""

    steepness: float
    step_length: float
    """The metres of the step that led there; 0 at the start."""
    fenced: bool = False


class WalkView(Answer):
    """A hiker's round from its first readout to now, all that a notebook needs."""

    round: int
    facts: FactsView
    moves: tuple[tuple[float, ...], ...]
    """As they were asked for."""
    readouts: tuple[ReadoutView, ...]
    """One more than moves."""
    rival: tuple[RivalStep, ...] = ()
    """As many as readouts, or none."""
    over: bool = False
    outcome: Literal["terminated", "truncated"] | None = None


class Welcome(Answer):
    """The answer to `Hello`."""

    type: Literal["welcome"] = "welcome"
    you: Self
    room: RoomView
    walk: WalkView | None = None
    """The round that is on, once it has started."""


class RoomChanged(Answer):
    """The room has changed; several changes may come as one."""

    type: Literal["room"] = "room"
    room: RoomView
    you: Self


class Begun(Answer):
    """A round has started: the blindfold is on."""

    type: Literal["begun"] = "begun"
    walk: WalkView


class Felt(Answer):
    """A move has been kept and taken; this is what the ground is like there."""

    type: Literal["felt"] = "felt"
    round: int
    step: int
    """The number of the move."""
    readout: ReadoutView
    rival: RivalStep | None = None
    over: bool = False
    outcome: Literal["terminated", "truncated"] | None = None


class FlagStands(Answer):
    """The flag has been kept: the hike is over."""

    type: Literal["flag-stands"] = "flag-stands"
    round: int
    step: int


class Why(StrEnum):
    """Why something was refused."""

    MALFORMED = "malformed"
    PROTOCOL = "protocol"
    """The client speaks another version."""
    WRONG_TOKEN = "wrong-token"  # noqa: S105 - a word, no secret
    NOT_WALKING = "not-walking"
    """No round is on: not started, paused or closed."""
    OTHER_ROUND = "other-round"
    OUT_OF_TURN = "out-of-turn"
    """Not the next step; `expected` is."""
    HIKE_OVER = "hike-over"
    BAD_MOVE = "bad-move"
    TOO_MANY = "too-many"
    """Too many messages, or wrong ones."""
    STORAGE = "storage"
    """It could not be kept, and did not happen; send it again later."""
    LOCKED = "locked"
    WRONG_CODE = "wrong-code"
    BAD_NAME = "bad-name"
    FULL = "full"
    KEY_USED = "key-used"
    """A seat was taken with this key by another wish, or is no longer held as it was then."""
    FORBIDDEN = "forbidden"
    NOT_NOW = "not-now"
    NOT_FOUND = "not-found"
    MISTAKE = "mistake"
    """The server has made a mistake, and says nothing more of it; ask again."""


class Refused(Answer):
    """Something was refused, and changed nothing."""

    type: Literal["refused"] = "refused"
    why: Why
    text: Annotated[str, Field(max_length=MAX_TEXT)]
    """For people."""
    round: int | None = None
    step: int | None = None
    """Of the move that was refused."""
    expected: int | None = None
    """The step that comes next."""


class Replaced(Answer):
    """A newer connection has taken this seat; do not come back by yourself."""

    type: Literal["replaced"] = "replaced"


class Removed(Answer):
    """The teacher has removed you; the token is worth nothing any more."""

    type: Literal["removed"] = "removed"


class Result(Answer):
    """After the reveal: what your walk came to. The map is at `/api/v1/rounds/N/reveal`."""

    type: Literal["result"] = "result"
    round: int
    points: float
    halvings: float
    medals: tuple[str, ...]
    headline: str
    story: tuple[str, ...]
    level_title: str


class Results(Answer):
    """What your walks came to, of all rounds that have been revealed, the earliest first."""

    results: tuple[Result, ...]


ToHiker = Annotated[
    Welcome | RoomChanged | Begun | Felt | FlagStands | Refused | Replaced | Removed | Result,
    Field(discriminator="type"),
]
to_hiker: TypeAdapter[ToHiker] = TypeAdapter(ToHiker)

# Over HTTP


class Join(Message):
    """`POST /api/v1/join`: a seat, please. Without a name one is made up."""

    code: str = Field(max_length=32)
    name: str | None = Field(default=None, max_length=10_000)
    """Longer than any name may be, so that the answer can say so."""
    kind: Literal["person", "bot"] = "person"
    team: str | None = Field(default=None, max_length=64)
    key: str | None = Field(
        default=None,
        min_length=22,
        max_length=128,
        pattern="^[A-Za-z0-9_-]+$",
        description="Drawn at random by whoever asks, and as secret as a token. The same wish "
        "with the same key is given the same seat and token again: so ask once more when the "
        "answer was lost, and forget the key once there is one.",
    )


class Recover(Message):
    """`POST /api/v1/recover`: my device died; here is my recovery code."""

    code: str = Field(max_length=32)
    recovery: str = Field(max_length=64)


class Seat(Answer):
    """A seat. The token is the identity: keep it; the recovery code is for another device."""

    you: Self
    token: str
    recovery: str
    room: RoomView
