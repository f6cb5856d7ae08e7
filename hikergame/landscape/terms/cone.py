"""The term `cone`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr, sqrt
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, PerAxis, described
from hikergame.landscape.terms.geometry import squared_ratio
from hikergame.landscape.terms.registry import term


@term("cone", example={"at": [-1, 2], "radius": 4, "depth": 6})
class Cone(Term):
    """A funnel: equally steep from its tip outwards, for ever.

    Its tip lies at -depth, and it passes height 0 at the radius. The slope at the very
    tip, where no direction is downhill, reads zero.
    """

    radius: PerAxis = described(
        "Distance from its tip at which it has risen by `depth`.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=5.0,
        gt=0.0,
    )
    depth: float = described(
        "How far its tip lies below the rim at the radius.", unit="height", default=5.0
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return depth x (u - 1), u the distance in radii."""
        return self.depth * (sqrt(squared_ratio(local, self.radius)) - 1.0)
