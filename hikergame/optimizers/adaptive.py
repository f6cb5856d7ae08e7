"""Three that measure each axis by the slopes felt along it: Adagrad, RMSprop, Adam.

The rules, names and defaults are those of torch.optim, down to where eps is added. It
may not be 0 here, though torch lets it: flat ground would be divided by it.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Annotated

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers.base import (
    OptimizerInfo,
    PacedOptimizer,
    PacedSettings,
    learning_rate,
)
from hikergame.optimizers.kinds import Flag, Number, Pair
from hikergame.optimizers.settings import Rate, Setting, Unit

_EPS = Setting(
    kind=Number(at_least=1e-50),
    doc="What is added to the measure of an axis, so that flat ground is not divided by zero.",
    aka=("epsilon",),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class AdagradSettings(PacedSettings):
    """The settings of Adagrad."""

    learning_rate: Annotated[
        Rate, learning_rate("How far the first step goes.", unit=Unit.METRES_PER_AXIS)
    ]
    lr_decay: Annotated[
        float,
        Setting(
            kind=Number(at_least=0),
            doc="How much the divisor of the learning rate, 1 at first, grows at each step.",
            aka=("decay", "learning_rate_decay"),
        ),
    ] = 0.0
    initial_accumulator_value: Annotated[
        float,
        Setting(
            kind=Number(at_least=0),
            doc="What the sum of squared slopes starts from, on every axis.",
            aka=("initial_accumulator",),
        ),
    ] = 0.0
    eps: Annotated[float, _EPS] = 1e-10


class Adagrad(PacedOptimizer):
    """A step is -eta / (1 + t lr_decay) g / (sqrt(sum of g^2) + eps), t counted from 0."""

    info = OptimizerInfo(
        name="adagrad",
        title="Adagrad",
        summary="Steps ever shorter along an axis, the more slope it has felt there.",
        source="Duchi, Hazan and Singer 2011, Adaptive subgradient methods",
        settings=AdagradSettings,
        torch="Adagrad",
    )
    settings: AdagradSettings

    def _begin(self, like: FloatArray) -> None:
        super()._begin(like)
        self._sum = np.full_like(like, self.settings.initial_accumulator_value)
        self._spare = np.empty_like(like)

    def _step(self, slope: FloatArray) -> FloatArray:
        measure = np.multiply(slope, slope, out=self._spare)
        self._sum += measure
        np.sqrt(self._sum, out=measure)
        measure += self.settings.eps
        displacement = slope * (self._downhill() / (1 + self._t * self.settings.lr_decay))
        displacement /= measure
        return displacement


@dataclass(frozen=True, kw_only=True, eq=False)
class RMSpropSettings(PacedSettings):
    """The settings of RMSprop."""

    learning_rate: Annotated[
        Rate,
        learning_rate(
            "How far to walk along an axis whose slope is as it has lately been.",
            unit=Unit.METRES_PER_AXIS,
        ),
    ]
    alpha: Annotated[
        float,
        Setting(
            kind=Number(at_least=0, below=1),
            doc="How much of the average of squared slopes is kept at each step.",
            aka=("rho", "decay", "beta"),
        ),
    ] = 0.99
    eps: Annotated[float, _EPS] = 1e-08
    momentum: Annotated[
        float,
        Setting(
            kind=Number(at_least=0, at_most=1),
            doc="How much of each step is carried into the next.",
            aka=("mu",),
        ),
    ] = 0.0
    centered: Annotated[
        bool,
        Setting(kind=Flag(), doc="Measure an axis by how much its slopes vary, not by their size."),
    ] = False


class RMSprop(PacedOptimizer):
    """A step is -eta g / (sqrt(average of g^2) + eps), without bias correction.

    Centered, the square of the average slope is taken off under the root. Rounding can
    make that negative, where torch goes on with NaN; here it counts as 0.
    """

    info = OptimizerInfo(
        name="rmsprop",
        title="RMSprop",
        summary="Measures every axis by the slopes felt there lately, so gentle ones count too.",
        source="Tieleman and Hinton 2012, lecture 6.5; centered: Graves 2013, arXiv 1308.0850",
        settings=RMSpropSettings,
        torch="RMSprop",
        aka=("rms",),
    )
    settings: RMSpropSettings

    def _begin(self, like: FloatArray) -> None:
        super()._begin(like)
        self._squares = np.zeros_like(like)
        self._mean = np.zeros_like(like)
        self._roll = np.zeros_like(like)
        self._spare = np.empty_like(like)

    def _step(self, slope: FloatArray) -> FloatArray:
        measure = self._measure(slope)
        if self.settings.momentum == 0:
            displacement: FloatArray = slope * self._downhill()
            displacement /= measure
            return displacement
        self._roll *= self.settings.momentum
        self._roll += np.divide(slope, measure, out=measure)
        return self._roll * self._downhill()

    def _measure(self, slope: FloatArray) -> FloatArray:
        """Bring the averages up to date and return what each axis is measured by."""
        alpha, spare = self.settings.alpha, self._spare
        _fade_in_squares(self._squares, slope, alpha, spare)
        if self.settings.centered:
            _fade_in(self._mean, slope, 1 - alpha, spare)
            np.multiply(self._mean, self._mean, out=spare)
            np.subtract(self._squares, spare, out=spare)
            np.maximum(spare, 0.0, out=spare)
            np.sqrt(spare, out=spare)
        else:
            np.sqrt(self._squares, out=spare)
        spare += self.settings.eps
        return spare


@dataclass(frozen=True, kw_only=True, eq=False)
class AdamSettings(PacedSettings):
    """The settings of Adam."""

    learning_rate: Annotated[
        Rate,
        learning_rate(
            "How far to walk along an axis whose slope stays as it is.", unit=Unit.METRES_PER_AXIS
        ),
    ]
    betas: Annotated[
        tuple[float, float],
        Setting(
            kind=Pair(Number(at_least=0, below=1), Number(at_least=0, below=1)),
            doc="How much of the average slope and of the average squared slope is kept.",
            aka=("beta", "beta1", "beta2"),
        ),
    ] = (0.9, 0.999)
    eps: Annotated[float, _EPS] = 1e-08
    amsgrad: Annotated[
        bool, Setting(kind=Flag(), doc="Measure an axis by its largest average so far.")
    ] = False


class Adam(PacedOptimizer):
    """A step is -eta m / (sqrt(v) + eps), m and v being bias-corrected averages of g and g^2.

    eps is added after the correction of the root.
    """

    info = OptimizerInfo(
        name="adam",
        title="Adam",
        summary="A heavy ball that measures every axis by the slopes felt there lately.",
        source="Kingma and Ba 2015, arXiv 1412.6980; amsgrad: Reddi, Kale and Kumar 2018",
        settings=AdamSettings,
        torch="Adam",
        aka=("amsgrad",),
    )
    settings: AdamSettings

    def _begin(self, like: FloatArray) -> None:
        super()._begin(like)
        self._mean = np.zeros_like(like)
        self._squares = np.zeros_like(like)
        self._largest = np.zeros_like(like)
        self._spare = np.empty_like(like)

    def _step(self, slope: FloatArray) -> FloatArray:
        beta1, beta2 = self.settings.betas
        taken = float(self._t + 1)
        _fade_in(self._mean, slope, 1 - beta1, self._spare)
        _fade_in_squares(self._squares, slope, beta2, self._spare)
        squares = self._squares
        if self.settings.amsgrad:
            squares = np.maximum(self._largest, squares, out=self._largest)
        measure = np.sqrt(squares, out=self._spare)
        measure /= sqrt(1 - beta2**taken)
        measure += self.settings.eps
        displacement: FloatArray = self._mean * (self._downhill() / (1 - beta1**taken))
        displacement /= measure
        return displacement


def _fade_in(average: FloatArray, new: FloatArray, share: float, spare: FloatArray) -> None:
    """Move `average` towards `new` by a share, in place, as torch.lerp does."""
    np.subtract(new, average, out=spare)
    if share < 0.5:
        spare *= share
        average += spare
    else:
        spare *= 1 - share
        np.subtract(new, spare, out=average)


def _fade_in_squares(average: FloatArray, new: FloatArray, kept: float, spare: FloatArray) -> None:
    """Keep a part of `average` and fill it up with squares of `new`, in place."""
    average *= kept
    np.multiply(new, 1 - kept, out=spare)
    spare *= new
    average += spare
