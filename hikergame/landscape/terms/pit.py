"""The term `pit`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr, exp
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, PerAxis, described
from hikergame.landscape.terms.geometry import squared_ratio
from hikergame.landscape.terms.registry import term


@term("pit", example={"at": [-3, -1], "radius": 1.5, "depth": 22})
class Pit(Term):
    """A round hole with soft edges in otherwise level ground: a gaussian, below height 0.

    Its bottom curves as that of a bowl with the same radius and depth. At the radius 37 % of
    the depth is left, at twice the radius 2 %.
    """

    radius: PerAxis = described(
        "Distance from its middle at which 37 % of the depth is left.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=2.0,
        gt=0.0,
    )
    depth: float = described(
        "How far its deepest point lies below the level ground.", unit="height", default=5.0
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return -depth x exp(-u^2), u the distance in radii."""
        return -self.depth * exp(-squared_ratio(local, self.radius))
