"""The algorithms: slopes in, displacements out.

    rival = make("adam", learning_rate=0.1)
    x = x + rival.ask(slope)

One `Optimizer` walks one hiker, (d,), or any number in lock-step, (..., d). Where
PyTorch has the algorithm, rule, names and defaults are those of torch.optim, and every
float64 step agrees with it to 1e-13 (where terms cancel, 1e-13 of the terms: torch
fuses multiplying and adding where the processor can). Only the learning rate has no
default. Nothing here knows a landscape: an algorithm sees slopes only.
"""

from hikergame.faults import Fault
from hikergame.optimizers.base import STEEPEST, Optimizer, OptimizerInfo
from hikergame.optimizers.clipping import make_clip
from hikergame.optimizers.errors import OptimizerError
from hikergame.optimizers.kinds import Kind
from hikergame.optimizers.registry import OPTIMIZERS, check, make
from hikergame.optimizers.schedules import SCHEDULES, Schedule, ScheduleInfo, make_schedule
from hikergame.optimizers.settings import Field, Unit

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "STEEPEST",
    "Fault",
    "Field",
    "Kind",
    "Optimizer",
    "OptimizerError",
    "OptimizerInfo",
    "Schedule",
    "ScheduleInfo",
    "Unit",
    "check",
    "make",
    "make_clip",
    "make_schedule",
]
