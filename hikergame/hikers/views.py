"""What a hike screen may know, as values: the level's open facts and a look at the rival.

Nothing here holds a landscape or a place: a screen, a line-by-line game or a client
across a network can be handed these without seeing through the blindfold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hikergame.level import Senses, StepLength


@dataclass(frozen=True)
class Facts:
    """What is open about a hike before its first step."""

    level_id: str
    title: str
    chapter: str
    dims: int
    axes: tuple[str, ...]
    """The names of the coordinates, such as ("x", "y")."""
    steps: int
    """The budget: how many steps the hike has."""
    step_length: "StepLength"
    """The longest step and the one to begin with, in metres."""
    senses: "Senses"
    """What the level lets a hiker feel."""
    flat: float
    """Felt steepness at or below which the ground counts as flat. 0 where only the
    direction is felt: there, steepness tells nothing until it is exactly zero."""
    rival_title: str | None
    """The rival's name for people, such as "gradient descent"; None without a rival."""
    rival_setting: str | None
    """Its pace setting, such as "learning rate 0.05"; None without a rival."""
    seed: int
    hiker: str


@dataclass(frozen=True)
class RivalView:
    """What may be seen of the rival: its felt slope and its step length, not its place."""

    title: str
    setting: str
    step: int
    """Steps that it has had: as many as you."""
    steepness: tuple[float, ...]
    """The steepness it felt at each of its step + 1 places."""
    step_lengths: tuple[float, ...]
    """The metres it walked with each of its steps."""
    fenced: bool
    """The fence stopped its last step."""
    still: bool
    """It has all but stopped: its last three steps were tiny."""
    fences: tuple[bool, ...] = ()
    """For each of its steps, whether the fence stopped it; may be left empty."""
    flag: bool = False
    """It has planted its flag, and stands there."""


_STILL_STEPS = 3
_STILL_OF_LONGEST_TAKEN = 0.02
_STILL_OF_LONGEST_ALLOWED = 1e-3


def is_still(step_lengths: Sequence[float], longest: float) -> bool:
    """Tell whether a walker has all but stopped.

    Each of its last three steps is under a fiftieth of the longest it has taken, or under
    a thousandth of the longest that the level allows.
    """
    if len(step_lengths) < _STILL_STEPS:
        return False
    tiny = max(_STILL_OF_LONGEST_TAKEN * max(step_lengths), _STILL_OF_LONGEST_ALLOWED * longest)
    return max(step_lengths[-_STILL_STEPS:]) < tiny
