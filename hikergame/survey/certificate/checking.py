"""Certificates doubted: is there one, is it fresh, does it prove what the level claims.

Without measuring everything again: the claims are judged anew from the numbers recorded,
and a sample of these numbers is measured once more.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from hikergame.hikers import race
from hikergame.hikers.blind import BLIND_HIKERS, send_out
from hikergame.hikers.scores import points_of
from hikergame.hikers.tuning import expected_points, sweep_rates
from hikergame.level import Level, RivalSpec
from hikergame.level.certified import certificate_path
from hikergame.survey.certificate.campaign import Campaign, judge_campaign
from hikergame.survey.certificate.claims import SLOPE_ERROR, SOUND, Evidence, judge
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.slopes import check_slopes
from hikergame.survey.certificate.store import read_certificate, read_kept, staleness
from hikergame.survey.certificate.trials import algorithms, identity, plain
from hikergame.survey.certificate.values import Certificate, RivalTrial
from hikergame.version import __version__

AGREEMENT: Final = 1e-3
"""Points that are measured once more agree with those recorded to this much."""


def objections(level: Level, *, sample: bool = True) -> tuple[str, ...]:
    """Say all that is wrong with the certificate beside a level, a sentence each.

    None when it is there, fresh, consistent, and proves every claim of the level. Without
    `sample`, no number is measured again.
    """
    if level.path is None:
        return ("the level has no file, and so no certificate",)
    try:
        certificate = read_certificate(certificate_path(level.path))
    except CertificateError as error:
        return (str(error),)
    stale = staleness(certificate, level)
    if stale is not None:
        return (f"the certificate is stale: {stale}",)
    said = [*_contradictions(certificate), *unproven(certificate, level)]
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


def unproven(certificate: Certificate, level: Level) -> tuple[str, ...]:
    """Say which numbers miss which bars: of what every level must be, and of its own claims."""
    said = []
    for claim in (SOUND, *level.claims):
        proof = certificate.proof(claim)
        misses = ("nothing was measured for it",) if proof is None else proof.misses
        said += [f"{claim!r} is not proven: {miss}" for miss in misses]
    return tuple(said)


def _contradictions(certificate: Certificate) -> Iterator[str]:
    """Say where the proofs are not what the recorded numbers come to."""
    evidence = Evidence(certificate.ground, certificate.rivals, certificate.blind)
    if judge(evidence) != certificate.proofs:
        yield "the certificate contradicts itself: its numbers do not come to its proofs"


def _differences(certificate: Certificate, level: Level) -> Iterator[str]:
    """Measure a sample of the recorded numbers again, and say which differ."""
    recorded = [(trial.name, trial.settings) for trial in certificate.rivals]
    if recorded != [(spec.name, plain(spec)) for spec in algorithms(level)]:
        yield "the rivals of the certificate are not those of the level"
        return
    for trial, spec in zip(certificate.rivals, algorithms(level), strict=True):
        yield from _not_tuned(level, spec, trial)
        yield from _other_walks(level, spec, trial)
    error = check_slopes(level.landscape).error
    if error > SLOPE_ERROR:
        yield f"slopes differ from heights by {error:.1g}, and the certificate says otherwise"
    for name, walked in certificate.blind.items():
        if name not in BLIND_HIKERS:
            yield f"there is no blind hiker {name!r}"
        elif _differ(points_of(send_out(level, name, seed=0)), walked.first[0]):
            yield f"{name} comes to other points under seed 0 than {walked.first[0]:g}"


def _not_tuned(level: Level, spec: RivalSpec, trial: RivalTrial) -> Iterator[str]:
    """Say when the recorded rate is not the best of the sweep, or is worth something else."""
    rates = np.append(sweep_rates(level, spec), trial.tuned)
    *others, tuned = expected_points(level, spec, rates)
    name, best = trial.name, max(others)
    if _differ(tuned, trial.tuned_points):
        yield f"{name} comes to {tuned:.3f} points when tuned, not {trial.tuned_points:g}"
    elif best > tuned + AGREEMENT:
        yield f"{name} is not tuned: another rate comes to {best:.3f} points, not {tuned:.3f}"


def _other_walks(level: Level, spec: RivalSpec, trial: RivalTrial) -> Iterator[str]:
    """Say which rivals come to other points than those recorded."""
    ours = [one for one in level.rivals if identity(one) == identity(spec)]
    for rival, recorded in zip(race(level, ours).scores, trial.own, strict=False):
        if _differ(rival.points, recorded.points):
            yield f"{trial.name} comes to {rival.points:.3f} points, not {recorded.points:g}"


def _differ(ours: float, recorded: float) -> bool:
    return abs(ours - recorded) > AGREEMENT
