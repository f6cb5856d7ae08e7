"""Rounds: a level, a seed, and what everybody has walked on it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from pydantic import JsonValue

from hikergame.classroom.messages.sealing import commitment
from hikergame.classroom.room.entrants import walk_entrant
from hikergame.classroom.room.sources import level_from
from hikergame.classroom.room.tracks import Tracks
from hikergame.classroom.room.walking import Walks
from hikergame.classroom.room.ways import Move, Way
from hikergame.hikers import Walk
from hikergame.level import Level


class Round:
    """One round. Moves and flags are facts; hikes, tracks and entrants follow from them."""

    def __init__(
        self, number: int, source: Mapping[str, JsonValue], seed: int, nonce: str, size: "Size"
    ) -> None:
        self.number = number
        self.source = source
        """The level as `sources.level_data` makes it."""
        self.seed = seed
        self.nonce = nonce
        self.dims, self.steps = size
        self.commitment = commitment(nonce, str(source.get("hash")), seed)
        self.moves: dict[str, Way] = {}
        """Of each hiker who has set out."""
        self.flags: dict[str, int] = {}
        """After how many steps a hiker planted his flag."""
        self.started_at: int | None = None
        """When it started, in milliseconds since 1970; None before."""
        self.closed = False
        self.revealed = False
        self.is_warm = False
        """Whether `warm` has been tried."""
        self._walked_ms = 0
        self._running_since: int | None = None
        self._entrants: dict[str, Walk | None] = {}

    @property
    def title(self) -> str:
        """The level's title: a secret until the reveal."""
        return str(self.source.get("title", ""))

    @property
    def chapter(self) -> str:
        """The level's chapter: a secret likewise."""
        return str(self.source.get("chapter", ""))

    @property
    def level_hash(self) -> str:
        """The level's hash: a secret likewise."""
        return str(self.source.get("hash", ""))

    @cached_property
    def level(self) -> Level:
        """The level. Raises RoomError where this engine cannot read it."""
        return level_from(self.source)

    @cached_property
    def walks(self) -> Walks:
        """The hikes of those who walk it."""
        return Walks(self.level, self.seed, self.moves)

    @cached_property
    def tracks(self) -> Tracks:
        """The true places of those who walk it."""
        return Tracks(self.level, self.moves)

    def entrant(self, name: str) -> Walk | None:
        """Return an algorithm's whole walk; None for a name that no algorithm has."""
        if name not in self._entrants:
            self._entrants[name] = walk_entrant(self.level, self.seed, name)
        return self._entrants[name]

    def warm(self, entrants: Sequence[str]) -> None:
        """Work out what the first moment of a round would wait for; it changes nothing.

        A server does this in a thread, and makes no board before it is done.
        """
        try:
            self.level.landscape.land.typical_slope  # noqa: B018 - computed once, and kept
            self.walks.rival  # noqa: B018 - likewise
            for name in entrants:
                self.entrant(name)
        finally:
            self.is_warm = True

    def step(self, hiker: str, move: Move) -> None:
        """Let a hiker take his next step, (d,) in metres."""
        way = self.moves.get(hiker)
        if way is None:
            way = self.moves[hiker] = Way(self.dims)
        way.append(move)

    def recall(self) -> None:
        """Walk anew what everybody has walked, all of them together."""
        self.walks.catch_up(list(self.moves))

    def taken(self, hiker: str) -> int:
        """Return how many steps a hiker has taken."""
        return len(self.moves.get(hiker, ()))

    def has_set_out(self, hiker: str) -> bool:
        """Tell whether a hiker has taken a step, or planted his flag at the start."""
        return hiker in self.moves or hiker in self.flags

    def is_over(self, hiker: str) -> bool:
        """Tell whether a hiker's flag is planted, or his steps have run out."""
        return hiker in self.flags or self.taken(hiker) >= self.steps

    def walked_ms(self, now: int) -> int:
        """Return how long the round has lasted, its pauses left out."""
        running = 0 if self._running_since is None else max(now - self._running_since, 0)
        return self._walked_ms + running

    def ends_at(self, ms: int) -> int | None:
        """Return when the round will have lasted so long; None while its clock stands still."""
        return None if self._running_since is None else self._running_since + ms - self._walked_ms

    def run(self, at: int) -> None:
        """Start the round's clock, or let it go on."""
        if self.started_at is None:
            self.started_at = at
        self._running_since = at

    def halt(self, at: int) -> None:
        """Stop the round's clock."""
        self._walked_ms = self.walked_ms(at)
        self._running_since = None

    def close(self, at: int) -> None:
        """End the round; its hikes may be walked anew should anybody ask."""
        self.halt(at)
        self.closed = True

    def forget_walks(self) -> None:
        """Let go of the hikes, which take the most memory and follow from the moves."""
        self.__dict__.pop("walks", None)


Size = tuple[int, int]
"""The dimension of a level, and its budget of steps."""
