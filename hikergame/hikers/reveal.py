"""When the blindfold comes off: all that a reveal shows, as values."""

from dataclasses import dataclass

from hikergame.arrays import FloatArray
from hikergame.hike import Outcome
from hikergame.hike.opponents import Opponent
from hikergame.hike.record import Record
from hikergame.hikers.scores import Score, Trodden
from hikergame.level import Level


@dataclass(frozen=True, eq=False)
class Walk:
    """One walker's way over the ground, seen with open eyes."""

    title: str
    """The walker's name for people: "you", "gradient descent"."""
    setting: str
    """What sets the rival's pace; empty for a person."""
    track: FloatArray
    """The true places (t + 1, d); t is the whole budget for an algorithm."""
    values: FloatArray
    """The heights (t + 1,) of those places."""
    score: Score
    flag: bool
    """The walk ended with a planted flag, not because steps ran out."""
    spec: Opponent | None
    """Which algorithm or blind hiker walked; None for a person."""
    account: tuple[str, ...] = ()
    """What a blind hiker did, as he remembers it, in sentences."""

    @classmethod
    def of(
        cls,
        hike: Trodden,
        score: Score,
        *,
        title: str,
        setting: str = "",
        spec: Opponent | None = None,
        account: tuple[str, ...] = (),
    ) -> "Walk":
        """Return what a hike looks like from above."""
        return cls(
            title=title,
            setting=setting,
            track=hike.track,
            values=hike.heights,
            score=score,
            flag=hike.outcome is Outcome.TERMINATED,
            spec=spec,
            account=account,
        )


@dataclass(frozen=True, eq=False)
class Reveal:
    """What happened, once a hike is over. Valleys are `survey.find_minima(level.landscape)`."""

    level: Level
    player: Walk
    rival: Walk | None
    record: Record
    headline: str
    """One sentence with both results: "You came to 11.2 halvings in 14 steps; ..."."""
    story: tuple[str, ...]
    """What happened and why, a sentence each: yours first, then the rival's."""

    @property
    def score(self) -> Score:
        """The player's score."""
        return self.player.score

    @property
    def rival_score(self) -> Score | None:
        """The rival's score."""
        return None if self.rival is None else self.rival.score
