"""What became of a walk, judged with open eyes: trapped, swinging, crawling, arrived.

`course_of` measures a finished walk; `fate_of` judges the measures alone. Shares are of
1; lengths are metres.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.resting import Resting
from hikergame.hikers.reveal import Walk
from hikergame.hikers.views import is_still
from hikergame.landscape import settle
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
_LONGEST = 1.0 - 1e-9
"""A step of this share of the longest is as long as may be, but for rounding;"""
_MOSTLY = 0.5
"""who takes this share of his steps so long, strides on whatever he feels."""
_LAST_STEPS = 3
_OFTEN = 4
"""Fewer steps than this swing nowhere,"""
_A_WAY = 6
"""and fewer than this make no zigzag."""
_LEAP = 3.0
"""Who takes a step this many times as long as any before,"""
_LOST = 0.2
"""and ends it higher than before by this share of all heights met, was flung."""
_WAY_TO_GO, _STILL_FALLS = 0.15, 5e-3
"""Whom the floor of his valley still leads on by the first share of his straight way, and down
by the second of its height, has not come to its bottom."""
_DEEPER = 1e-3
"""A valley's floor is deeper than another by this share of relief at least."""


class Fate(Enum):
    """What became of a walk."""

    ARRIVED = "arrived in the deepest valley"
    NOT_DOWN = "was on its way along the deepest valley, not at its bottom yet"
    TRAPPED = "came to rest in a shallower valley"
    FENCED = "came to rest at the fence, above the deepest valley"
    SHELF = "came to rest where it is flat, yet no valley"
    CREPT = "took ever smaller steps"
    FLUNG = "was flung back by one enormous step"
    SWINGING = "swung from side to side, getting nowhere"
    ZIGZAG = "zigzagged along a narrow valley"
    CRAWLED = "took steps too small for the way"
    LEFT_EARLY = "planted the flag on a slope"
    UNDER_WAY = "ran out of steps on the way down"


_PASSING: Final = {
    Fate.ARRIVED: "was passing the bottom of the deepest valley as its steps ran out",
    Fate.TRAPPED: "was passing the bottom of a shallower valley as its steps ran out",
}


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
    remaining: float
    """How far that floor still is, as a share of the same."""
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
    steps: int
    """How many steps it took."""
    flung: bool
    """One step was far longer than any before it, and cost much of the height won."""
    rolled: bool
    """Some steps set out uphill, and it ended in a deeper valley than it began in."""
    cut: bool = False
    """Most steps of the second half were as long as the level allows."""


def course_of(level: Level, walk: Walk, *, first_floor: float | None = None) -> Course:
    """Measure a finished walk on its level.

    `first_floor` is what `first_floor_of` returns, for who measures many walks of one level.
    """
    steps = np.diff(walk.track, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    way = float(np.linalg.norm(walk.score.rest.floor - walk.track[0]))
    left = float(np.linalg.norm(walk.score.rest.floor - walk.track[-1]))
    lowest = int(np.argmin(walk.values))
    longest = level.step_length.max
    half = len(steps) // 2
    slopes = level.landscape.gradient(walk.track)
    return Course(
        rest=walk.score.rest,
        flag=walk.flag,
        crossings=_crossings(steps[half:], slopes[half:]),
        advance=_share(float(np.linalg.norm(steps[half:].sum(axis=0))), lengths[half:].sum()),
        covered=_share(lengths.sum(), way),
        remaining=_share(left, way),
        longest=_share(lengths.max(initial=0.0), longest),
        lowest_step=lowest,
        lost=_share(walk.values[-1] - walk.values[lowest], np.ptp(walk.values)),
        pace=_share(lengths[-_LAST_STEPS:].max(initial=0.0), longest),
        still=is_still(lengths, longest),
        steps=len(steps),
        flung=_flung(lengths, walk.values),
        rolled=bool(np.any(np.sum(slopes[:-1] * steps, axis=1) > 0.0))
        and _deeper(level, walk, first_floor),
        cut=_cut(lengths[half:], longest),
    )


def first_floor_of(level: Level) -> float:
    """Return the height at which water from a level's start comes to rest."""
    return float(level.landscape.value(settle(level.landscape, level.start)))


def fate_of(course: Course) -> Fate:
    """Judge what became of a walk; the ground where it ended speaks first."""
    rest = course.rest
    settled = course.flag or course.pace <= _SMALL
    swings = course.crossings >= _SWINGING and course.steps >= _OFTEN
    zigzags = course.advance >= _ALONG
    if rest.bottom and (settled or rest.flat or not swings):
        if rest.deepest:
            falls_on = course.remaining >= _WAY_TO_GO and rest.left >= _STILL_FALLS
            return Fate.NOT_DOWN if falls_on else Fate.ARRIVED
        return Fate.FENCED if rest.fenced else Fate.TRAPPED
    if rest.flat and (course.flag or course.still):
        return Fate.SHELF
    if course.flung:
        return Fate.FLUNG
    if swings and not zigzags:
        return Fate.SWINGING
    # On a line there is no valley to walk along, and a step or two is no zigzag.
    if swings and len(rest.floor) > 1 and course.steps >= _A_WAY:
        return Fate.ZIGZAG
    if course.flag:
        return Fate.LEFT_EARLY
    if course.pace <= _SMALL * course.longest:
        return Fate.CREPT
    if course.covered < _FAR and course.longest <= _SMALL:
        return Fate.CRAWLED
    return Fate.UNDER_WAY


def fate_words(course: Course) -> str:
    """Say what became of a walk, and of one that strides on whose valley it was passing.

    A certificate counts the same: who takes large steps to the last has not come to rest.
    """
    fate = fate_of(course)
    return _PASSING.get(fate, fate.value) if strode_on(course) else fate.value


def strode_on(course: Course) -> bool:
    """Tell whether a walk planted no flag, and took large steps to the last: it had no rest."""
    return not course.flag and course.pace > _SMALL


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


def _cut(lengths: FloatArray, longest: float) -> bool:
    """Tell whether most of some steps (t,) were as long as the level allows."""
    return _share(np.count_nonzero(lengths >= _LONGEST * longest), len(lengths)) >= _MOSTLY


def _flung(lengths: FloatArray, heights: FloatArray) -> bool:
    """Tell whether some step (t,) was far longer than all before it and lost much height.

    The height is lost to the lowest place before: who sets foot on a steep face stands
    high already when it flings him away.
    """
    before = np.maximum.accumulate(lengths)[:-1]
    leaps = (lengths[1:] >= _LEAP * before) & (before > 0.0)
    lost = heights[2:] - np.minimum.accumulate(heights)[1:-1]
    return bool(np.any(leaps & (lost >= _LOST * np.ptp(heights)) & (lost > 0.0)))


def _deeper(level: Level, walk: Walk, first_floor: float | None) -> bool:
    """Tell whether a walk ended in a deeper valley than the one that it began in."""
    ground = level.landscape
    began = first_floor_of(level) if first_floor is None else first_floor
    fell = began - float(ground.value(walk.score.rest.floor))
    return fell > _DEEPER * float(ground.land.relief)


def _share(part: Any, whole: Any) -> float:
    return float(part / whole) if whole > 0.0 else 0.0
