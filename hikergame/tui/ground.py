"""A level that was loaded to be walked, and what the command line may open the app with.

Light to import: the engine is loaded when something is looked up.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from hikergame.hike.opponents import Opponent
    from hikergame.level import Level, Library

Rival: TypeAlias = "Opponent | Literal['first'] | None"
"""Who walks along: a rival, the level's first, or nobody."""


@dataclass(frozen=True)
class Ground:
    """A level, and whose it is."""

    level: "Level"
    path: str | None
    """The level's file where it is the player's own, or of a pack; None for a shipped level."""


@dataclass(frozen=True)
class Opening:
    """A level to begin with."""

    ground: Ground
    rival: Rival
    seed: int | None
    """Which noise is met; None draws it where there is any."""


def load_ground(library: "Library", level_id: str, path: str | None) -> Ground:
    """Load a level of the library, or, with a `path`, from that file. Raises LevelError."""
    from hikergame.level import load_level

    return Ground(load_level(library.find(level_id).path if path is None else Path(path)), path)


def look_up(source: str, rival: str | None, seed: int | None) -> Opening:
    """Look up what `hikergame play` names, before the screen is taken over.

    Raises LevelError, and what is wrong with the rival, so that it is said on the command
    line, where it can be mended.
    """
    from hikergame.level import library, load_level
    from hikergame.profile.keeping import own_path
    from hikergame.tui.memory import pass_over_what_stays, return_large_blocks

    return_large_blocks()
    pass_over_what_stays()  # All code as yet: no ground, no screen.
    level = load_level(source)
    return opening_on(Ground(level, own_path(level, library())), rival, seed)


def opening_on(ground: Ground, rival: str | None, seed: int | None) -> Opening:
    """Say who walks along on a level; raise what is wrong with the rival's name."""
    from hikergame.hikers.naming import company

    return Opening(ground, company(ground.level, rival), seed)
