"""What every algorithm is: slopes in, displacements out, one set of books for all hikers.

An `Optimizer` walks any number of hikers in lock-step. The slopes have the shape
(..., d), one hiker being (d,), and every hiker is treated as if he were alone: what he
is told never depends, to the bit, on who walks beside him. Displacements point
downhill: the new place is x + displacement.

An algorithm sees slopes and nothing else. When a fence or the longest step cuts a
displacement short, its books (momentum, averages, what Barzilai-Borwein believes it
walked) still hold what it asked for.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike

from hikergame.arrays import FloatArray
from hikergame.optimizers.clipping import Clip, ClipKind
from hikergame.optimizers.errors import OptimizerError
from hikergame.optimizers.kinds import PerHiker
from hikergame.optimizers.schedules import Schedule, ScheduleKind
from hikergame.optimizers.settings import Field, Rate, Setting, Unit, fields_of, schema_of

STEEPEST = 1e100
"""The steepest slope along an axis that is told from a steeper one."""

PACE = PerHiker(above=0, at_most=1e50)
"""What a learning rate or a step length may be."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Settings:
    """What an algorithm can be told. Settings do not compare: a rate may be an array."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PacedSettings(Settings):
    """What is common to all algorithms whose pace is a setting."""

    schedule: Annotated[
        Schedule | None,
        Setting(
            kind=ScheduleKind(),
            doc="How the pace shrinks from step to step; constant unless given.",
            aka=("scheduler",),
        ),
    ] = None
    clip: Annotated[
        Clip | None,
        Setting(
            kind=ClipKind(),
            doc="Limits on the slope that is felt, in all or along each axis; none unless given.",
            aka=("clipping", "clip_grad"),
        ),
    ] = None


@dataclass(frozen=True)
class OptimizerInfo:
    """What there is to know about an algorithm before one is made."""

    name: str
    title: str
    """The name in words, as in "gradient descent"."""
    summary: str
    """One sentence for players."""
    source: str
    """Where the rule comes from."""
    settings: type[Settings]
    """The frozen dataclass that `Optimizer.settings` is."""
    tuned: str = "learning_rate"
    """The setting that a sweep tunes and that a screen shows: it sets the pace."""
    torch: str | None = None
    """The class of torch.optim whose rule and defaults these are, if there is one."""
    aka: tuple[str, ...] = ()
    """Other words for it: hints, never accepted."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The settings: the one that sets the pace, the algorithm's own, then those of all."""
        shared = {field.name for field in fields(PacedSettings)}
        return tuple(sorted(fields_of(self.settings), key=lambda field: field.name in shared))

    @cached_property
    def pace(self) -> Field:
        """The field of the setting that a sweep tunes; its unit says what the range scales by."""
        return next(field for field in self.fields if field.name == self.tuned)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping of settings."""
        return schema_of(self.fields, self.summary)


class Optimizer(ABC):
    """An algorithm under way: `ask` it with a slope, walk the displacement, ask again."""

    info: ClassVar[OptimizerInfo]
    settings: Settings

    def __init__(self, settings: Settings) -> None:
        """Start at t = 0; `settings` are right (`make` sees to it)."""
        self.settings = settings
        self.reset()

    @property
    def name(self) -> str:
        """The name that `make` knows the algorithm by."""
        return self.info.name

    @property
    def t(self) -> int:
        """The number of steps asked for since the start or the last `reset`."""
        return self._t

    def __repr__(self) -> str:
        pace = self.info.pace
        return f"<{self.name}: {pace.words(getattr(self.settings, pace.name))}; t={self.t}>"

    def reset(self) -> None:
        """Forget every slope and start again at t = 0; the shape may change."""
        self._t = 0
        self._shape: tuple[int, ...] | None = None

    def ask(self, gradient: ArrayLike) -> FloatArray:
        """Return the displacement (..., d), in metres, for the slopes `gradient` (..., d).

        The answer is a new array in the memory order of the slopes, which stay as they
        are. A finite slope gets a finite displacement; beyond `STEEPEST` it is felt as
        that. Raise OptimizerError if a slope is not finite, or the shape is not that of
        the steps before: then nothing was asked.
        """
        slope = self._felt(gradient)
        if self._shape is None:
            self._begin(slope)
            self._shape = slope.shape
        displacement = self._step(slope)
        self._t += 1
        return displacement

    def _felt(self, gradient: ArrayLike) -> FloatArray:
        """Return the slopes as the algorithm meets them."""
        slope = np.asarray(gradient, dtype=np.float64)
        if slope.ndim == 0 or slope.shape[-1] == 0:
            raise OptimizerError(f"a slope has the shape (..., d), d at least 1, not {slope.shape}")
        if self._shape is not None and slope.shape != self._shape:
            raise OptimizerError(
                f"{self.name} walks slopes of shape {self._shape} and met {slope.shape}; "
                "reset it first"
            )
        low, high = slope.min(initial=0.0), slope.max(initial=0.0)
        if not (low >= -STEEPEST and high <= STEEPEST):
            if not (math.isfinite(low) and math.isfinite(high)):
                place = tuple(np.argwhere(~np.isfinite(slope))[0].tolist())
                raise OptimizerError(
                    f"{self.name} met a slope that is not finite, at index {place}"
                )
            slope = np.clip(slope, -STEEPEST, STEEPEST)
        return slope

    @abstractmethod
    def _begin(self, like: FloatArray) -> None:
        """Open the books for slopes of the shape and memory order of `like`."""

    @abstractmethod
    def _step(self, slope: FloatArray) -> FloatArray:
        """Return the displacement for `slope` as a new array, and keep the books.

        `slope` may be the caller's own array: it is neither changed nor kept.
        """


class PacedOptimizer(Optimizer):
    """An algorithm whose pace is a setting, times its schedule, on slopes that may be clipped."""

    settings: PacedSettings

    def _felt(self, gradient: ArrayLike) -> FloatArray:
        slope = super()._felt(gradient)
        return slope if self.settings.clip is None else self.settings.clip(slope)

    def _begin(self, like: FloatArray) -> None:
        pace = getattr(self.settings, self.info.tuned)
        self._minus_pace = -pace if isinstance(pace, float) else -spread(pace, like)

    def _downhill(self) -> Rate:
        """Return minus the pace of this step: a number, or an array like the slopes."""
        schedule = self.settings.schedule
        if schedule is None:
            return self._minus_pace
        return self._minus_pace * schedule.factor(self._t)


def spread(rate: Rate, like: FloatArray) -> FloatArray:
    """Return a new array like `like`, (..., d), that holds each hiker's rate, (..., 1).

    Raise OptimizerError if there are not as many rates as hikers, or one for all.
    """
    rates = np.empty_like(like)
    try:
        np.copyto(rates, rate)
    except ValueError:
        shape = np.shape(rate)
        message = f"an array of rates of shape {shape} does not fit slopes of shape {like.shape}"
        raise OptimizerError(message) from None
    return rates


def learning_rate(
    doc: str = "How far to walk for each unit of slope.",
    *,
    unit: Unit = Unit.METRES_PER_SLOPE,
    title: str = "",
) -> Setting:
    """Return the declaration of a `learning_rate`, torch's lr.

    It gets no default, though torch has one: what fits depends on the ground, and
    torch's values are made for other ground than maps.
    """
    aka = ("lr", "rate", "eta", "step_length")
    return Setting(kind=PACE, doc=doc, title=title, unit=unit, aka=aka)
