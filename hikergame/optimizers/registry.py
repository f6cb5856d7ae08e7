"""Every algorithm by its name, and the one door through which they are made.

A new algorithm is a class with its settings in a module of its own, and its name in the
list below: level files, schema, screens and commands follow.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hikergame.faults import Fault
from hikergame.optimizers.adaptive import Adagrad, Adam, RMSprop
from hikergame.optimizers.barzilai_borwein import BarzilaiBorwein
from hikergame.optimizers.base import Optimizer, OptimizerInfo
from hikergame.optimizers.descent import GradientDescent, Momentum, Nesterov
from hikergame.optimizers.errors import OptimizerError
from hikergame.optimizers.kinds import shown
from hikergame.optimizers.normalised import Normalised
from hikergame.optimizers.rprop import Rprop
from hikergame.optimizers.settings import read_fields
from hikergame.spelling import did_you_mean

_ALGORITHMS: tuple[type[Optimizer], ...] = (
    GradientDescent,
    Momentum,
    Nesterov,
    Adagrad,
    RMSprop,
    Adam,
    Rprop,
    BarzilaiBorwein,
    Normalised,
)
_BY_NAME = {algorithm.info.name: algorithm for algorithm in _ALGORITHMS}

OPTIMIZERS: Mapping[str, OptimizerInfo] = MappingProxyType(
    {name: algorithm.info for name, algorithm in _BY_NAME.items()}
)
"""What there is to know about every algorithm, by its name."""


def make(name: str, **settings: Any) -> Optimizer:
    """Return the algorithm called `name`, at its start.

    `OPTIMIZERS[name].fields` lists its settings. `normalised` needs a `step_length`, every
    other a `learning_rate`: a number, or an array (..., 1) with one number per hiker.
    `schedule` and `clip` take plain data (`{"exponential": {"decay": 0.95}}`,
    `{"norm": 5}`) or what `make_schedule` and `make_clip` return.

    Raise OptimizerError with every fault found.
    """
    values, faults = _read(name, settings)
    if faults:
        raise OptimizerError(faults)
    algorithm = _BY_NAME[name]
    return algorithm(algorithm.info.settings(**values))


def check(name: str, settings: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return every fault that `make` would find, each with its path in `settings`."""
    return tuple(_read(name, settings)[1])


def _read(name: str, settings: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the settings in canonical form, and what is wrong with them."""
    faults: list[Fault] = []
    if not isinstance(name, str) or name not in OPTIMIZERS:
        aka = {info.name: (info.title, *info.aka) for info in OPTIMIZERS.values()}
        hint = did_you_mean(str(name), OPTIMIZERS, aka)
        return {}, [Fault((), f"there is no optimizer {shown(name)}", hint)]
    return read_fields(name, OPTIMIZERS[name].fields, settings, (), faults), faults
