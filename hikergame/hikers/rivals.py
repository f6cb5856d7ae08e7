"""Rivals: algorithms on foot.

A rival meets the level as everyone does: readouts with the level's noise, rounding or
mere direction (keyed by its own name), the same fence, the same longest step. It takes
one step for each of the player's and never plants a flag. It has its whole budget for
its score: when the player stops early, it walks on to the end, so that a rival's score
on a level and seed does not depend on whom it met.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike import Hike, Readout
from hikergame.hikers.tuning import asked, build, tune
from hikergame.hikers.views import RivalView, is_still
from hikergame.level import Level, RivalSpec

RivalChoice: TypeAlias = str | tuple[str, Mapping[str, Any]] | RivalSpec
"""A rival: by name, by name and settings, or in full."""


def rival_spec(level: Level, choice: RivalChoice) -> RivalSpec:
    """Return the rival that `choice` means on this level.

    A bare name is the level's own rival of that name, with its setting, or else that
    algorithm with a tuned learning rate. Parameters without a learning rate mean a tuned
    one. Whether the name is known and the parameters make sense, `Rival` says.
    """
    if isinstance(choice, RivalSpec):
        return choice
    if isinstance(choice, str):
        own = (spec for spec in level.rivals if spec.name == choice)
        return next(own, RivalSpec.of(choice, {}))
    name, settings = choice
    return RivalSpec.of(name, settings)


def chosen_rival(level: Level, choice: RivalSpec | Literal["first"] | None) -> RivalSpec | None:
    """Resolve "first" to the level's first rival, None where it names none."""
    if choice == "first":
        return level.rivals[0] if level.rivals else None
    return choice


class Rival:
    """An optimizer on foot, with a hike of its own.

    Raises OptimizerError for an unknown algorithm or parameter.
    """

    def __init__(self, spec: RivalSpec, level: Level, *, seed: int = 0) -> None:
        tuned = spec.learning_rate == "tuned"
        rate = tune(level, spec) if spec.learning_rate == "tuned" else spec.learning_rate
        self._optimizer = build(spec, rate)
        self.spec = spec
        self.title: str = spec.title
        self.setting: str = ("tuned " if tuned else "") + replace(spec, learning_rate=rate).setting
        self.learning_rate = rate
        self.hike = Hike(level, seed=seed, hiker=spec.name)
        self._steepness = [self.hike.readout.steepness]
        self._step_lengths: list[float] = []
        self._fenced = [False]

    def choose(self, readout: Readout) -> FloatArray:
        """Return the algorithm's displacement (d,); see `tuning.asked` for wild ones."""
        return asked(self._optimizer, readout.slope)

    def step(self) -> Readout:
        """Take the next step."""
        readout = self.hike.step(self.choose(self.hike.readout))
        self._steepness.append(readout.steepness)
        self._step_lengths.append(float(np.linalg.norm(readout.moved)))
        self._fenced.append(readout.fenced)
        return readout

    def finish(self) -> Hike:
        """Walk what is left of the budget, and return the hike."""
        while not self.hike.over:
            self.step()
        return self.hike

    def view(self, step: int | None = None) -> RivalView:
        """Return what a hiker beside it may see of it after `step` steps; now, unless given."""
        steps = self.hike.steps if step is None else step
        lengths = tuple(self._step_lengths[:steps])
        return RivalView(
            title=self.title,
            setting=self.setting,
            step=steps,
            steepness=tuple(self._steepness[: steps + 1]),
            step_lengths=lengths,
            fenced=self._fenced[steps],
            still=is_still(lengths, self.hike.level.step_length.max),
            fences=tuple(self._fenced[1 : steps + 1]),
        )
