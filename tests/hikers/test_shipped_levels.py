"""One contract over every shipped level and each of its rivals."""

from functools import cache

import numpy as np
import pytest

import hikergame
from hikergame.hike import read_record, verify
from hikergame.hikers import Medal, Outing
from hikergame.hikers.fates import Fate, course_of, fate_of
from hikergame.level import library, load_level

ENTRIES = [entry for chapter in library().chapters for entry in chapter.entries]


@cache
def level_of(entry):
    return load_level(entry.path)


@pytest.fixture(params=ENTRIES, ids=lambda entry: entry.id)
def level(request):
    return level_of(request.param)


def stroll(level, rival):
    """Walk downhill by the level's own first step length, halved when the slope turns round."""
    outing = Outing(level, rival=rival, seed=1)
    stride, before = level.step_length.initial, np.zeros(level.dims)
    while not outing.over:
        steepness = outing.readout.steepness
        ahead = -outing.readout.slope / (steepness or 1.0)
        stride *= 0.5 if ahead @ before < 0.0 else 1.0
        before = ahead
        outing.step(stride * ahead)
    return outing


def test_an_outing_beside_each_rival_ends_in_a_sound_reveal(level):
    for rival in (None, *level.rivals):
        outing = stroll(level, rival)
        reveal = outing.reveal()
        assert 0.0 <= reveal.score.points <= 100.0
        assert reveal.score.gap >= 0.0
        assert set(reveal.score.medals) <= set(Medal)
        assert len(reveal.story) >= (1 if rival is None else 2)
        record = read_record(outing.record().to_json())
        assert verify(record, level).ok
        assert Outing.resume(level, record).reveal().headline == reveal.headline


def test_a_race_of_the_level_s_rivals_is_the_same_every_time(level):
    one, two = hikergame.race(level), hikergame.race(level)
    assert np.array_equal(one.tracks, two.tracks)
    assert [score.points for score in one.scores] == [score.points for score in two.scores]


def test_a_rival_scores_beside_a_hike_what_it_scores_in_a_race(level):
    raced = hikergame.race(level).scores[0].points
    hike = hikergame.Hike(level)
    hike.plant_flag()
    assert hikergame.score(hike).rival_points == raced


@pytest.mark.parametrize(
    ("name", "rival", "fate"),
    [
        ("baby-steps", 0, Fate.CRAWLED),
        ("giant-steps", 0, Fate.SWINGING),
        ("the-swing", 0, Fate.SWINGING),
        ("two-valleys", 0, Fate.TRAPPED),
        ("a-comfortable-trap", 0, Fate.TRAPPED),
        ("the-open-bowl", 0, Fate.ARRIVED),
        ("the-long-ravine", 0, Fate.NOT_DOWN),
        ("the-long-ravine", 1, Fate.NOT_DOWN),
    ],
)
def test_what_a_level_means_to_show_is_what_is_told(name, rival, fate):
    entries = {entry.id: entry for entry in ENTRIES}
    level = level_of(entries[name])
    walk = stroll(level, level.rivals[rival]).reveal().rival
    assert fate_of(course_of(level, walk)) is fate
