"""A level that was loaded to be walked, and what the command line may open the app with.

Light to import: the engine is loaded when something is looked up.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from hikergame.level import Level, Library, RivalSpec

Rival: TypeAlias = "RivalSpec | Literal['first'] | None"
"""Who walks along: a rival, the level's first, or nobody."""

ALONE = "none"
"""The name of the rival that is none."""


@dataclass(frozen=True)
class Ground:
    """A level, and whose it is."""

    level: "Level"
    path: str | None
    """The level's file where it is the player's own; None for a shipped level."""


@dataclass(frozen=True)
class Opening:
    """A level to begin with."""

    ground: Ground
    rival: Rival
    seed: int | None
    """Which noise is met; None draws it where there is any."""


def load_ground(library: "Library", level_id: str, path: str | None) -> Ground:
    """Load a shipped level, or the player's own from its file. Raises LevelError."""
    from hikergame.level import load_level

    return Ground(load_level(library.find(level_id).path if path is None else Path(path)), path)


def look_up(source: str, rival: str | None, seed: int | None) -> Opening:
    """Look up what `hikergame play` names, before the screen is taken over.

    Raises LevelError, OptimizerError, so that whatever is wrong is said on the command
    line, where it can be mended.
    """
    from hikergame.hikers import rival_spec
    from hikergame.level import library, load_level
    from hikergame.optimizers import make
    from hikergame.profile.keeping import own_path

    level = load_level(source)
    ground = Ground(level, own_path(level, library()))
    if rival is None:
        return Opening(ground, "first", seed)
    if rival == ALONE:
        return Opening(ground, None, seed)
    spec = rival_spec(level, rival)
    # Made once for nothing but its complaints.
    make(spec.name, **spec.settings(1.0))
    return Opening(ground, spec, seed)
