"""Tones: 0 at the lowest point of a map and 1 at the highest, bent to show what is low.

At most half of the map lies below the middle tone: a valley a thousandth as deep as the
cliffs around it still shows its bottom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray, median

_BENDS: Final = (0.12, 1.0)


@dataclass(frozen=True, eq=False)
class Tones:
    """How heights become tones."""

    lowest: float
    highest: float
    bend: float

    @classmethod
    def of(cls, heights: FloatArray) -> Tones:
        """Return the tones for a map of heights, any shape."""
        lowest, highest = float(heights.min()), float(heights.max())
        if highest <= lowest:
            return cls(lowest, lowest + 1.0, 1.0)
        middle = (median(heights) - lowest) / (highest - lowest)
        bend = np.log(0.5) / np.log(min(max(middle, 1e-9), 1.0 - 1e-9))
        return cls(lowest, highest, float(np.clip(bend, *_BENDS)))

    def tone(self, heights: FloatArray) -> FloatArray:
        """Return the tones, 0 to 1, of heights; those off the map's range are its ends."""
        share = np.clip((heights - self.lowest) / (self.highest - self.lowest), 0.0, 1.0)
        return np.asarray(share**self.bend)

    def height(self, tone: float) -> float:
        """Return the height that has a tone."""
        return float(self.lowest + tone ** (1.0 / self.bend) * (self.highest - self.lowest))
