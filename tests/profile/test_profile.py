"""What a profile keeps and gives back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.profile import FinishedHike, Profile, Settings, UnderWay, clean_name, data_folder
from hikergame.profile.profile import KEPT_UNDER_WAY

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)

HIKE = FinishedHike(
    level_id="gentle-slope",
    level_hash="a" * 64,
    path=None,
    finished_at=NOON,
    points=61.25,
    halvings=5.5,
    medals=("valley",),
    rival="gradient descent",
    rival_points=40.0,
    steps=12,
    record='{"format": 1}',
)

UNDER_WAY = UnderWay(
    token="one",
    level_id="gentle-slope",
    level_hash="a" * 64,
    path=None,
    title="A gentle slope",
    step=2,
    steps=20,
    record='{"moves": [[0.1, -0.2], [1e-300, 3.0]]}',
    saved_at=NOON,
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data")


def test_reading_a_profile_that_never_was_finds_nothing_and_creates_nothing(profile, tmp_path):
    assert profile.settings() == Settings()
    assert profile.progress() == {}
    assert profile.finished("gentle-slope") == ()
    assert profile.under_way() == ()
    profile.forget_under_way([])
    assert list(tmp_path.iterdir()) == []


def test_a_finished_hike_comes_back_as_it_was(profile):
    profile.finish(HIKE)
    (found,) = profile.finished("gentle-slope")
    assert replace(found, id=None) == HIKE
    assert found.id is not None


def test_finished_hikes_come_latest_first_and_level_by_level(profile):
    for hour, points in ((1, 10.0), (3, 30.0), (2, 20.0)):
        profile.finish(replace(HIKE, finished_at=NOON + timedelta(hours=hour), points=points))
    profile.finish(replace(HIKE, level_id="other"))
    profile.finish(replace(HIKE, path="/home/me/gentle-slope.yaml"))
    assert [hike.points for hike in profile.finished("gentle-slope")] == [30.0, 20.0, 10.0]
    assert [hike.points for hike in profile.finished("gentle-slope", limit=1)] == [30.0]
    assert len(profile.finished("gentle-slope", path="/home/me/gentle-slope.yaml")) == 1


def test_progress_is_the_best_points_and_every_medal_of_a_ground(profile):
    profile.finish(replace(HIKE, points=10.0, medals=("valley", "rival")))
    profile.finish(replace(HIKE, points=50.0, medals=("deepest",)))
    profile.finish(replace(HIKE, points=20.0, medals=()))
    (ground,) = profile.progress()["gentle-slope"]
    assert (ground.points, ground.hikes) == (50.0, 3)
    assert ground.medals == {"valley", "rival", "deepest"}


def test_an_edited_level_has_its_earlier_ground_behind_the_one_walked_last(profile):
    profile.finish(replace(HIKE, level_hash="old", points=99.0))
    profile.finish(replace(HIKE, level_hash="new", finished_at=NOON + timedelta(days=1)))
    assert [ground.level_hash for ground in profile.progress()["gentle-slope"]] == ["new", "old"]


def test_a_file_of_the_players_own_says_nothing_of_the_shipped_level_of_that_name(profile):
    profile.finish(replace(HIKE, path="/elsewhere/gentle-slope.yaml"))
    assert profile.progress() == {}


PACK = {"gentle-slope": "/class.zip/01-gentle-slope.yaml", "bowl": "/class.zip/02-bowl.yaml"}


def test_progress_in_a_pack_is_by_file_and_by_ground(profile):
    here, there = PACK["gentle-slope"], "/old/class.zip/01-other-name.yaml"
    profile.finish(replace(HIKE, path=here, level_hash="new", points=10.0, medals=("valley",)))
    later = NOON + timedelta(days=1)
    profile.finish(
        replace(
            HIKE,
            level_id="other-name",
            path=there,
            level_hash="new",
            points=30.0,
            medals=("rival",),
            finished_at=later,
        )
    )
    profile.finish(replace(HIKE, path=here, level_hash="old", finished_at=NOON - timedelta(days=1)))
    profile.finish(replace(HIKE, path="/elsewhere.yaml", level_hash="another"))

    unknown = profile.progress_in_pack(PACK, {})
    assert [one.level_hash for one in unknown["gentle-slope"]] == ["new", "old"]
    assert unknown.keys() == {"gentle-slope"}

    now, before = profile.progress_in_pack(PACK, {"gentle-slope": "new"})["gentle-slope"]
    assert (now.level_id, now.points, now.hikes, now.last) == ("gentle-slope", 30.0, 2, later)
    assert now.medals == {"valley", "rival"}
    assert before.level_hash == "old"


def test_past_hikes_are_also_those_on_the_same_ground(profile):
    profile.finish(replace(HIKE, path="/old/class.zip/a.yaml", level_id="a", level_hash="here"))
    profile.finish(replace(HIKE, path="/class.zip/b.yaml", level_id="b", level_hash="before"))
    assert len(profile.finished("b", "/class.zip/b.yaml")) == 1
    assert len(profile.finished("b", "/class.zip/b.yaml", level_hash="here")) == 2


def test_a_hike_under_way_comes_back_as_it_was(profile):
    profile.keep_under_way(UNDER_WAY)
    assert profile.under_way() == (UNDER_WAY,)


def test_a_later_step_takes_the_place_of_an_earlier(profile):
    profile.keep_under_way(UNDER_WAY)
    later = replace(UNDER_WAY, step=3)
    profile.keep_under_way(later)
    assert profile.under_way() == (later,)


def test_finishing_forgets_that_hike_alone(profile):
    other = replace(UNDER_WAY, token="two")
    profile.keep_under_way(UNDER_WAY)
    profile.keep_under_way(other)
    profile.finish(HIKE, token="one")
    assert profile.under_way() == (other,)


def test_hikes_under_way_do_not_pile_up(profile):
    for number in range(KEPT_UNDER_WAY + 3):
        moment = NOON + timedelta(minutes=number)
        profile.keep_under_way(replace(UNDER_WAY, token=str(number), saved_at=moment))
    kept = profile.under_way()
    assert len(kept) == KEPT_UNDER_WAY
    assert kept[0].token == str(KEPT_UNDER_WAY + 2)


def test_hikes_under_way_can_be_forgotten(profile):
    profile.keep_under_way(UNDER_WAY)
    profile.forget_under_way(["one", "never was"])
    assert profile.under_way() == ()


@given(
    st.builds(
        Settings,
        theme=st.sampled_from(["dark", "light"]),
        reduced_motion=st.booleans(),
        guide=st.booleans(),
        name=st.text().map(clean_name),
        walkthrough_done=st.booleans(),
        keys=st.dictionaries(st.text(), st.lists(st.text(), min_size=1).map(tuple)),
    )
)
def test_settings_survive_being_stored(settings):
    assert Settings.from_stored(settings.to_stored()) == settings


def test_settings_come_back_from_the_file(profile):
    chosen = Settings(theme="light", name="Zoë", keys={"hike.step": ("s",)})
    profile.keep_settings(chosen)
    assert profile.settings() == chosen


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(Settings().to_stored())) | st.text(), junk))
def test_settings_that_make_no_sense_are_their_defaults(stored):
    settings = Settings.from_stored(stored)
    assert Settings.from_stored(settings.to_stored()) == settings


@given(st.text())
def test_a_name_is_one_printable_line(text):
    name = clean_name(text)
    assert name.isprintable()
    assert len(name) <= 40
    assert name == name.strip()


def test_the_folder_is_the_one_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    assert Profile().path.parent == tmp_path
    monkeypatch.delenv("HIKERGAME_HOME")
    assert "hikergame" in data_folder().parts
