"""The blindfolded hiker: gradient descent as a game, a library and a contest.

Importing this package costs nothing: every public name is loaded when it is first used.
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names
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
    from hikergame.survey import survey as survey

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
    "survey",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "hikergame.errors": ("HikergameError",),
        "hikergame.hike": ("Hike", "Readout"),
        "hikergame.hikers": ("race", "score"),
        "hikergame.landscape": ("Landscape",),
        "hikergame.level": ("Level", "LevelError", "load_level"),
    },
    packages=("optimizers", "survey"),
)
