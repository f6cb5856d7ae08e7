"""The chance in a hiker's choices is the same everywhere, and fair."""

import numpy as np
import pytest

from hikergame.hikers.blind import BLIND_HIKERS, Outset, make_blind_hiker
from hikergame.hikers.blind.chance import Chance

KNOWN = [0.011546754286331617, 0.24154919656271817]
"""The first numbers of seed 0; certificates rest on them."""


def test_numbers_are_made_of_raw_words_alone():
    """Philox with the seed as key, 53 bits of each word: what any numpy gives."""
    words = np.random.Philox(key=7).random_raw(3)
    expected = [((int(word) >> 11) + 0.5) / 2**53 for word in words]
    assert Chance(7).shares(3).tolist() == expected
    chance = Chance(7)
    assert [chance.share() for _ in range(3)] == expected


def test_a_stream_known_by_heart():
    assert Chance(0).shares(2).tolist() == KNOWN
    assert Chance(1).share() != KNOWN[0]


def test_every_way_is_as_likely_and_one_metre_long():
    chance = Chance(3)
    for dims in (1, 2, 3):
        ways = np.array([chance.way(dims) for _ in range(2000)])
        assert np.allclose(np.linalg.norm(ways, axis=1), 1.0)
        assert np.max(np.abs(ways.mean(axis=0))) < 0.06
        assert ways.T @ ways / len(ways) == pytest.approx(np.eye(dims) / dims, abs=0.06)


def test_it_is_known_whether_chance_had_a_say():
    chance = Chance(0)
    assert not chance.asked
    chance.way(2)
    assert chance.asked


@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_no_hiker_asks_chance_before_his_first_step(two_pits, level_on, name):
    assert not make_blind_hiker(name, Outset.of(level_on(two_pits()))).by_chance
