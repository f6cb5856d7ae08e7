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
    binned = places[:, :_BINNED]
    bins = np.floor((binned - binned.min(axis=0, initial=np.inf)) / distance[:_BINNED])
    bins = bins.astype(np.int64)
    width = bins.max(axis=0, initial=0) + 3
    strides = np.append(np.cumprod(width[::-1])[-2::-1], 1) if len(width) > 1 else np.array([1])
    keys = (bins + 1) @ strides
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    pairs = [(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp))]
    for offset in itertools.product((-1, 0, 1), repeat=bins.shape[1]):
        if offset < (0,) * len(offset):
            continue
        wanted = keys + int(np.dot(offset, strides))
        start = np.searchsorted(keys, wanted, side="left")
        if not any(offset):
            start = np.arange(1, len(keys) + 1)
        counts = np.maximum(np.searchsorted(keys, wanted, side="right") - start, 0)
        first = np.repeat(np.arange(len(keys)), counts)
        within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        second = np.repeat(start, counts) + within
        pairs.append((order[first], order[second]))
    first, second = (np.concatenate(side) for side in zip(*pairs, strict=True))
    close = np.all(np.abs(places[first] - places[second]) <= distance, axis=1)
    return first[close], second[close]
