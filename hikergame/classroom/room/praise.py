"""Praise: true sentences about walks, for many people, one each.

Every quality is computed from what somebody walked and has a bar to pass, so that whoever
is told that he is steady has been steady. The superlative is said only of the one whom it
is true of. Qualities take turns to choose among those who have no line yet, so that the
best in everything leaves room for others. Nothing is said of who walked badly.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.watching import PraiseView
from hikergame.classroom.room.walked import Walked
from hikergame.figures import number
from hikergame.hikers import Medal
from hikergame.level import Level

MOST: Final = 24
"""Lines of praise at most."""
_ENOUGH: Final = 4
"""A manner of walking shows in this many steps or more."""
_WORTH: Final = 0.05
"""A climb is worth a word from this share of all heights met, and little to this share of the
way down."""
_MUCH: Final = 0.2
"""A step down by this share of all heights met is a good one."""
_PART: Final = 0.8
"""Who has come down has this share of the way down left at most."""
_SEVEN_EIGHTHS: Final = 3.0
"""Halvings of who stands lower than seven eighths of the map."""
_DECIMALS: Final = 9
"""Figures that two machines cannot tell apart are equal."""


@dataclass(frozen=True)
class Before:
    """The best round that somebody has walked before."""

    round: int
    points: float


@dataclass(frozen=True, eq=False)
class Praised:
    """One walk, measured for what may be said in its favour. Lengths are metres."""

    one: Walked
    before: Before | None
    budget: int
    """The steps that the level allows."""
    longest: float
    """The longest step that it allows."""
    relief: float
    """The height of all the map, from its lowest place to its highest."""
    begins_high: bool
    """The start is no lower than seven eighths of the map."""
    beaten: tuple[str, ...]
    """The algorithms with fewer points, by their names for people."""

    @cached_property
    def moved(self) -> FloatArray:
        """The lengths (t,) of the steps that led somewhere."""
        lengths: FloatArray = np.linalg.norm(np.diff(self.one.walk.track, axis=0), axis=1)
        return lengths[lengths > 0.0]

    @cached_property
    def rises(self) -> FloatArray:
        """How much each step (t,) went up; negative for down."""
        return np.diff(self.one.walk.values)

    @property
    def steps(self) -> int:
        """Steps taken."""
        return len(self.rises)

    @property
    def fell(self) -> float:
        """How much lower the walk ended than it began."""
        return float(self.one.walk.values[0] - self.one.walk.values[-1])

    @property
    def drop(self) -> float:
        """The most that it came down with one step."""
        return float(-self.rises.min(initial=0.0))

    @property
    def climbed(self) -> float:
        """All that it climbed."""
        return float(np.maximum(self.rises, 0.0).sum())

    @property
    def level_or_down(self) -> float:
        """The share of its steps that did not go up; 0 for a walk of none."""
        return float(np.mean(self.rises <= 0.0)) if self.steps else 0.0

    @property
    def way(self) -> float:
        """All that it walked."""
        return float(self.moved.sum())

    @property
    def to_fall(self) -> float:
        """How much lower the floor of its valley is than where it ended."""
        return self.one.walk.score.rest.drop * self.relief

    @property
    def reach(self) -> float:
        """How far from the start it has been."""
        track = self.one.walk.track
        return float(np.linalg.norm(track - track[0], axis=1).max())

    @property
    def comeback(self) -> float:
        """The highest climb out of a hollow, after which it came down lower than that hollow."""
        values = self.one.walk.values
        hollows = np.minimum.accumulate(values)
        lower = values[-1] < hollows
        return float(np.max(np.where(lower, values - hollows, 0.0)))

    @property
    def came_down(self) -> bool:
        """It came down by a good part of the way that there was."""
        return self.one.walk.score.gap <= _PART

    @property
    def early(self) -> float:
        """The first step after which it stood lower than seven eighths; infinite for none."""
        low = np.flatnonzero(self.one.walk.score.halvings >= _SEVEN_EIGHTHS)
        return float(low[0] + 1) if len(low) else np.inf


@dataclass(frozen=True)
class Quality:
    """Something to be praised for."""

    title: str
    bar: Callable[[Praised], bool]
    """Whether a walk deserves it."""
    size: Callable[[Praised], float]
    """How much of it a walk has, the bar passed or not; minus infinity for none at all."""
    say: Callable[[Praised], str]
    """A sentence that is true of whoever passes the bar, without its full stop."""
    most: str
    """What is added where nobody else has as much of it."""


def praise(
    people: Sequence[Walked],
    before: Mapping[str, Before],
    algorithms: Sequence[Walked],
    *,
    level: Level,
) -> tuple[PraiseView, ...]:
    """Return lines of praise for people, each for another one, the rarest quality first.

    `before` has the best earlier round of those who walked one. The same walks get the same lines.
    """
    land = level.landscape.land
    measured = [
        Praised(
            one,
            before.get(one.id),
            level.steps,
            level.step_length.max,
            float(land.relief),
            bool(land.halvings(one.walk.values[0]) < _SEVEN_EIGHTHS),
            tuple(each.name for each in algorithms if each.points < one.points),
        )
        for one in people
    ]
    turns = [(quality, _ranked(quality, measured)) for quality in QUALITIES]
    lines: list[PraiseView] = []
    praised: set[str] = set()
    while len(lines) < MOST:
        found = [_line(quality, ranking, praised) for quality, ranking in turns]
        lines += [line for line in found if line is not None]
        if not any(found):
            break
    return tuple(lines[:MOST])


Ranking = list[tuple[float, Praised]]


def _ranked(quality: Quality, measured: Sequence[Praised]) -> Ranking:
    """Return all by how much of a quality they have; equals stay in order of joining."""
    sizes = [(round(quality.size(one), _DECIMALS), one) for one in measured]
    return sorted(sizes, key=lambda pair: -pair[0])


def _line(quality: Quality, ranking: Ranking, praised: set[str]) -> PraiseView | None:
    """Return a line for the best who has none yet, and note that he has one."""
    waiting = (one for _, one in ranking if one.one.id not in praised and quality.bar(one))
    chosen = next(waiting, None)
    if chosen is None:
        return None
    praised.add(chosen.one.id)
    (first, best), *others = ranking
    alone = chosen is best and bool(others) and first > others[0][0]
    said = quality.say(chosen) + (quality.most if alone else "")
    return PraiseView(
        hiker=chosen.one.id,
        name=chosen.one.name,
        title=quality.title,
        sentence=f"{said[:1].upper()}{said[1:]}.",
    )


def _has(one: Praised, medal: Medal) -> bool:
    return medal in one.one.walk.score.medals


def _gained(one: Praised) -> float:
    return -np.inf if one.before is None else one.one.points - one.before.points


def _spread(one: Praised) -> float:
    """Return how uneven a walk's steps are, as a share of their mean."""
    few = len(one.moved) < 2
    return np.inf if few else float(np.std(one.moved) / np.mean(one.moved))


def _not_up(one: Praised) -> str:
    up = int(np.sum(one.rises > 0.0))
    return f"only {up}" if up else "not one"


def _on_the_floor(one: Praised) -> str:
    left = number(one.to_fall)
    return "right at a valley's bottom" if left == "0" else f"{left} above a valley's bottom"


def _climbed(one: Praised) -> str:
    height = number(one.climbed)
    return "never climbed" if height == "0" else f"climbed no more than {height} in all"


def _fine(length: float) -> str:
    """Say a length of centimetres or less, in metres, without a long row of noughts."""
    if length < 1e-3:
        return "less than a millimetre"
    return f"{number(100.0 * length)} cm" if length < 1.0 else f"{number(length)} m"


def _shortest(one: Praised) -> float:
    return float(one.moved.min(initial=np.inf))


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


QUALITIES: Final = (
    Quality(
        "Most improved",
        lambda one: _gained(one) >= 1.0,
        _gained,
        lambda one: f"{_gained(one):.1f} points more than in any round before",
        ": nobody gained as much",
    ),
    Quality(
        "The way back",
        lambda one: one.comeback > _WORTH * float(np.ptp(one.one.walk.values)),
        lambda one: one.comeback,
        lambda one: f"climbed {number(one.comeback)} out of a hollow and came down lower than it",
        ", the highest climb that paid",
    ),
    Quality(
        "Found it",
        lambda one: _has(one, Medal.DEEPEST),
        lambda one: one.one.points if _has(one, Medal.DEEPEST) else -np.inf,
        lambda one: f"ended in the deepest valley, with {one.one.points:.1f} points",
        ", the most of all who found it",
    ),
    Quality(
        "Ahead of the algorithms",
        lambda one: bool(one.beaten),
        lambda one: float(len(one.beaten)),
        lambda one: f"has more points than {_listed(one.beaten)}",
        ", and nobody passed as many",
    ),
    Quality(
        "Explorer",
        lambda one: one.reach >= 2.0 * one.longest,
        lambda one: one.reach,
        lambda one: f"went {number(one.reach)} m from the start to see what is there",
        ", farther than anybody",
    ),
    Quality(
        "Steady",
        lambda one: one.steps >= _ENOUGH and one.level_or_down >= 0.8 and one.came_down,
        lambda one: one.level_or_down,
        lambda one: f"{_not_up(one)} of {one.steps} steps went up",
        ", the largest share of all",
    ),
    Quality(
        "Light on the legs",
        lambda one: one.steps >= _ENOUGH and one.climbed <= _WORTH * one.fell and one.came_down,
        lambda one: -one.climbed if one.fell > 0.0 else -np.inf,
        lambda one: f"{_climbed(one)} and came down {number(one.fell)}",
        ": nobody who came down climbed less",
    ),
    Quality(
        "Thrifty",
        lambda one: _has(one, Medal.VALLEY) and one.steps < one.budget,
        lambda one: -float(one.steps) if _has(one, Medal.VALLEY) else -np.inf,
        lambda one: (
            f"stood on a valley's floor after {one.steps} of {one.budget} steps, "
            "and planted the flag there"
        ),
        ", sooner than anybody",
    ),
    Quality(
        "To the point",
        lambda one: _has(one, Medal.VALLEY),
        lambda one: -one.one.walk.score.rest.drop,
        lambda one: f"planted the flag {_on_the_floor(one)}",
        ", nearer than anybody",
    ),
    Quality(
        "Quick start",
        lambda one: one.begins_high and 2.0 * one.early <= one.budget,
        lambda one: -one.early,
        lambda one: f"stood lower than seven eighths of the map after {_steps(int(one.early))}",
        ", sooner than anybody",
    ),
    Quality(
        "Long legs",
        lambda one: one.way >= 5.0 * one.longest,
        lambda one: one.way,
        lambda one: f"walked {number(one.way)} m",
        ", more than anybody",
    ),
    Quality(
        "Even pace",
        lambda one: len(one.moved) >= 2 * _ENOUGH and _spread(one) <= 0.35 and one.came_down,
        lambda one: -_spread(one),
        lambda one: f"took steps of {number(float(one.moved.mean()))} m, hardly longer or shorter",
        ", the most even of all",
    ),
    Quality(
        "Fine touch",
        lambda one: one.steps >= _ENOUGH and _shortest(one) <= 0.02 * one.longest,
        lambda one: -_shortest(one),
        lambda one: f"took a step of {_fine(_shortest(one))}",
        ", the finest of all",
    ),
    Quality(
        "One good step",
        lambda one: one.drop >= _MUCH * float(np.ptp(one.one.walk.values)) and one.drop > 0.0,
        lambda one: one.drop,
        lambda one: f"came down {number(one.drop)} with one step",
        ", farther than any other step went",
    ),
    Quality(
        "Bold stride",
        lambda one: one.moved.max(initial=0.0) >= 0.9 * one.longest,
        lambda one: float(one.moved.max(initial=0.0)),
        lambda one: f"dared a step of {number(float(one.moved.max()))} m in the dark",
        ", the longest of all",
    ),
    Quality(
        "Persevering",
        lambda one: one.steps == one.budget and one.came_down,
        lambda one: one.fell if one.steps == one.budget else -np.inf,
        lambda one: f"used all {one.budget} steps and came down {number(one.fell)}",
        ", the most of all who did",
    ),
)
"""What may be praised; in each turn, the first choose first."""


def _steps(count: int) -> str:
    return f"{count} step" if count == 1 else f"{count} steps"
