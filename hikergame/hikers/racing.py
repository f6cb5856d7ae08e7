"""Races: algorithms and blind hikers alone on a level."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Walk
from hikergame.hikers.rivals import RivalChoice, WalkingRival, rival_of, rival_spec
from hikergame.hikers.scores import Score, score_beside
from hikergame.level import Level


@dataclass(frozen=True, eq=False)
class RaceResult:
    """How a race of n walkers over T steps went, in the order they were named."""

    level: Level
    seed: int
    entries: tuple[Walk, ...]

    @property
    def tracks(self) -> FloatArray:
        """The true places (n, T + 1, d); who has planted his flag stays there."""
        level = self.level
        tracks = [self._to_the_end(entry.track) for entry in self.entries]
        return np.array(tracks).reshape(-1, level.steps + 1, level.dims)

    @property
    def values(self) -> FloatArray:
        """The heights (n, T + 1)."""
        values = [self._to_the_end(entry.values) for entry in self.entries]
        return np.array(values).reshape(-1, self.level.steps + 1)

    def _to_the_end(self, walked: FloatArray) -> FloatArray:
        """Return what was met at t + 1 places, (t + 1, ...), for the whole budget of T steps."""
        steps = np.minimum(np.arange(self.level.steps + 1), len(walked) - 1)
        whole: FloatArray = walked[steps]
        return whole

    @property
    def scores(self) -> tuple[Score, ...]:
        """The scores; nobody has a rival here."""
        return tuple(entry.score for entry in self.entries)

    @property
    def ranking(self) -> tuple[Walk, ...]:
        """The entries, best points first; equals stay in the order they were named."""
        return tuple(sorted(self.entries, key=lambda entry: -entry.score.points))


def race(level: Level, rivals: Iterable[RivalChoice] | None = None, *, seed: int = 0) -> RaceResult:
    """Let algorithms, or blind hikers, walk a level: its own rivals, or those given.

    Each is a name (the level's own setting if it has one, else tuned), a name with its
    parameters, a `RivalSpec` or a `BlindSpec`. Raises OptimizerError for what no algorithm
    knows, and BlindHikerError for what no blind hiker does.
    """
    chosen = level.rivals if rivals is None else tuple(rivals)
    walkers = [rival_of(rival_spec(level, choice), level, seed=seed) for choice in chosen]
    return RaceResult(level, seed, tuple(entry_of(walker) for walker in walkers))


def entry_of(walker: WalkingRival) -> Walk:
    """Let a rival walk to the end of its budget, and look at it from above."""
    hike = walker.finish()
    return Walk.of(
        hike,
        score_beside(hike, None),
        title=walker.title,
        setting=walker.setting,
        spec=walker.spec,
        account=walker.account,
    )
