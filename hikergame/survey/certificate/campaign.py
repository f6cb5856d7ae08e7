"""The campaign as a whole: no one setting of any rival wins every level.

A setting is an algorithm, what it is told, and one learning rate. It wins a level when its
walk ends in the deepest valley, as the medal of that name has it: nobody's rival stands
between it and that medal. How many levels' own first rivals each setting outscores is
recorded beside it, and none may outscore all of these either.
"""

import json
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, JsonValue

from hikergame.arrays import FloatArray
from hikergame.hike.scoring import halvings_by_step, mark
from hikergame.hikers import race
from hikergame.hikers.resting import restings
from hikergame.hikers.scores import DEEP_GAP
from hikergame.hikers.tuning import lockstep
from hikergame.level import Level, RivalSpec
from hikergame.optimizers import OPTIMIZERS
from hikergame.survey.certificate.kept import Kept, Number, kept
from hikergame.survey.certificate.trials import SEEDS, algorithms, plain
from hikergame.survey.certificate.values import FORMAT, Condition, Count, Hash, Name, Proof
from hikergame.survey.certificate.work import Site, Task, Watch, carry_out
from hikergame.version import __version__

FILE: Final = "campaign.certificate.json"
"""Its name, in the folder of the shipped levels."""
CLAIM: Final = "no one setting wins every level"
SLOWEST, FASTEST, RATES = 1e-4, 1e3, 141
"""The learning rates of the grid: twenty to a decade."""


class Contender(Kept):
    """The rate at which an algorithm wins the most levels, the slowest of those that do."""

    name: Name
    settings: dict[str, JsonValue]
    rate: Number
    won: Count
    lost: tuple[Name, ...]
    """The ids of the levels that it does not win."""


class Campaign(Kept):
    """What the grid of settings came to over all levels."""

    format: Literal[1]
    engine: Name
    levels: dict[Name, Hash]
    """The levels walked: id and hash."""
    slowest: Number
    fastest: Number
    rates: Count
    """How many learning rates were tried, in geometric order from the slowest to the fastest."""
    deepest: Annotated[tuple[Contender, ...], Field(min_length=1)]
    """By levels on which it ends in the deepest valley, each algorithm's best, most first."""
    better: Annotated[tuple[Contender, ...], Field(min_length=1)]
    """By levels on which it comes to more points than the level's own first rival."""
    proof: Proof


@dataclass(frozen=True)
class Wins:
    """On one level, which settings (algorithms, rates) win it by either measure."""

    deepest: NDArray[np.bool_]
    better: NDArray[np.bool_]


@dataclass(frozen=True)
class TryEverySetting:
    """Algorithms, as name and settings, at every rate of the grid."""

    algorithms: tuple[tuple[str, str], ...]
    """Names, and settings as JSON text."""

    def measure(self, site: Site) -> Wins:
        """Walk them all."""
        level = site.level
        bar = _own_points(level)
        found = [_wins(level, spec, bar) for spec in map(_spec, self.algorithms)]
        return Wins(
            np.array([deepest for deepest, _ in found]), np.array([better for _, better in found])
        )


def certify_campaign(
    levels: Sequence[Level], *, executor: Executor | None = None, watch: Watch | None = None
) -> Campaign:
    """Walk every level with every setting, and see which of them wins how many."""
    tried = _algorithms(levels)
    part = TryEverySetting(tried)
    found: dict[int, Wins] = dict(
        carry_out([Task(level, part) for level in levels], executor=executor, watch=watch)
    )
    wins = [found[number] for number in range(len(levels))]
    deepest = _contenders(levels, tried, np.array([one.deepest for one in wins]))
    better = _contenders(levels, tried, np.array([one.better for one in wins]))
    return Campaign(
        format=FORMAT,
        engine=__version__,
        levels={level.id: level.hash for level in levels},
        slowest=SLOWEST,
        fastest=FASTEST,
        rates=RATES,
        deepest=deepest,
        better=better,
        proof=judge_campaign(len(levels), deepest, better),
    )


def judge_campaign(levels: int, deepest: Sequence[Contender], better: Sequence[Contender]) -> Proof:
    """Judge whether each setting loses somewhere."""
    conditions = (
        Condition(
            what="levels on which the best single setting ends in the deepest valley",
            measured=max(one.won for one in deepest),
            at_most=levels - 1,
        ),
        Condition(
            what="levels on which the best single setting outscores the level's own first rival",
            measured=max(one.won for one in better),
            at_most=levels - 1,
        ),
    )
    holds = all(condition.holds for condition in conditions)
    return Proof(claim=CLAIM, holds=holds, conditions=conditions)


def _algorithms(levels: Sequence[Level]) -> tuple[tuple[str, str], ...]:
    """Return every algorithm with its defaults, and every rival of the levels, as plain data."""
    everyone = [RivalSpec.of(name, {}) for name in OPTIMIZERS]
    everyone += [spec for level in levels for spec in algorithms(level)]
    return tuple(
        dict.fromkeys((one.name, json.dumps(plain(one), sort_keys=True)) for one in everyone)
    )


def _spec(algorithm: tuple[str, str]) -> RivalSpec:
    name, settings = algorithm
    return RivalSpec.of(name, json.loads(settings))


def _rates() -> FloatArray:
    """Return the grid (RATES,), as it is written down."""
    return np.array([kept(rate) for rate in np.geomspace(SLOWEST, FASTEST, RATES)])


def _seeds(level: Level) -> range:
    return range(SEEDS if level.senses.chancy else 1)


def _wins(level: Level, spec: RivalSpec, bar: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return at which rates (n,) it ends deepest on most seeds, and where it passes the bar."""
    land = level.landscape.land
    tracks = lockstep(level, spec, _rates(), seeds=_seeds(level))
    heights = level.landscape.value(tracks)
    ends = restings(level.landscape, level.start, tracks[:, :, -1].reshape(-1, level.dims))
    deep = np.array([end.deepest for end in ends]).reshape(heights.shape[:2])
    above = heights[..., [0, -1]] - land.lowest[1]
    deep &= above[..., 1] <= DEEP_GAP * above[..., 0]
    points = mark(halvings_by_step(land, heights, level.steps), level.dims)
    return np.mean(deep, axis=0) > 0.5, points.mean(axis=0) > bar


def _own_points(level: Level) -> float:
    """Return the points of the level's first rival; with none to outscore, no bar is too high."""
    if not level.rivals:
        return -np.inf
    seeds = _seeds(level)
    return float(np.mean([race(level, level.rivals[:1], seed=s).scores[0].points for s in seeds]))


def _contenders(
    levels: Sequence[Level], tried: Sequence[tuple[str, str]], wins: NDArray[np.bool_]
) -> tuple[Contender, ...]:
    """Return each algorithm's best rate, those that win most first; wins (levels, n, rates)."""
    counts = wins.sum(axis=0)
    found = []
    for number, algorithm in enumerate(tried):
        best = int(np.argmax(counts[number]))
        lost = (
            level.id for level, won in zip(levels, wins[:, number, best], strict=True) if not won
        )
        found.append(
            Contender(
                name=algorithm[0],
                settings=json.loads(algorithm[1]),
                rate=float(_rates()[best]),
                won=int(counts[number, best]),
                lost=tuple(lost),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.won))
