"""Hikes on a round's ground, walked anew from the moves that were kept.

A readout depends on the level, the round's seed, the hiker's id and his moves, and on
nothing else: every process that holds the events gives the same ones. A hike is walked
when it is asked for, and goes on from where it was when more moves have been kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hikergame.classroom.messages.walking import RivalStep
from hikergame.hike import Hike, Readout
from hikergame.hikers import Rival
from hikergame.level import Level

Move = tuple[float, ...]


@dataclass(frozen=True)
class RivalShown:
    """What may be seen of the rival, for the whole of its budget of T steps."""

    title: str
    setting: str
    steps: tuple[RivalStep, ...]
    """T + 1: where it started, and after each step."""


class Walking:
    """One hiker's hike from his first readout to now."""

    def __init__(self, level: Level, seed: int, hiker: str) -> None:
        self._hike = Hike(level, seed=seed, hiker=hiker)
        self.readouts: list[Readout] = [self._hike.readout]
        """One more than steps taken."""

    def catch_up(self, moves: Sequence[Move]) -> None:
        """Take the steps that have not been taken yet; `moves` (t, d) are all from the first."""
        for move in moves[self._hike.steps :]:
            self.readouts.append(self._hike.step(move))


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
