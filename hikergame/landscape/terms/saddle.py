"""The term `saddle`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.classics.dims import TWO_OR_MORE
from hikergame.landscape.expression import Expr, square
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import dot, squared_distance_from_line, unit_vector
from hikergame.landscape.terms.registry import term


@term("saddle", example={"at": [1, 0], "heading": 20, "radius": 4, "height": 6}, dims=TWO_OR_MORE)
class Saddle(Term):
    """A pass: from its place the ground falls along the heading, both ways, and rises across it.

    A parabola in every direction. At its place it is level, at height 0.
    """

    heading: Heading = described(
        "The line along which the ground falls: degrees clockwise from north, or a vector.",
        kind=Kind.HEADING,
        unit="degrees",
        default=90.0,
    )
    radius: float = described(
        "Distance from its place at which the ground has fallen or risen by `height`.",
        unit="m",
        default=5.0,
        gt=0.0,
    )
    height: float = described(
        "How far the ground falls along the heading, and rises across it, within the radius.",
        unit="height",
        default=5.0,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return height x (across^2 - along^2) / radius^2."""
        unit = unit_vector(self.heading, len(local))
        fallen = square(dot(unit, local))
        risen = squared_distance_from_line(local, unit)
        return (self.height / self.radius**2) * (risen - fallen)
