"""Praise: true sentences about walks, for many people, one each.

Every quality is computed from what somebody walked and has a bar to pass, so that whoever
is told that he is steady has been steady. The superlative is said only of the one whom it
is true of. Qualities take turns to choose among those who have no line yet, so that the
best in everything leaves room for others. Nothing is said of who walked badly.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from hikergame.classroom.messages.watching import PraiseView
from hikergame.classroom.room.merits import Before, Praised
from hikergame.classroom.room.qualities import QUALITIES, Quality
from hikergame.classroom.room.walked import Walked
from hikergame.level import Level

MOST: Final = 24
"""Lines of praise at most."""
_DECIMALS: Final = 9
"""Figures that two machines cannot tell apart are equal."""


def praise(
    people: Sequence[Walked],
    before: Mapping[str, Before],
    algorithms: Sequence[Walked],
    *,
    level: Level,
    several: bool,
) -> tuple[PraiseView, ...]:
    """Return lines of praise for people, each for another one, the rarest quality first.

    `several` tells whether the level has more than one valley to be found.
    `before` has the best earlier round of those who walked one. The same walks get the same lines.
    """
    measured = [
        Praised(
            one,
            before.get(one.id),
            level,
            several,
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
