"""The outlook from a place: height, slope and curvature, at many places at once.

Slopes and curvatures are per cell, so that maps of any shape are alike. Second derivatives
are differences of the exact gradient over a very short way, one-sided at the fence. A
coordinate is held where the fence stops what runs downhill; what is held takes no part in
slope or curvature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

_SPACING = 6e-6
"""Cube root of float64's precision, in widths of the map: best for central differences."""


@dataclass(eq=False)
class Outlook:
    """What the ground is like at n places."""

    place: FloatArray
    """(n, d), inside the fence."""
    height: FloatArray
    """(n,)."""
    slope: FloatArray
    """(n, d), height per cell; zero in the coordinates that are held."""
    bend: FloatArray
    """Second derivatives (n, d, d), height per cell squared; zero where one is held."""
    held: NDArray[np.bool_]
    """(n, d): the coordinates that the fence holds."""

    def __len__(self) -> int:
        return len(self.height)

    def __getitem__(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Outlook:
        return Outlook(
            self.place[which],
            self.height[which],
            self.slope[which],
            self.bend[which],
            self.held[which],
        )

    def __setitem__(self, which: NDArray[np.bool_] | NDArray[np.intp], other: Outlook) -> None:
        self.place[which] = other.place
        self.height[which] = other.height
        self.slope[which] = other.slope
        self.bend[which] = other.bend
        self.held[which] = other.held


def look(landscape: Landscape, places: FloatArray, cell: FloatArray) -> Outlook:
    """Return the outlook from `places` (n, d) of a careful landscape, with cells of size `cell`."""
    low, high = landscape.bounds[:, 0], landscape.bounds[:, 1]
    place = np.clip(places, low, high)
    dims = landscape.dims
    if len(place) == 0:
        flat = np.empty((0, dims))
        return Outlook(place, flat[:, 0], flat, np.empty((0, dims, dims)), flat > 0.0)
    points = np.repeat(place[np.newaxis], 1 + 2 * dims, axis=0)
    for i, reach in enumerate(_SPACING * (high - low)):
        ahead, behind = points[1 + i, :, i], points[1 + dims + i, :, i]
        np.minimum(ahead + reach, high[i], out=ahead)
        np.maximum(behind - reach, low[i], out=behind)
    height, slopes = landscape.value_and_gradient(points)
    slope = np.nan_to_num(slopes[0], posinf=0.0, neginf=0.0)
    held = ((place <= low) & (slope > 0.0)) | ((place >= high) & (slope < 0.0))
    bend = np.empty((len(place), dims, dims))
    for i in range(dims):
        apart = points[1 + i, :, i] - points[1 + dims + i, :, i]
        change = slopes[1 + i] - slopes[1 + dims + i]
        bend[:, i] = change * cell / (apart / cell[i])[:, np.newaxis]
    bend = np.nan_to_num(0.5 * (bend + bend.swapaxes(1, 2)), posinf=0.0, neginf=0.0)
    bend[held[:, :, np.newaxis] | held[:, np.newaxis, :]] = 0.0
    slope = np.where(held, 0.0, slope * cell)
    return Outlook(place, height[0], slope, bend, held)


def axes_of(outlook: Outlook) -> tuple[FloatArray, FloatArray]:
    """Return the principal curvatures (n, d), the least first, and their axes (n, d, d).

    Axis j is the column [:, :, j]. Held coordinates come last, with infinite curvature.
    """
    bend, held = outlook.bend, outlook.held
    any_held = bool(held.any())
    if any_held:
        # Curved more than all others, a held coordinate is an axis by itself, and the last.
        most = 1.0 + len(held[0]) * np.abs(bend).max(axis=(1, 2))
        bend = bend + np.eye(held.shape[1]) * (held * most[:, np.newaxis])[:, np.newaxis]
    values, axes = _of_two(bend) if held.shape[1] == 2 else np.linalg.eigh(bend)
    if any_held:
        last = np.arange(held.shape[1]) >= held.shape[1] - held.sum(axis=1, keepdims=True)
        values = np.where(last, np.inf, values)
    return values, axes


def _of_two(bend: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return eigenvalues and eigenvectors of symmetric matrices (n, 2, 2), in closed form."""
    a, b, c = bend[:, 0, 0], bend[:, 0, 1], bend[:, 1, 1]
    middle, half = 0.5 * (a + c), 0.5 * (a - c)
    radius = np.hypot(half, b)
    turn = 0.5 * np.arctan2(b, half)
    cosine, sine = np.cos(turn), np.sin(turn)
    axes = np.empty_like(bend)
    axes[:, 0, 0], axes[:, 1, 0] = -sine, cosine
    axes[:, 0, 1], axes[:, 1, 1] = cosine, sine
    return np.stack([middle - radius, middle + radius], axis=1), axes
