"""Joining: which of many things belong together, when some pairs of them do."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray

_BINNED = 3
"""Coordinates by which places are sorted into bins."""


def joined(count: int, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return, for each of `count` things, the least one that pairs connect it with, (count,).

    Labels sink along the pairs, and jump, until none moves (a vectorised union-find:
    Shiloach and Vishkin, J. Algorithms 3, 1982).
    """
    labels = np.arange(count)
    while True:
        least = np.minimum(labels[first], labels[second])
        lower = labels.copy()
        np.minimum.at(lower, labels[first], least)
        np.minimum.at(lower, labels[second], least)
        while not np.array_equal(lower, lower[lower]):
            lower = lower[lower]
        if np.array_equal(lower, labels):
            return labels
        labels = lower


def near_pairs(
    places: FloatArray, distance: FloatArray
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs (m,), (m,) of places (n, d) not further apart than `distance` (d,).

    In any coordinate, that is. Places are sorted into bins by their first few coordinates,
    so that only neighbours meet.
    """
    keys, strides = _bins(places[:, :_BINNED], distance[:_BINNED])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts, seconds = [], []
    for offset in itertools.product((-1, 0, 1), repeat=len(strides)):
        if offset < (0,) * len(strides):
            continue
        wanted = keys + int(np.dot(offset, strides))
        start = np.searchsorted(keys, wanted, side="left")
        if not any(offset):
            # Within a bin, each meets those that come after it.
            start = np.arange(1, len(keys) + 1)
        counts = np.maximum(np.searchsorted(keys, wanted, side="right") - start, 0)
        first = np.repeat(np.arange(len(keys)), counts)
        within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        firsts.append(order[first])
        seconds.append(order[np.repeat(start, counts) + within])
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    close = np.all(np.abs(places[first] - places[second]) <= distance, axis=1)
    return first[close], second[close]


def _bins(places: FloatArray, distance: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the bin of each place (n, d) as one number (n,), and the way between bins (d,)."""
    # A little wide, so that rounding never puts a bin between two that are just near enough.
    wide = (1.0 + 1e-9) * distance
    bins = np.floor((places - places.min(axis=0, initial=np.inf)) / wide).astype(np.int64)
    # With a margin all around, so that beyond the last bin of a row no other row begins.
    sizes = bins.max(axis=0, initial=0) + 3
    strides = np.append(np.cumprod(sizes[:0:-1])[::-1], 1)
    return (bins + 1) @ strides, strides
