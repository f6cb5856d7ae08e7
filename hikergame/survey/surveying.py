"""Surveying: the whole map of a level or a landscape, unrolled."""

from __future__ import annotations

import math

import numpy as np

from hikergame.landscape import Landscape
from hikergame.level import Level
from hikergame.survey.careful import careful
from hikergame.survey.in_space import chart_in_space
from hikergame.survey.limits import Ledger, Limits
from hikergame.survey.on_grid import chart_on_grid
from hikergame.survey.telling import tell
from hikergame.survey.values import Flat, Minimum, Survey

_LIMITS = Limits()


def survey(
    level_or_landscape: Level | Landscape,
    *,
    resolution: int = 256,
    accurate: bool = True,
    prove: bool = True,
    limits: Limits = _LIMITS,
) -> Survey:
    """Return all that there is to know of a map: valleys, passes, basins, flats, problems.

    `resolution` is the number of grid points along each side in two dimensions; a line
    has sixteen times as many, and in three dimensions and more there is no grid. Basins
    are `accurate` when water is traced near their borders; that takes the longer part of
    the time. The global minimum is proven to be one where the ground is made of terms and
    formulas, if you ask to `prove` it and the proof stays within the `limits`.

    Whatever a user's function does, this returns: what is wrong is in `.problems`, and
    which search was cut short in `.limits_met`.
    """
    if resolution < 3:
        raise ValueError(f"a grid needs 3 points a side or more, not {resolution}")
    ledger = Ledger(limits)
    landscape, ground = careful(_landscape_of(level_or_landscape), ledger)
    # What overflows is infinite, what has no value is NaN, and both are dealt with as such.
    with np.errstate(all="ignore"):
        if landscape.dims <= 2:
            chart = chart_on_grid(landscape, resolution, ledger, accurate=accurate, proof=prove)
        else:
            chart = chart_in_space(landscape, ledger, accurate=accurate, proof=prove)
        return tell(landscape, ground, chart, ledger)


def find_minima(landscape: Landscape, resolution: int = 256) -> tuple[Minimum, ...]:
    """Return the local minima of a landscape, deepest first; of a level floor, one place.

    This is the quick half of a `survey` at that `resolution`: nothing is proven, and basin
    shares are rough.
    """
    found = survey(landscape, resolution=resolution, accurate=False, prove=False)
    floors = [_standing_for(flat, landscape) for flat in found.flats if flat.floor]
    return tuple(sorted([*found.minima, *floors], key=lambda minimum: minimum.value))


def _standing_for(flat: Flat, landscape: Landscape) -> Minimum:
    """Return a place of a level floor as if it were a minimum."""
    low, high = landscape.bounds[:, 0], landscape.bounds[:, 1]
    level = np.zeros(landscape.dims)
    level.setflags(write=False)
    return Minimum(
        x=flat.x,
        value=flat.value,
        interior=bool(np.all((flat.x > low) & (flat.x < high))),
        smooth=True,
        curvatures=level,
        condition=math.inf,
        basin_share=flat.basin_share,
        trap_depth=flat.trap_depth,
        saddle=flat.saddle,
    )


def _landscape_of(level_or_landscape: Level | Landscape) -> Landscape:
    if isinstance(level_or_landscape, Landscape):
        return level_or_landscape
    landscape = getattr(level_or_landscape, "landscape", None)
    if not isinstance(landscape, Landscape):
        raise TypeError(f"only a level or a landscape can be surveyed, not {level_or_landscape!r}")
    return landscape
