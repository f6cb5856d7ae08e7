"""The merge tree: which basins become one as water rises, and over which pass.

Basins are joined along their passes, the lowest pass first. Where two meet, the one with
the shallower bottom is swallowed; its prominence is the pass's height above its bottom.
Some things fill basins without being bottoms (a kink where a search got stuck, a puddle
less deep than rounding): these are absorbed by the first neighbour that is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.survey.basins.passes import Passes


@dataclass(frozen=True, eq=False)
class Join:
    """Two groups of basins meet."""

    over: int
    """The number of the pass."""
    swallowed: int
    """The basin whose bottom was the lowest of its group, and is so no longer."""
    into: int
    """The basin whose bottom is the lowest of both groups."""


@dataclass(frozen=True, eq=False)
class MergeTree:
    """What became of n basins as the water rose."""

    joins: tuple[Join, ...]
    """From the lowest pass to the highest."""
    absorbed_by: NDArray[np.intp]
    """Of each basin (n,): the one that absorbed it, itself if none did, -1 if nothing could."""
    way_out: NDArray[np.intp]
    """Of each basin (n,): the pass over which water first finds one that is truly deeper; or -1."""


def grow(
    passes: Passes, heights: FloatArray, real: NDArray[np.bool_], least: FloatArray, tie: float
) -> MergeTree:
    """Join basins with bottoms at `heights` (n,) along `passes`, which are sorted by height.

    `real` (n,) marks those that have a bottom, `least` (n,) is the prominence below which
    one is absorbed all the same. Bottoms are as deep as each other when they differ by
    `tie` or less; such ones swallow each other in the order of their numbers.
    """
    forest = _Forest(heights, real, least, tie)
    for number in range(len(passes)):
        forest.join(number, int(passes.first[number]), int(passes.second[number]), passes)
    return forest.tree()


class _Forest:
    """Groups of basins that have met so far."""

    def __init__(
        self, heights: FloatArray, real: NDArray[np.bool_], least: FloatArray, tie: float
    ) -> None:
        count = len(heights)
        steps = np.round(heights / tie) if tie > 0.0 else heights
        self._rank = np.argsort(np.lexsort((np.arange(count), steps))).tolist()
        self._heights = heights.tolist()
        self._least = least.tolist()
        self._tie = tie
        self._parent = list(range(count))
        self._deepest = [i if is_real else -1 for i, is_real in enumerate(real.tolist())]
        """Of each group, by its root: the basin with the lowest bottom."""
        self._waiting = [[i] if is_real else [] for i, is_real in enumerate(real.tolist())]
        """Of each group: those that have met none truly deeper."""
        self._loose = [[] if is_real else [i] for i, is_real in enumerate(real.tolist())]
        """Of each group: those that wait for someone to absorb them."""
        self._absorbed_by = [i if is_real else -1 for i, is_real in enumerate(real.tolist())]
        self._way_out = [-1] * count
        self._joins: list[Join] = []

    def join(self, number: int, first: int, second: int, passes: Passes) -> None:
        """Let the water rise to the next pass."""
        one, other = self._root(first), self._root(second)
        if one == other:
            return
        if self._is_deeper(self._deepest[other], self._deepest[one]):
            one, other = other, one
        deeper, shallower = self._deepest[one], self._deepest[other]
        if deeper >= 0 and shallower >= 0:
            self._swallow(number, shallower, deeper, float(passes.height[number]))
            self._release(number, other, self._heights[deeper])
        self._parent[other] = one
        self._waiting[one] = _both(self._waiting[one], self._waiting[other])
        self._loose[one] = _both(self._loose[one], self._loose[other])
        if deeper >= 0:
            for basin in self._loose[one]:
                self._absorbed_by[basin] = deeper
            self._loose[one] = []

    def tree(self) -> MergeTree:
        """Return what has become of all."""
        absorbed_by = np.array(self._absorbed_by, dtype=np.intp)
        while True:
            further = np.where(absorbed_by >= 0, absorbed_by[absorbed_by], -1)
            if np.array_equal(further, absorbed_by):
                break
            absorbed_by = further
        return MergeTree(tuple(self._joins), absorbed_by, np.array(self._way_out, dtype=np.intp))

    def _is_deeper(self, basin: int, other: int) -> bool:
        """Tell whether a basin outlives another one; -1 is none."""
        if basin < 0 or other < 0:
            return basin >= 0
        deeper: bool = self._rank[basin] < self._rank[other]
        return deeper

    def _swallow(self, number: int, shallower: int, deeper: int, height: float) -> None:
        if height - self._heights[shallower] < self._least[shallower]:
            self._absorbed_by[shallower] = deeper
        else:
            self._joins.append(Join(number, shallower, deeper))

    def _release(self, number: int, group: int, deepest: float) -> None:
        """Note the way out for those of a group to whom `deepest` is truly deeper."""
        waiting = []
        for basin in self._waiting[group]:
            if self._heights[basin] > deepest + self._tie:
                self._way_out[basin] = number
            else:
                waiting.append(basin)
        self._waiting[group] = waiting

    def _root(self, basin: int) -> int:
        while self._parent[basin] != basin:
            self._parent[basin] = self._parent[self._parent[basin]]
            basin = self._parent[basin]
        return basin


def _both(first: list[int], second: list[int]) -> list[int]:
    """Return all of two lists, neither of which is needed again; the longer one grows."""
    if len(first) < len(second):
        first, second = second, first
    first.extend(second)
    return first
