"""The term `bowl`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, PerAxis, described
from hikergame.landscape.terms.geometry import hollow, squared_ratio
from hikergame.landscape.terms.registry import term


@term("bowl", example={"at": [2.5, 1.0], "radius": [3, 2], "depth": 40})
class Bowl(Term):
    """A round hollow, felt from afar: a parabola up to its rim at height 0, rising on from there.

    Beyond the rim the ground rises ever more gently towards the height `depth`, and so
    leads into the bowl from several radii away: two bowls that near run together, where two
    pits stay apart. An open bowl stays a parabola for ever, convex everywhere. Its bottom
    curves by 2 x depth / radius^2.
    """

    radius: PerAxis = described(
        "Distance from its deepest point to the rim.",
        kind=Kind.PER_AXIS,
        unit="m",
        default=5.0,
        gt=0.0,
    )
    depth: float = described(
        "How far its deepest point lies below the rim.", unit="height", default=10.0
    )
    open: bool = described(
        "Whether its sides go on beyond the rim as the same parabola, ever steeper.",
        kind=Kind.FLAG,
        default=False,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return depth x (u^2 - 1) inside the rim at u = 1, u the distance in radii."""
        u_squared = squared_ratio(local, self.radius)
        return self.depth * (u_squared - 1.0 if self.open else hollow(u_squared))
