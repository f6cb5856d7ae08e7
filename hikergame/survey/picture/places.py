"""What is named on a picture and a sheet: valleys by numbers, flats by letters, deepest first."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.values import Flat, Minimum, Saddle, Survey

MOST_VALLEYS: Final = 9
MOST_FLATS: Final = 4
_AS_DEEP: Final = 1e-6
"""Places are equally deep when they differ by this share of the relief or less."""


@dataclass(frozen=True, eq=False, slots=True)
class Named:
    """A valley or a flat with a name of one letter."""

    place: Minimum | Flat
    name: str
    deepest: bool
    """Nothing on the map is deeper."""


def named(survey: Survey) -> list[Named]:
    """Return the deepest valleys, then the deepest flats, each with its name."""
    numbers = [str(number) for number in range(1, MOST_VALLEYS + 1)]
    found: list[tuple[Minimum | Flat, str]] = [
        *zip(survey.minima, numbers, strict=False),
        *zip(survey.flats[:MOST_FLATS], ascii_uppercase, strict=False),
    ]
    deep = _deep(survey)
    return [Named(place, name, place.value <= deep) for place, name in found]


def unnamed(survey: Survey) -> tuple[Minimum, ...]:
    """Return the valleys that are too many to be named."""
    return survey.minima[MOST_VALLEYS:]


def ways_out(survey: Survey) -> list[Saddle]:
    """Return the passes that lead out of what is named, each once, the lowest first."""
    found = {id(one.place.saddle): one.place.saddle for one in named(survey)}
    passes = [saddle for saddle in found.values() if saddle is not None]
    return sorted(passes, key=lambda saddle: saddle.value)


def basin_at(x: FloatArray, survey: Survey) -> int | None:
    """Return the basin in which a place (d,) of the map lies, as closely as its grid tells."""
    if survey.basins is None:
        return None
    nearest = (
        int(np.abs(axis - at).argmin()) for axis, at in zip(survey.basins.axes, x, strict=True)
    )
    basin = int(survey.basins.labels[tuple(nearest)])
    return None if basin < 0 else basin


def name_of(basin: int, survey: Survey) -> str:
    """Return what the place of a basin is called, named or not."""
    flat = basin - len(survey.minima)
    return str(basin + 1) if flat < 0 else ascii_uppercase[flat % len(ascii_uppercase)]


def _deep(survey: Survey) -> float:
    """Return the height at or below which a place is the deepest, or as deep as it."""
    deepest = survey.deepest
    if deepest is None or survey.land is None:
        return float("-inf")
    relief = float(survey.land.heights[-1] - survey.land.heights[0])
    return deepest.value + _AS_DEEP * relief
