import numpy as np
import pytest

import hikergame.hikers.blind as package
from hikergame.errors import ExitCode
from hikergame.hike import HikeError
from hikergame.hikers.blind import (
    BLIND_HIKERS,
    BlindHikerError,
    Outset,
    make_blind_hiker,
    send_out,
)


def test_the_four_of_them():
    assert list(BLIND_HIKERS) == ["random-walk", "downhill", "barzilai-borwein", "scout"]
    for name, info in BLIND_HIKERS.items():
        assert info.name == name
        assert info.title
        assert info.summary.endswith(".")
        assert info.summary.count(".") == 1


def test_every_public_name_is_there():
    assert dir(package) == sorted(package.__all__)
    assert all(getattr(package, name) for name in package.__all__)


@pytest.mark.parametrize(
    ("name", "settings", "words"),
    [
        ("scuot", {}, ["there is no blind hiker 'scuot'", "did you mean 'scout'?"]),
        ("Random Walk", {}, ["did you mean 'random-walk'?"]),
        ("downhill", {"raet": 0.1}, ["no setting 'raet'", "did you mean 'rate'?"]),
        ("random-walk", {"rate": 0.1}, ["random-walk has no setting 'rate'"]),
        ("downhill", {"rate": 0.0}, ["above 0"]),
        ("downhill", {"rate": float("nan")}, ["above 0"]),
    ],
)
def test_what_is_not_known_is_refused_with_its_cure(two_pits, level_on, name, settings, words):
    level = level_on(two_pits())
    for attempt in (
        lambda: make_blind_hiker(name, Outset.of(level), **settings),
        lambda: send_out(level, name, **settings),
    ):
        with pytest.raises(BlindHikerError) as told:
            attempt()
        assert all(word in str(told.value) for word in words)
        assert told.value.exit_code is ExitCode.USAGE


def test_a_hike_goes_by_the_hiker_s_name_and_seed(two_pits, level_on):
    hike = send_out(level_on(two_pits()), "scout", seed=12)
    assert (hike.hiker, hike.seed) == ("scout", 12)
    with pytest.raises(HikeError):
        send_out(level_on(two_pits()), "scout", seed=-1)


def test_settings_arrive(bowl, level_on):
    level = level_on(bowl([1.0, -2.0], [1.0, 1.0]))
    track = send_out(level, "downhill", rate=0.25).track
    assert np.allclose(track[1] - track[0], -0.25 * level.landscape.gradient(track[0]))
