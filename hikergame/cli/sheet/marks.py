"""What is marked on a small map, by one letter each: valleys, flats, passes, the start."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hikergame.arrays import FloatArray
from hikergame.level import Level
from hikergame.survey import Survey
from hikergame.survey.picture.places import named, unnamed, ways_out

START, PASS, OTHER = "o", "x", "*"


class Mark(NamedTuple):
    """A letter on a cell of the map."""

    column: int
    row: int
    glyph: str


def marks(
    level: Level, survey: Survey, cell: Callable[[FloatArray, float], tuple[int, int]]
) -> list[Mark]:
    """Return all marks, the most important last.

    `cell` says in which column and row a place (d,) of some height is.
    """
    return [Mark(*cell(x, height), glyph) for x, height, glyph in _places(level, survey)]


def _places(level: Level, survey: Survey) -> Iterator[tuple[FloatArray, float, str]]:
    for minimum in unnamed(survey):
        yield minimum.x, minimum.value, OTHER
    for saddle in ways_out(survey):
        yield saddle.x, saddle.value, PASS
    yield level.start, float(level.landscape.value(level.start)), START
    for one in reversed(named(survey)):
        yield one.place.x, one.place.value, one.name


def legend(survey: Survey) -> str:
    """Say what the letters stand for."""
    names = [one.name for one in named(survey)]
    valleys = [name for name in names if name.isdigit()]
    flats = [name for name in names if not name.isdigit()]
    said = [
        _counted(valleys, "valley", "valleys, the deepest first"),
        _counted(flats, "flat", "flats"),
        f"{OTHER} other valleys" if unnamed(survey) else "",
        _counted([PASS] * len(ways_out(survey)), "pass", "passes"),
        f"{START} start",
    ]
    return ", ".join(filter(None, said))


def _counted(names: list[str], one: str, many: str) -> str:
    """Return the names and what they are; nothing where there are none."""
    if not names:
        return ""
    first, last = names[0], names[-1]
    letters = first if first == last else f"{first}-{last}"
    return f"{letters} {one if len(names) == 1 else many}"
