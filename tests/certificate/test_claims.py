"""Each claim holds on one side of its bars and fails on the other, saying by which number."""

import pytest

from hikergame.level.claims import CLAIMS
from hikergame.survey.certificate import claims
from hikergame.survey.certificate.claims import judge

from .conftest import evidence, ground, own_walk, rival


def proof(claim, **settings):
    return next(one for one in judge(evidence(**settings)) if one.claim == claim)


def bent(condition):
    (valley,) = ground().deepest
    return (valley.model_copy(update={"condition": condition}),)


def test_every_claim_that_a_level_can_make_is_judged():
    assert {one.claim for one in judge(evidence())} == {*CLAIMS, claims.SOUND}


@pytest.mark.parametrize(
    ("claim", "holds", "fails", "number"),
    [
        ("sound", {"slope_error": 1e-7}, {"slope_error": 2e-3}, "0.002"),
        ("sound", {}, {"faults": ("there is a jump",)}, "1"),
        ("sound", {"scout": 0.5}, {"scout": 0.49}, "0.49"),
        ("sound", {"luck": 0.25}, {"luck": 0.26}, "0.26"),
        ("deceptive", {"scout": 0.6}, {"scout": 0.595}, "0.595"),
        ("deceptive", {"luck": 0.1}, {"luck": 0.105}, "0.105"),
        ("deceptive", {}, {"rivals": [rival(), rival(arrived=1)]}, "1"),
        ("deceptive", {"rivals": [rival(trapped=3)]}, {"rivals": [rival(trapped=2)]}, "2"),
        ("deceptive", {"rivals": [rival(lucky=3)]}, {"rivals": [rival(lucky=4)]}, "0.0571429"),
        ("deceptive", {}, {"rivals": [rival(own=(own_walk(deepest=True),))]}, "1"),
        ("deceptive", {}, {"rivals": []}, "none"),
        ("convex", {"valleys": 1, "least_bend": 0.0}, {"valleys": 1}, "-3"),
        ("convex", {"valleys": 1, "least_bend": -1e-9}, {"least_bend": 0.0}, "2"),
        ("ravine", {"deepest": bent(20.0)}, {"deepest": bent(19.9)}, "19.9"),
        ("ravine", {"deepest": bent(36.0)}, {"deepest": bent(None)}, "none"),
        ("ravine", {"deepest": bent(36.0)}, {"deepest": ()}, "none"),
        ("plateau", {"flat_share": 0.15}, {"flat_share": 0.149}, "0.149"),
        ("noisy", {"blur": 0.02}, {"blur": 0.0}, "0"),
        ("multimodal", {}, {"broad_valleys": 1}, "1"),
        (
            "saddle",
            {"rivals": [rival(), rival(own=(own_walk(lingering=0.15),))]},
            {"rivals": [rival()]},
            "0",
        ),
    ],
)
def test_a_claim_holds_up_to_its_bar(claim, holds, fails, number):
    assert proof(claim, **holds).holds
    assert proof(claim, **holds).misses == ()
    failed = proof(claim, **fails)
    assert not failed.holds
    assert any(f": {number}, where at " in miss for miss in failed.misses)


def test_a_blind_hiker_who_never_walked_proves_nothing():
    bare = claims.Evidence(ground(), (rival(),), {})
    (deceptive,) = [one for one in judge(bare) if one.claim == "deceptive"]
    assert len(deceptive.misses) == 2


def test_a_miss_names_the_number_and_the_bar():
    (miss,) = proof("deceptive", scout=0.41).misses
    assert miss == (
        "share of seeds on which the scout ends in the deepest valley: 0.41, "
        "where at least 0.6 is asked for"
    )
