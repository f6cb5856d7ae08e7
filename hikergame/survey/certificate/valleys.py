"""Which valley water rests in: the minima of a survey, by number."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

_SAME = 1e-6
"""Floors are equally deep when they differ by this share of the relief, or less."""


class Valleys:
    """The valleys of a landscape, counted from 0, the deepest."""

    def __init__(self, landscape: Landscape, places: Sequence[FloatArray]) -> None:
        self._landscape = landscape
        self._places = np.array(places, dtype=np.float64).reshape(-1, landscape.dims)
        self._heights = landscape.value(self._places)

    def nearest(self, floors: FloatArray) -> NDArray[np.intp]:
        """Return for each of the floors (n, d) where water rests the number of its valley.

        The nearest of those as deep as it is; -1 where no valley is as deep.
        """
        width = np.ptp(self._landscape.bounds, axis=1)
        apart = (floors[:, np.newaxis] - self._places) / width
        deep = np.abs(self._landscape.value(floors)[:, np.newaxis] - self._heights)
        same = deep <= _SAME * self._landscape.land.relief
        distance = np.where(same, np.linalg.norm(apart, axis=-1), np.inf)
        found = np.argmin(distance, axis=1)
        return np.where(np.any(same, axis=1), found, -1)

    def count(self, floors: Sequence[FloatArray]) -> dict[str, int]:
        """Count floors (d,) by the number of their valley, as JSON has keys."""
        numbers = self.nearest(np.array(floors).reshape(-1, self._landscape.dims))
        return {str(number): count for number, count in sorted(Counter(numbers.tolist()).items())}
