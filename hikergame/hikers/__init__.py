"""Who walks: rivals, whole outings, what they score, and what there is to say of it.

Names load on first use (PEP 562).
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

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

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".hiker": ("Hiker", "walk"),
        ".outing": ("Outing",),
        ".racing": ("RaceResult", "race"),
        ".reveal": ("Reveal", "Walk"),
        ".rivals": ("Rival", "RivalChoice", "rival_spec"),
        ".scores": ("Medal", "Score", "score"),
        ".tuning": ("tune",),
        ".views": ("Facts", "RivalView"),
    },
)
