"""The part of the ground that a map shows: all of a line or a plane, else a slice.

A slice runs along the first two coordinates; the others stand still at those of one place.
A map's own coordinates are those along which the cut runs: (d,) of them for a line or a
plane, (2,) for a slice. Nothing here raises for ground that has no height somewhere.
"""

from dataclasses import dataclass

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.level import Level

_NEAR = 1e-6
"""Places this close to a slice, as a share of the ground's width, are on it."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A line, a plane, or a slice through a place."""

    landscape: Landscape
    through: FloatArray
    """The place (d,) whose coordinates the map does not run along."""

    @property
    def dims(self) -> int:
        """How many coordinates the map runs along: 1 or 2."""
        return min(2, self.landscape.dims)

    @property
    def sliced(self) -> bool:
        """Whether the map shows a part of the ground only."""
        return self.landscape.dims > 2

    @property
    def bounds(self) -> FloatArray:
        """The map's bounds, one pair for each coordinate that it runs along."""
        return self.landscape.bounds[: self.dims]

    def place(self, at: FloatArray) -> FloatArray:
        """Return the place (d,) of the ground at a place (1,) or (2,) of the map."""
        place = self.through.copy()
        place[: self.dims] = at
        return place

    def shows(self, place: FloatArray) -> bool:
        """Whether a place (d,) of the ground is on the map."""
        width = np.ptp(self.landscape.bounds, axis=1)
        off = np.abs(place - self.through)[self.dims :]
        return bool(np.all(off <= _NEAR * width[self.dims :]))

    def heights(self, axes: tuple[FloatArray, ...]) -> FloatArray:
        """Return heights on a grid of the map: (n0,), or (n1, n0), a row for each y."""
        with np.errstate(all="ignore"):
            if self.dims == 1:
                return self.landscape.value(axes[0][:, None])
            still = [self.through[i : i + 1] for i in range(2, self.landscape.dims)]
            grid = self.landscape.on_grid([*axes, *still])
        return grid.reshape(grid.shape[:2]).T

    def stand(self, at: FloatArray) -> tuple[float, FloatArray]:
        """Return height and slope (d,) at a place of the map."""
        with np.errstate(all="ignore"):
            height, slope = self.landscape.value_and_gradient(self.place(at))
        return float(height), slope


def cut_of(level: Level, through: FloatArray | None = None) -> Cut:
    """Return what a map of a level shows: where that is a slice, through its start or a place."""
    return Cut(level.landscape, np.array(level.start if through is None else through))
