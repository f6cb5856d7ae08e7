"""A moment in which keys do nothing, as they were meant for the hike; a value, free of clocks.

Whoever steps on quickly presses the key once more before the hike is seen to be over, and
a key that is held down repeats itself. So the moment goes on until the keys rest.
"""

import math
from dataclasses import dataclass, replace
from typing import Final, Self

_LEAST: Final = 1.0
"""Seconds that the moment lasts, for somebody to see that the hike is over and let go."""
_REST: Final = 0.5
"""Seconds without a key after which one is meant for what is seen: twice the pause of a
hand that hammers, and many times that of a key that repeats."""


@dataclass(frozen=True)
class Grace:
    """Until when keys do nothing, in the seconds of any one clock."""

    until: float = -math.inf

    @classmethod
    def before(cls) -> Self:
        """Return it before anything was seen: it lasts until it has begun, and longer."""
        return cls(math.inf)

    def begun(self, now: float) -> Self:
        """Return it from when the end of the hike is seen; where there is none, none begins."""
        return self if self.until < now else replace(self, until=now + _LEAST)

    def holds(self, now: float) -> bool:
        """Tell whether a key that comes now does nothing."""
        return now < self.until

    def after_key(self, now: float) -> Self:
        """Return the moment after a key that did nothing: it ends once keys have rested."""
        return replace(self, until=max(self.until, now + _REST))
