"""Rivals tried: what becomes of an algorithm at every learning rate worth trying.

The rates of the tuning sweep, from a crawl to a leap over the map, walk in lock-step; where
readouts are noisy, under several seeds. How a walk ended is judged as a score's medals are.
"""

import json
from collections import Counter
from dataclasses import replace
from typing import Final

import numpy as np
from pydantic import JsonValue

from hikergame.arrays import FloatArray
from hikergame.hikers import race
from hikergame.hikers.resting import Resting, restings
from hikergame.hikers.tuning import best_rate, expected_points, lockstep, sweep_rates
from hikergame.level import Level, RivalSpec
from hikergame.level.values import TUNED
from hikergame.survey.certificate.saddles import lingering
from hikergame.survey.certificate.valleys import Valleys
from hikergame.survey.certificate.values import Fate, OwnWalk, RivalTrial

SEEDS: Final = 8
"""Under how many seeds each rate is tried where readouts are noisy."""
_STILL: Final = 0.1
"""A walk rests when its last steps are this share of the longest allowed, or less."""
_LAST_STEPS: Final = 3
_RESTED: Final = (Fate.ARRIVED, Fate.TRAPPED)


def algorithms(level: Level) -> tuple[RivalSpec, ...]:
    """Return the level's rivals, those that differ in nothing but their rate only once."""
    first: dict[str, RivalSpec] = {}
    for spec in level.rivals:
        first.setdefault(identity(spec), spec)
    return tuple(first.values())


def try_rival(level: Level, valleys: Valleys, spec: RivalSpec) -> RivalTrial:
    """Try one algorithm of a level, with all settings but the rate as `spec` has them."""
    rates = sweep_rates(level, spec)
    seeds = range(SEEDS if level.senses.chancy else 1)
    tracks = lockstep(level, spec, rates, seeds=seeds)
    ends = restings(level.landscape, level.start, tracks[:, :, -1].reshape(-1, level.dims))
    paces = _last_paces(level, tracks).ravel()
    fates = [fate_of(end, pace) for end, pace in zip(ends, paces, strict=True)]
    rested = [end.floor for end, fate in zip(ends, fates, strict=True) if fate in _RESTED]
    tuned = best_rate(level, spec)
    counted = Counter(fates)
    return RivalTrial(
        name=spec.name,
        settings=plain(spec),
        tuned=tuned,
        tuned_points=float(expected_points(level, spec, np.array([tuned]))[0]),
        own=tuple(
            _own_walk(level, one, tuned) for one in level.rivals if identity(one) == identity(spec)
        ),
        rates=tuple(rates.tolist()),
        seeds=len(seeds),
        counts={fate: counted[fate] for fate in Fate},
        fates="".join(fates[: len(rates)]),
        rested=valleys.count(rested),
    )


def fate_of(end: Resting, pace: float) -> Fate:
    """Judge a walk by its end and the longest of its last steps, as a share of the longest."""
    still = pace <= _STILL
    if end.bottom and still:
        return Fate.ARRIVED if end.deepest else Fate.TRAPPED
    if end.bottom and end.deepest:
        return Fate.LUCKY
    return Fate.SHORT if still else Fate.RESTLESS


def _own_walk(level: Level, spec: RivalSpec, tuned: float) -> OwnWalk:
    """Let a rival walk as the level has it, under seed 0."""
    rate = tuned if spec.learning_rate == TUNED else spec.learning_rate
    (walk,) = race(level, [replace(spec, learning_rate=rate)]).entries
    return OwnWalk(
        learning_rate=spec.learning_rate,
        points=walk.score.points,
        deepest=bool(walk.score.deepest),
        lingering=lingering(level.landscape, walk.track),
    )


def _last_paces(level: Level, tracks: FloatArray) -> FloatArray:
    """Return the longest of the last steps (s, n) of tracks, as a share of the longest allowed."""
    last = np.diff(tracks[:, :, -_LAST_STEPS - 1 :], axis=2)
    paces: FloatArray = np.linalg.norm(last, axis=-1).max(axis=2) / level.step_length.max
    return paces


def identity(spec: RivalSpec) -> str:
    """Return what an algorithm is, whatever its rate."""
    return json.dumps([spec.name, dict(spec.params)], sort_keys=True)


def plain(spec: RivalSpec) -> dict[str, JsonValue]:
    """Return the settings of a rival as a level file has them."""
    settings: dict[str, JsonValue] = json.loads(json.dumps(dict(spec.params)))
    return settings
