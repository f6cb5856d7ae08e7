"""Whether a drafted level would be certified, and with which claims, by the judges who do that.

All but the walks of blind hikers is measured here exactly as for a certificate. Two hundred
walks of a careful hiker take too long for a draft; fewer of them must do here, and have to
come to more.
"""

from functools import cached_property
from typing import Final

from hikergame.hikers import Medal
from hikergame.level import Level
from hikergame.survey.certificate.blind import walk_blind
from hikergame.survey.certificate.claims import (
    FAIR,
    FLUKE,
    LUCK,
    RANDOM_WALK,
    SCOUT,
    SOUND,
    WINNABLE,
    Evidence,
    judge,
)
from hikergame.survey.certificate.ground import look_at_ground
from hikergame.survey.certificate.trials import algorithms, try_rival
from hikergame.survey.certificate.valleys import Valleys
from hikergame.survey.certificate.values import Proof
from hikergame.survey.values import Survey

DECEPTIVE: Final = "deceptive"
MULTIMODAL: Final = "multimodal"
_PLAIN_HIKERS: Final = ("barzilai-borwein", "downhill")
"""Blind hikers who leave nothing to chance: one walk says all."""
_GLANCE: Final = range(4)
_GLIMPSE: Final = range(12)
_REST: Final = range(12, 50)
"""The seeds under which the scout walks here, at first and then."""
_STROLLS: Final = range(40)
_MORE_STROLLS: Final = range(80)
"""The seeds under which the random walk does, and those where a claim depends on it."""
_SURELY: Final = 0.1
"""The scout must win so much oftener than a certificate asks; and then it will be found fair."""
_SURELY_RARE: Final = 0.6 * LUCK
_SURELY_NO_FLUKE: Final = 0.8 * FLUKE
"""What comes to this here comes to what is asked, most likely, over two hundred seeds."""


class Trial:
    """A level that is tried, its ground having been surveyed at full resolution."""

    def __init__(self, level: Level, survey: Survey) -> None:
        self._level = level
        self._survey = survey
        self._valleys = Valleys(level.landscape, [one.x for one in survey.minima])

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The claims that hold whatever blind hikers come to; so `deceptive` is not among them."""
        return tuple(name for name, proof in self._proofs.items() if proof.holds and name != SOUND)

    def unfairness(self) -> str:
        """Say why the level could not claim to be deceptive; nothing where it could.

        It must be a trap that holds its rivals at every learning rate, out of which a hiker
        finds by care, and hardly ever by luck.
        """
        if miss := self._measured_miss(SOUND) or self._measured_miss(DECEPTIVE):
            return miss
        found = 0
        for seeds in (_GLIMPSE, _REST):
            found += self._wins(SCOUT, seeds)
            if found < (FAIR + _SURELY) * seeds.stop:
                return _seldom(found, seeds)
        return self._luck(_MORE_STROLLS, _SURELY_RARE)

    def unsoundness(self) -> str:
        """Say why the level could not be certified, whatever it claims; nothing where it could.

        Somebody who feels slopes only must be able to win it, and nobody by luck.
        """
        hard = "" if any(self._wins(one, range(1)) for one in _PLAIN_HIKERS) else self._hardness()
        return hard or self._luck(_STROLLS, _SURELY_NO_FLUKE) or self._measured_miss(SOUND)

    def _hardness(self) -> str:
        """Say why the scout does not win; nothing where it does."""
        for seeds in (_GLANCE, _GLIMPSE):
            found = self._wins(SCOUT, seeds)
            if found < (WINNABLE + _SURELY) * seeds.stop:
                return _seldom(found, seeds)
        return ""

    def _luck(self, seeds: range, most: float) -> str:
        """Say that luck wins; nothing where it does on this share of seeds or less."""
        lucky = self._wins(RANDOM_WALK, seeds) / len(seeds)
        rare = lucky <= most
        return "" if rare else f"a random walk ends in the deepest valley on {lucky:.0%} of seeds"

    @cached_property
    def _proofs(self) -> dict[str, Proof]:
        """What a certificate would say of each claim without the walks of blind hikers."""
        level, ground = self._level, look_at_ground(self._level, self._survey)
        rivals = tuple(try_rival(level, self._valleys, spec) for spec in algorithms(level))
        return {proof.claim: proof for proof in judge(Evidence(ground, rivals, {}))}

    def _measured_miss(self, claim: str) -> str:
        """Say what is measured of a claim, and does not hold; nothing where all of it does."""
        for condition in self._proofs[claim].conditions:
            if condition.measured is not None and not condition.holds:
                return condition.miss
        return ""

    def _wins(self, hiker: str, seeds: range) -> int:
        """Return on how many seeds a blind hiker ends in the deepest valley."""
        walks = walk_blind(self._level, self._valleys, hiker, seeds)
        return sum(Medal.DEEPEST in walk.medals for walk in walks)


def _seldom(found: int, seeds: range) -> str:
    return f"the scout ends in the deepest valley on {found / seeds.stop:.0%} of seeds only"
