"""Numbers as people read them: never in exponents, and no finer than they are known.

Heights are in value units. The minus is the true one and the sign between a height and
its error is ±; who writes for ears puts words in their place.
"""

import math
from dataclasses import dataclass
from typing import Final

from hikergame.figures import FIGURES, LEAST, NOTHING, trimmed

TOO_BLURRED: Final = "too blurred to trust"
"""For a height whose error is larger than itself."""


@dataclass(frozen=True)
class Height:
    """A height, or a difference of heights, and how far it may be off."""

    value: float
    error: float
    """Not negative; 0 for a height that is known."""

    @property
    def blurred(self) -> bool:
        """The error is larger than the height itself: not even its sign can be trusted."""
        return self.error > abs(self.value)

    @property
    def decimals(self) -> int:
        """The decimals that are worth writing; negative where even tens are not.

        An error is worth one figure, and two where the first is a 1, for a rounded error
        is to be off by no more than a quarter (compare the rule of the Particle Data
        Group, Review of Particle Physics, Introduction 5.3). More than three figures of a
        height are too many anyway.
        """
        largest = max(abs(self.value), self.error)
        if largest < LEAST:
            return 3
        most = FIGURES - 1 - math.floor(math.log10(largest))
        if self.error < NOTHING:
            return most
        leading = math.floor(math.log10(self.error))
        first_is_one = self.error / 10.0**leading < 2.0
        return min(most, (1 if first_is_one else 0) - leading)

    def words(self, *, sign: bool = False) -> str:
        """Return the height with its error: "−11 ± 12", "2.41 ± 0.05", "−3.46".

        The error is left out where it does not touch the figures. With `sign`, a rise has
        a plus.
        """
        said = self.figures(sign=sign)
        error = self.error_figures
        return f"{said} ± {error}" if error else said

    def figures(self, *, sign: bool = False) -> str:
        """Return the height alone, to the figures that its error leaves."""
        text = trimmed(abs(self.value), self.decimals)
        if text == "0":
            return text
        return f"−{text}" if self.value < 0.0 else f"+{text}" if sign else text

    @property
    def error_figures(self) -> str:
        """The error alone, rounded like the height; empty where it is too small to matter."""
        text = trimmed(self.error, self.decimals)
        return "" if text == "0" else text
