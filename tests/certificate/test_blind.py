"""Blind hikers are walked as anybody would walk them, though one walk may stand for many."""

import numpy as np
import pytest

import hikergame
from hikergame.hikers.blind import BLIND_HIKERS, Outset, make_blind_hiker, send_out
from hikergame.survey.certificate.blind import climbed, walk_blind
from hikergame.survey.certificate.work import Site

from .conftest import TRAP, trap_in

SEEDS = (4, 5, 6)


@pytest.mark.parametrize("noise", [0.0, 0.4])
@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_each_walk_is_what_its_hike_comes_to(tmp_path, name, noise):
    level = trap_in(tmp_path, TRAP + f"readout: {{slope: {{noise: {noise}}}}}\n")
    walks = walk_blind(level, Site(level).valleys, name, SEEDS)
    for seed, walk in zip(SEEDS, walks, strict=True):
        hike = send_out(level, name, seed=seed)
        score = hikergame.score(hike)
        assert walk.points == pytest.approx(score.points)
        assert walk.medals == score.medals
        assert walk.steps == hike.steps
        assert walk.climbed == climbed(hike.heights)
        assert walk.valley in (0, 1)
        if score.deepest:
            assert walk.valley == 0


def test_chance_has_its_say_in_a_random_walk_and_not_downhill(trap):
    outset = Outset.of(trap)
    readout = hikergame.Hike(trap).readout
    for name, by_chance in (("random-walk", True), ("downhill", False)):
        hiker = make_blind_hiker(name, outset, seed=3)
        assert not hiker.by_chance
        hiker.choose(readout)
        assert hiker.by_chance is by_chance


def test_climbs_add_up():
    assert climbed(np.array([5.0, 3.0, 4.5, 4.0, 6.0])) == 3.5
    assert climbed(np.array([5.0])) == 0.0
