"""The term `terrace`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.expression import Expr, atan, cos, sin
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import distance, dot, unit_vector
from hikergame.landscape.terms.registry import term


@term("terrace", example={"at": [4, 3], "tread": 2.5, "height": 1.5, "riser": 0.2})
class Terrace(Term):
    """A staircase of flat treads and smooth banks, going down to its place from all around.

    With a heading, the steps are straight and go on falling towards it. Its place is the
    middle of a tread, at height 0. The ground is level only in the very middle of a tread.
    """

    tread: float = described("Distance from one bank to the next.", unit="m", default=3.0, gt=0.0)
    height: float = described("Height lost from one tread to the next.", unit="height", default=2.0)
    riser: float = described(
        "Share of each step that its bank takes, measured between the places where it is half "
        "as steep as in its middle: near 0 a wall, at 0.5 a soft wave.",
        default=0.25,
        ge=0.001,
        le=0.5,
    )
    heading: Heading | None = described(
        "The way down: degrees clockwise from north, or a vector. Without it, the steps are "
        "rings around its place.",
        kind=Kind.HEADING,
        unit="degrees",
        default=None,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return height x stairs(s / tread), s the distance uphill from its place."""
        if self.heading is None:
            uphill = distance(local)
        else:
            uphill = -dot(unit_vector(self.heading, len(local)), local)
        return self.height * _stairs(uphill * (1.0 / self.tread), self.riser)


def _stairs(t: Expr, riser: float) -> Expr:
    """Return a staircase that rises by 1 with each 1 of `t`, flat at whole numbers.

    Its slope is the Poisson kernel of radius r about the half numbers, less the kernel's
    smallest value, scaled: (1 - r)(1 + cos a) / (1 + 2 r cos a + r^2) with a = 2 pi t.
    The kernel's width at half height, `riser`, gives r.
    """
    angle = 2.0 * math.pi * t
    r = math.tan(math.pi / 4.0 * (1.0 - 2.0 * riser))
    if r < 1e-8:  # the limit: a wave added to an even slope
        return t - sin(angle) * (0.5 / math.pi)
    sway = atan(r * sin(angle) / (1.0 + r * cos(angle)))
    return t - ((1.0 + r) / (2.0 * math.pi * r)) * sway
