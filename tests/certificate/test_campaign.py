"""No one setting wins every level; where one does, the certificate says which."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import hikergame
from hikergame.level import RivalSpec
from hikergame.optimizers import OPTIMIZERS
from hikergame.survey.certificate import certify_campaign, objections_to_campaign
from hikergame.survey.certificate.campaign import Campaign

from .conftest import TRAP, trap_in

BOWL = TRAP[: TRAP.index("    - pit")] + TRAP[TRAP.index("    - formula") :]


@pytest.fixture(scope="module")
def levels(tmp_path_factory):
    texts = {"trap": TRAP, "bowl": BOWL}
    return [trap_in(tmp_path_factory.mktemp(name), text) for name, text in texts.items()]


@pytest.fixture(scope="module")
def campaign(levels):
    with ThreadPoolExecutor(2) as executor:
        return certify_campaign(levels, executor=executor)


def test_every_algorithm_and_every_rival_has_its_chance(campaign):
    tried = [(one.name, one.settings) for one in campaign.deepest]
    assert {name for name, _ in tried} == set(OPTIMIZERS)
    assert ("adam", {"eps": 1e-6}) in tried
    assert ("adam", {}) in tried
    assert sorted(map(str, tried)) == sorted(
        str((one.name, one.settings)) for one in campaign.better
    )


def test_those_who_win_most_come_first_and_say_where_they_lose(campaign, levels):
    for ranking in (campaign.deepest, campaign.better):
        won = [one.won for one in ranking]
        assert won == sorted(won, reverse=True)
        assert all(one.won + len(one.lost) == len(levels) for one in ranking)


def test_what_a_setting_wins_it_wins_in_a_race(campaign, levels):
    for one in campaign.deepest:
        rivals = [RivalSpec.of(one.name, one.settings)]
        rivals = [RivalSpec(rivals[0].name, one.rate, rivals[0].params)]
        won = sum(hikergame.race(level, rivals).scores[0].deepest for level in levels)
        assert won == one.won


def test_one_setting_wins_a_campaign_of_a_bowl(levels):
    with ThreadPoolExecutor(1) as executor:
        campaign = certify_campaign(levels[1:], executor=executor)
    assert not campaign.proof.holds
    assert campaign.deepest[0].won == 1
    assert "levels on which the best single setting" in campaign.proof.misses[0]


def test_it_is_doubted_as_certificates_are(campaign, levels, tmp_path):
    path = tmp_path / "campaign.certificate.json"
    assert "there is no certificate" in objections_to_campaign(path, levels)[0]
    path.write_text(campaign.to_json())
    assert Campaign.model_validate_json(path.read_text()) == campaign
    assert len(objections_to_campaign(path, levels)) == len(campaign.proof.misses)
    assert "of other levels" in objections_to_campaign(path, levels[:1])[0]
    content = json.loads(path.read_text())
    for change, said in (
        ({"engine": "0.0.1"}, "engine 0.0.1"),
        ({"better": [content["better"][0] | {"won": 9}]}, "contradicts"),
    ):
        path.write_text(json.dumps(content | change))
        assert said in objections_to_campaign(path, levels)[0]


def test_noise_is_walked_under_several_seeds(tmp_path):
    level = trap_in(tmp_path, BOWL + "readout: {slope: {noise: 0.1}}\n")
    with ThreadPoolExecutor(1) as executor:
        campaign = certify_campaign([level], executor=executor)
    assert campaign.deepest[0].won == 1
    assert np.isfinite(campaign.deepest[0].rate)
