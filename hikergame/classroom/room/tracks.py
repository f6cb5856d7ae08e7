"""The true places and heights of all who walk a round, many steps at a time.

The rules are those of a `Hike`, and so is every number, to the last bit: a test compares
them. What is new is walked in lock-step, and its heights are looked up together, so that a
board of some hundred people costs little more than one of ten.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hike.moves import within_reach
from hikergame.hike.scoring import mark
from hikergame.level import Level

_ROOM_FOR = 16
"""Walkers and steps that there is room for at first."""
_REMEMBERED = 10_000
"""Points that are remembered, about."""


class Tracks:
    """Where the hikers of one round have been; `moves` is where the room keeps them, and grows."""

    def __init__(self, level: Level, moves: Mapping[str, Sequence[Sequence[float]]]) -> None:
        self._level, self._moves = level, moves
        self._rows: dict[str, int] = {}
        self._taken: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._places: FloatArray = np.zeros((0, _ROOM_FOR, level.dims))
        self._heights: FloatArray = np.zeros((0, _ROOM_FOR))
        self._halvings: FloatArray = np.zeros((0, _ROOM_FOR))
        self._points: dict[tuple[int, int], float] = {}

    def of(self, hikers: Sequence[str]) -> list[tuple[FloatArray, FloatArray]]:
        """Return the places (t + 1, d) and heights (t + 1,) of each hiker, the start's first."""
        rows = self._caught_up(hikers)
        ends = (self._taken[rows] + 1).tolist()
        return [
            (self._places[row, :end].copy(), self._heights[row, :end].copy())
            for row, end in zip(rows.tolist(), ends, strict=True)
        ]

    def points(self, hikers: Sequence[str], steps: Sequence[int]) -> list[float]:
        """Return what each walk would be worth if it had ended after so many steps of it.

        Points of 0 to 100, one for each hiker; none is asked for more steps than he took.
        """
        rows = self._caught_up(hikers)
        wanted = list(zip(rows.tolist(), steps, strict=True))
        known = self._points
        unknown = [one for one in wanted if one not in known]
        if unknown:
            marks = self._marks(*np.array(unknown, dtype=np.intp).T)
            if len(known) > _REMEMBERED:
                # A walker's earlier points are asked for no more, but where a board is frozen.
                known = self._points = {one: known[one] for one in wanted if one in known}
            known.update(zip(unknown, marks.tolist(), strict=True))
        return [known[one] for one in wanted]

    def _marks(self, rows: NDArray[np.intp], steps: NDArray[np.intp]) -> FloatArray:
        return mark(self._by_step(rows, steps), self._level.dims)

    def _by_step(self, rows: NDArray[np.intp], steps: NDArray[np.intp]) -> FloatArray:
        """Return the halvings (n, T) of walkers (n,) who stop after steps (n,)."""
        stands = np.minimum(np.arange(1, self._level.steps + 1), steps[:, np.newaxis])
        # In C order: numpy sums a row of T numbers as it sums those of one walker.
        return np.ascontiguousarray(self._halvings[rows[:, np.newaxis], stands]) + 0.0

    def _caught_up(self, hikers: Sequence[str]) -> NDArray[np.intp]:
        """Return the rows (n,) of hikers, once they have taken all their moves."""
        new = [hiker for hiker in hikers if hiker not in self._rows]
        if new:
            self._seat(new)
        rows = np.array([self._rows[hiker] for hiker in hikers], dtype=np.intp)
        kept = np.array([len(self._moves.get(hiker, ())) for hiker in hikers], dtype=np.intp)
        behind = np.flatnonzero(kept > self._taken[rows]).tolist()
        if behind:
            late = list(dict.fromkeys(hikers[index] for index in behind))
            self._walk([self._rows[hiker] for hiker in late], [self._moves[one] for one in late])
        return rows

    def _seat(self, hikers: Sequence[str]) -> None:
        """Let hikers stand at the start."""
        for hiker in dict.fromkeys(hikers):
            self._rows[hiker] = len(self._rows)
        first = len(self._taken)
        self._grow(len(self._rows), self._places.shape[1])
        self._places[first:, 0] = self._level.start
        self._look(np.arange(first, len(self._rows)), np.zeros(len(self._rows) - first, np.intp))

    def _walk(self, rows: Sequence[int], moves: Sequence[Sequence[Sequence[float]]]) -> None:
        """Let the walkers in rows (n,) take those of their moves that they have not taken."""
        self._grow(len(self._taken), max(map(len, moves)) + 1)
        landscape, longest = self._level.landscape, self._level.step_length.max
        new_rows, new_steps = [], []
        ahead = [(row, way) for row, way in zip(rows, moves, strict=True)]
        while ahead := [(row, way) for row, way in ahead if self._taken[row] < len(way)]:
            at = np.array([row for row, _ in ahead], dtype=np.intp)
            steps = self._taken[at]
            asked = np.array(
                [way[step] for (_, way), step in zip(ahead, steps.tolist(), strict=True)]
            )
            reached, _ = within_reach(asked, longest)
            self._places[at, steps + 1] = landscape.clip(self._places[at, steps] + reached)
            self._taken[at] += 1
            new_rows.append(at)
            new_steps.append(steps + 1)
        self._look(np.concatenate(new_rows), np.concatenate(new_steps))

    def _look(self, rows: NDArray[np.intp], steps: NDArray[np.intp]) -> None:
        """Look up the heights at the places of rows (n,) after steps (n,)."""
        landscape = self._level.landscape
        heights = landscape.value(self._places[rows, steps])
        self._heights[rows, steps] = heights
        self._halvings[rows, steps] = landscape.land.halvings(heights)

    def _grow(self, walkers: int, steps: int) -> None:
        """Make room; what is added is nobody's yet."""
        have, wide = self._places.shape[:2]
        if walkers > have or steps > wide:
            wide = wide if steps <= wide else min(max(2 * wide, steps), self._level.steps + 1)
            self._places = _padded(self._places, (walkers, wide, self._level.dims))
            self._heights = _padded(self._heights, (walkers, wide))
            self._halvings = _padded(self._halvings, (walkers, wide))
        if walkers > len(self._taken):
            self._taken = np.concatenate(
                [self._taken, np.zeros(walkers - len(self._taken), dtype=np.intp)]
            )


def _padded(array: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    larger = np.zeros(tuple(max(have, need) for have, need in zip(array.shape, shape, strict=True)))
    larger[tuple(slice(size) for size in array.shape)] = array
    return larger
