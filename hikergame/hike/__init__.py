"""The rules of a hike: readouts, moves, budget, end; the score; records.

Names load on first use (PEP 562): what draws a compass must not wait for records.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hikergame.hike.errors import HikeError as HikeError
    from hikergame.hike.errors import MoveError as MoveError
    from hikergame.hike.errors import RecordError as RecordError
    from hikergame.hike.hike import Hike as Hike
    from hikergame.hike.hike import Outcome as Outcome
    from hikergame.hike.notebook import Notebook as Notebook
    from hikergame.hike.ranking import Row as Row
    from hikergame.hike.ranking import rank as rank
    from hikergame.hike.readout import Readout as Readout
    from hikergame.hike.record import Record as Record
    from hikergame.hike.record import read_record as read_record
    from hikergame.hike.scoring import Points as Points
    from hikergame.hike.scoring import flat_steepness as flat_steepness
    from hikergame.hike.scoring import points as points
    from hikergame.hike.verification import Verdict as Verdict
    from hikergame.hike.verification import replay as replay
    from hikergame.hike.verification import verify as verify

_HOME_OF = {
    "Hike": "hike",
    "HikeError": "errors",
    "MoveError": "errors",
    "Notebook": "notebook",
    "Outcome": "hike",
    "Points": "scoring",
    "Readout": "readout",
    "Record": "record",
    "RecordError": "errors",
    "Row": "ranking",
    "Verdict": "verification",
    "flat_steepness": "scoring",
    "points": "scoring",
    "rank": "ranking",
    "read_record": "record",
    "replay": "verification",
    "verify": "verification",
}

__all__ = [
    "Hike",
    "HikeError",
    "MoveError",
    "Notebook",
    "Outcome",
    "Points",
    "Readout",
    "Record",
    "RecordError",
    "Row",
    "Verdict",
    "flat_steepness",
    "points",
    "rank",
    "read_record",
    "replay",
    "verify",
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
