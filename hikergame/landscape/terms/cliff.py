"""The term `cliff`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.expression import Expr, tanh
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import dot, unit_vector
from hikergame.landscape.terms.registry import term


@term("cliff", example={"at": [0, 0], "heading": 100, "width": 0.5, "height": 8})
class Cliff(Term):
    """A straight, smooth drop between two level plains: from height 0 down to -height.

    Its place is half-way down the face.
    """

    heading: Heading = described(
        "The way down: degrees clockwise from north, or a vector.",
        kind=Kind.HEADING,
        unit="degrees",
        default=90.0,
    )
    height: float = described(
        "How far the lower plain lies below the upper one.", unit="height", default=5.0
    )
    width: float = described(
        "Distance that the face takes up on the map; 96 % of the drop are within it.",
        unit="m",
        default=1.0,
        gt=0.0,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return -height / 2 x (1 + tanh(4 s / width)), s the distance along the heading."""
        gone = dot(unit_vector(self.heading, len(local)), local)
        return -0.5 * self.height * (1.0 + tanh(gone * (4.0 / self.width)))
