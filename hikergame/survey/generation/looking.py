"""What a generated map turned out to be, measured by the same survey as everybody's."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.generation.wishes import VALLEY
from hikergame.survey.surveying import survey
from hikergame.survey.values import Minimum, Survey

_COARSE: Final = 128
"""Grid points to a side, or a sixteenth of those of a line, while candidates are tried."""
LIE: Final = {1: 1 / 60, 2: 1 / 30}
"""The lie of the land is the ground averaged over this share of the map's shortest side, by
dimensions: on a line valleys lie closer."""
_POINTS: Final = {1: 2048, 2: 128}
"""Grid points along each axis at which ruggedness is measured, by dimensions."""


@dataclass(frozen=True)
class Profile:
    """The figures of a map that can be wished for."""

    valleys: int
    """How many valleys it has, the deepest included."""
    trap_depth: float
    """How deep the deepest trap is, as a share of the relief; 0 where there is none."""
    ruggedness: float
    """How often the slope underfoot points up the lie of the land; see `ruggedness`."""


@dataclass(frozen=True, eq=False)
class Look:
    """A map, and what counts of its survey."""

    landscape: Landscape
    survey: Survey
    bar: float = VALLEY
    """A minimum counts as a valley when it is this deep, as a share of the relief, or deeper."""

    @classmethod
    def at(cls, landscape: Landscape) -> "Look":
        """Survey a map quickly: to the eye that chooses, borders of basins may be rough."""
        quick = survey(landscape, resolution=_COARSE, accurate=False, prove=False)
        return cls(landscape, quick)

    @cached_property
    def relief(self) -> float:
        """The highest height less the lowest."""
        heights = self.survey.land.heights if self.survey.land else np.zeros(1)
        return float(np.ptp(heights))

    @cached_property
    def trap_depths(self) -> FloatArray:
        """How deep each minimum is, as a share of the relief; infinite for the deepest."""
        return np.array([one.trap_depth for one in self.survey.minima]) / (self.relief or 1.0)

    @cached_property
    def valleys(self) -> tuple[Minimum, ...]:
        """The minima that count as valleys, the deepest first."""
        pairs = zip(self.survey.minima, self.trap_depths, strict=True)
        return tuple(one for one, depth in pairs if depth >= self.bar)

    @cached_property
    def trap_depth(self) -> float:
        """How deep the deepest trap is, as a share of the relief; 0 where there is none."""
        traps = self.trap_depths[np.isfinite(self.trap_depths) & (self.trap_depths >= self.bar)]
        return float(np.max(traps, initial=0.0))

    @cached_property
    def trap(self) -> int | None:
        """The number, among all minima, of the deepest trap; None where there is none."""
        depths = np.where(np.isfinite(self.trap_depths), self.trap_depths, -1.0)
        return int(np.argmax(depths)) if self.trap_depth else None

    @cached_property
    def ruggedness(self) -> float:
        """How often the slope underfoot points up the lie of the land; see `ruggedness`."""
        return ruggedness(self.landscape)

    @cached_property
    def profile(self) -> Profile:
        """All of these figures."""
        return Profile(len(self.valleys), self.trap_depth, self.ruggedness)

    @cached_property
    def drains_to(self) -> NDArray[np.intp]:
        """The number, among all minima, of the valley that the land of each basin belongs to.

        A hollow too shallow to be a valley belongs to the valley that it spills into.
        """
        basins = len(self.survey.minima) + len(self.survey.flats)
        into = np.arange(basins)
        depth = np.append(self.trap_depths, np.zeros(basins - len(self.trap_depths)))
        for merge in self.survey.merge_tree:
            if depth[merge.swallowed] < self.bar:
                into[into == merge.swallowed] = into[merge.into]
        return into


def ruggedness(landscape: Landscape) -> float:
    """Return how rugged a map is, from 0 for smooth to 1 for slopes as if drawn by lot.

    Twice the share of the land where the slope underfoot points up the lie of the land,
    which is the ground averaged by a gaussian that is narrow against a valley.
    """
    count = _POINTS[landscape.dims]
    axes = [np.linspace(low, high, count) for low, high in landscape.bounds]
    felt = landscape.gradient_on_grid(axes)
    reach = LIE[landscape.dims] * float(np.ptp(landscape.bounds, axis=1).min())
    lie = landscape.on_grid(axes)
    for axis, places in enumerate(axes):
        lie = _averaged(lie, axis, reach / float(places[1] - places[0]))
    along = [
        felt[..., axis] * np.gradient(lie, places, axis=axis) for axis, places in enumerate(axes)
    ]
    against = np.sum(along, axis=0) < 0.0
    return min(2.0 * float(np.mean(against)), 1.0)


def _averaged(heights: FloatArray, axis: int, points: float) -> FloatArray:
    """Return heights averaged along an axis by a gaussian of that many grid points.

    Beyond the fence the ground goes on as it is on this side, turned about the fence.
    """
    reach = int(3.0 * points) + 1
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / points) ** 2)
    lines = np.moveaxis(heights, axis, -1)
    before = 2.0 * lines[..., :1] - lines[..., reach:0:-1]
    after = 2.0 * lines[..., -1:] - lines[..., -2 : -reach - 2 : -1]
    wide = np.concatenate([before, lines, after], axis=-1)
    windows = np.lib.stride_tricks.sliding_window_view(wide, len(weights), axis=-1)
    averaged: FloatArray = np.moveaxis(windows @ (weights / weights.sum()), -1, axis)
    return averaged
