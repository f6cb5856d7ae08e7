"""What became of a walk, judged with open eyes: trapped, swinging, crawling, arrived.

`course_of` measures a finished walk; `fate_of` judges the measures alone. Shares are of
1; lengths are metres.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.resting import Resting
from hikergame.hikers.reveal import Walk
from hikergame.hikers.views import is_still
from hikergame.level import Level

_SWINGING = 0.3
"""Who crosses the floor with this share of the steps of the second half, swings."""
_ALONG = 0.25
"""A swinging walk that moves on by this share of its length moves along a valley."""
_FAR = 0.6
"""A walk shorter than this share of its way down, all of it in small steps, crawled."""
_SMALL = 0.1
"""A step is small at this share of the longest or less."""
_PASSED = 0.2
"""Ending higher by this share of all heights met than one has been is worth a word."""
_LAST_STEPS = 3


class Fate(Enum):
    """What became of a walk."""

    ARRIVED = "arrived in the deepest valley"
    TRAPPED = "came to rest in a shallower valley"
    FENCED = "came to rest at the fence, above the deepest valley"
    SHELF = "came to rest where it is flat, yet no valley"
    CREPT = "took ever smaller steps"
    SWINGING = "swung from side to side, getting nowhere"
    ZIGZAG = "zigzagged along a narrow valley"
    CRAWLED = "took steps too small for the way"
    LEFT_EARLY = "planted the flag on a slope"
    UNDER_WAY = "ran out of steps on the way down"


@dataclass(frozen=True)
class Course:
    """The measures of a finished walk."""

    rest: Resting
    """The ground where it ended."""
    flag: bool
    crossings: float
    """Share of the steps in the second half that began downhill and ended uphill."""
    advance: float
    """Net way of the second half as a share of its length; 0 for one that stands."""
    covered: float
    """Its whole length as a share of the straight way from the start to the floor of the valley
    that it ended in."""
    longest: float
    """Its longest step as a share of the longest that the level allows."""
    lowest_step: int
    """The step after which it stood lowest."""
    lost: float
    """How much higher it ended than it has been, as a share of all heights it met."""
    pace: float
    """The longest of its last three steps, as a share of the longest allowed."""
    still: bool
    """It had all but stopped."""


def course_of(level: Level, walk: Walk) -> Course:
    """Measure a finished walk on its level."""
    steps = np.diff(walk.track, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    way = float(np.linalg.norm(walk.score.rest.floor - walk.track[0]))
    lowest = int(np.argmin(walk.values))
    longest = level.step_length.max
    half = len(steps) // 2
    return Course(
        rest=walk.score.rest,
        flag=walk.flag,
        crossings=_crossings(steps[half:], level.landscape.gradient(walk.track[half:])),
        advance=_share(float(np.linalg.norm(steps[half:].sum(axis=0))), lengths[half:].sum()),
        covered=_share(lengths.sum(), way),
        longest=_share(lengths.max(initial=0.0), longest),
        lowest_step=lowest,
        lost=_share(walk.values[-1] - walk.values[lowest], np.ptp(walk.values)),
        pace=_share(lengths[-_LAST_STEPS:].max(initial=0.0), longest),
        still=is_still(lengths, longest),
    )


def fate_of(course: Course) -> Fate:
    """Judge what became of a walk; the ground where it ended speaks first."""
    rest = course.rest
    settled = course.flag or course.pace <= _SMALL
    swings = course.crossings >= _SWINGING
    if rest.bottom and (settled or rest.flat or not swings):
        if rest.deepest:
            return Fate.ARRIVED
        return Fate.FENCED if rest.fenced else Fate.TRAPPED
    if rest.flat and (course.flag or course.still):
        return Fate.SHELF
    if swings:
        return Fate.ZIGZAG if course.advance >= _ALONG else Fate.SWINGING
    if course.flag:
        return Fate.LEFT_EARLY
    if course.pace <= _SMALL * course.longest:
        return Fate.CREPT
    if course.covered < _FAR and course.longest <= _SMALL:
        return Fate.CRAWLED
    return Fate.UNDER_WAY


def passed_lower(course: Course) -> bool:
    """Tell whether the walk stood clearly lower before than where it ended."""
    return course.lost >= _PASSED


def _crossings(steps: FloatArray, slopes: FloatArray) -> float:
    """Return the share of steps (t, d) that began downhill and ended uphill.

    `slopes` (t + 1, d) are those at the ends of the steps.
    """
    if len(steps) == 0:
        return 0.0
    began = np.sum(slopes[:-1] * steps, axis=1)
    ended = np.sum(slopes[1:] * steps, axis=1)
    return float(np.mean((began < 0.0) & (ended > 0.0)))


def _share(part: Any, whole: Any) -> float:
    return float(part / whole) if whole > 0.0 else 0.0
