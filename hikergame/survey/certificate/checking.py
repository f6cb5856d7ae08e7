"""Certificates doubted: is there one, is it fresh, does it prove what the level claims.

Without measuring everything again: the claims are judged anew from the numbers recorded,
and a sample of these numbers is measured once more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Literal, TypeAlias

import numpy as np
from pydantic import JsonValue

from hikergame.hikers import race
from hikergame.hikers.blind import BLIND_HIKERS, send_out
from hikergame.hikers.scores import points_of
from hikergame.hikers.tuning import expected_points, sweep_rates
from hikergame.level import Level, RivalSpec
from hikergame.level.certified import certificate_path
from hikergame.level.values import TUNED
from hikergame.survey.certificate.campaign import Campaign, judge_campaign
from hikergame.survey.certificate.claims import SLOPE_ERROR, SOUND, Evidence, judge
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.kept import kept
from hikergame.survey.certificate.slopes import check_slopes
from hikergame.survey.certificate.store import (
    how_to_certify,
    read_certificate,
    read_kept,
    staleness,
)
from hikergame.survey.certificate.trials import algorithms, identity, plain
from hikergame.survey.certificate.values import Certificate, RivalTrial
from hikergame.version import __version__

AGREEMENT: Final = 1e-3
"""Points that are measured once more agree with those recorded to this much."""
_HAIR: Final = 1e-12
"""A hair's breadth, in widths of the map."""

_Player: TypeAlias = tuple[str, dict[str, JsonValue], list[float | Literal["tuned"]]]


def objections(level: Level, *, sample: bool = True) -> tuple[str, ...]:
    """Say all that is wrong with the certificate beside a level, a sentence each.

    None when it is there, fresh, consistent, and proves every claim of the level. Without
    `sample`, no number is measured again.
    """
    if level.path is None:
        return ("the level has no file, and so no certificate",)
    cure = how_to_certify(level)
    try:
        certificate = read_certificate(certificate_path(level.path))
    except CertificateError as error:
        return (f"{error}; {cure}",)
    stale = staleness(certificate, level)
    if stale is not None:
        return (f"the certificate is stale: {stale}; {cure}",)
    said = [*_contradictions(certificate, level), *unproven(certificate, level)]
    if sample and not said:
        said += _differences(certificate, level)
    return tuple(said)


def objections_to_campaign(path: Path, levels: Sequence[Level]) -> tuple[str, ...]:
    """Say what is wrong with the certificate of a campaign of levels, a sentence each."""
    try:
        campaign = read_kept(path, Campaign)
    except CertificateError as error:
        return (str(error),)
    if campaign.engine != __version__:
        return (f"the certificate is stale: engine {campaign.engine} made it, not {__version__}",)
    if campaign.levels != {level.id: level.hash for level in levels}:
        return ("the certificate is stale: it is of other levels",)
    proof = judge_campaign(len(levels), campaign.deepest, campaign.better)
    if proof != campaign.proof:
        return ("the certificate contradicts itself: its numbers do not come to its proof",)
    return tuple(f"{proof.claim!r} is not proven: {miss}" for miss in proof.misses)


def missed(certificate: Certificate, level: Level) -> dict[str, tuple[str, ...]]:
    """Say of each claim that is not proven which numbers miss which bars.

    Of the level's own claims, and of what every level must be.
    """
    said = {}
    for claim in (SOUND, *level.claims):
        proof = certificate.proof(claim)
        misses = ("nothing was measured for it",) if proof is None else proof.misses
        if claim == "deceptive":
            misses = (*misses, *_undeceived(certificate, level))
        if misses:
            said[claim] = tuple(misses)
    return said


def unproven(certificate: Certificate, level: Level) -> tuple[str, ...]:
    """Say what `missed` says in sentences, one for each number."""
    return tuple(
        f"{claim!r} is not proven: {miss}"
        for claim, misses in missed(certificate, level).items()
        for miss in misses
    )


def _undeceived(certificate: Certificate, level: Level) -> Iterator[str]:
    """Say which rivals come to the deepest valley, and how they were set."""
    if _strangers(certificate, level):
        return
    for trial, spec in zip(certificate.rivals, algorithms(level), strict=True):
        for rival, walk in zip(_own(level, spec), trial.own, strict=True):
            if walk.deepest:
                yield f"one that ends there is {rival.title}, {rival.setting}"
        rates = [rate for rate, fate in zip(trial.rates, trial.fates, strict=True) if fate == "a"]
        if rates:
            rival = replace(spec, learning_rate=rates[0])
            yield f"one that comes to rest there is {rival.title}, {rival.setting}"


def _strangers(certificate: Certificate, level: Level) -> bool:
    """Tell whether the rivals of a certificate are not those of the level."""
    return _players(certificate) != [_player(level, spec) for spec in algorithms(level)]


def _contradictions(certificate: Certificate, level: Level) -> Iterator[str]:
    """Say where the proofs are not what the recorded numbers come to, by the rules of today."""
    evidence = Evidence(certificate.ground, certificate.rivals, certificate.blind)
    if judge(evidence) != certificate.proofs:
        yield (
            "the certificate contradicts itself, or is older than a rule: its numbers do not come "
            f"to its proofs; {how_to_certify(level, anew=True)}"
        )


def _differences(certificate: Certificate, level: Level) -> Iterator[str]:
    """Measure a sample of the recorded numbers again, and say which differ."""
    if _strangers(certificate, level):
        yield "the rivals of the certificate are not those of the level"
        return
    error = check_slopes(level.landscape).error
    if error > SLOPE_ERROR:
        yield f"slopes differ from heights by {error:.1g}, and the certificate says otherwise"
    for trial, spec in zip(certificate.rivals, algorithms(level), strict=True):
        yield from _not_tuned(level, spec, trial)
        for rival, recorded in zip(_own(level, spec), trial.own, strict=True):
            points = partial(_race_points, rival)
            yield from _not_repeated(trial.name, level, points, recorded.points)
    for name, walked in certificate.blind.items():
        if name in BLIND_HIKERS:
            points = partial(_blind_points, name)
            yield from _not_repeated(name, level, points, walked.first[0])
        else:
            yield f"there is no blind hiker {name!r}"


def _players(certificate: Certificate) -> list[_Player]:
    """Return the recorded rivals: name, settings, learning rates."""
    return [
        (trial.name, trial.settings, [walk.learning_rate for walk in trial.own])
        for trial in certificate.rivals
    ]


def _player(level: Level, spec: RivalSpec) -> _Player:
    """Return the same of a level's own rivals with the settings of one of them."""
    rates = [one.learning_rate for one in _own(level, spec)]
    return spec.name, plain(spec), [rate if rate == TUNED else kept(rate) for rate in rates]


def _own(level: Level, spec: RivalSpec) -> list[RivalSpec]:
    """Return the level's rivals that differ from one in nothing but their rate."""
    return [one for one in level.rivals if identity(one) == identity(spec)]


def _not_tuned(level: Level, spec: RivalSpec, trial: RivalTrial) -> Iterator[str]:
    """Say when the recorded rate is not the best of the sweep, or is worth something else."""
    rates = np.append(sweep_rates(level, spec), trial.tuned)
    points = expected_points(level, spec, rates)
    steady = np.abs(expected_points(_beside(level), spec, rates) - points) <= AGREEMENT
    off = points - trial.tuned_points
    if steady[-1] and abs(off[-1]) > AGREEMENT:
        yield f"{trial.name} comes to {points[-1]:g} points when tuned, not {trial.tuned_points:g}"
    elif np.any(steady & (off > AGREEMENT)):
        best = points[steady].max()
        yield f"{trial.name} is not tuned: another rate comes to {best:g} points"


def _not_repeated(
    name: str, level: Level, points_on: Callable[[Level], float], recorded: float
) -> Iterator[str]:
    """Say when a walk comes to other points than those recorded."""
    points = points_on(level)
    other = abs(points - recorded) > AGREEMENT
    if other and abs(points_on(_beside(level)) - points) <= AGREEMENT:
        yield f"{name} comes to {points:g} points under seed 0, not {recorded:g}"


def _beside(level: Level) -> Level:
    """Return a level that starts a hair's breadth beside.

    Whoever comes to other points there hangs on the last bit of a slope, and on another
    machine he may well end elsewhere: nothing can be held against what was recorded of him.
    """
    width = np.ptp(level.landscape.bounds, axis=1)
    return replace(level, start=level.landscape.clip(level.start + _HAIR * width))


def _race_points(rival: RivalSpec, level: Level) -> float:
    return race(level, [rival]).scores[0].points


def _blind_points(name: str, level: Level) -> float:
    return points_of(send_out(level, name, seed=0))
