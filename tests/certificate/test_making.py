"""A certificate holds what was measured, and is the same whoever measures."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import hikergame
from hikergame.hikers.blind import BLIND_HIKERS
from hikergame.hikers.tuning import best_rate
from hikergame.level import RivalSpec
from hikergame.level.claims import CLAIMS
from hikergame.survey.certificate import certify
from hikergame.survey.certificate.values import Certificate, Fate

from .conftest import TRAP, trap_in


def test_it_is_of_the_level_and_of_this_engine(certified):
    level, certificate = certified
    assert certificate.level == level.hash
    assert certificate.level_id == level.id
    assert certificate.engine == hikergame.__version__


def test_it_comes_back_from_json_as_it_was_and_is_small(certified):
    _, certificate = certified
    text = certificate.to_json()
    assert Certificate.model_validate_json(text) == certificate
    assert len(text) < 16_000
    assert Certificate.model_validate_json(text).to_json() == text


def test_it_is_the_same_every_time(certified, monkeypatch):
    level, certificate = certified
    monkeypatch.setattr("hikergame.survey.certificate.making.SEEDS", 12)
    with ThreadPoolExecutor(1) as executor:
        ((_, again),) = certify([level], executor=executor)
    assert again.to_json() == certificate.to_json()


def test_every_claim_is_judged_whether_made_or_not(certified):
    _, certificate = certified
    assert {proof.claim for proof in certificate.proofs} == {"sound", *CLAIMS}
    assert certificate.proof("sound").holds
    assert certificate.proof("multimodal").holds
    assert not certificate.proof("convex").holds
    assert certificate.proof("haunted") is None


def test_the_ground_is_told(certified):
    level, certificate = certified
    ground = certificate.ground
    deepest, other = ground.deepest
    assert ground.valleys == 2
    assert deepest.height < other.height
    assert deepest.trap_depth is None
    assert other.trap_depth > 0.0
    assert deepest.basin_share + other.basin_share == pytest.approx(1.0, abs=1e-3)
    assert deepest.height == pytest.approx(level.landscape.land.lowest[1], rel=1e-6)


def test_rivals_that_differ_by_their_rate_only_are_tried_once(certified):
    level, certificate = certified
    descent, adam = certificate.rivals
    assert [walk.learning_rate for walk in descent.own] == ["tuned", 0.1]
    assert (adam.name, adam.settings) == ("adam", {"eps": 1e-6})
    assert descent.tuned == best_rate(level, RivalSpec.of("gradient-descent", {}))
    assert descent.own[0].points == pytest.approx(descent.tuned_points)


def test_a_rival_s_fates_are_those_of_its_walks(certified):
    """The slow run short, others are trapped in the valley at hand, the fast never rest."""
    level, certificate = certified
    descent = certificate.rivals[0]
    assert len(descent.fates) == len(descent.rates)
    assert [descent.fates.count(fate) for fate in Fate] == [descent.counts[f] for f in Fate]
    assert descent.fates[0] == Fate.SHORT
    assert descent.fates[-1] == Fate.RESTLESS
    assert Fate.TRAPPED in descent.fates
    assert sum(descent.rested.values()) == descent.settled
    trapped = descent.rates[descent.fates.index(Fate.TRAPPED)]
    (walk,) = hikergame.race(level, [RivalSpec("gradient-descent", trapped)]).entries
    assert walk.score.rest.bottom
    assert not walk.score.deepest


def test_blind_hikers_walk_by_the_rules(certified):
    level, certificate = certified
    assert set(certificate.blind) == set(BLIND_HIKERS)
    for trial in certificate.blind.values():
        assert trial.seeds == trial.points.total == trial.steps.total == trial.climbed.total == 12
        assert sum(trial.ended.values()) == 12
        assert 0.0 <= trial.points.values[0] <= trial.points.values[-1] <= 100.0
        assert 0 <= trial.steps.values[0] <= trial.steps.values[-1] <= level.steps
        assert set(trial.medals) == {"valley", "rival", "deepest"}


def test_a_level_without_rivals_or_a_file_is_certified_too(make_level, monkeypatch):
    monkeypatch.setattr("hikergame.survey.certificate.making.SEEDS", 2)
    level = make_level()
    ((found, certificate),) = certify([level])
    assert found is level
    assert certificate.rivals == ()
    assert certificate.proof("convex").holds
    assert not certificate.proof("deceptive").holds
    assert all("rival" not in trial.medals for trial in certificate.blind.values())


def test_on_a_noisy_level_all_is_tried_under_several_seeds(tmp_path, monkeypatch):
    monkeypatch.setattr("hikergame.survey.certificate.making.SEEDS", 3)
    level = trap_in(tmp_path, TRAP + "readout: {slope: {noise: 0.5}}\n")
    with ThreadPoolExecutor(1) as executor:
        ((_, certificate),) = certify([level], executor=executor)
    assert certificate.rivals[0].seeds > 1
    assert certificate.proof("noisy").holds
    assert certificate.ground.blur * certificate.ground.typical_slope == pytest.approx(0.5, rel=0.1)


def test_several_levels_come_as_they_are_done(tmp_path, trap, monkeypatch):
    monkeypatch.setattr("hikergame.survey.certificate.making.SEEDS", 2)
    (tmp_path / "more").mkdir()
    other = trap_in(tmp_path / "more", TRAP.replace("depth: 9", "depth: 8"))
    with ThreadPoolExecutor(1) as executor:
        found = dict(certify([trap.path, other], executor=executor))
    assert {level.hash for level in found} == {trap.hash, other.hash}
    assert all(certificate.level == level.hash for level, certificate in found.items())


def test_a_level_that_cannot_be_read_is_told_before_any_work(trap):
    with pytest.raises(hikergame.LevelError):
        next(certify([trap, "no-such-level"]))
