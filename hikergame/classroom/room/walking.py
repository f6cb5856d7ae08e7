"""Hikes on a round's ground, walked anew from the moves that were kept.

A readout depends on the level, the round's seed, the hiker's id and his moves, and on
nothing else: every process that holds the events gives the same ones. A hike is walked
when it is asked for, and goes on from where it was when more moves have been kept.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hikergame.classroom.messages.walking import RivalStep
from hikergame.hike import Hike, Readout
from hikergame.hikers import Rival
from hikergame.level import Level

Move = tuple[float, ...]

_FENCED, _SHORTENED = 1, 2


@dataclass(frozen=True)
class RivalShown:
    """What may be seen of the rival, for the whole of its budget of T steps."""

    title: str
    setting: str
    steps: tuple[RivalStep, ...]
    """T + 1: where it started, and after each step."""


class Walking:
    """One hiker's hike from his first readout to now.

    What was felt is kept as plain numbers, some forty bytes a step: a class that walks far
    feels hundreds of thousands of times.
    """

    def __init__(self, level: Level, seed: int, hiker: str) -> None:
        self._hike = Hike(level, seed=seed, hiker=hiker)
        self._numbers = array("d")
        self._fences = bytearray()
        self._note(self._hike.readout)

    def __len__(self) -> int:
        """Return how many readouts there are: one more than steps taken."""
        return len(self._fences)

    def readout(self, step: int) -> Readout:
        """Return what was felt after so many steps."""
        dims, senses = self._hike.level.dims, self._hike.level.senses
        width = len(self._numbers) // len(self)
        numbers = np.array(self._numbers[step * width : (step + 1) * width])
        slope, moved, more = np.split(numbers, (dims, 2 * dims))
        return Readout(
            slope=slope,
            step=step,
            steps_left=self._hike.level.steps - step,
            moved=moved,
            fenced=bool(self._fences[step] & _FENCED),
            shortened=bool(self._fences[step] & _SHORTENED),
            altitude=float(more[0]) if senses.altimeter else None,
            curvature=more[-dims * dims :].reshape(dims, dims) if senses.curvature else None,
        )

    def catch_up(self, moves: Sequence[Move]) -> None:
        """Take the steps that have not been taken yet; `moves` (t, d) are all from the first."""
        for move in moves[self._hike.steps :]:
            self._note(self._hike.step(move))

    def _note(self, readout: Readout) -> None:
        self._numbers.extend(readout.slope)
        self._numbers.extend(readout.moved)
        if readout.altitude is not None:
            self._numbers.append(readout.altitude)
        if readout.curvature is not None:
            self._numbers.extend(readout.curvature.flat)
        self._fences.append(_FENCED * readout.fenced | _SHORTENED * readout.shortened)


class Walks:
    """The hikes of one round; `moves` is where the room keeps them, and grows."""

    def __init__(self, level: Level, seed: int, moves: Mapping[str, Sequence[Move]]) -> None:
        self._level, self._seed, self._moves = level, seed, moves
        self._walkings: dict[str, Walking] = {}

    def of(self, hiker: str) -> Walking:
        """Return a hiker's hike, with all his moves taken."""
        walking = self._walkings.get(hiker)
        if walking is None:
            walking = self._walkings[hiker] = Walking(self._level, self._seed, hiker)
        walking.catch_up(self._moves.get(hiker, ()))
        return walking

    @cached_property
    def rival(self) -> RivalShown | None:
        """The level's first rival, which all walk beside; None where the level has none."""
        return rival_shown(self._level, self._seed)


def rival_shown(level: Level, seed: int) -> RivalShown | None:
    """Walk a level's first rival to the end of its budget; None where the level has none."""
    if not level.rivals:
        return None
    rival = Rival(level.rivals[0], level, seed=seed)
    rival.finish()
    view = rival.view()
    lengths, fences = (0.0, *view.step_lengths), (False, *view.fences)
    steps = tuple(
        RivalStep(steepness=steepness, step_length=length, fenced=fenced)
        for steepness, length, fenced in zip(view.steepness, lengths, fences, strict=True)
    )
    return RivalShown(rival.title, rival.setting, steps)
