"""Normalised descent: the slope gives the direction only, the length is its own."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers.base import PACE, OptimizerInfo, PacedOptimizer, PacedSettings
from hikergame.optimizers.dots import dot
from hikergame.optimizers.kinds import Number
from hikergame.optimizers.settings import Rate, Setting, Unit

_FLATTEST = np.finfo(np.float64).tiny
"""A squared slope below this has lost its digits."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NormalisedSettings(PacedSettings):
    """The settings of normalised descent."""

    step_length: Annotated[
        Rate,
        Setting(
            kind=PACE,
            doc="How far the first step goes, however steep the ground is.",
            unit=Unit.METRES,
            aka=("length", "stride", "learning_rate", "lr"),
        ),
    ]
    decay: Annotated[
        float,
        Setting(
            kind=Number(above=0, at_most=1),
            doc="What is left of the step length after one more step, as a share; 1 keeps it.",
            aka=("gamma", "shrink"),
        ),
    ] = 0.95


class Normalised(PacedOptimizer):
    """A step is -L decay^t g / |g|; a schedule, if there is one, shrinks it further.

    Ground flatter than about 1e-154 has no direction: the hiker stays, his length shrinks.
    """

    info = OptimizerInfo(
        name="normalised",
        title="normalised descent",
        summary="Walks straight downhill by a length of its own, which shrinks step by step.",
        source="Shor 1985, Minimization methods for non-differentiable functions, section 2",
        settings=NormalisedSettings,
        tuned="step_length",
        aka=("normalized", "fixed-step", "normalised-descent", "normalized-descent"),
    )
    settings: NormalisedSettings

    def _step(self, slope: FloatArray) -> FloatArray:
        squared = dot(slope, slope)
        steepness = np.sqrt(squared, where=squared >= _FLATTEST, out=np.full_like(squared, np.inf))
        displacement = slope / steepness
        displacement *= self._downhill() * self.settings.decay**self._t
        return displacement
