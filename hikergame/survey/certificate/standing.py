"""A walk's place among those of blind hikers, on three measures and without any server.

For the words and pictures after a hike: how many of the walks that the level's certificate
records came to more points, used more steps, climbed more metres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hikergame.hikers.reveal import Walk
from hikergame.survey.certificate.blind import climbed
from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.values import BlindTrial, Certificate


class Measure(Enum):
    """What walks are compared by; the value is the word that people read."""

    POINTS = "points"
    STEPS = "steps used"
    CLIMBED = "metres climbed"

    @property
    def more_is_better(self) -> bool:
        """Points are to be won; steps and climbs to be saved."""
        return self is Measure.POINTS

    def of(self, walk: Walk) -> float:
        """Return what a walk comes to."""
        if self is Measure.POINTS:
            return walk.score.points
        return float(walk.score.steps) if self is Measure.STEPS else climbed(walk.values)

    def among(self, trial: BlindTrial) -> Distribution:
        """Return what a blind hiker came to."""
        if self is Measure.POINTS:
            return trial.points
        return trial.steps if self is Measure.STEPS else trial.climbed


@dataclass(frozen=True)
class Standing:
    """Where a walk stands on one measure."""

    measure: Measure
    value: float
    blind: Mapping[str, Distribution]
    """What each blind hiker came to, by its name."""

    def beaten(self, hiker: str) -> float:
        """Return the share of a blind hiker's walks that were worse; half of the equal ones."""
        among = self.blind[hiker]
        below, equal, above = among.beside(self.value)
        worse = below if self.measure.more_is_better else above
        return (worse + equal / 2.0) / among.total


def standings(certificate: Certificate, walk: Walk) -> tuple[Standing, ...]:
    """Return where a finished walk stands among the certificate's, on each measure.

    One of no step has saved neither steps nor climbs: it is compared by its points alone.
    """
    return tuple(
        Standing(
            measure,
            measure.of(walk),
            {name: measure.among(trial) for name, trial in certificate.blind.items()},
        )
        for measure in Measure
        if measure is Measure.POINTS or walk.score.steps
    )
