"""Between a board and the room: the channel `/api/v1/watch`, and the reveal over HTTP.

A board says `Hello` with the room code, or the teacher's token, as its token; it is sent
`BoardChanged` at most a few times a second, and never a place before the reveal.
"""

from typing import Literal

from pydantic import Field, TypeAdapter

from hikergame.classroom.messages.base import Answer, EntrantKind, RoomView
from hikergame.classroom.messages.walking import Hello

from_board: TypeAdapter[Hello] = TypeAdapter(Hello)


class RowView(Answer):
    """One entrant's line on a board."""

    rank: int
    """Equal points share a rank."""
    hiker: str
    name: str
    kind: EntrantKind
    team: str | None = None
    points: float
    """What the walk would be worth if it ended here."""
    step: int
    steps: int
    over: bool
    flag: bool = False
    """It is over because a flag was planted; of one round alone."""


class TeamView(Answer):
    """One team's line: the mean of its members' points."""

    rank: int
    team: str
    points: float
    members: int


class BeatenView(Answer):
    """How the class stands against one algorithm."""

    row: RowView
    beaten_by: int
    of: int
    """People with at least one step."""


class DistributionView(Answer):
    """How many people have how many points: `counts[i]` from `edges[i]` to `edges[i + 1]`."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


class BoardView(Answer):
    """A board at one moment: one pure function of the events up to it."""

    round: int
    """0 for the standings of all rounds together."""
    up_to: int
    """The number of the last event that counts."""
    frozen: bool
    top: tuple[RowView, ...]
    """The best few people; all where the teacher asks for the full board."""
    full: bool
    bots: tuple[RowView, ...] = ()
    algorithms: tuple[BeatenView, ...] = ()
    teams: tuple[TeamView, ...] = ()
    distribution: DistributionView
    headline: str
    """One sentence, such as "17 of 30 beat gradient descent"."""
    by_steps: bool = False
    """Points are not shown while the round is on: rows go by steps and have 0 points, no
    algorithm or team is listed, and the distribution counts steps."""


class BoardChanged(Answer):
    """How things stand."""

    type: Literal["board"] = "board"
    room: RoomView
    names: tuple[str, ...] = ()
    """In the lobby: who is there, the latest first, a bounded number."""
    board: BoardView
    overall: BoardView | None = None
    """From the second round on."""
    address: str = ""
    """Where to join."""
    qr: str = ""
    """An SVG path's `d` of the QR code of the address, one unit a module; empty when hidden."""
    qr_size: int = 0


class GroundView(Answer):
    """The ground of a round, unrolled. Heights are tones: 0 at the lowest, 255 at the highest."""

    bounds: tuple[tuple[float, float], ...]
    columns: int
    rows: int
    tones: str
    """Base64 of rows x columns bytes, north first; a line's ground has one row. Empty for d > 2."""
    low: float
    high: float
    contours: tuple[tuple[tuple[float, float], ...], ...] = ()
    heights: tuple[float, ...] = ()
    """The height in the middle of each column of a line's ground; empty for d > 1."""


class ValleyView(Answer):
    """One valley."""

    x: tuple[float, ...]
    value: float
    deepest: bool
    basin_share: float | None = None


class WalkedView(Answer):
    """One entrant's walk, seen with open eyes."""

    hiker: str
    name: str
    kind: EntrantKind
    team: str | None = None
    setting: str = ""
    track: tuple[tuple[float, ...], ...]
    values: tuple[float, ...]
    halvings: tuple[float, ...]
    points: float
    medals: tuple[str, ...] = ()
    flag: bool
    fate: str = ""
    """In a word or two: trapped, overshot, crawled, ..."""


class PraiseView(Answer):
    """A line of true praise."""

    hiker: str
    name: str
    title: str
    sentence: str


class MetView(Answer):
    """What the class met on this ground, and a question to discuss."""

    counts: dict[str, int]
    sentences: tuple[str, ...]
    question: str


class RevealView(Answer):
    """`GET /api/v1/rounds/N/reveal`, once the teacher has revealed the round."""

    round: int
    level_id: str
    title: str
    summary: str
    debrief: str
    level_hash: str
    seed: int
    nonce: str
    commitment: str
    """SHA-256 in hex of the UTF-8 text "nonce:level_hash:seed"."""
    dims: int
    axes: tuple[str, ...]
    steps: int
    start: tuple[float, ...]
    ground: GroundView
    valleys: tuple[ValleyView, ...]
    walks: tuple[WalkedView, ...]
    praise: tuple[PraiseView, ...]
    met: MetView
    headline: str
    named: tuple[str, ...] = ()
    """The people and bots whom the board lists: a list of who came how far names no others."""
    text: str = Field(default="", description="the level file")
