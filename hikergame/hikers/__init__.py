"""Who walks: rivals, whole outings, what they score, and what there is to say of it.

Names load on first use (PEP 562).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hikergame.hikers.hiker import Hiker as Hiker
    from hikergame.hikers.hiker import walk as walk
    from hikergame.hikers.outing import Outing as Outing
    from hikergame.hikers.racing import RaceResult as RaceResult
    from hikergame.hikers.racing import race as race
    from hikergame.hikers.reveal import Reveal as Reveal
    from hikergame.hikers.reveal import Walk as Walk
    from hikergame.hikers.rivals import Rival as Rival
    from hikergame.hikers.rivals import RivalChoice as RivalChoice
    from hikergame.hikers.rivals import rival_spec as rival_spec
    from hikergame.hikers.scores import Medal as Medal
    from hikergame.hikers.scores import Score as Score
    from hikergame.hikers.scores import score as score
    from hikergame.hikers.tuning import tune as tune
    from hikergame.hikers.views import Facts as Facts
    from hikergame.hikers.views import RivalView as RivalView

_HOME_OF = {
    "Facts": "views",
    "Hiker": "hiker",
    "Medal": "scores",
    "Outing": "outing",
    "RaceResult": "racing",
    "Reveal": "reveal",
    "Rival": "rivals",
    "RivalChoice": "rivals",
    "RivalView": "views",
    "Score": "scores",
    "Walk": "reveal",
    "race": "racing",
    "rival_spec": "rivals",
    "score": "scores",
    "tune": "tuning",
    "walk": "hiker",
}

__all__ = [
    "Facts",
    "Hiker",
    "Medal",
    "Outing",
    "RaceResult",
    "Reveal",
    "Rival",
    "RivalChoice",
    "RivalView",
    "Score",
    "Walk",
    "race",
    "rival_spec",
    "score",
    "tune",
    "walk",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name in _HOME_OF:
        value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
