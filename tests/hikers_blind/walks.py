"""Walks that tests of blind hikers begin with, and bowls for them to end in."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from hikergame.hike import Hike
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.trail import Trail
from hikergame.level import Level

Case = tuple[list[float], list[float], list[float]]
"""A bowl's bottom, its bend along each axis, and where the walk starts."""


def walked(level: Level, moves: Sequence[Sequence[float]] = ()) -> tuple[Hike, Trail]:
    """Walk a hike by these moves, and keep a trail of it."""
    hike, trail = Hike(level), Trail(Outset.of(level))
    trail.note(hike.readout)
    for move in moves:
        trail.expect(np.array(move))
        trail.note(hike.step(move))
    return hike, trail


def bowls(dims: int, *, softest: float = 0.5, stiffest: float = 4.0) -> st.SearchStrategy[Case]:
    """Bowls of so many dimensions, whose bends are between these."""
    numbers = st.floats(-6.0, 6.0, allow_nan=False)
    each = st.lists(numbers, min_size=dims, max_size=dims)
    bends = st.lists(st.floats(softest, stiffest), min_size=dims, max_size=dims)
    return st.tuples(each, bends, each)
