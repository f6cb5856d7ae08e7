"""What the map of a level holds, as its certificate keeps it."""

import math
from typing import Final

from hikergame.level import Level
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.slopes import PLACES, blur, check_slopes, flat_share, least_bend
from hikergame.survey.certificate.values import Ground, Valley
from hikergame.survey.values import FaultKind, Flat, Minimum, Survey

LISTED: Final = 12
"""So many valleys are listed, the deepest first."""
_BROAD: Final = 0.01
"""A valley that drains this share of the land, or more, is broad,"""
DEEP: Final = 0.005
"""if the climb out of it is this share of the relief, or more; a puddle at the fence is none."""
_HOPELESS: Final = (FaultKind.RAISES, FaultKind.NOT_FINITE, FaultKind.BOTTOMLESS)


def valleys_of(survey: Survey) -> tuple[Minimum | Flat, ...]:
    """Return the bottoms of all valleys, level floors among them, the deepest first."""
    floors = [flat for flat in survey.flats if flat.floor]
    return tuple(sorted([*survey.minima, *floors], key=lambda bottom: bottom.value))


def look_at_ground(level: Level, survey: Survey) -> Ground:
    """Measure the ground of a level, which has been surveyed.

    Raises CertificateError where it cannot be measured: it fails, has holes, or no bottom.
    """
    for problem in survey.problems:
        if problem.kind in _HOPELESS:
            raise CertificateError(f"level {level.id!r} cannot be certified: {problem}")
    landscape = level.landscape
    check = check_slopes(landscape)
    valleys = valleys_of(survey)
    return Ground(
        valleys=len(valleys),
        broad_valleys=sum(_is_broad(one, landscape.land.relief) for one in valleys),
        deepest=tuple(_valley(one) for one in valleys[:LISTED]),
        certainty=survey.certainty.value,
        faults=tuple(str(problem) for problem in survey.problems),
        relief=landscape.land.relief,
        typical_slope=landscape.land.typical_slope,
        slope_error=check.error,
        slope_kinks=check.kinks,
        slope_places=PLACES,
        least_bend=least_bend(landscape),
        flat_share=flat_share(landscape),
        blur=blur(level),
    )


def _is_broad(bottom: Minimum | Flat, relief: float) -> bool:
    return bottom.basin_share >= _BROAD and bottom.trap_depth >= DEEP * relief


def _valley(bottom: Minimum | Flat) -> Valley:
    place = bottom if isinstance(bottom, Minimum) else None
    return Valley(
        x=tuple(bottom.x.tolist()),
        height=bottom.value,
        interior=place is not None and place.interior,
        basin_share=bottom.basin_share,
        trap_depth=_finite(bottom.trap_depth),
        condition=_finite(place.condition) if place is not None and place.smooth else None,
    )


def _finite(number: float) -> float | None:
    """Return a number that JSON can hold, or None."""
    return number if math.isfinite(number) else None
