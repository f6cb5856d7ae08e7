"""The line: on one-dimensional ground the passes are points, and the basins what lies between.

So the borders and the shares of basins are exact: no tracing is needed.
"""

from __future__ import annotations

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.basins.passes import Passes
from hikergame.survey.bottoms.grid import Grid, Labels

_FAR = 2.0
"""In cells: a pass this far from where the grid sees the border is not the border."""


def cut(grid: Grid, labels: Labels, passes: Passes) -> tuple[Labels, FloatArray]:
    """Return the basin of each point (n,), and the share of the line that each basin has (m,).

    Shares are of what has a basin; m is one more than the highest label, at least one.
    """
    points = grid.axes[0]
    last = np.flatnonzero(labels[1:] != labels[:-1])
    borders = 0.5 * (points[last] + points[last + 1])
    runs = labels[np.append(last, len(labels) - 1)]
    pairs = np.sort(np.column_stack([runs[:-1], runs[1:]]), axis=1)
    for i, pair in enumerate(pairs):
        between = (passes.first == pair[0]) & (passes.second == pair[1]) & passes.level
        places = passes.place[between, 0]
        near = np.abs(places - borders[i]) <= _FAR * grid.cell[0]
        if near.any():
            borders[i] = places[near][0]
    borders = np.maximum.accumulate(borders)
    ends = np.concatenate([points[:1], borders, points[-1:]])
    lengths = np.diff(ends)
    shares = np.zeros(int(labels.max(initial=0)) + 1)
    np.add.at(shares, runs[runs >= 0], lengths[runs >= 0])
    return runs[np.searchsorted(borders, points)], shares / (shares.sum() or 1.0)
