"""What crosses the blindfold: everything a hiker feels at one place, and nothing else.

A `Readout` is a value. Its arrays are read-only; lengths are metres, slopes are value
units per metre, and the slope points uphill (a gradient).
"""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.heading import heading_of


@dataclass(frozen=True, eq=False)
class Readout:
    """What a hiker feels at the place where he stands."""

    slope: FloatArray
    """The slope underfoot (d,) as the level's senses give it: noisy, rounded, or, where
    only its direction is felt, a unit vector (zero where there is none)."""
    step: int
    """Steps taken so far; 0 at the start."""
    steps_left: int
    """Steps still to take; 0 when the hike has run out of them."""
    moved: FloatArray
    """The displacement (d,) really walked by the last step; zero at the start. It differs
    from the move asked for where the step was shortened or the fence stopped it."""
    fenced: bool = False
    """The fence stopped the last step."""
    shortened: bool = False
    """The last move asked for more than the longest step and was shortened to it."""
    altitude: float | None = None
    """Height here, where the level grants an altimeter."""
    curvature: FloatArray | None = None
    """Second derivatives (d, d) here, where the level grants them."""

    @property
    def dims(self) -> int:
        """The dimension d of the ground."""
        return len(self.slope)

    @property
    def steepness(self) -> float:
        """The norm of the felt slope; 1 or 0 where only its direction is felt."""
        return float(np.linalg.norm(self.slope))

    @property
    def downhill_heading(self) -> float | None:
        """The heading in which the felt slope falls fastest; None where it is flat."""
        return heading_of(-self.slope)

    def slope_along(self, direction: FloatArray) -> float:
        """Return the felt slope along a displacement (d,): negative is downhill.

        Per metre walked; 0 for the zero displacement.
        """
        length = float(np.linalg.norm(direction))
        return float(self.slope @ direction) / length if length > 0.0 else 0.0
