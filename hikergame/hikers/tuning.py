"""Tuned rivals: the best constant learning rate for one level's start and budget.

Nobody should beat a straw man. A sweep walks many rates at once, from steps that crawl
to steps that overshoot the whole map, under the level's own rules and senses; a second
one looks closer around the best. The rate that scores best in hindsight is taken, if not
by mere luck. The level's certificate records it, so that nobody need look again.
"""

import functools
from collections.abc import Sequence

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.moves import within_reach
from hikergame.hike.scoring import halvings_by_step, mark
from hikergame.hike.sensing import Sensor
from hikergame.level import Level, RivalSpec
from hikergame.level.certified import certified_rate
from hikergame.optimizers import Optimizer, make

RATES = 81
"""How many rates the sweep tries, in geometric order."""
FINER = 21
"""How many more it tries between the best one's neighbours."""
SEEDS = 16
"""Over how many seeds (0, 1, ...) the points are averaged where readouts are noisy."""

_NUDGES = np.array([1.0 - 1e-9, 1.0, 1.0 + 1e-9])
"""A rate counts by the worst of these many times it. Where overlong strides fling a walk about,
its end hangs on the last bit of a slope: to be lucky there once is no merit of a rate."""
_SHORTEST, _LONGEST = 1e-4, 3.0
"""First steps that the sweep spans, in widths of the map."""
_GENTLEST = 1e-3
"""A start flatter than this share of the typical slope does not stretch the sweep further."""
_DECIMALS = 6
"""Points that two machines cannot tell apart are a tie, and the smaller rate wins it."""
_DIGITS = 3
"""Significant digits of a rate, so that what the screen says is what walks."""


def build(spec: RivalSpec, learning_rate: "float | FloatArray") -> Optimizer:
    """Make the optimizer of a rival. Raises OptimizerError for what it does not know."""
    return make(spec.name, **spec.settings(learning_rate))


def asked(optimizer: Optimizer, slopes: FloatArray) -> FloatArray:
    """Ask for the displacements (..., d) after felt slopes (..., d); all finite.

    A rate far too large can drive an algorithm's books past what float64 holds: then it
    stands still. Where the ground itself has no finite slope, it feels none.
    """
    with np.errstate(all="ignore"):
        moves = optimizer.ask(np.where(np.isfinite(slopes), slopes, 0.0))
    return np.where(np.all(np.isfinite(moves), axis=-1, keepdims=True), moves, 0.0)


def tune(level: Level, spec: RivalSpec) -> float:
    """Return the learning rate with which this algorithm scores best on this level.

    What the level's certificate records, where it has one that is not stale; else found
    by a sweep, once per level and algorithm.
    """
    certified = certified_rate(level, spec)
    return best_rate(level, spec) if certified is None else certified


def best_rate(level: Level, spec: RivalSpec) -> float:
    """Find the best rate by a sweep. Deterministic: ties go to the smaller rate."""
    return _tune(_Tuning(level, spec))


class _Tuning:
    """A level and an algorithm, equal where the same is played by the same."""

    def __init__(self, level: Level, spec: RivalSpec) -> None:
        self.level, self.spec = level, spec
        self._key = (
            level.hash,
            spec.name,
            repr(sorted(spec.params.items())),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tuning) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@functools.lru_cache(maxsize=256)
def _tune(tuning: _Tuning) -> float:
    level, spec = tuning.level, tuning.spec
    coarse = sweep_rates(level, spec)
    points = expected_points(level, spec, coarse)
    best = int(np.argmax(points))
    around = coarse[max(best - 1, 0)], coarse[min(best + 1, RATES - 1)]
    finer = _spoken(np.geomspace(*around, FINER))
    rates = np.concatenate([coarse, finer])
    points = np.concatenate([points, expected_points(level, spec, finer)])
    return float(np.min(rates[points == np.max(points)]))


def expected_points(level: Level, spec: RivalSpec, rates: FloatArray) -> FloatArray:
    """Return the points (n,) that rates (n,) are good for.

    The mean over some seeds where readouts are noisy; elsewhere the worst of a rate nudged
    by a hair.
    """
    points: FloatArray
    if level.senses.chancy:
        points = sweep(level, spec, rates, seeds=range(SEEDS)).mean(axis=0)
    else:
        nudged = np.multiply.outer(_NUDGES, rates)
        points = sweep(level, spec, nudged.ravel())[0].reshape(nudged.shape).min(axis=0)
    return np.round(points, _DECIMALS)


def sweep(
    level: Level, spec: RivalSpec, rates: FloatArray, *, seeds: Sequence[int] = (0,)
) -> FloatArray:
    """Walk an algorithm at many rates (n,) under s seeds, and return its points (s, n)."""
    land, value = level.landscape.land, level.landscape.value
    # One seed at a time: with all of them at once a long level took three times the memory.
    found = [
        mark(halvings_by_step(land, value(tracks), level.steps), level.dims)
        for tracks in lockstep(level, spec, rates, seeds=seeds)
    ]
    return np.array(found)


def lockstep(
    level: Level, spec: RivalSpec, rates: FloatArray, *, seeds: Sequence[int] = (0,)
) -> FloatArray:
    """Walk an algorithm at rates (n,) under s seeds at once: the tracks (s, n, T + 1, d).

    Each walks as a `Rival` with that rate and seed would.
    """
    landscape = level.landscape
    sensors = [Sensor(level, seed, spec.name) for seed in seeds]
    optimizer = build(spec, rates[:, np.newaxis])
    tracks = np.empty((len(sensors), len(rates), level.steps + 1, level.dims))
    tracks[..., 0, :] = level.start
    for step in range(level.steps):
        places = tracks[..., step, :]
        slopes = landscape.gradient(places)
        felt = [sensor.feel(slope, step) for sensor, slope in zip(sensors, slopes, strict=True)]
        moves = asked(optimizer, np.array(felt))
        reached, _ = within_reach(moves, level.step_length.max)
        tracks[..., step + 1, :] = landscape.clip(places + reached)
    return tracks


def sweep_rates(level: Level, spec: RivalSpec) -> FloatArray:
    """Return the rates (n,) worth trying, in increasing order.

    Their first steps, from this start or from a place of typical slope, span a crawl to a
    leap over the map. What a rate means in metres the algorithm itself says: it is asked
    once, at rate 1.
    """
    width = float(np.max(level.landscape.bounds[:, 1] - level.landscape.bounds[:, 0]))
    typical = float(level.landscape.land.typical_slope)
    slope = np.asarray(level.landscape.gradient(level.start), dtype=np.float64)
    steepness = float(np.linalg.norm(slope))
    direction = slope / steepness if steepness > 0.0 else np.eye(level.dims)[0]
    strides = [
        _stride(level, spec, direction * max(felt, _GENTLEST * typical))
        for felt in (steepness, typical)
    ]
    rates = np.geomspace(_SHORTEST * width / max(strides), _LONGEST * width / min(strides), RATES)
    return _spoken(rates)


def _spoken(rates: FloatArray) -> FloatArray:
    """Round rates (n,) to what a screen says."""
    return np.array([float(f"{rate:.{_DIGITS}g}") for rate in rates])


def _stride(level: Level, spec: RivalSpec, slope: FloatArray) -> float:
    """Return the metres of the algorithm's first step at rate 1 from a slope (d,)."""
    felt = Sensor(level, 0, spec.name).feel(slope, 0)
    stride = float(np.linalg.norm(build(spec, 1.0).ask(felt)))
    return stride if 0.0 < stride < np.inf else 1.0
