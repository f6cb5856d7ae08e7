"""Finding out what a level contains, in stages: each takes longer and tells more.

A stage is a function of values, to be run in a thread. None runs for long: a survey has a
bound on its work, and `Findings` say which it met.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.scoring import flat_steepness
from hikergame.hikers.racing import entry_of
from hikergame.hikers.reveal import Walk
from hikergame.hikers.rivals import Rival
from hikergame.level import Level, RivalSpec
from hikergame.survey import Limits, Survey
from hikergame.survey.surveying import survey

_COARSE, _FINE = 96, 256
"""Points of the grid along each side."""
_LIMITS: Final = Limits(boxes=1 << 15, seeds=1 << 13, passes=1 << 12, trace_rounds=1 << 8)
"""The most work while somebody waits; `hikergame survey` does more."""
_PATIENCE: Final = 1.5
"""Seconds that the coarse survey may take for a finer one to be worth while."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What is known of a level so far."""

    level: Level
    survey: Survey | None = None
    walks: tuple[Walk, ...] = ()
    """The rivals' ways from the start."""
    rates: tuple[float, ...] = ()
    """The learning rate of each: tuned ones are found by now."""
    flat: float = 0.0
    """Steepness at or below which the ground counts as flat; 0 until it is known."""
    accurate: bool = False
    """Basins end where water divides, and the deepest place is proven, if it can be."""
    shortened: bool = False
    """The finer survey is left out, as the coarse one took long."""


def coarsely(level: Level) -> Findings:
    """Return valleys, passes and rough basins: what an author waits for."""
    begun = perf_counter()
    found = survey(level, resolution=_COARSE, accurate=False, prove=False, limits=_LIMITS)
    slow = perf_counter() - begun > _PATIENCE
    return Findings(level, found, shortened=slow)


def raced(findings: Findings) -> Findings:
    """Return the same with the rivals' ways from the start; tuned ones are tuned.

    The land is sampled for it, so that what counts as flat is known as well.
    """
    rivals = [Rival(spec, findings.level) for spec in findings.level.rivals]
    with np.errstate(all="ignore"):
        walks = tuple(entry_of(rival) for rival in rivals)
    rates = tuple(rival.learning_rate for rival in rivals)
    flat = flat_steepness(findings.level.landscape)
    return replace(findings, walks=walks, rates=rates, flat=flat)


def accurately(findings: Findings) -> Findings:
    """Return the same with a finer survey, accurate basins, and the proof of the deepest place."""
    found = survey(findings.level, resolution=_FINE, limits=_LIMITS)
    return replace(findings, survey=found, accurate=True)


def from_place(
    level: Level, start: FloatArray, rivals: Sequence[tuple[RivalSpec, float]]
) -> tuple[Walk, ...]:
    """Return the ways of rivals, each with its learning rate, from another place (d,)."""
    moved = replace(level, start=level.landscape.clip(start))
    with np.errstate(all="ignore"):
        return tuple(
            entry_of(Rival(replace(spec, learning_rate=rate), moved)) for spec, rate in rivals
        )
