"""The sketch: the smoothest ground that agrees with every slope felt so far.

A hiker adds up slopes to tell how much higher one place is than another. Along a walk
with long steps that sum goes wrong, and by two different ways it gives two answers. The
sketch adds them up along all ways at once: of all grounds that have the slopes felt at
the places visited, it takes the smoothest, and it knows how sure it is of each height.

In terms of statistics it is a Gaussian process that is given gradients only (Solak and
others 2003, Derivative observations in Gaussian process models of dynamic systems):
hills and valleys of many sizes around `scale` (a rational quadratic covariance), on a
tilted plane, on a bowl. Ground nowhere visited is taken to be as steep as what was felt.
"""

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.blind.trail import Trail
from hikergame.hikers.blind.vectors import squares

SCALE = 0.75
"""The size of a hill or a valley, as a share of the longest step."""
ROWS = 240
"""The sheet has room for this many components of slopes."""
_BOWL = 0.15
"""How strongly the whole country may bend, beside one hill of it, squared."""
_EXACT = 1e-4
"""The least that a felt slope is taken to be off, as a squared share of the typical one."""

_TINY, _VAGUE = 1e-100, 1e6
"""Slopes below the first are none; those felt a million times too roughly tell nothing."""


class Sketch:
    """What the ground of a trail may look like. Heights are told as differences."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._scale = SCALE * trail.outset.longest
        self._drawn: FloatArray = np.empty((0, trail.outset.dims))
        self._root: FloatArray = np.empty((0, 0))
        self._white: FloatArray = np.empty(0)

    @property
    def full(self) -> bool:
        """There is no room left on the sheet: what is felt from now on is not drawn."""
        return self._drawn.size + self._trail.outset.dims > ROWS

    def update(self) -> None:
        """Draw in the slopes felt since the last time, as far as there is room."""
        trail, drawn = self._trail, len(self._drawn)
        last = min(trail.count, ROWS // trail.outset.dims)
        if last > drawn:
            self._draw(trail.places[drawn:last] / self._scale, trail.slopes[drawn:last])

    def compare(self, places: FloatArray, home: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return how much higher places (m, d) are than home (d,), and how far off that may be.

        Both (m,), in the units of slope x metres; the second is a standard deviation.
        """
        unit = self._scale
        ends = np.vstack([places, home]) / unit
        shared = _height_slope(ends, self._drawn)
        told = (shared[:-1] - shared[-1]) @ self._root.T
        left = np.maximum(_variance(ends[:-1], ends[-1]) - squares(told), 0.0)
        return unit * (told @ self._white), unit * self._trail.typical * np.sqrt(left)

    def _draw(self, places: FloatArray, slopes: FloatArray) -> None:
        """Take in places (m, d), in units of the scale, and the slopes (m, d) felt there.

        `root` is the inverse of the covariance's Cholesky factor, grown by m d rows.
        """
        trail, old, new = self._trail, len(self._root), places.size
        doubt = _EXACT + min(trail.blur / max(trail.typical, _TINY), _VAGUE) ** 2
        told = self._root @ _slope_slope(self._drawn, places)
        own = _slope_slope(places, places) + doubt * np.eye(new) - told.T @ told
        factor = np.linalg.inv(np.linalg.cholesky(own))
        root = np.zeros((old + new, old + new))
        root[:old, :old] = self._root
        root[old:, :old] = -factor @ (told.T @ self._root)
        root[old:, old:] = factor
        self._root = root
        self._white = np.append(self._white, factor @ (slopes.ravel() - told.T @ self._white))
        self._drawn = np.vstack([self._drawn, places])


def _slope_slope(some: FloatArray, others: FloatArray) -> FloatArray:
    """Return the covariances (n d, m d) of the slopes at places (n, d) and at others (m, d)."""
    dims = some.shape[1]
    apart = some[:, np.newaxis] - others
    hills = 1.0 / (1.0 + 0.5 * squares(apart))
    shared = apart[..., :, np.newaxis] * apart[..., np.newaxis, :]
    shared *= (-2.0 * hills**3)[..., np.newaxis, np.newaxis]
    shared += _BOWL * others[:, :, np.newaxis] * some[:, np.newaxis, np.newaxis, :]
    alike = hills**2 + 1.0 + _BOWL * (some @ others.T)
    shared += alike[..., np.newaxis, np.newaxis] * np.eye(dims)
    return shared.swapaxes(1, 2).reshape(some.size, others.size)


def _height_slope(heights: FloatArray, slopes: FloatArray) -> FloatArray:
    """Return the covariances (m, n d) of heights at (m, d) and slopes at (n, d)."""
    apart = heights[:, np.newaxis] - slopes
    hills = 1.0 / (1.0 + 0.5 * squares(apart))
    country = 1.0 + _BOWL * (heights @ slopes.T)
    apart *= (hills**2)[..., np.newaxis]
    apart += heights[:, np.newaxis] * country[..., np.newaxis]
    return apart.reshape(len(heights), slopes.size)


def _variance(there: FloatArray, here: FloatArray) -> FloatArray:
    """Return the variances (m,) of the heights at (m, d) less that at (d,)."""
    apart = squares(there - here)
    hills = 2.0 - 2.0 / (1.0 + 0.5 * apart)
    bowl = squares(there) ** 2 + float(here @ here) ** 2 - 2.0 * (there @ here) ** 2
    variance: FloatArray = hills + apart + 0.5 * _BOWL * bowl
    return variance
