"""Schedules: how a learning rate or a step length shrinks from step to step.

A schedule is a factor on the setting it belongs to, 1 at the first step, where t = 0.
As plain data, in a level file or a call, it is a name, or a name with its settings:
`constant`, `{exponential: {decay: 0.95}}`.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from hikergame.faults import Fault, Path
from hikergame.optimizers.errors import OptimizerError
from hikergame.optimizers.kinds import Kind, Number, Whole, name_of, shown
from hikergame.optimizers.settings import Field, Setting, fields_of, read_fields, schema_of
from hikergame.spelling import did_you_mean


@dataclass(frozen=True)
class ScheduleInfo:
    """What there is to know about a schedule before one is made."""

    name: str
    title: str
    summary: str
    """One sentence for players."""
    source: str
    """Where the rule comes from, and torch's name for it."""
    fields: tuple[Field, ...]
    aka: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the mapping of settings."""
        return schema_of(self.fields, self.summary)


class Schedule(ABC):
    """A factor on a learning rate or a step length, for each step."""

    name: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    aka: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def factor(self, t: int) -> float:
        """Return the factor, from 0 to 1, at step `t`, counted from zero."""


@dataclass(frozen=True)
class Constant(Schedule):
    """Factor 1 at every step."""

    name = "constant"
    title = "constant"
    summary = "The setting stays what it is."
    source = "torch.optim without a scheduler"

    def factor(self, t: int) -> float:  # noqa: ARG002
        """Return 1."""
        return 1.0


@dataclass(frozen=True)
class InverseTime(Schedule):
    """Factor 1 / (1 + decay t): with decay 1 the series 1, 1/2, 1/3, ..."""

    name = "inverse-time"
    title = "1/t"
    summary = (
        "The setting shrinks as one over the number of steps: fast at first, then ever slower."
    )
    source = "Robbins and Monro 1951; the decay of torch.optim.Adagrad"
    aka = ("inverse", "harmonic")

    decay: Annotated[
        float,
        Setting(
            kind=Number(at_least=0),
            doc="How much is added to the divisor at each step; 1 gives 1, 1/2, 1/3, and so on.",
            aka=("lr_decay", "rate"),
        ),
    ] = 1.0

    def factor(self, t: int) -> float:
        """Return 1 / (1 + decay t)."""
        return 1 / (1 + self.decay * t)


@dataclass(frozen=True)
class Exponential(Schedule):
    """Factor decay^t."""

    name = "exponential"
    title = "exponential"
    summary = "The setting shrinks by the same share at every step."
    source = "torch.optim.lr_scheduler.ExponentialLR, whose gamma is decay here"
    aka = ("ExponentialLR", "geometric")

    decay: Annotated[
        float,
        Setting(
            kind=Number(above=0, at_most=1),
            doc="What is left of the setting after one more step, as a share.",
            aka=("gamma", "rate"),
        ),
    ]

    def factor(self, t: int) -> float:
        """Return decay^t."""
        # Python's power of a float cannot overflow here, and underflows to zero.
        return float(self.decay**t)


@dataclass(frozen=True)
class Cosine(Schedule):
    """Factor final + (1 - final) (1 + cos(pi t / total)) / 2, and `final` from `total` on.

    torch's scheduler climbs again after its T_max; a hike has no use for that.
    """

    name = "cosine"
    title = "cosine"
    summary = "The setting falls along half a wave: slowly, then fast, then slowly again."
    source = (
        "Loshchilov and Hutter 2017; torch.optim.lr_scheduler.CosineAnnealingLR, whose T_max is "
        "total here and whose eta_min is final times the setting"
    )
    aka = ("CosineAnnealingLR", "cosine-annealing")

    total: Annotated[
        int, Setting(kind=Whole(1), doc="The step at which the fall ends.", aka=("T_max", "steps"))
    ]
    final: Annotated[
        float,
        Setting(
            kind=Number(at_least=0, at_most=1),
            doc="What is left of the setting at the end, as a share.",
            aka=("eta_min", "floor"),
        ),
    ] = 0.0

    def factor(self, t: int) -> float:
        """Return the height of the wave at `t`."""
        wave = (1 + math.cos(math.pi * min(t / self.total, 1.0))) / 2
        return self.final + (1 - self.final) * wave


_KINDS: tuple[type[Schedule], ...] = (Constant, InverseTime, Exponential, Cosine)
_BY_NAME: Mapping[str, type[Schedule]] = {kind.name: kind for kind in _KINDS}

SCHEDULES: Mapping[str, ScheduleInfo] = MappingProxyType(
    {
        kind.name: ScheduleInfo(
            kind.name, kind.title, kind.summary, kind.source, fields_of(kind), kind.aka
        )
        for kind in _KINDS
    }
)
"""Every schedule by its name."""


def make_schedule(name: str, **settings: Any) -> Schedule:
    """Return the schedule called `name`; raise OptimizerError with every fault found."""
    faults: list[Fault] = []
    schedule = _read_named(name, settings, (), faults)
    if schedule is None or faults:
        raise OptimizerError(faults)
    return schedule


class ScheduleKind(Kind):
    """A `Schedule`, its name, or a mapping of its name to its settings."""

    def read(self, value: object, path: Path, faults: list[Fault]) -> Schedule | None:
        """Accept a schedule, or its name and settings as plain data; None is no schedule."""
        if value is None or isinstance(value, Schedule):
            return value
        if isinstance(value, str):
            return _read_named(value, {}, path, faults)
        if isinstance(value, Mapping) and len(value) == 1:
            name, given = next(iter(value.items()))
            if given is None or isinstance(given, Mapping):
                return _read_named(name, given or {}, (*path, name), faults)
        message = (
            f"{name_of(path)} must be a schedule's name, or its name with its settings as in "
            f"{{exponential: {{decay: 0.95}}}}, not {shown(value)}"
        )
        faults.append(Fault(path, message))
        return None

    def schema(self) -> dict[str, Any]:
        """Return a bare name, where nothing is required, or a name with its settings."""
        bare = [
            name
            for name, info in SCHEDULES.items()
            if not any(field.required for field in info.fields)
        ]
        named: dict[str, Any] = {
            "type": "object",
            "properties": {name: info.schema() for name, info in SCHEDULES.items()},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
        return {"anyOf": [{"enum": bare}, named]}


def _read_named(
    name: object, given: Mapping[str, Any], path: Path, faults: list[Fault]
) -> Schedule | None:
    """Return the schedule `name` with the settings `given`, or None after a fault."""
    if not isinstance(name, str) or name not in SCHEDULES:
        aka = {info.name: (info.title, *info.aka) for info in SCHEDULES.values()}
        message = f"there is no schedule {shown(name)}"
        faults.append(Fault(path, message, did_you_mean(str(name), SCHEDULES, aka)))
        return None
    before = len(faults)
    values = read_fields(name, SCHEDULES[name].fields, given, path, faults)
    return None if len(faults) > before else _BY_NAME[name](**values)
