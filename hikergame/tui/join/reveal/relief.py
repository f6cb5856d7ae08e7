"""The ground of a reveal as the server tells it, ready to be painted.

A map comes as tones, in a byte each; they are smoothed as little as it takes for light and
shadow not to show the bytes. A line's ground comes as heights.
"""

import base64
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.watching import GroundView, RevealView, ValleyView
from hikergame.tones import Tones
from hikergame.tui.reveal.prospect import Relief, Site

_AS_IT_IS: Final = Tones(0.0, 1.0, 1.0)
"""The tones of what is tones already."""
_AT_FENCE: Final = 1e-6
"""A place lies at the fence when it is nearer to it than this share of the side."""


@dataclass(frozen=True, eq=False)
class ToneMap:
    """A map's ground, as tones 0 to 1 on a grid of cells."""

    bounds: FloatArray
    """The box (2, 2)."""
    tones: FloatArray
    """Those in the middles of the cells (columns, rows), from west and from south."""

    @classmethod
    def of(cls, ground: GroundView) -> "ToneMap":
        """Read a map. Raises ValueError where its tones are not what it says they are."""
        told = np.frombuffer(base64.b64decode(ground.tones, validate=True), dtype=np.uint8)
        north_first = told.reshape(ground.rows, ground.columns) / 255.0
        return cls(np.array(ground.bounds), _smoothed(north_first[::-1].T))

    def on_grid(self, axes: tuple[FloatArray, ...]) -> FloatArray:
        """Return the tones (n, m) at all pairs of the metres of two axes."""
        along = self.tones
        for axis, (metres, bounds) in enumerate(zip(axes, self.bounds, strict=True)):
            along = _between(along, axis, metres, bounds)
        return along

    def value(self, x: FloatArray) -> FloatArray:
        """Return the tones (n,) of places (n, 2)."""
        return np.array([self.on_grid((one[:1], one[1:]))[0, 0] for one in x])


@dataclass(frozen=True, eq=False)
class Profile:
    """A line's ground, as heights in the middles of its columns."""

    bounds: FloatArray
    """The ends (1, 2)."""
    heights: FloatArray

    @classmethod
    def of(cls, ground: GroundView) -> "Profile":
        """Read a line's ground."""
        return cls(np.array(ground.bounds), np.array(ground.heights))

    def on_grid(self, axes: tuple[FloatArray, ...]) -> FloatArray:
        """Return the heights (n,) at the metres of its only axis."""
        return self.value(axes[0][:, None])

    def value(self, x: FloatArray) -> FloatArray:
        """Return the heights (n,) of places (n, 1)."""
        return _between(self.heights, 0, x[:, 0], self.bounds[0])


@dataclass(frozen=True, eq=False)
class Valley:
    """One of the lowest places of a reveal."""

    x: FloatArray
    value: float
    interior: bool


def site_of(view: RevealView) -> Site:
    """Return the ground of a reveal of one or two dimensions, with what is marked on it."""
    on_line = view.dims == 1
    relief = cast("Relief", Profile.of(view.ground) if on_line else ToneMap.of(view.ground))
    return Site(
        relief,
        np.array(view.start),
        view.steps,
        [_valley(one, relief.bounds) for one in view.valleys],
        None if on_line else _AS_IT_IS,
    )


def _valley(view: ValleyView, bounds: FloatArray) -> Valley:
    x = np.array(view.x)
    room = _AT_FENCE * np.ptp(bounds, axis=1)
    inside = (x > bounds[:, 0] + room) & (x < bounds[:, 1] - room)
    return Valley(x, view.value, bool(inside.all()))


def _between(values: FloatArray, axis: int, metres: FloatArray, bounds: FloatArray) -> FloatArray:
    """Return values at places along one axis, on straight lines between the cells' middles."""
    count = values.shape[axis]
    at = (metres - bounds[0]) / (bounds[1] - bounds[0]) * count - 0.5
    at = np.clip(at, 0.0, count - 1.0)
    low = np.minimum(at.astype(np.intp), max(0, count - 2))
    share = (at - low).reshape([-1 if one == axis else 1 for one in range(values.ndim)])
    below, above = (np.take(values, np.minimum(i, count - 1), axis) for i in (low, low + 1))
    mixed: FloatArray = below * (1.0 - share) + above * share
    return mixed


def _smoothed(tones: FloatArray) -> FloatArray:
    """Return tones (n, m), each the mean of itself and its neighbours, twice over."""
    for _ in range(2):
        for axis in (0, 1):
            wide = np.pad(tones, [(1, 1) if one == axis else (0, 0) for one in (0, 1)], "edge")
            parts = [np.take(wide, range(i, i + tones.shape[axis]), axis) for i in range(3)]
            tones = 0.25 * parts[0] + 0.5 * parts[1] + 0.25 * parts[2]
    return tones
