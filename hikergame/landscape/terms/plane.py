"""The term `plane`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import dot, unit_vector
from hikergame.landscape.terms.registry import term


@term("plane", example={"heading": 135, "slope": 0.5})
class Plane(Term):
    """Evenly sloping ground: it falls towards its heading, and is at height 0 at its place."""

    slope: float = described(
        "Height that it loses for each metre walked towards the heading.", default=1.0
    )
    heading: Heading = described(
        "The way down: degrees clockwise from north, or a vector.",
        kind=Kind.HEADING,
        unit="degrees",
        default=90.0,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return -slope x the distance gone along the heading."""
        return -self.slope * dot(unit_vector(self.heading, len(local)), local)
