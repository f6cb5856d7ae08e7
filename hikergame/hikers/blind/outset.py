"""What a hiker is told before the first step, and nothing else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hikergame.level import Level, Senses


@dataclass(frozen=True, slots=True)
class Outset:
    """The open facts of a hike, as values: any screen shows them. Lengths are metres."""

    dims: int
    steps: int
    """The budget: how many steps the hike has."""
    longest: float
    """The longest step."""
    stride: float
    """How long a step is until the hiker changes it."""
    senses: "Senses"
    """How slopes are felt here: with what noise or rounding, or their direction alone."""
    flat: float
    """Felt steepness at or below which the ground counts as flat; 0 where steepness is not
    felt."""

    @classmethod
    def of(cls, level: "Level") -> "Outset":
        """Return the open facts of a level."""
        from hikergame.hike import flat_steepness

        senses, lengths = level.senses, level.step_length
        flat = 0.0 if senses.direction_only else flat_steepness(level.landscape)
        return cls(level.dims, level.steps, lengths.max, lengths.initial, senses, flat)
