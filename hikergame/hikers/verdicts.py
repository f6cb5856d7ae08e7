"""What the figures of a score mean, and why a medal was not won: words for all screens."""

from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.figures import number
from hikergame.hike.scoring import HALVINGS_PER_DIMENSION, flat_steepness
from hikergame.hikers.resting import AS_GOOD_AS_FLAT
from hikergame.hikers.reveal import Reveal
from hikergame.hikers.scores import DEEP_GAP, Medal
from hikergame.landscape import Landscape

GAP: Final = "gap: the share of the way down that was left"
"""What the gap is, for a legend: no capital, no full stop."""
HALVINGS: Final = (
    "halvings: how often the land below you was halved, "
    f"{HALVINGS_PER_DIMENSION} for each dimension at most"
)
"""What halvings are, likewise."""
_BESIDE: Final = 1e-6
"""How far beside a floor, in widths of the map, it shows whether the slope dies there."""


def gap_words(gap: float) -> str:
    """Say a gap with its meaning: "gap 0.62: the share of the way down that was left"."""
    return GAP.replace("gap", f"gap {gap:.2f}", 1)


def halvings_words(halvings: float, dims: int) -> str:
    """Say halvings: "3.1 halvings", or "7.0 halvings, the most that counts here"."""
    said = f"{halvings:.1f} halvings"
    most = HALVINGS_PER_DIMENSION * dims
    return f"{said}, the most that counts here" if halvings >= most else said


def why_not(reveal: Reveal, medal: Medal) -> str | None:
    """Say with numbers why a medal was not won: "the ground still fell 0.03 below your flag".

    No capital and no full stop. None for a medal that was won, and for the rival's on a
    hike alone. Heights are in value units.
    """
    if medal in reveal.score.medals:
        return None
    return {Medal.VALLEY: _no_valley, Medal.RIVAL: _not_ahead, Medal.DEEPEST: _not_deepest}[medal](
        reveal
    )


def _no_valley(reveal: Reveal) -> str:
    rest, level, player = reveal.score.rest, reveal.level, reveal.player
    if not player.flag:
        return "the steps ran out before a flag was planted"
    if not rest.bottom:
        fell = number(rest.drop * float(level.landscape.land.relief))
        return f"the ground still fell {fell} below your flag"
    slope = float((level.landscape.gradient(player.track[-1]) ** 2).sum() ** 0.5)
    if _sharp(level.landscape, rest.floor):
        relief = float(level.landscape.land.relief)
        near, above = number(AS_GOOD_AS_FLAT * relief), number(rest.drop * relief)
        return (
            "the bottom is a sharp tip, where the slope never dies: a flag counts there "
            f"when it stands {near} above the tip or less, and yours stood {above} above it"
        )
    flat = number(flat_steepness(level.landscape))
    return f"the slope at your flag was {number(slope)}, and {flat} counts as flat"


def _sharp(landscape: Landscape, floor: FloatArray) -> bool:
    """Tell whether a valley's floor (d,) is a tip: the ground is flat nowhere beside it.

    At the fence the slope leads on through it, which makes no tip.
    """
    lower, upper = landscape.bounds[:, 0], landscape.bounds[:, 1]
    beside = np.diag(_BESIDE * (upper - lower))
    places = floor + np.vstack([beside, -beside])
    if np.any((places <= lower) | (places >= upper)):
        return False
    slopes = np.linalg.norm(landscape.gradient(places), axis=1)
    return bool(slopes.min() > flat_steepness(landscape))


def _not_ahead(reveal: Reveal) -> str | None:
    rival = reveal.rival
    if rival is None:
        return None
    yours, its = f"{reveal.score.points:.1f}", f"{rival.score.points:.1f}"
    if yours == its:
        return f"you have {yours} points, and so has {rival.title}"
    return f"you have {yours} points, and {rival.title} has {its}"


def _not_deepest(reveal: Reveal) -> str:
    score, relief = reveal.score, float(reveal.level.landscape.land.relief)
    if not score.rest.deepest:
        below = number(score.rest.floor_above * relief)
        return f"the deepest valley lies {below} below the floor of yours"
    return (
        f"you are in the right valley, with {_percent(score.gap)} of the way down left; "
        f"{_percent(DEEP_GAP)} is close enough"
    )


def _percent(share: float) -> str:
    return f"{100.0 * share:.0f} %"
