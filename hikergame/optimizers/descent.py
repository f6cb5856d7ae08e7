"""Gradient descent, and the two that roll on: the rules of torch.optim.SGD.

With slope g, learning rate eta, momentum mu: the roll b is g at the first step and
mu b + (1 - dampening) g after it; a step is -eta b, with Nesterov -eta (g + mu b).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers.base import (
    OptimizerInfo,
    PacedOptimizer,
    PacedSettings,
    learning_rate,
)
from hikergame.optimizers.kinds import Number
from hikergame.optimizers.settings import Rate, Setting


@dataclass(frozen=True, kw_only=True, eq=False)
class GradientDescentSettings(PacedSettings):
    """The settings of gradient descent."""

    learning_rate: Annotated[Rate, learning_rate()]


class GradientDescent(PacedOptimizer):
    """A step is -eta g."""

    info = OptimizerInfo(
        name="gradient-descent",
        title="gradient descent",
        summary="Walks straight downhill: far where it is steep, little where it is gentle.",
        source="Cauchy 1847, Méthode générale pour la résolution des systèmes d'équations",
        settings=GradientDescentSettings,
        torch="SGD",
        aka=("sgd", "gd", "descent", "steepest-descent"),
    )

    def _step(self, slope: FloatArray) -> FloatArray:
        return slope * self._downhill()


@dataclass(frozen=True, kw_only=True, eq=False)
class MomentumSettings(PacedSettings):
    """The settings of descent with momentum."""

    learning_rate: Annotated[Rate, learning_rate()]
    momentum: Annotated[
        float,
        Setting(
            kind=Number(at_least=0, at_most=1),
            doc="How much of the roll is kept at each step; 0 is gradient descent, 1 never slows.",
            aka=("beta", "mu"),
        ),
    ] = 0.9
    dampening: Annotated[
        float,
        Setting(
            kind=Number(at_least=0, at_most=1),
            doc="How much of each new slope is kept out of the roll; the first counts in full.",
            aka=("damping",),
        ),
    ] = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class NesterovSettings(PacedSettings):
    """The settings of Nesterov's momentum; as in torch it must not be 0, and nothing dampens."""

    learning_rate: Annotated[Rate, learning_rate()]
    momentum: Annotated[
        float,
        Setting(
            kind=Number(above=0, at_most=1),
            doc="How much of the roll is kept at each step; 1 never slows down.",
            aka=("beta", "mu"),
        ),
    ] = 0.9


class _Rolling(PacedOptimizer):
    """What rolls on: the books of the two kinds of momentum.

    torch's own default is a momentum of 0; who asks for momentum by name gets 0.9.
    """

    def _begin(self, like: FloatArray) -> None:
        super()._begin(like)
        self._roll = np.empty_like(like)

    def _roll_on(self, slope: FloatArray, momentum: float, dampening: float) -> FloatArray:
        """Bring the roll up to date with `slope` and return it."""
        if self._t == 0:
            np.copyto(self._roll, slope)
        else:
            self._roll *= momentum
            self._roll += slope if dampening == 0 else slope * (1 - dampening)
        return self._roll


class Momentum(_Rolling):
    """A step is -eta b."""

    info = OptimizerInfo(
        name="momentum",
        title="momentum",
        summary="Rolls like a heavy ball: part of each step is the step before it.",
        source="Polyak 1964, Some methods of speeding up the convergence of iteration methods",
        settings=MomentumSettings,
        torch="SGD",
        aka=("heavy-ball", "sgd-momentum"),
    )
    settings: MomentumSettings

    def _step(self, slope: FloatArray) -> FloatArray:
        momentum = self.settings.momentum
        if momentum == 0:  # then torch dampens nothing either
            return slope * self._downhill()
        return self._roll_on(slope, momentum, self.settings.dampening) * self._downhill()


class Nesterov(_Rolling):
    """A step is -eta (g + mu b)."""

    info = OptimizerInfo(
        name="nesterov",
        title="Nesterov momentum",
        summary="Rolls like a heavy ball that leans towards where it is about to be.",
        source="Nesterov 1983, in the form of Sutskever and others 2013",
        settings=NesterovSettings,
        torch="SGD",
        aka=("nag", "nesterov-momentum", "accelerated"),
    )
    settings: NesterovSettings

    def _step(self, slope: FloatArray) -> FloatArray:
        momentum = self.settings.momentum
        displacement = self._roll_on(slope, momentum, 0.0) * momentum
        displacement += slope
        displacement *= self._downhill()
        return displacement
