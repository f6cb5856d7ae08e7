"""A hike's score, with its medals: `score(hike)`."""

from dataclasses import dataclass
from enum import Enum

from hikergame.arrays import FloatArray


class Medal(Enum):
    """The three medals of a level; the value is the word that people read."""

    VALLEY = "valley"
    RIVAL = "rival"
    DEEPEST = "deepest"

    @property
    def sentence(self) -> str:
        """What the medal is for, in one sentence."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class Score:
    """What a hike came to. Freezes with the flag; while a hike runs, as if it stopped now."""

    points: float
    """0 to 100."""
    halvings: FloatArray
    """The halvings (T,) where the hiker stood after each step of the budget."""
    medals: tuple[Medal, ...]
    """In the order valley, rival, deepest."""
    gap: float
    """How far from the bottom: 1 at the start's height, 0 at the global minimum's."""
    rival_points: float | None
    """The rival's points over its whole budget; None when there was no rival."""
    deepest: bool
    """Water dropped where the hike ended would run to the deepest valley."""
    flat: bool
    """The ground is flat where the hike ended."""
    steps: int
    """Steps really taken."""

    @property
    def final_halvings(self) -> float:
        """Halvings where the hike ended."""
        return float(self.halvings[-1])
