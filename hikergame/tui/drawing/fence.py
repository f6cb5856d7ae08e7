"""Where the fence is, as far as a notebook knows: where it has stopped a step before.

The fence runs along the coordinates, so that a step that it stopped tells one of its sides
for good, wherever one walks along it.
"""

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.moves import within_reach
from hikergame.hike.notebook import Notebook


def known_fence(notebook: Notebook, longest: float) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest coordinates (d,) that the fence is known to allow.

    Reckoned from the start, in metres; infinite where it was not met. `longest` is the
    longest step of the level, to which longer ones were shortened.
    """
    dims = notebook.track.shape[1]
    low, high = np.full(dims, -np.inf), np.full(dims, np.inf)
    walked = zip(notebook.moves, notebook.readouts[1:], notebook.track[1:], strict=True)
    for move, readout, place in walked:
        if readout.fenced:
            asked, _ = within_reach(move, longest)
            short = np.abs(readout.moved) < np.abs(asked)
            low = np.where(short & (asked < 0.0), place, low)
            high = np.where(short & (asked > 0.0), place, high)
    return low, high


def within_fence(notebook: Notebook, move: FloatArray, longest: float) -> FloatArray:
    """Return how much of a step (d,) the fence will let happen, as far as it is known."""
    here = notebook.track[-1]
    low, high = known_fence(notebook, longest)
    inside: FloatArray = np.clip(move, low - here, high - here)
    return inside
