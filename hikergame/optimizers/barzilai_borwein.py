"""Barzilai and Borwein's two-point rule: the last step tells how far the next may go.

With s the last displacement and y the change of slope along it, the next displacement
is -a g with a = s.s / s.y (bb1, the longer) or a = s.y / y.y (bb2, the shorter).
Barzilai and Borwein 1988, Two-point step size gradient methods, IMA Journal of
Numerical Analysis 8, equations 5 and 6. Nothing else is added: no line search, hence
no guarantee of going down.

Where the ground does not curve upwards along the step (s.y <= 0), the rule has no
answer and a = |s| / |y| takes its place, the geometric mean of the two (Dai, Al-Baali
and Yang 2015, A positive Barzilai-Borwein-like stepsize). Where there was no step, a
stays what it was.

s is what was asked for, since slopes are all that an algorithm sees. On straight ground
the rule asks for a step without end, a longest step cuts it short, and books that hold
what was asked take long to recover. Hence `growth`, the most that a grows from one step
to the next: with 10, a hiker on straight flanks with a round bottom arrives, who
without it hops about; the price is a slower walk along a valley like Rosenbrock's.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.optimizers.base import Optimizer, OptimizerInfo, Settings, learning_rate, spread
from hikergame.optimizers.dots import dot
from hikergame.optimizers.kinds import Choice, Number
from hikergame.optimizers.settings import Rate, Setting

_RATES = (1e-50, 1e50)
"""No rate leaves these limits, whatever the slopes say."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BarzilaiBorweinSettings(Settings):
    """The settings of the two-point rule.

    It sets its own pace, so there is no schedule; and it lives on how the slope changes,
    which clipping would hide from it.
    """

    learning_rate: Annotated[
        Rate,
        learning_rate(
            "How far the first step goes for each unit of slope; after it the rule sets the pace.",
            title="first learning rate",
        ),
    ]
    rule: Annotated[
        str,
        Setting(
            kind=Choice(("bb1", "bb2")),
            doc="Which of the two rules: bb1 steps further, bb2 is the more careful.",
            aka=("variant", "method"),
        ),
    ] = "bb2"
    growth: Annotated[
        float,
        Setting(
            kind=Number(above=1, at_most=1e50),
            doc="By how much the rate may grow from one step to the next, as a factor.",
            aka=("max_growth",),
        ),
    ] = 10.0


class BarzilaiBorwein(Optimizer):
    """A step is -a g, a from the last two slopes, for each hiker his own."""

    info = OptimizerInfo(
        name="barzilai-borwein",
        title="Barzilai-Borwein",
        summary="Judges by how the slope changed over the last step how far to go next.",
        source="Barzilai and Borwein 1988, Two-point step size gradient methods",
        settings=BarzilaiBorweinSettings,
        aka=("bb", "two-point"),
    )
    settings: BarzilaiBorweinSettings

    def _begin(self, like: FloatArray) -> None:
        self._rates = spread(self.settings.learning_rate, like)[..., :1].copy()
        self._before = np.empty_like(like)

    def _step(self, slope: FloatArray) -> FloatArray:
        if self._t > 0:
            self._look_back(slope)
        np.copyto(self._before, slope)
        return slope * -self._rates

    def _look_back(self, slope: FloatArray) -> None:
        """Set each hiker's rate a from the slopes before and after his last step.

        As s = -a g_before, all dot products are of slopes, and neither rule needs s.
        """
        change = slope - self._before
        steepness = dot(self._before, self._before)
        changed = dot(change, change)
        bend = -dot(self._before, change)
        with np.errstate(all="ignore"):  # divided by zero, a grows as far as it may
            factor = steepness / bend if self.settings.rule == "bb1" else bend / changed
            uncurved = ~((bend > 0) & (changed > 0))
            if uncurved.any():
                factor = np.where(uncurved, np.sqrt(steepness / changed), factor)
        factor = np.where(steepness > 0, np.minimum(factor, self.settings.growth), 1.0)
        self._rates *= factor
        np.clip(self._rates, *_RATES, out=self._rates)
