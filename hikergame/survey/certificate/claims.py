"""Claims judged: what a level may say of itself, and the numbers that it takes.

A pure function of what was measured, so that who reads a certificate can judge it again.
Every claim is judged for every level; which of them a level makes is its author's choice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hikergame.survey.certificate.values import (
    BlindTrial,
    Condition,
    Fate,
    Ground,
    Proof,
    RivalTrial,
)

SCOUT: Final = "scout"
RANDOM_WALK: Final = "random-walk"
"""The blind hikers that fairness and luck are measured by."""

FAIR: Final = 0.6
"""A deceptive level is won by the scout on this share of seeds, or more,"""
LUCK: Final = 0.1
"""and by the random walk on this share, or less;"""
SENSIBLE: Final = 3
"""its rivals come to rest at this many learning rates or more (else it only shows that they
are slow), none of them in the deepest valley,"""
PASSING: Final = 0.05
"""and pass through the deepest valley as steps run out at this share of rates, or less."""

SOUND: Final = "sound"
"""What every level must be, whatever it claims."""
SLOPE_ERROR: Final = 1e-4
"""Slopes agree with differences of heights to this share;"""
WINNABLE: Final = 0.5
"""some blind hiker ends in the deepest valley on this share of seeds, or more,"""
FLUKE: Final = 0.25
"""and the random walk on this share, or less."""

CONVEX_BEND: Final = -1e-6
"""Convex ground may fall short of it by rounding only."""
RAVINE: Final = 20.0
"""A ravine bends this many times as much across as along, at the bottom."""
PLATEAU: Final = 0.15
"""On this share of the land, or more, it is nearly flat high above the bottom."""
NOISY: Final = 0.02
"""Readouts at one place vary by this share of the typical slope, or more."""
MULTIMODAL: Final = 2
"""This many valleys drain a hundredth of the land each, or more, and are no puddles."""
SADDLE: Final = 0.15
"""Some rival spends this share of its steps near a saddle, where the slope has died away."""

_BY_LUCK: Final = "share of seeds on which the random walk ends in the deepest valley"


@dataclass(frozen=True)
class Evidence:
    """What was measured on a level."""

    ground: Ground
    rivals: tuple[RivalTrial, ...]
    blind: Mapping[str, BlindTrial]


def judge(evidence: Evidence) -> tuple[Proof, ...]:
    """Judge every claim that a level can make, and what every level must be."""
    proofs = []
    for claim, conditions_of in _JUDGES.items():
        conditions = conditions_of(evidence)
        holds = all(condition.holds for condition in conditions)
        proofs.append(Proof(claim=claim, holds=holds, conditions=conditions))
    return tuple(proofs)


def _sound(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(
            what="largest difference between slopes and central differences of heights, as a share",
            measured=evidence.ground.slope_error,
            at_most=SLOPE_ERROR,
        ),
        Condition(
            what="faults that the survey found in the ground",
            measured=len(evidence.ground.faults),
            at_most=0,
        ),
        Condition(
            what="share of seeds on which the best blind hiker ends in the deepest valley",
            measured=max((_deepest(evidence, one) or 0.0 for one in evidence.blind), default=None),
            at_least=WINNABLE,
        ),
        Condition(what=_BY_LUCK, measured=_deepest(evidence, RANDOM_WALK), at_most=FLUKE),
    )


def _deceptive(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(
            what="learning rates at which a rival comes to rest, for the rival with the fewest",
            measured=min((rival.settled for rival in evidence.rivals), default=None),
            at_least=SENSIBLE,
        ),
        Condition(
            what="learning rates at which a rival comes to rest in the deepest valley",
            measured=sum(rival.counts[Fate.ARRIVED] for rival in evidence.rivals),
            at_most=0,
        ),
        Condition(
            what="share of learning rates at which a rival's steps run out while it passes the "
            "deepest valley",
            measured=_most_lucky(evidence.rivals),
            at_most=PASSING,
        ),
        Condition(
            what="rivals that end in the deepest valley with the level's own settings",
            measured=sum(walk.deepest for rival in evidence.rivals for walk in rival.own),
            at_most=0,
        ),
        Condition(
            what="share of seeds on which the scout ends in the deepest valley",
            measured=_deepest(evidence, SCOUT),
            at_least=FAIR,
        ),
        Condition(what=_BY_LUCK, measured=_deepest(evidence, RANDOM_WALK), at_most=LUCK),
    )


def _convex(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(what="valleys", measured=evidence.ground.valleys, at_least=1, at_most=1),
        Condition(
            what="least rise of the slope along any way, in typical slopes per width of the map",
            measured=evidence.ground.least_bend,
            at_least=CONVEX_BEND,
        ),
    )


def _ravine(evidence: Evidence) -> tuple[Condition, ...]:
    deepest = evidence.ground.deepest
    return (
        Condition(
            what="condition number at the bottom of the deepest valley",
            measured=deepest[0].condition if deepest else None,
            at_least=RAVINE,
        ),
    )


def _plateau(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(
            what="share of the land that is nearly flat, and high above where its water rests",
            measured=evidence.ground.flat_share,
            at_least=PLATEAU,
        ),
    )


def _noisy(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(
            what="how much readouts at one place vary, in typical slopes",
            measured=evidence.ground.blur,
            at_least=NOISY,
        ),
    )


def _multimodal(evidence: Evidence) -> tuple[Condition, ...]:
    return (
        Condition(
            what="valleys that drain a hundredth of the land or more, and are left by a climb of a "
            "two-hundredth of all heights or more",
            measured=evidence.ground.broad_valleys,
            at_least=MULTIMODAL,
        ),
    )


def _saddle(evidence: Evidence) -> tuple[Condition, ...]:
    walks = [walk for rival in evidence.rivals for walk in rival.own]
    return (
        Condition(
            what="share of its steps that a rival spends near a saddle, where the slope has died "
            "away, for the rival that does so most",
            measured=max((walk.lingering for walk in walks), default=None),
            at_least=SADDLE,
        ),
    )


def _deepest(evidence: Evidence, hiker: str) -> float | None:
    trial = evidence.blind.get(hiker)
    return None if trial is None else trial.medals["deepest"]


def _most_lucky(rivals: tuple[RivalTrial, ...]) -> float | None:
    shares = [rival.counts[Fate.LUCKY] / sum(rival.counts.values()) for rival in rivals]
    return max(shares, default=None)


_JUDGES: Final[Mapping[str, Callable[[Evidence], tuple[Condition, ...]]]] = MappingProxyType(
    {
        SOUND: _sound,
        "deceptive": _deceptive,
        "convex": _convex,
        "ravine": _ravine,
        "plateau": _plateau,
        "noisy": _noisy,
        "multimodal": _multimodal,
        "saddle": _saddle,
    }
)
