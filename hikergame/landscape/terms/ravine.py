"""The term `ravine`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.classics.dims import TWO_OR_MORE
from hikergame.landscape.expression import Expr, cos, sin, sqrt, square, total
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Heading, Kind, described
from hikergame.landscape.terms.geometry import dot, hollow, sideways, unit_vector
from hikergame.landscape.terms.registry import term


@term(
    "ravine",
    example={"at": [3, -2], "heading": 60, "width": 2.5, "depth": 12, "bend": 2, "fall": 0.4},
    dims=TWO_OR_MORE,
)
class Ravine(Term):
    """A narrow valley that winds between steep walls, its floor falling gently to its place.

    The walls are parabolas up to the rims at height 0 and level off beyond them. The floor
    is lowest at the ravine's place, `depth` below the rims, and climbs from there both ways.
    It winds about its heading like a sine wave, equally wide everywhere, and passes its
    place while swinging from right to left.
    """

    heading: Heading = described(
        "The straight line that it winds about: degrees clockwise from north, or a vector.",
        kind=Kind.HEADING,
        unit="degrees",
        default=90.0,
    )
    width: float = described("Distance from rim to rim.", unit="m", default=3.0, gt=0.0)
    depth: float = described(
        "How far the floor lies below the rims, at its place.", unit="height", default=10.0
    )
    bend: float = described(
        "How far the floor swings out to each side of the straight line.", unit="m", default=2.0
    )
    wavelength: float = described(
        "Distance along the straight line from one bend to the left to the next.",
        unit="m",
        default=12.0,
        gt=0.0,
    )
    fall: float = described(
        "Height that the floor loses for each metre along the straight line towards its place.",
        unit="height per m",
        default=0.3,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return depth x hollow(2 across / width) + fall x |along|, the tip of it rounded off.

        The distance across is that along the normal of the winding line, to first order.
        """
        unit = unit_vector(self.heading, len(local))
        along = dot(unit, local)
        left = sideways(unit)
        turn = 2.0 * math.pi / self.wavelength
        off_line = dot(left, local) - self.bend * sin(turn * along)
        slant = self.bend * turn * cos(turn * along)
        across_squared = square(off_line) / (1.0 + square(slant))
        if len(local) > 2:
            across_squared += _squared_beside(local, along, unit, left)
        walls = self.depth * hollow(across_squared * (4.0 / self.width**2))
        floor = self.fall * (sqrt(square(along) + self.width**2) - self.width)
        return walls + floor


def _squared_beside(
    local: Sequence[Expr], along: Expr, unit: Sequence[float], left: Sequence[float]
) -> Expr:
    """Return the squared distance from the plane in which the ravine winds."""
    aside = dot(left, local)
    axes = zip(local, unit, left, strict=True)
    return total(square(x - u * along - v * aside) for x, u, v in axes)
