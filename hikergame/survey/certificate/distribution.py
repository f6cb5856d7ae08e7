"""How often each value was met, small enough to be kept and fine enough to be drawn.

Values are rounded to a round step (1, 2 or 5 times a power of ten), as fine as lets the
whole range be told in `MOST` of them. So a few hundred values are a short list, a histogram
is the list itself, and a place among them is found by counting.
"""

import math
from collections.abc import Sequence
from typing import Annotated, Final

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field, model_validator

from hikergame.survey.certificate.kept import Kept, Number, kept

MOST: Final = 64
"""The most steps between the lowest and the highest value."""
_FINEST = 1e-6
"""A range below this share of the largest value is rounding: all values are one."""
_ROUND = (1.0, 2.0, 5.0, 10.0)


class Distribution(Kept):
    """Values that were met, in increasing order, and how often each was."""

    step: Annotated[Number, Field(gt=0.0)]
    """What values are rounded to a multiple of."""
    values: Annotated[tuple[Number, ...], Field(min_length=1, max_length=2 * MOST)]
    counts: Annotated[tuple[int, ...], Field(min_length=1, max_length=2 * MOST)]

    @model_validator(mode="after")
    def _sound(self) -> "Distribution":
        if len(self.counts) != len(self.values) or min(self.counts) < 1:
            raise ValueError("each value needs a count of 1 or more")
        if any(low >= high for low, high in zip(self.values, self.values[1:], strict=False)):
            raise ValueError("values must increase")
        return self

    @classmethod
    def of(cls, samples: ArrayLike, *, finest: float = 0.0) -> "Distribution":
        """Count finite samples (n,), n at least 1; the step is `finest` or more."""
        given = np.asarray(samples, dtype=np.float64)
        step = _step_for(float(given.min()), float(given.max()), finest)
        ticks, counts = np.unique(np.round(given / step), return_counts=True)
        return cls(step=step, values=_multiples(ticks, step), counts=tuple(counts.tolist()))

    @property
    def total(self) -> int:
        """How many samples there are."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """Their mean, as rounded."""
        return float(np.average(self.values, weights=self.counts))

    @property
    def median(self) -> float:
        """The value that half of the samples do not pass."""
        return self.values[int(np.searchsorted(np.cumsum(self.counts), self.total / 2.0))]

    def beside(self, value: float) -> tuple[int, int, int]:
        """Return how many samples are below a value, equal to it as rounded, and above it."""
        (ours,) = _multiples([float(np.rint(value / self.step))], self.step)
        below = sum(n for one, n in zip(self.values, self.counts, strict=True) if one < ours)
        equal = sum(n for one, n in zip(self.values, self.counts, strict=True) if one == ours)
        return below, equal, self.total - below - equal


def _step_for(lowest: float, highest: float, finest: float) -> float:
    """Return the least round step that leads from the lowest to the highest in `MOST`."""
    largest = max(abs(lowest), abs(highest)) or 1.0
    least = max((highest - lowest) / MOST, _FINEST * largest, finest)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(one for one in _ROUND if one * power >= least * (1.0 - _FINEST))
    return kept(step * power)


def _multiples(ticks: Sequence[float] | np.ndarray, step: float) -> tuple[float, ...]:
    """Return multiples of a step, written as people write them: 0.3, not 0.30000000000000004."""
    decimals = max(-math.floor(math.log10(step)), 0)
    return tuple(round(float(tick) * step, decimals) + 0.0 for tick in ticks)
