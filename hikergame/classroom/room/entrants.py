"""Entrants: the algorithms that stand on a room's boards.

Each walks the whole round once, by the rules that hold for everybody. On a board it stands
at the step of the person who has taken most, so that it is ahead of nobody by haste; where
there are only bots, at that of a bot. Before that first step it does not stand there.
"""

from collections.abc import Iterable
from typing import Final

from hikergame.classroom.errors import RoomError
from hikergame.errors import HikergameError
from hikergame.hike import points
from hikergame.hikers import Walk, race
from hikergame.hikers.blind import BLIND_HIKERS
from hikergame.level import Level
from hikergame.optimizers import OPTIMIZERS
from hikergame.spelling import did_you_mean

NAMES: Final = (*OPTIMIZERS, *(name for name in BLIND_HIKERS if name not in OPTIMIZERS))
"""All that may stand on a board."""


def title_of(name: str) -> str:
    """Return an algorithm's name for people: "gradient descent"."""
    if name in OPTIMIZERS:
        return OPTIMIZERS[name].title
    return BLIND_HIKERS[name].title if name in BLIND_HIKERS else name


def check_entrants(names: Iterable[str]) -> None:
    """Raise RoomError for the first name that no algorithm has, with the nearest one."""
    for name in names:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES)
            said = f"no algorithm is called {name!r:.60}"
            raise RoomError(said if hint is None else f"{said}; {hint}")


def walk_entrant(level: Level, seed: int, name: str) -> Walk | None:
    """Let an algorithm walk a round; None where it cannot, by its name or its settings.

    A level's own rival walks with the level's setting, another one with its learning rate
    tuned; a blind hiker's own choices have the round's seed.
    """
    try:
        return race(level, [name], seed=seed).entries[0]
    except HikergameError:  # such as a name that nobody has
        return None


def points_after(level: Level, walk: Walk, step: int) -> float:
    """Return the points of an entrant's walk if it had ended after so many steps."""
    return points(level, walk.values[: step + 1]).points
