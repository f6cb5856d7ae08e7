"""The term `ridge`."""

from __future__ import annotations

from collections.abc import Sequence

from hikergame.landscape.classics.dims import TWO_OR_MORE
from hikergame.landscape.expression import Expr, exp
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import long_shape, unit_vector
from hikergame.landscape.terms.registry import term


@term(
    "ridge",
    example={"at": [0, 0], "heading": 30, "width": 2, "height": 6},
    dims=TWO_OR_MORE,
)
class Ridge(Term):
    """A long wall across otherwise level ground, gaussian in section, above height 0.

    Without a length it crosses the whole map. With one, it ends softly on both sides of
    its place.
    """

    heading: Heading = described(
        "The way its crest runs: degrees clockwise from north, or a vector.",
        kind=Kind.HEADING,
        unit="degrees",
        default=90.0,
    )
    width: float = described(
        "Distance from flank to flank, measured where 37 % of the height is left.",
        unit="m",
        default=3.0,
        gt=0.0,
    )
    height: float = described(
        "How far its crest rises above the level ground.", unit="height", default=5.0
    )
    length: float | None = described(
        "Distance from end to end, measured where 37 % of the height is left.",
        unit="m",
        default=None,
        gt=0.0,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return height x exp(-(2 across / width)^2 - (2 along / length)^4)."""
        unit = unit_vector(self.heading, len(local))
        return self.height * exp(-long_shape(local, unit, self.width, self.length))
