"""Rprop, which looks at the signs of the slopes only: the rule of torch.optim.Rprop."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers.base import Optimizer, OptimizerInfo, Settings, learning_rate, spread
from hikergame.optimizers.kinds import Number, Pair
from hikergame.optimizers.settings import Rate, Setting, Unit


@dataclass(frozen=True, kw_only=True, eq=False)
class RpropSettings(Settings):
    """The settings of Rprop, on which a schedule or clipping would have no effect."""

    learning_rate: Annotated[
        Rate,
        learning_rate(
            "How far the first step goes along each axis; after it Rprop sets its own lengths.",
            unit=Unit.METRES,
            title="first step",
        ),
    ]
    etas: Annotated[
        tuple[float, float],
        Setting(
            kind=Pair(Number(above=0, below=1), Number(above=1)),
            doc="Factors on the length along an axis: when its slope turns, and when it does not.",
            aka=("eta", "factors"),
        ),
    ] = (0.5, 1.2)
    step_sizes: Annotated[
        tuple[float, float],
        Setting(
            kind=Pair(Number(above=0), Number(above=0, at_most=1e50), ordered=True),
            doc="The shortest and the longest step along an axis, in metres.",
            unit=Unit.METRES,
            aka=("step_lengths", "limits"),
        ),
    ] = (1e-06, 50.0)


class Rprop(Optimizer):
    """Each axis has a length of its own, which grows while its slope keeps its sign.

    When the sign flips the length shrinks and the slope counts as zero: no move along
    that axis at this step, no way back, and no comparison at the next step.
    """

    info = OptimizerInfo(
        name="rprop",
        title="Rprop",
        summary="Feels which way is down, not how steep: longer steps until the slope turns.",
        source="Riedmiller and Braun 1993, A direct adaptive method for faster backpropagation",
        settings=RpropSettings,
        torch="Rprop",
        aka=("resilient", "resilient-propagation"),
    )
    settings: RpropSettings

    def _begin(self, like: FloatArray) -> None:
        self._lengths = spread(self.settings.learning_rate, like)
        self._before = np.zeros_like(like)

    def _step(self, slope: FloatArray) -> FloatArray:
        shrink, grow = self.settings.etas
        product = slope * self._before
        turned = product < 0
        self._lengths *= np.where(turned, shrink, np.where(product > 0, grow, 1.0))
        np.clip(self._lengths, *self.settings.step_sizes, out=self._lengths)
        self._before = np.where(turned, 0.0, slope)
        displacement: FloatArray = np.sign(self._before)
        displacement *= self._lengths
        return np.negative(displacement, out=displacement)
