"""The term `hill`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr, exp
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, PerAxis, described
from hikergame.landscape.terms.geometry import squared_ratio
from hikergame.landscape.terms.registry import term


@term("hill", example={"at": [1, 3], "radius": 2, "height": 8})
class Hill(Term):
    """A round hill on otherwise level ground: a gaussian, above height 0.

    At the radius 37 % of the height is left, at twice the radius 2 %.
    """

    radius: PerAxis = described(
        "Distance from its middle at which 37 % of the height is left.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=2.0,
        gt=0.0,
    )
    height: float = described(
        "How far its top rises above the level ground.", unit="height", default=5.0
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return height x exp(-u^2), u the distance in radii."""
        return self.height * exp(-squared_ratio(local, self.radius))
