"""Rivals: algorithms on foot, and blind hikers whom the player chose.

A rival meets the level as everyone does: readouts with the level's noise, rounding or
mere direction (keyed by its own name), the same fence, the same longest step. It takes
one step for each of the player's; an algorithm never plants a flag, a blind hiker may,
and stands there from then on. It has its whole budget for its score: when the player
stops early, it walks on to the end, so that a rival's score on a level and seed does not
depend on whom it met.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike import Hike, Outcome, Readout
from hikergame.hike.opponents import BlindSpec, Opponent, faults_of, opponent_of
from hikergame.hikers.blind import BlindHikerError, Outset, make_blind_hiker
from hikergame.hikers.tuning import asked, build, tune
from hikergame.hikers.views import RivalView, is_still
from hikergame.level import Level, RivalSpec
from hikergame.optimizers import OptimizerError

RivalChoice: TypeAlias = str | tuple[str, Mapping[str, Any]] | Opponent
"""A rival: by name, by name and settings, or in full."""


def rival_spec(level: Level, choice: RivalChoice) -> Opponent:
    """Return the rival that `choice` means on this level.

    A bare name is the level's own rival of that name, with its setting, or else that
    algorithm with a tuned learning rate, or that blind hiker. Parameters without a learning
    rate mean a tuned one. Whether the name is known and the parameters make sense,
    `require_rival` says.
    """
    if isinstance(choice, RivalSpec | BlindSpec):
        return choice
    if isinstance(choice, str):
        own = (spec for spec in level.rivals if spec.name == choice)
        return next(own, opponent_of(choice, {}))
    return opponent_of(*choice)


def require_rival(spec: Opponent) -> None:
    """Raise OptimizerError or BlindHikerError unless somebody has this name and settings."""
    faults = faults_of(spec)
    if faults and isinstance(spec, BlindSpec):
        raise BlindHikerError("\n".join(map(str, faults)))
    if faults:
        raise OptimizerError(faults)


def chosen_rival(level: Level, choice: Opponent | Literal["first"] | None) -> Opponent | None:
    """Resolve "first" to the level's first rival, None where it names none."""
    if choice == "first":
        return level.rivals[0] if level.rivals else None
    return choice


def rival_of(spec: Opponent, level: Level, *, seed: int = 0) -> "WalkingRival":
    """Return a rival at the start of a level.

    Raises what `require_rival` raises, and HikeError for a seed out of range.
    """
    require_rival(spec)
    if isinstance(spec, BlindSpec):
        return BlindRivalOnFoot(spec, level, seed=seed)
    return Rival(spec, level, seed=seed)


class WalkingRival(ABC):
    """Whoever walks beside a player, with a hike of his own."""

    title: str
    """The name for people."""
    setting: str
    """What sets the pace, in words."""

    def __init__(self, spec: Opponent, hike: Hike) -> None:
        self.spec = spec
        self.hike = hike
        self._steepness = [hike.readout.steepness]
        self._step_lengths: list[float] = []
        self._fenced = [False]

    @abstractmethod
    def choose(self, readout: Readout) -> FloatArray | None:
        """Return the next displacement (d,), or None to plant the flag."""

    @property
    def account(self) -> tuple[str, ...]:
        """What it did, told by itself in sentences; nothing where that is for others to say."""
        return ()

    def step(self) -> Readout:
        """Take the next step; stand still once the flag is planted."""
        hike = self.hike
        if hike.outcome is Outcome.TERMINATED:
            return hike.readout
        move = self.choose(hike.readout)
        if move is None:
            hike.plant_flag()
            return hike.readout
        readout = hike.step(move)
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
        idle = max(steps - self.hike.steps, 0)
        lengths = (*self._step_lengths[:steps], *[0.0] * idle)
        fenced = (*self._fenced[: steps + 1], *[False] * idle)
        return RivalView(
            title=self.title,
            setting=self.setting,
            step=steps,
            steepness=(*self._steepness[: steps + 1], *self._steepness[-1:] * idle),
            step_lengths=lengths,
            fenced=fenced[-1],
            still=is_still(lengths, self.hike.level.step_length.max),
            fences=fenced[1:],
            flag=idle > 0 and self.hike.outcome is Outcome.TERMINATED,
        )


class Rival(WalkingRival):
    """An optimizer on foot. Raises OptimizerError for an unknown algorithm or parameter."""

    def __init__(self, spec: RivalSpec, level: Level, *, seed: int = 0) -> None:
        tuned = spec.learning_rate == "tuned"
        rate = tune(level, spec) if spec.learning_rate == "tuned" else spec.learning_rate
        self._optimizer = build(spec, rate)
        self.title = spec.title
        self.setting = ("tuned " if tuned else "") + replace(spec, learning_rate=rate).setting
        self.learning_rate = rate
        super().__init__(spec, Hike(level, seed=seed, hiker=spec.name))

    def choose(self, readout: Readout) -> FloatArray:
        """Return the algorithm's displacement (d,); see `tuning.asked` for wild ones."""
        return asked(self._optimizer, readout.slope)


class BlindRivalOnFoot(WalkingRival):
    """A blind hiker on foot: the walk is that of `blind.send_out` with the same seed."""

    def __init__(self, spec: BlindSpec, level: Level, *, seed: int = 0) -> None:
        self.title, self.setting = spec.title, spec.setting
        super().__init__(spec, Hike(level, seed=seed, hiker=spec.hiker))
        outset = Outset.of(level)
        self._hiker = make_blind_hiker(spec.hiker, outset, seed=seed, **spec.params)

    def choose(self, readout: Readout) -> FloatArray | None:
        """Return the hiker's displacement (d,), or None where he plants his flag."""
        return self._hiker.choose(readout)

    @property
    def account(self) -> tuple[str, ...]:
        """What the hiker did, as he remembers it."""
        return self._hiker.account(self.title)
