"""The term `eggbox`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.expression import Expr, cos, total
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, PerAxis, described
from hikergame.landscape.terms.geometry import spread
from hikergame.landscape.terms.registry import term


@term("eggbox", example={"at": [0.5, 0.5], "period": 3, "height": 2})
class Eggbox(Term):
    """A box for eggs: hollows of equal depth in rows and columns, with tops between them.

    Its place is one of the hollows. Hollows and tops stand half the height below and above 0,
    and the saddles between two neighbouring hollows, in 2-D, at 0.
    """

    period: PerAxis = described(
        "Distance from one hollow to the next along each axis.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=3.0,
        gt=0.0,
    )
    height: float = described(
        "How far the tops rise above the bottoms of the hollows.", unit="height", default=2.0
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return -height / 2 x the mean over the axes of cos(2 pi x / period)."""
        pairs = zip(local, spread(self.period, len(local)), strict=True)
        waves = total(cos(2.0 * math.pi / period * x) for x, period in pairs)
        return (-0.5 * self.height / len(local)) * waves
