"""Polish: from about where a bottom or a pass may be to where it is, many at once.

Projected, damped Newton steps along the principal axes. Towards a bottom every axis is
walked down, curvature that is negative being turned over so that tops and saddles are
left, and no step goes up. Towards a pass the axis of least curvature is walked up and
all others down (eigenvector following: Cerjan and Miller, J. Chem. Phys. 75, 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.bottoms.outlook import Outlook, axes_of, look
from hikergame.survey.bottoms.scales import Scales

_LONGEST = 1.0 / 32.0
"""In widths of the map: the longest step, for those whose steps have kept succeeding."""
_SHORTEST = 1e-4
"""In cells: whoever may only step this far is stuck; the ground is not as smooth as it says."""
_MODEST = 1e-9
"""Curvatures this much smaller than a place's largest one are raised to that."""
_SHARP = 1e-3
"""In cells: the longest step that is judged by slopes alone."""
_NO_GAIN = 1e-20
"""A gain too small for a bottom's place to matter, even where heights are next to nothing."""
_PASS_STEPS, _FLOOR_STEPS = 16, 3
_PASS_REACH = 4.0
"""In cells: the longest step towards a pass."""
_EVEN = 1e3
"""In trifles: what a floor that counts as level may rise over one cell."""
_THERE = 1e-7
"""In cells: a step this short has arrived at a pass."""
_DOWN, _NOWHERE, _UP = 1.0, 0.0, -1.0
"""What to do along the axis of least curvature."""
_ASTRAY = 48.0
"""In cells: a search this far from where it set out is lost."""
_FAR = 1e6
"""In times the longest step allowed: where a step may want to go."""


@dataclass(frozen=True, eq=False)
class Polished:
    """Where n searches have come to, and which of them arrived: the ground is level there."""

    outlook: Outlook
    arrived: NDArray[np.bool_]


def to_bottoms(
    landscape: Landscape,
    places: FloatArray,
    scales: Scales,
    steps: int,
    leash: FloatArray | None = None,
) -> Polished:
    """Go down from `places` (n, d), in so many `steps` at most.

    `leash` (n,) is how far each may go, in cells, before it is given up. Who has not
    arrived was given up, stands at a kink, on a slope that has no end, or where the ground
    has no height.
    """
    descents = _Descents(landscape, places, scales)
    for _ in range(steps):
        if len(descents.busy) == 0:
            break
        descents.step()
        if leash is not None:
            descents.give_up_beyond(leash)
    here = _sharpened(landscape, descents.here, descents.arrived, scales)
    return Polished(here, descents.arrived)


class _Descents:
    """Descents on their way, n at once; `busy` are those that still move."""

    def __init__(self, landscape: Landscape, places: FloatArray, scales: Scales) -> None:
        self._landscape = landscape
        self._starts = places
        self._scales = scales
        width = (landscape.bounds[:, 1] - landscape.bounds[:, 0]) / scales.cell
        self._longest = _LONGEST * float(width.min())
        self.here = look(landscape, places, scales.cell)
        self._reach = np.ones(len(self.here))
        self.arrived = np.zeros(len(self.here), dtype=bool)
        self.busy = np.flatnonzero(np.isfinite(self.here.height))

    def step(self) -> None:
        """Let each take a step; those that gain nothing have arrived or try a shorter one."""
        busy, reach, scales = self.busy, self._reach, self._scales
        now = self.here[busy]
        step, gain = _newton(now, reach[busy], _DOWN)
        # A gain that the height's last digits cannot show is none.
        least = np.maximum(2.0 * np.spacing(np.abs(now.height)), _NO_GAIN * scales.height)
        there = gain <= least
        self.arrived[busy[there]] = True
        busy, step, gain = busy[~there], step[~there], gain[~there]
        tried = _stepped(self._landscape, self.here.place[busy], step, scales.cell)
        better = tried.height < self.here.height[busy]
        self.here[busy[better]] = tried[better]
        # A promise so small that is not kept was made of rounding.
        there = ~better & (gain <= scales.trifle)
        self.arrived[busy[there]] = True
        size = np.max(np.abs(step), axis=1, initial=0.0)
        grown = np.minimum(2.0 * reach[busy], self._longest)
        reach[busy] = np.where(better, grown, np.minimum(size, reach[busy]) / 4.0)
        self.busy = busy[~there & (reach[busy] > _SHORTEST)]

    def give_up_beyond(self, leash: FloatArray) -> None:
        """Give up those that have gone further than their `leash` (n,), in cells."""
        busy = self.busy
        gone = np.abs(self.here.place[busy] - self._starts[busy]) / self._scales.cell
        self.busy = busy[np.max(gone, axis=1, initial=0.0) <= leash[busy]]


def to_passes(landscape: Landscape, places: FloatArray, scales: Scales) -> Polished:
    """Go from about where passes are, `places` (n, d), to where they are.

    Who has not arrived found no level place near by from which one axis falls both ways
    and all others rise, and that is no higher than where it set out. It stands there, or on
    the floor below if that is level as far as one can see.
    """
    start = look(landscape, places, scales.cell)
    here = start[np.arange(len(start))]
    arrived = np.zeros(len(here), dtype=bool)
    busy = np.flatnonzero(np.isfinite(here.height))
    for _ in range(_PASS_STEPS):
        if len(busy) == 0:
            break
        step, _ = _newton(here[busy], _PASS_REACH, _UP)
        here[busy] = _stepped(landscape, here.place[busy], step, scales.cell)
        size = np.max(np.abs(step), axis=1)
        astray = np.max(np.abs(here.place[busy] - places[busy]) / scales.cell, axis=1) > _ASTRAY
        there = (size < _THERE) & ~astray
        arrived[busy[there]] = True
        busy = busy[~there & ~astray & np.isfinite(here.height[busy])]
    curvatures, _ = axes_of(here)
    arrived &= (curvatures[:, 0] < 0.0) & np.all(curvatures[:, 1:] > 0.0, axis=1)
    # Between points of a grid a crest rises a little above them.
    arrived &= here.height <= start.height + 0.25 * np.abs(curvatures[:, 0]) + scales.trifle
    lost = np.flatnonzero(~arrived)
    here[lost] = _on_floor(landscape, start[lost], scales)
    return Polished(here, arrived)


def _on_floor(landscape: Landscape, start: Outlook, scales: Scales) -> Outlook:
    """Go down to the floor along all axes but that of least curvature, if that one is level."""
    here = start[np.arange(len(start))]
    for _ in range(_FLOOR_STEPS):
        step, _ = _newton(here, 1.0, _NOWHERE)
        tried = _stepped(landscape, here.place, step, scales.cell)
        lower = tried.height < here.height
        here[lower] = tried[lower]
    _, axes = axes_of(here)
    climb = np.abs(np.einsum("ni,ni->n", axes[:, :, 0], here.slope))
    uneven = climb > _EVEN * scales.trifle
    here[uneven] = start[uneven]
    return here


def _stepped(
    landscape: Landscape, places: FloatArray, step: FloatArray, cell: FloatArray
) -> Outlook:
    """Return the outlook after a `step` (n, d), in cells, from `places` (n, d)."""
    return look(landscape, places + step * cell, cell)


def _newton(now: Outlook, reach: FloatArray | float, least: float) -> tuple[FloatArray, FloatArray]:
    """Return steps (n, d), at most `reach` (n,) long, and the gains that they promise.

    Steps are in cells. All axes are walked down, that of least curvature as `least` says.
    """
    curvatures, axes = axes_of(now)
    size = np.abs(curvatures)
    most = np.max(np.where(np.isfinite(size), size, 0.0), axis=1, keepdims=True)
    along = np.einsum("nij,ni->nj", axes, now.slope)
    # Where there is no curvature to speak of, a step is long, but not without bound.
    straight = np.max(np.abs(along), axis=1) / (_FAR * reach)
    size = np.maximum(size, np.maximum(_MODEST * most, straight[:, np.newaxis]))
    stride = np.divide(-along, size, out=np.zeros_like(along), where=size > 0.0)
    stride[:, 0] *= least
    step = np.einsum("nij,nj->ni", axes, stride)
    longer = np.max(np.abs(step), axis=1) / reach
    shorten = 1.0 / np.maximum(longer, 1.0)
    gain = 0.5 * shorten * np.abs(along * stride).sum(axis=1)
    held_step: FloatArray = np.where(now.held, 0.0, step * shorten[:, np.newaxis])
    return held_step, gain


def _sharpened(
    landscape: Landscape, here: Outlook, arrived: NDArray[np.bool_], scales: Scales
) -> Outlook:
    """Return the outlook from places sharpened beyond what heights can tell.

    Near a bottom, heights stop changing at the square root of float64's precision; slopes
    do not. They do not show a jump either, so that no step may lead up.
    """
    busy = np.flatnonzero(arrived)
    for _ in range(2):
        now = here[busy]
        step, _ = _newton(now, _SHARP, _DOWN)
        tried = _stepped(landscape, now.place, step, scales.cell)
        milder = np.linalg.norm(tried.slope, axis=1) < np.linalg.norm(now.slope, axis=1)
        milder &= tried.height <= now.height + scales.trifle
        busy = busy[milder]
        here[busy] = tried[milder]
    return here
