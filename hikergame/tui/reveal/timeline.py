"""When the reveal shows what: seconds since it began, to how far it has come."""

from dataclasses import dataclass
from typing import Final, NamedTuple

_UNCOVER: Final = 1.5
"""Seconds in which the map is uncovered."""
_WALK: Final = 3.2
"""Seconds in which the tracks are walked out, if the steps allow."""
_STEP: Final = (0.05, 0.3)
"""Seconds that one step may take."""


class Moment(NamedTuple):
    """How far the reveal has come."""

    uncovered: float
    """0 to 1."""
    steps: float
    """Steps walked."""


@dataclass(frozen=True)
class Timeline:
    """The reveal of a hike of so many steps."""

    steps: int

    @property
    def walk(self) -> float:
        """Seconds for all steps."""
        return self.steps * min(max(_WALK / max(1, self.steps), _STEP[0]), _STEP[1])

    @property
    def seconds(self) -> float:
        """Seconds for everything."""
        return _UNCOVER + self.walk

    @property
    def end(self) -> Moment:
        """The moment at which nothing moves any more."""
        return Moment(1.0, float(self.steps))

    def at(self, seconds: float) -> Moment:
        """Return the moment so many seconds after the beginning."""
        if seconds < _UNCOVER:
            share = max(0.0, seconds / _UNCOVER)
            return Moment(share * share * (3.0 - 2.0 * share) if share < 1.0 else 1.0, 0.0)
        if seconds >= self.seconds:
            return self.end
        return Moment(1.0, self.steps * (seconds - _UNCOVER) / self.walk)

    def walking_from(self, steps: float) -> float:
        """Return the seconds at which so many steps have been walked."""
        return _UNCOVER + (self.walk * steps / self.steps if self.steps else 0.0)
