"""The rules of a hike: readouts, moves, budget, end; the score; records.

Names load on first use (PEP 562): what draws a compass must not wait for records.
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.hike.errors import HikeError as HikeError
    from hikergame.hike.errors import MoveError as MoveError
    from hikergame.hike.errors import RecordError as RecordError
    from hikergame.hike.figures import Height as Height
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
    from hikergame.hike.steepness import Steepness as Steepness
    from hikergame.hike.steepness import steepness_of as steepness_of
    from hikergame.hike.verification import Verdict as Verdict
    from hikergame.hike.verification import replay as replay
    from hikergame.hike.verification import verify as verify

__all__ = [
    "Height",
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
    "Steepness",
    "Verdict",
    "flat_steepness",
    "points",
    "rank",
    "read_record",
    "replay",
    "steepness_of",
    "verify",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".errors": ("HikeError", "MoveError", "RecordError"),
        ".figures": ("Height",),
        ".hike": ("Hike", "Outcome"),
        ".notebook": ("Notebook",),
        ".ranking": ("Row", "rank"),
        ".readout": ("Readout",),
        ".record": ("Record", "read_record"),
        ".scoring": ("Points", "flat_steepness", "points"),
        ".steepness": ("Steepness", "steepness_of"),
        ".verification": ("Verdict", "replay", "verify"),
    },
)
