"""What a walk may be praised for: bars to pass, measures to compare, true words to say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.classroom.room.merits import Praised
from hikergame.figures import number
from hikergame.hikers import Medal

_ENOUGH: Final = 4
"""A manner of walking shows in this many steps or more."""
_WORTH: Final = 0.05
"""A climb is worth a word from this share of all heights met, and little to this share of the
way down."""
_MUCH: Final = 0.2
"""A step down by this share of all heights met is a good one."""


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


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _steps(count: int) -> str:
    return f"{count} step" if count == 1 else f"{count} steps"


QUALITIES: Final = (
    Quality(
        "Most improved",
        lambda one: one.gained >= 1.0,
        lambda one: one.gained,
        lambda one: f"{one.gained:.1f} points more than in any round before",
        ": nobody gained as much",
    ),
    Quality(
        "The way back",
        lambda one: one.comeback > _WORTH * one.met,
        lambda one: one.comeback,
        lambda one: f"climbed {number(one.comeback)} out of a valley and came down below its floor",
        ", the highest climb that paid",
    ),
    Quality(
        "Found it",
        lambda one: one.found,
        lambda one: one.one.points if one.found else -np.inf,
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
        lambda one: one.steps >= _ENOUGH and one.down >= 0.8 * one.steps and one.came_down,
        lambda one: one.down / max(one.steps, 1),
        lambda one: f"{one.down} of {one.steps} steps led down",
        ", a larger share than anybody's",
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
        lambda one: one.has(Medal.VALLEY) and one.steps < one.budget,
        lambda one: -float(one.steps) if one.has(Medal.VALLEY) else -np.inf,
        lambda one: (
            f"stood on a valley's floor after {one.steps} of {one.budget} steps, "
            "and planted the flag there"
        ),
        ", sooner than anybody",
    ),
    Quality(
        "To the point",
        lambda one: one.has(Medal.VALLEY),
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
        lambda one: len(one.moved) >= 2 * _ENOUGH and one.spread <= 0.35 and one.came_down,
        lambda one: -one.spread,
        lambda one: f"took steps of {number(float(one.moved.mean()))} m, hardly longer or shorter",
        ", the most even of all",
    ),
    Quality(
        "Fine touch",
        lambda one: one.steps >= _ENOUGH and one.shortest <= 0.02 * one.longest,
        lambda one: -one.shortest,
        lambda one: f"took a step of {_fine(one.shortest)}",
        ", the finest of all",
    ),
    Quality(
        "One good step",
        lambda one: one.drop >= _MUCH * one.met and one.drop > 0.0,
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
