"""The rules of a hike: places, moves, budget, end.

A hike starts at the level's start with its first readout, at step 0. A move is a
displacement in metres; one longer than the longest step is shortened to it, and one
that leads off the map is stopped by the fence, at the nearest point of the map. The
hike ends when the flag is planted (`terminated`) or the steps run out (`truncated`).
The same rules hold for whoever walks.
"""

import reprlib
from array import array
from collections.abc import Sequence
from enum import Enum
from numbers import Integral

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.hike.curvature import curvature
from hikergame.hike.errors import HikeError, MoveError
from hikergame.hike.moves import left_by_fence, was_shortened, within_reach
from hikergame.hike.readout import Readout
from hikergame.hike.sensing import Sensor
from hikergame.level import Level

MAX_SEED = 2**63 - 1
MAX_NAME = 64
"""The most characters of a hiker's name."""

_NUMBERS = "iuf"
"""What numpy calls signed, unsigned and floating: text and truth values are no numbers."""


class Outcome(Enum):
    """How a hike ended."""

    TERMINATED = "terminated"
    """The hiker planted the flag."""
    TRUNCATED = "truncated"
    """The steps ran out."""


class Hike:
    """One attempt at a level.

    `seed` (0 to 2**63 - 1) and `hiker`, the walker's name of at most 64 printable
    characters, decide the noise of the readouts where a level has any. HikeError when
    either is out of range.
    """

    def __init__(self, level: Level, *, seed: int = 0, hiker: str = "player") -> None:
        self.level = level
        self.seed = _checked_seed(seed)
        self.hiker = _checked_name(hiker)
        self._sensor = Sensor(level, self.seed, self.hiker)
        # Numbers in one piece each: a server holds the hikes of a whole class.
        self._moves = array("d")
        self._places = array("d", level.start)
        self._heights = array("d")
        self._outcome: Outcome | None = None
        self._readout = self._feel(np.zeros(level.dims))

    @property
    def readout(self) -> Readout:
        """What the hiker feels where he stands."""
        return self._readout

    @property
    def over(self) -> bool:
        """The flag is planted, or the steps have run out."""
        return self._outcome is not None

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it runs."""
        return self._outcome

    @property
    def steps(self) -> int:
        """Steps taken so far."""
        return len(self._moves) // self.level.dims

    @property
    def moves(self) -> Sequence[FloatArray]:
        """The displacements (d,) asked for so far, in order."""
        return tuple(_frozen(move) for move in self._rows(self._moves))

    @property
    def place(self) -> FloatArray:
        """The true place (d,) where the hiker stands. No hiker gets to see it."""
        return _frozen(np.array(self._places[-self.level.dims :]))

    @property
    def track(self) -> FloatArray:
        """The true places (t + 1, d) so far. No hiker gets to see them."""
        return self._rows(self._places)

    @property
    def heights(self) -> FloatArray:
        """The true heights (t + 1,) of those places."""
        return np.array(self._heights)

    def step(self, displacement: ArrayLike) -> Readout:
        """Take a step (d,) in metres and return what is felt at its end.

        Raises MoveError, and changes nothing, when the hike is over or the displacement
        is not d finite numbers.
        """
        move = self._checked(displacement)
        reached, ratio = within_reach(move, self.level.step_length.max)
        here = self.place
        ahead = here + reached
        there = self.level.landscape.clip(ahead)
        self._moves.extend(move)
        self._places.extend(there)
        fenced = not np.array_equal(ahead, there)
        if self.steps == self.level.steps:
            self._outcome = Outcome.TRUNCATED
        moved = left_by_fence(reached, here, ahead, there, self.level.step_length.max)
        self._readout = self._feel(moved, fenced=fenced, shortened=was_shortened(float(ratio)))
        return self._readout

    def plant_flag(self) -> None:
        """End the hike where it stands. Raises MoveError when it is over already."""
        self._refuse_when_over()
        self._outcome = Outcome.TERMINATED

    def _rows(self, numbers: "array[float]") -> FloatArray:
        """Return numbers as points (n, d), a copy."""
        return np.array(numbers).reshape(-1, self.level.dims)

    def _refuse_when_over(self) -> None:
        if self._outcome is Outcome.TERMINATED:
            raise MoveError("the hike is over: the flag is planted")
        if self._outcome is Outcome.TRUNCATED:
            raise MoveError(f"the hike is over: all {self.level.steps} steps are taken")

    def _checked(self, displacement: ArrayLike) -> FloatArray:
        self._refuse_when_over()
        dims = self.level.dims
        try:
            given = np.asarray(displacement)
        except (TypeError, ValueError) as error:  # a ragged list, say
            raise MoveError(
                f"a move is {dims} numbers, not {reprlib.repr(displacement)}"
            ) from error
        if given.dtype.kind not in _NUMBERS:
            raise MoveError(f"a move is {dims} numbers, not {reprlib.repr(displacement)}")
        with np.errstate(over="ignore"):  # numbers longer than float64's become infinite
            move = given.astype(np.float64)
        if move.shape != (dims,):
            raise MoveError(f"a move here has the shape ({dims},), not {move.shape}")
        if not np.all(np.isfinite(move)):
            raise MoveError(f"a move is made of finite numbers, not {reprlib.repr(move.tolist())}")
        return move

    def _feel(self, moved: FloatArray, *, fenced: bool = False, shortened: bool = False) -> Readout:
        """Read the ground at the current place, and note its height."""
        level, place = self.level, self.place
        height, gradient = level.landscape.value_and_gradient(place)
        self._heights.append(float(height))
        senses = level.senses
        return Readout(
            slope=_frozen(self._sensor.feel(np.asarray(gradient), self.steps)),
            step=self.steps,
            steps_left=level.steps - self.steps,
            moved=_frozen(moved),
            fenced=fenced,
            shortened=shortened,
            altitude=float(height) if senses.altimeter else None,
            curvature=_frozen(curvature(level.landscape, place)) if senses.curvature else None,
        )


def _frozen(array: FloatArray) -> FloatArray:
    array.flags.writeable = False
    return array


def _checked_seed(seed: int) -> int:
    if isinstance(seed, bool) or not isinstance(seed, Integral) or not 0 <= seed <= MAX_SEED:
        raise HikeError(f"a seed is a whole number from 0 to 2**63 - 1, not {reprlib.repr(seed)}")
    return int(seed)


def _checked_name(hiker: str) -> str:
    if not isinstance(hiker, str) or not (hiker.isprintable() and 0 < len(hiker) <= MAX_NAME):
        raise HikeError(
            f"a hiker's name has 1 to {MAX_NAME} printable characters, unlike {reprlib.repr(hiker)}"
        )
    return hiker
