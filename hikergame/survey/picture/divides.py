"""Watersheds on a map: the lines at which water parts, between the basins of a survey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.picture.isolines import isolines, thinned
from hikergame.survey.picture.window import Window
from hikergame.survey.values import Basins

_MOST: Final = 60
"""Watersheds of more basins would hide the map."""
_ROUND: Final = (1.0, 2.0, 3.0, 2.0, 1.0)
"""Weights of a point and its neighbours, where the steps of the grid are rounded off."""
_TIMES: Final = 2
_TOLERANCE: Final = 0.1


def divides(basins: Basins, window: Window) -> Iterator[FloatArray]:
    """Yield the watersheds as ways (n, 2) on the page; each is shared by two basins.

    The grid of the basins spans the window.
    """
    numbers = np.unique(basins.labels)
    if len(numbers) > _MOST:
        return
    scale = np.array([window.width, window.height]) / (np.array(basins.labels.shape) - 1)
    for number in numbers[1:]:
        for line in isolines((basins.labels == number).astype(np.float64), 0.5):
            way = _rounded(line) * scale
            way[:, 1] = window.height - way[:, 1]
            yield thinned(np.add(way, (window.left, window.top)), _TOLERANCE)


def _rounded(line: FloatArray) -> FloatArray:
    """Return a line (k, 2) without the steps of its grid; its ends stay, and closed it remains."""
    weights = np.array(_ROUND) / sum(_ROUND)
    reach = len(weights) // 2
    closed = bool((line[0] == line[-1]).all())
    for _ in range(_TIMES):
        if len(line) <= 2 * reach:
            return line
        if closed:
            around = np.vstack([line[-reach - 1 : -1], line, line[1 : reach + 1]])
        else:
            around = np.pad(line, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd")
        line = np.column_stack([np.convolve(axis, weights, mode="valid") for axis in around.T])
    return line
