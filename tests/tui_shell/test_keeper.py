"""The keeper: in order, behind the player's back, and honest about what was not kept."""

import threading
from dataclasses import replace

import pytest

from hikergame.profile import Profile, ProfileError, Settings
from hikergame.tui.keeper import Keeper


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def keeper(tmp_path, told):
    keeper = Keeper(Profile(tmp_path), told.append)
    yield keeper
    keeper.close()


def refuse(_profile: Profile) -> None:
    raise ProfileError("This hike could not be kept: the disk is full.")


def test_changes_are_made_in_order_and_are_there_after_a_flush(keeper):
    for name in ("Ann", "Bob", "Cid"):
        keeper.write(lambda profile, name=name: profile.keep_settings(Settings(name=name)))
    keeper.flush()
    assert keeper.read(lambda profile: profile.settings(), Settings()).name == "Cid"


def test_nobody_waits_for_a_change(keeper):
    go = threading.Event()
    keeper.write(lambda _profile: go.wait(240))
    keeper.write(lambda profile: profile.keep_settings(replace(Settings(), name="late")))
    assert keeper.read(lambda profile: profile.settings(), Settings()).name == ""
    go.set()
    keeper.flush()
    assert keeper.read(lambda profile: profile.settings(), Settings()).name == "late"


def test_what_is_not_kept_is_told_once_and_the_game_goes_on(keeper, told):
    keeper.write(refuse)
    keeper.write(refuse)
    keeper.write(lambda profile: profile.keep_settings(Settings(name="Ann")))
    keeper.flush()
    assert told == ["This hike could not be kept: the disk is full."]
    assert keeper.read(lambda profile: profile.settings(), Settings()).name == "Ann"


def test_what_cannot_be_read_is_told_and_counts_as_nothing(keeper, told):
    assert keeper.read(refuse, "nothing") == "nothing"
    assert len(told) == 1


def test_a_damaged_file_is_told_of(tmp_path, told):
    (tmp_path / "profile.db").write_bytes(b"not a database, " * 200)
    keeper = Keeper(Profile(tmp_path), told.append)
    assert keeper.read(lambda profile: profile.settings(), Settings()) == Settings()
    keeper.close()
    (sentence,) = told
    assert "damaged" in sentence


def test_closing_waits_for_what_is_still_to_be_written(tmp_path, told):
    keeper = Keeper(Profile(tmp_path), told.append)
    for count in range(20):
        keeper.write(lambda profile, n=count: profile.keep_settings(Settings(name=str(n))))
    keeper.close()
    assert Profile(tmp_path).settings().name == "19"
