"""Blind hikers tried: what those who see only readouts come to, over many seeds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike import Hike
from hikergame.hikers import Medal, walk
from hikergame.hikers.blind import Outset, make_blind_hiker
from hikergame.hikers.resting import restings
from hikergame.hikers.scores import score_beside
from hikergame.hikers.tuning import best_rate, sweep
from hikergame.level import Level
from hikergame.level.values import TUNED
from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.valleys import Valleys
from hikergame.survey.certificate.values import BlindTrial, TypicalWalk

SEEDS: Final = 200
"""Under how many seeds a blind hiker walks: 0, 1, ..."""
FIRST: Final = 3
"""The points under so many first seeds are kept one by one."""


@dataclass(frozen=True)
class BlindWalk:
    """What counts of one walk."""

    points: float
    halvings: float
    """Where it ended."""
    steps: int
    climbed: float
    medals: tuple[Medal, ...]
    valley: int
    """Where water from its end rests."""


def climbed(heights: FloatArray) -> float:
    """Return how much of a walk of heights (t + 1,) went up, in units of height."""
    return float(np.maximum(np.diff(heights), 0.0).sum())


def walk_blind(
    level: Level, valleys: Valleys, name: str, seeds: Sequence[int]
) -> tuple[BlindWalk, ...]:
    """Let a blind hiker walk a level by its rules, once under each of some seeds."""
    hikes = _hikes(level, name, seeds)
    ends = restings(level.landscape, level.start, np.array([hike.place for hike in hikes]))
    found = valleys.nearest(np.array([end.floor for end in ends]))
    rivals = _rival_points(level, seeds)
    scores = [
        score_beside(hike, points, rest=end)
        for hike, points, end in zip(hikes, rivals, ends, strict=True)
    ]
    return tuple(
        BlindWalk(
            points=score.points,
            halvings=score.final_halvings,
            steps=hike.steps,
            climbed=climbed(hike.heights),
            medals=score.medals,
            valley=int(valley),
        )
        for hike, score, valley in zip(hikes, scores, found, strict=True)
    )


def blind_trial(level: Level, walks: Sequence[BlindWalk]) -> BlindTrial:
    """Sum up the walks of one hiker under seeds 0, 1, ..."""
    ended = Counter(str(one.valley) for one in walks)
    offered = [medal for medal in Medal if medal is not Medal.RIVAL or level.rivals]
    return BlindTrial(
        seeds=len(walks),
        medals={
            medal.value: sum(medal in one.medals for one in walks) / len(walks) for medal in offered
        },
        ended=dict(ended),
        points=Distribution.of([one.points for one in walks], finest=0.01),
        steps=Distribution.of([one.steps for one in walks], finest=1.0),
        climbed=Distribution.of([one.climbed for one in walks]),
        typical=_typical(walks),
        first=tuple(one.points for one in walks[:FIRST]),
    )


def _typical(walks: Sequence[BlindWalk]) -> TypicalWalk:
    """Return the walk in the middle, by points, of those under seeds 0, 1, ..."""
    by_points = sorted(range(len(walks)), key=lambda seed: walks[seed].points)
    points = walks[by_points[(len(walks) - 1) // 2]].points
    seed, walk = next((seed, one) for seed, one in enumerate(walks) if one.points == points)
    return TypicalWalk(seed=seed, points=points, halvings=walk.halvings, steps=walk.steps)


def _hikes(level: Level, name: str, seeds: Sequence[int]) -> Sequence[Hike]:
    """Walk one hike to its end under each seed.

    Where neither readouts nor moves are left to chance, one stands for all.
    """
    outset = Outset.of(level)
    hikes = []
    for seed in seeds:
        hiker = make_blind_hiker(name, outset, seed=seed)
        hikes.append(walk(Hike(level, seed=seed, hiker=name), hiker))
        if not (level.senses.chancy or hiker.by_chance):
            return [hikes[-1]] * len(seeds)
    return hikes


def _rival_points(level: Level, seeds: Sequence[int]) -> Sequence[float | None]:
    """Return the points of the level's first rival under each seed."""
    if not level.rivals:
        return [None] * len(seeds)
    spec = level.rivals[0]
    rate = best_rate(level, spec) if spec.learning_rate == TUNED else spec.learning_rate
    seeds_that_count = seeds if level.senses.chancy else (0,)
    points = sweep(level, spec, np.array([rate]), seeds=seeds_that_count)[:, 0]
    return [float(one) for one in np.broadcast_to(points, len(seeds))]
