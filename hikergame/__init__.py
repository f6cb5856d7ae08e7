"""The blindfolded hiker: gradient descent as a game, a library and a contest.

Importing this package costs nothing: every public name is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hikergame.version import __version__

if TYPE_CHECKING:
    from hikergame import optimizers as optimizers
    from hikergame.errors import HikergameError as HikergameError
    from hikergame.hike import Hike as Hike
    from hikergame.hike import Readout as Readout
    from hikergame.hikers import race as race
    from hikergame.hikers import score as score
    from hikergame.landscape import Landscape as Landscape
    from hikergame.level import Level as Level
    from hikergame.level import LevelError as LevelError
    from hikergame.level import load_level as load_level

_HOME_OF = {
    "Hike": "hikergame.hike",
    "HikergameError": "hikergame.errors",
    "Landscape": "hikergame.landscape",
    "Level": "hikergame.level",
    "LevelError": "hikergame.level",
    "Readout": "hikergame.hike",
    "load_level": "hikergame.level",
    "race": "hikergame.hikers",
    "score": "hikergame.hikers",
}

__all__ = [
    "Hike",
    "HikergameError",
    "Landscape",
    "Level",
    "LevelError",
    "Readout",
    "__version__",
    "load_level",
    "optimizers",
    "race",
    "score",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its package on first use (PEP 562)."""
    if name == "optimizers":
        return import_module("hikergame.optimizers")
    if name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
