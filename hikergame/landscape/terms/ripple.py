"""The term `ripple`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.expression import Expr, cos
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import distance, dot, unit_vector
from hikergame.landscape.terms.registry import term


@term("ripple", example={"at": [1, 1], "wavelength": 3, "height": 1})
class Ripple(Term):
    """Waves: rings around its place, or, with a heading, straight waves one behind the other.

    Its place lies in a trough. Troughs and crests stand half the height below and above 0.
    """

    wavelength: float = described("Distance from crest to crest.", unit="m", default=3.0, gt=0.0)
    height: float = described(
        "How far the crests rise above the troughs.", unit="height", default=1.0
    )
    heading: Heading | None = described(
        "The way that crosses straight waves at right angles: degrees clockwise from north, or a "
        "vector. Without it, the waves are rings.",
        kind=Kind.HEADING,
        unit="degrees",
        default=None,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return -height / 2 x cos(2 pi s / wavelength), s the distance from its place."""
        if self.heading is None:
            gone = distance(local)
        else:
            gone = dot(unit_vector(self.heading, len(local)), local)
        return -0.5 * self.height * cos(2.0 * math.pi / self.wavelength * gone)
