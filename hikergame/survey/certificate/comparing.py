"""A walk's place among blind ones in words and in bars, for whoever draws or says it.

Of all blind walks of a certificate together: "better than 83 of 100 blind walks".
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.figures import number
from hikergame.level import Level
from hikergame.level.listing import levels_folder
from hikergame.level.pack import archive_above
from hikergame.survey.certificate.standing import Measure, Standing

_THAN: Final = {
    Measure.POINTS: "better than {} of 100 blind walks",
    Measure.STEPS: "fewer than in {} of 100 blind walks",
    Measure.CLIMBED: "less than in {} of 100 blind walks",
}


def beaten_of_100(standing: Standing) -> int:
    """Return how many of 100 blind walks were worse; 0 and 100 mean none and all."""
    walks = {hiker: among.total for hiker, among in standing.blind.items()}
    worse = sum(standing.beaten(hiker) * total for hiker, total in walks.items())
    share = worse / sum(walks.values())
    return round(100.0 * share) if share in (0.0, 1.0) else min(99, max(1, round(100.0 * share)))


def than_words(standing: Standing) -> str:
    """Say where a walk stands: "better than 83 of 100 blind walks"."""
    return _THAN[standing.measure].format(beaten_of_100(standing))


def sentence(standing: Standing) -> str:
    """Say the same with its measure: "Points: 65.8, better than 83 of 100 blind walks."."""
    measure = standing.measure.value.capitalize()
    # Heights are known where steps end: a ridge that one step leaps over is no climb.
    if standing.measure is Measure.CLIMBED:
        measure = f"{measure} from step to step"
    return f"{measure}: {value_words(standing)}, {than_words(standing)}."


def value_words(standing: Standing) -> str:
    """Say the walk's own value."""
    steps = standing.measure is Measure.STEPS
    return f"{standing.value:.0f}" if steps else number(round(standing.value, 1))


def nothing_to_compare(level: Level) -> str:
    """Say why there is no place among blind walks, and how to get one."""
    if level.path is None:
        return "No blind hiker was measured on this ground: only a level in a file is certified."
    if level.path.resolve().is_relative_to(levels_folder().resolve()):
        return "No certificate of this level can be read here, so no blind walks either."
    unmeasured = "No blind hiker was measured on this ground as it is now. To be compared with them"
    archive = archive_above(level.path)
    if archive is not None:
        return f"{unmeasured}, unpack {archive.name}, certify the folder, and zip it again."
    return f"{unmeasured}: hikergame certify {level.path.name}"


def bins(standing: Standing, count: int) -> tuple[FloatArray, NDArray[np.int64], int]:
    """Return bars for a histogram of `count` bars, 2 or more, over all values met.

    The values (count,) in their middles, in increasing order, how many blind walks belong to
    each, and the index of the one that the walk itself belongs to.
    """
    values = [value for one in standing.blind.values() for value in one.values]
    counts = [walks for one in standing.blind.values() for walks in one.counts]
    low, high = min(*values, standing.value), max(*values, standing.value)
    middles = np.linspace(low, high, count) if high > low else low + np.linspace(-1.0, 1.0, count)
    place = np.array([*values, standing.value]) - middles[0]
    indices = np.rint(place / (middles[1] - middles[0])).astype(np.int64)
    found = np.bincount(indices[:-1], weights=counts, minlength=count).astype(np.int64)
    return middles, found, int(indices[-1])
