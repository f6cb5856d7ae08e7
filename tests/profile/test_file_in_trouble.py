"""What a profile does when its file, its disk or its neighbours misbehave."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hikergame.errors import ExitCode
from hikergame.profile import Profile, ProfileError, Settings, store
from tests.profile.test_profile import HIKE, UNDER_WAY

GARBAGE = b"this was never a database\n" * 100
PATIENCE = 240.0
"""Seconds until a test gives up on what ought to come at once."""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path)
    profile.finish(HIKE)
    return profile


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*-damaged-*.db"))


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_folder_and_file_are_the_owners_alone(tmp_path):
    profile = Profile(tmp_path / "deep" / "data")
    profile.finish(HIKE)
    assert stat.S_IMODE(profile.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(profile.path.parent.stat().st_mode) == 0o700


def test_at_rest_the_profile_is_one_single_file(profile, tmp_path):
    profile.settings()
    assert [path.name for path in tmp_path.iterdir()] == ["profile.db"]


def write_many(folder: Path, letter: str, number: int) -> None:
    """What each of two processes does at once: hikes begun, gone on with, and ended."""
    store.BUSY_SECONDS = PATIENCE  # a disk may be as slow as it likes
    profile = Profile(folder)
    for count in range(number):
        token = f"{letter}{count}"
        profile.keep_under_way(replace(UNDER_WAY, token=token))
        profile.finish(replace(HIKE, rival=token), token=token)


def test_two_copies_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path;"
        "from tests.profile.test_file_in_trouble import write_many;"
        "write_many(Path(sys.argv[1]), sys.argv[2], 40)"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), letter], cwd=root)
        for letter in "ab"
    ]
    assert [process.wait(PATIENCE) for process in running] == [0, 0]
    profile = Profile(tmp_path)
    found = {hike.rival for hike in profile.finished("gentle-slope")}
    assert found == {f"{letter}{count}" for letter in "ab" for count in range(40)}
    assert profile.under_way() == ()


def test_a_copy_that_holds_the_file_too_long_is_named(profile, monkeypatch):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(profile.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProfileError, match="This hike could not be kept: another copy"):
            profile.finish(HIKE)
    profile.finish(HIKE)
    assert len(profile.finished("gentle-slope")) == 2


def test_a_full_disk_keeps_what_was_there_and_nothing_by_halves(profile, monkeypatch):
    profile.keep_under_way(UNDER_WAY)
    connect = store.Store.connect

    def on_a_full_disk(self: store.Store, path: Path) -> sqlite3.Connection:
        db = connect(self, path)
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    with monkeypatch.context() as patch:
        patch.setattr(store.Store, "connect", on_a_full_disk)
        with pytest.raises(ProfileError, match="the disk is full") as caught:
            profile.finish(replace(HIKE, record="x" * 100_000), token="one")
        assert caught.value.exit_code is ExitCode.STORAGE
        assert len(profile.finished("gentle-slope")) == 1
        assert profile.under_way() == (UNDER_WAY,)
    profile.finish(HIKE, token="one")
    assert len(profile.finished("gentle-slope")) == 2
    assert profile.under_way() == ()


def test_a_disk_full_from_the_start_leaves_a_file_that_can_be_begun_later(tmp_path, monkeypatch):
    connect = store.Store.connect

    def on_a_full_disk(self: store.Store, path: Path) -> sqlite3.Connection:
        db = connect(self, path)
        db.execute("PRAGMA max_page_count = 1")
        return db

    profile = Profile(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(store.Store, "connect", on_a_full_disk)
        with pytest.raises(ProfileError, match="the disk is full"):
            profile.keep_settings(Settings(theme="light"))
    assert profile.settings() == Settings()
    profile.keep_settings(Settings(theme="light"))
    assert profile.settings().theme == "light"
    assert profile.take_notices() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a way to die at once")
def test_a_crash_half_way_through_a_change_leaves_the_state_before_it(profile, tmp_path):
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from hikergame.profile.store import Store;"
        "store = Store(Path(sys.argv[1]));"
        "store.write('All', lambda db: (db.execute('PRAGMA cache_size = 1'),"
        " db.execute('DELETE FROM hike'),"
        " db.execute('INSERT INTO setting VALUES (1, zeroblob(1000000))'),"
        " os.kill(os.getpid(), signal.SIGKILL)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "profile.db-journal").exists()
    assert len(profile.finished("gentle-slope")) == 1
    assert profile.settings() == Settings()


def test_a_damaged_file_is_moved_aside_and_a_new_one_begun(profile, tmp_path):
    profile.path.write_bytes(GARBAGE)
    assert profile.finished("gentle-slope") == ()
    (aside,) = copies(tmp_path)
    assert aside.read_bytes() == GARBAGE
    (notice,) = profile.take_notices()
    assert "damaged" in notice
    assert str(aside) in notice
    profile.finish(HIKE)
    assert len(profile.finished("gentle-slope")) == 1
    assert profile.take_notices() == ()


def test_writing_to_a_damaged_file_stores_in_a_new_one(profile, tmp_path):
    profile.path.write_bytes(GARBAGE)
    profile.finish(HIKE)
    assert len(profile.finished("gentle-slope")) == 1
    assert len(copies(tmp_path)) == 1


def test_damage_in_the_middle_of_the_file_is_met_in_the_same_way(profile, tmp_path):
    for _ in range(50):
        profile.finish(replace(HIKE, record="x" * 3000))
    content = bytearray(profile.path.read_bytes())
    content[4096:] = random.Random(4096).randbytes(len(content) - 4096)
    profile.path.write_bytes(content)
    assert profile.finished("gentle-slope") == ()
    assert len(copies(tmp_path)) == 1
    assert len(profile.take_notices()) == 1


def test_a_journal_goes_aside_with_its_damaged_file(profile, tmp_path):
    profile.path.write_bytes(GARBAGE)
    Path(f"{profile.path}-journal").write_bytes(b"")
    profile.finish(HIKE)
    assert len(profile.finished("gentle-slope")) == 1
    assert not Path(f"{profile.path}-journal").exists()


def test_of_two_copies_that_meet_the_same_damage_one_moves_it(profile, tmp_path):
    other = Profile(tmp_path)
    profile.path.write_bytes(GARBAGE)
    profile.finish(HIKE)
    other._store._set_aside()
    assert len(other.finished("gentle-slope")) == 1
    assert len(copies(tmp_path)) == 1
    assert other.take_notices() == ()


def test_somebody_elses_database_is_moved_aside(tmp_path):
    with closing(sqlite3.connect(tmp_path / "profile.db")) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    profile = Profile(tmp_path)
    profile.finish(HIKE)
    (aside,) = copies(tmp_path)
    with closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_newer_file_is_left_untouched_and_another_used_beside_it(profile, tmp_path):
    with closing(sqlite3.connect(profile.path, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {store.VERSION + 1}")
    newer = profile.path
    before = newer.read_bytes()
    assert profile.finished("gentle-slope") == ()
    profile.finish(replace(HIKE, points=1.0))
    assert [hike.points for hike in profile.finished("gentle-slope")] == [1.0]
    assert newer.read_bytes() == before
    (notice,) = profile.take_notices()
    assert "newer" in notice
    assert str(newer) in notice
    assert str(profile.path) in notice
    assert profile.path != newer
    again = Profile(tmp_path)
    assert len(again.finished("gentle-slope")) == 1
    assert len(again.take_notices()) == 1


def test_an_older_file_is_brought_to_our_version_with_all_that_is_in_it(profile, monkeypatch):
    added = ("ALTER TABLE hike ADD COLUMN mood TEXT",)
    monkeypatch.setattr(store, "MIGRATIONS", (*store.MIGRATIONS, added))
    monkeypatch.setattr(store, "VERSION", store.VERSION + 1)
    assert [hike.points for hike in profile.finished("gentle-slope")] == [HIKE.points]
    with closing(sqlite3.connect(profile.path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (store.VERSION,)
        assert db.execute("SELECT mood FROM hike").fetchall() == [(None,)]


def test_a_folder_that_cannot_be_made_is_an_error_with_its_cause(tmp_path):
    (tmp_path / "file").write_text("in the way")
    profile = Profile(tmp_path / "file" / "data")
    with pytest.raises(ProfileError, match="Your settings could not be kept"):
        profile.keep_settings(Settings())


def test_a_folder_in_the_files_place_is_an_error_with_its_cause(tmp_path):
    (tmp_path / "profile.db").mkdir()
    with pytest.raises(ProfileError, match="cannot be opened"):
        Profile(tmp_path).settings()


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="for root, nothing is read-only"
)
def test_a_file_that_may_not_be_written_is_an_error_with_its_cause(profile):
    profile.path.chmod(0o400)
    assert len(profile.finished("gentle-slope")) == 1
    with pytest.raises(ProfileError, match="may not be written"):
        profile.finish(HIKE)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE hike SET finished_at = 'yesterday'",
        "UPDATE hike SET points = 'many'",
    ],
)
def test_a_row_that_a_hand_has_spoilt_is_passed_over(profile, spoil):
    with closing(sqlite3.connect(profile.path, isolation_level=None)) as db:
        db.execute(spoil)
    profile.finish(replace(HIKE, level_id="other"))
    profile.finished("gentle-slope")
    assert "other" in profile.progress()


def test_a_spoilt_hike_under_way_is_passed_over(profile):
    profile.keep_under_way(UNDER_WAY)
    with closing(sqlite3.connect(profile.path, isolation_level=None)) as db:
        db.execute("UPDATE under_way SET saved_at = 'once'")
    assert profile.under_way() == ()


def test_a_spoilt_setting_is_its_default(profile):
    profile.keep_settings(Settings(theme="light", guide=False))
    with closing(sqlite3.connect(profile.path, isolation_level=None)) as db:
        db.execute("UPDATE setting SET value = 'light' WHERE name = 'theme'")
    assert profile.settings() == Settings(guide=False)


def test_a_failing_change_stores_nothing(profile):
    with pytest.raises(RuntimeError):
        profile._store.write("All", _delete_and_fail)
    assert len(profile.finished("gentle-slope")) == 1


def _delete_and_fail(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM hike")
    raise RuntimeError
