"""Hikes on a round's ground, walked anew from the moves that were kept.

A readout depends on the level, the round's seed, the hiker's id and his moves, and on
nothing else: every process that holds the events gives the same ones, and each is that of
a `Hike`, to the last bit. A hike is walked when it is asked for, and goes on from where it
was when more moves have been kept; many are walked in lock-step, so that a whole class is
back soon after a restart.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.walking import RivalStep
from hikergame.classroom.room.ways import Move
from hikergame.hike import Readout
from hikergame.hike.curvature import curvature
from hikergame.hike.moves import left_by_fence, was_shortened, within_reach
from hikergame.hike.sensing import Sensor, feel_each
from hikergame.hikers import Rival
from hikergame.level import Level

_FENCED, _SHORTENED = 1, 2


@dataclass(frozen=True)
class RivalShown:
    """What may be seen of the rival, for the whole of its budget of T steps."""

    title: str
    setting: str
    steps: tuple[RivalStep, ...]
    """T + 1: where it started, and after each step."""


class Walking:
    """What one hiker has felt, from his first readout to now, and where he stands.

    It is kept as plain numbers, some forty bytes a step: a class that walks far feels
    hundreds of thousands of times.
    """

    def __init__(self, level: Level, sensor: Sensor) -> None:
        """Begin before the first readout."""
        self.sensor = sensor
        self.place: FloatArray = level.start
        self._level = level
        self._felt = array("d")
        self._fences = bytearray()

    def __len__(self) -> int:
        """Return how many readouts there are: one more than steps taken."""
        return len(self._fences)

    def readout(self, step: int) -> Readout:
        """Return what was felt after so many steps."""
        dims, senses = self._level.dims, self._level.senses
        width = len(self._felt) // len(self)
        numbers = np.array(self._felt[step * width : (step + 1) * width])
        return Readout(
            slope=numbers[:dims],
            step=step,
            steps_left=self._level.steps - step,
            moved=numbers[dims : 2 * dims],
            fenced=bool(self._fences[step] & _FENCED),
            shortened=bool(self._fences[step] & _SHORTENED),
            altitude=float(numbers[2 * dims]) if senses.altimeter else None,
            curvature=numbers[-dims * dims :].reshape(dims, dims) if senses.curvature else None,
        )

    def note(self, felt: Iterable[float], *, fenced: bool, shortened: bool) -> None:
        """Note what is felt at the place: slope, way there, and what else the level grants."""
        self._felt.extend(felt)
        self._fences.append(_FENCED * fenced | _SHORTENED * shortened)


class Walks:
    """The hikes of one round; `moves` is where the room keeps them, and grows."""

    def __init__(self, level: Level, seed: int, moves: Mapping[str, Sequence[Move]]) -> None:
        self._level, self._seed, self._moves = level, seed, moves
        self._walkings: dict[str, Walking] = {}

    def of(self, hiker: str) -> Walking:
        """Return what a hiker has felt, with all his moves taken."""
        self.catch_up([hiker])
        return self._walkings[hiker]

    def catch_up(self, hikers: Collection[str]) -> None:
        """Take all the moves of these hikers that have not been taken yet."""
        new = [hiker for hiker in hikers if hiker not in self._walkings]
        for hiker in new:
            self._walkings[hiker] = Walking(self._level, Sensor(self._level, self._seed, hiker))
        if new:
            self._feel([self._walkings[hiker] for hiker in new])
        ahead = [(self._walkings[hiker], self._moves.get(hiker, ())) for hiker in hikers]
        while ahead := [(walking, moves) for walking, moves in ahead if len(walking) <= len(moves)]:
            moves = np.array([moves[len(walking) - 1] for walking, moves in ahead])
            self._step([walking for walking, _ in ahead], moves)

    def _step(self, walkings: Sequence[Walking], moves: FloatArray) -> None:
        """Let each take a step, (n, d) in metres, by the rules of a hike."""
        longest = self._level.step_length.max
        reached, ratios = within_reach(moves, longest)
        here = np.array([walking.place for walking in walkings])
        ahead = here + reached
        there = self._level.landscape.clip(ahead)
        for walking, place in zip(walkings, there, strict=True):
            walking.place = place
        fenced = np.any(ahead != there, axis=-1).tolist()
        moved = left_by_fence(reached, here, ahead, there, longest)
        self._feel(walkings, moved, fenced, [was_shortened(one) for one in ratios.tolist()])

    def _feel(
        self,
        walkings: Sequence[Walking],
        moved: FloatArray | None = None,
        fenced: Sequence[bool] | None = None,
        shortened: Sequence[bool] | None = None,
    ) -> None:
        """Let each feel the ground where he stands; without a way there, at the start."""
        level, count = self._level, len(walkings)
        places = np.array([walking.place for walking in walkings])
        heights, gradients = level.landscape.value_and_gradient(places)
        sensors = [walking.sensor for walking in walkings]
        slopes = feel_each(sensors, gradients, [len(walking) for walking in walkings])
        ways = np.zeros_like(places) if moved is None else moved
        felt = np.concatenate([slopes, ways], axis=-1).tolist()
        fences, cuts = fenced or [False] * count, shortened or [False] * count
        for index, walking in enumerate(walkings):
            if level.senses.altimeter:
                felt[index].append(float(heights[index]))
            if level.senses.curvature:
                felt[index] += curvature(level.landscape, places[index]).ravel().tolist()
            walking.note(felt[index], fenced=fences[index], shortened=cuts[index])

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
