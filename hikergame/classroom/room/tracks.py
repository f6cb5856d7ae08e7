"""The true places and heights of all who walk a round, many steps at a time.

The rules are those of a `Hike`, and so is every number, to the last bit: a test compares
them. What is new is walked in lock-step, and its heights are looked up together, so that a
board of some hundred people costs little more than one of ten.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hike.moves import within_reach
from hikergame.hike.scoring import mark
from hikergame.level import Level

_ROOM_FOR = 16
"""Steps that there is room for at first."""
_REMEMBERED = 2_000
"""Points that are remembered, about."""

N = TypeVar("N", bound=np.generic)


class Tracks:
    """Where the hikers of one round have been; `moves` is where the room keeps them, and grows.

    Halvings are kept of every step, for points are asked for all the time; places and heights
    only of where each stands: whole tracks are walked anew, once, when a round is uncovered.
    Points may be asked for by several threads: a reveal is made beside the boards.
    """

    def __init__(self, level: Level, moves: Mapping[str, Sequence[Sequence[float]]]) -> None:
        self._level, self._moves = level, moves
        self._rows: dict[str, int] = {}
        self._taken: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._places: FloatArray = np.zeros((0, level.dims))
        self._halvings: FloatArray = np.zeros((0, _ROOM_FOR))
        self._points: dict[tuple[int, int], float] = {}
        self._turn = threading.Lock()

    def of(self, hikers: Sequence[str]) -> list[tuple[FloatArray, FloatArray]]:
        """Return the places (t + 1, d) and heights (t + 1,) of each hiker, the start's first."""
        ways = [self._moves.get(hiker, ()) for hiker in hikers]
        ends = [len(way) for way in ways]
        asked = np.zeros((len(ways), max(ends, default=0), self._level.dims))
        for row, (way, end) in enumerate(zip(ways, ends, strict=True)):
            asked[row, :end] = np.array(list(way)).reshape(end, self._level.dims)
        places = np.empty((asked.shape[0], asked.shape[1] + 1, self._level.dims))
        places[:, 0] = self._level.start
        for step in range(asked.shape[1]):
            places[:, step + 1] = self._after(places[:, step], asked[:, step])
        tracks = [places[row, : end + 1].copy() for row, end in enumerate(ends)]
        return [(track, self._level.landscape.value(track)) for track in tracks]

    def points(self, hikers: Sequence[str], steps: Sequence[int]) -> list[float]:
        """Return what each walk would be worth if it had ended after so many steps of it.

        Points of 0 to 100, one for each hiker; none is asked for more steps than he took.
        """
        with self._turn:
            return self._points_of(hikers, steps)

    def _points_of(self, hikers: Sequence[str], steps: Sequence[int]) -> list[float]:
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
        first, count = len(self._taken), len(self._rows)
        self._taken = _padded(self._taken, (count,))
        self._places = _padded(self._places, (count, self._level.dims))
        self._places[first:] = self._level.start
        self._halvings = _padded(self._halvings, (count, self._halvings.shape[1]))
        self._halvings[first:, 0] = self._halvings_at(self._places[first:])

    def _walk(self, rows: Sequence[int], moves: Sequence[Sequence[Sequence[float]]]) -> None:
        """Let the walkers in rows (n,) take those of their moves that they have not taken."""
        self._widen(max(map(len, moves)) + 1)
        new_rows, new_steps, new_places = [], [], []
        ahead = [(row, way) for row, way in zip(rows, moves, strict=True)]
        while ahead := [(row, way) for row, way in ahead if self._taken[row] < len(way)]:
            at = np.array([row for row, _ in ahead], dtype=np.intp)
            steps = self._taken[at]
            asked = np.array(
                [way[step] for (_, way), step in zip(ahead, steps.tolist(), strict=True)]
            )
            self._places[at] = self._after(self._places[at], asked)
            self._taken[at] += 1
            new_rows.append(at)
            new_steps.append(steps + 1)
            new_places.append(self._places[at])
        found = self._halvings_at(np.concatenate(new_places))
        self._halvings[np.concatenate(new_rows), np.concatenate(new_steps)] = found

    def _after(self, places: FloatArray, asked: FloatArray) -> FloatArray:
        """Return where moves (n, d) lead to from places (n, d), by the rules of a hike."""
        reached, _ = within_reach(asked, self._level.step_length.max)
        return self._level.landscape.clip(places + reached)

    def _halvings_at(self, places: FloatArray) -> FloatArray:
        """Return the halvings (n,) at places (n, d)."""
        landscape = self._level.landscape
        return landscape.land.halvings(landscape.value(places))

    def _widen(self, steps: int) -> None:
        """Make room for so many steps of everybody, the start counted; it is nobody's yet."""
        count, wide = self._halvings.shape
        if steps > wide:
            wide = min(max(2 * wide, steps), self._level.steps + 1)
            self._halvings = _padded(self._halvings, (count, wide))


def _padded(array: NDArray[N], shape: tuple[int, ...]) -> NDArray[N]:
    larger = np.zeros(shape, dtype=array.dtype)
    larger[tuple(slice(size) for size in array.shape)] = array
    return larger
