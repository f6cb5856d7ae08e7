"""A hike's score, with its medals: `score(hike)`.

This looks at the ground with open eyes; nothing of it may reach a hike screen while
the hike runs.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol

from hikergame.arrays import FloatArray
from hikergame.hike import Hike, Outcome
from hikergame.hike.opponents import Opponent
from hikergame.hike.scoring import gap, points
from hikergame.hikers.resting import Resting, resting
from hikergame.hikers.rivals import chosen_rival, rival_of
from hikergame.level import Level

DEEP_GAP = 0.1
"""The deepest medal asks for at least this gap besides the right valley."""


class Medal(Enum):
    """The three medals of a level; the value is the word that people read."""

    VALLEY = "valley"
    RIVAL = "rival"
    DEEPEST = "deepest"

    @property
    def sentence(self) -> str:
        """What the medal is for, in one sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    Medal.VALLEY: "You planted your flag on the floor of a valley.",
    Medal.RIVAL: "You scored more points than your rival.",
    Medal.DEEPEST: "You ended in the deepest valley of all.",
}


@dataclass(frozen=True, eq=False)
class Score:
    """What a hike came to; while it runs, what it would come to if it stopped now."""

    points: float
    """0 to 100."""
    halvings: FloatArray
    """The halvings (T,) where the hiker stood after each step of the budget."""
    medals: tuple[Medal, ...]
    """In the order valley, rival, deepest; none while the hike runs."""
    gap: float
    """How far from the bottom: 1 at the start's height, 0 at the global minimum's."""
    rival_points: float | None
    """The rival's points over its whole budget; None when there was no rival."""
    deepest: bool
    """The hike ended in the deepest valley, close to its bottom."""
    flat: bool
    """The ground is flat where the hike ended."""
    steps: int
    """Steps really taken."""
    rest: Resting
    """What the ground is like where the hike ended."""

    @property
    def final_halvings(self) -> float:
        """Halvings where the hike ended."""
        return float(self.halvings[-1])


class Trodden(Protocol):
    """What a score looks at: a `Hike`, or a walk of which no more is known than its track."""

    @property
    def level(self) -> Level:
        """The level."""

    @property
    def track(self) -> FloatArray:
        """The places (t + 1, d), the start first."""

    @property
    def heights(self) -> FloatArray:
        """The heights (t + 1,) of those places."""

    @property
    def steps(self) -> int:
        """Steps taken: t."""

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it goes on."""


def score(hike: Hike, rival: Opponent | Literal["first"] | None = "first") -> Score:
    """Score a hike against a rival: the level's first one, another, or none."""
    spec = chosen_rival(hike.level, rival)
    if spec is None:
        return score_beside(hike, None)
    walker = rival_of(spec, hike.level, seed=hike.seed)
    return score_beside(hike, points_of(walker.finish()))


def points_of(hike: Hike) -> float:
    """Return a hike's points alone."""
    return points(hike.level, hike.heights).points


def score_beside(
    hike: Trodden, rival_points: float | None, *, rest: Resting | None = None
) -> Score:
    """Score a hike whose rival's points are known; None for a hike alone.

    `rest` spares the look at where it ended, for who has had one at many ends at once.
    """
    level = hike.level
    earned = points(level, hike.heights)
    rest = resting(level.landscape, hike.track) if rest is None else rest
    heights = hike.heights
    remaining = gap(heights[-1], heights[0], _lowest(level))
    deepest = rest.deepest and remaining <= DEEP_GAP
    won = {
        Medal.VALLEY: hike.outcome is Outcome.TERMINATED and rest.flat and rest.bottom,
        Medal.RIVAL: rival_points is not None and earned.points > rival_points,
        Medal.DEEPEST: deepest,
    }
    return Score(
        points=earned.points,
        halvings=earned.halvings,
        medals=tuple(medal for medal in Medal if hike.outcome is not None and won[medal]),
        gap=remaining,
        rival_points=rival_points,
        deepest=deepest,
        flat=rest.flat,
        steps=hike.steps,
        rest=rest,
    )


def _lowest(level: Level) -> float:
    return float(level.landscape.land.lowest[1])
