"""What may ail a file, and what a purge leaves in it."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log import sqlite_file
from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.sqlite import SqliteStore
from hikergame.errors import ExitCode

from .conftest import move, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "classroom.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as store:
        store.create("r", opened())
        yield store


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Meddle with the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def bytes_of(path: Path) -> bytes:
    """All that is in the file and beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def test_by_default_the_file_is_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path / "home"))
    with closing(open_store()) as store:
        assert store.description == str(tmp_path / "home" / "classroom.sqlite3")
    assert (tmp_path / "home" / "classroom.sqlite3").exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX's")
def test_only_its_owner_may_read_the_file(store: SqliteStore, path: Path) -> None:
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    assert path.parent.stat().st_mode & 0o077 == 0


def test_every_commit_is_on_the_disk_before_it_is_told(store: SqliteStore) -> None:
    (mode,) = store._writer.execute("PRAGMA journal_mode").fetchone()
    (full,) = store._writer.execute("PRAGMA synchronous").fetchone()
    assert (mode, full) == ("wal", 2)


def test_what_was_erased_is_in_no_byte_of_the_files(store: SqliteStore, path: Path) -> None:
    names = [f"Zora Neale {number:04}" for number in range(400)]
    for number, name in enumerate(names):
        data = {"name": name, "words": name * (number % 40)}
        joined = Draft(Kind.HIKER_JOINED, data, hiker=f"id{number:04}", key=f"join:{name}")
        store.append("r", [joined, move(f"id{number:04}", 0)])
        if number % 3 == 0:
            store.append("r", [Draft(Kind.HIKER_RENAMED, data, hiker=f"id{number:04}")])
    assert b"Zora Neale 0399" in bytes_of(path)
    assert store.erase("r", {f"id{number:04}" for number in range(1, 400)}) > 800
    left = bytes_of(path)
    assert b"Zora Neale 0000" in left
    assert b"id0000" in left
    assert not [name for name in names[1:] if name.encode() in left]
    assert not [number for number in range(1, 400) if f"id{number:04}".encode() in left]
    store.erase_room("r")
    assert b"Zora" not in bytes_of(path)


def test_an_erasure_while_another_program_reads_is_said_to_be_unfinished(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append("r", [Draft(Kind.HIKER_JOINED, {"name": "Zora"}, hiker="zora")])
    store._writer.execute("PRAGMA busy_timeout = 50")
    with raw(path) as db:
        db.execute("BEGIN")
        db.execute("SELECT * FROM event").fetchall()
        with pytest.raises(StoreError, match=r"traces may be left .* another program"):
            store.erase("r", ["zora"])
        assert b"Zora" in bytes_of(path)
    assert store.erase("r", ["zora"]) == 0
    assert b"Zora" not in bytes_of(path)


def test_a_full_disk_keeps_nothing_by_halves_and_mends_itself(
    store: SqliteStore, path: Path
) -> None:
    (pages,) = store._writer.execute("PRAGMA page_count").fetchone()
    store._writer.execute(f"PRAGMA max_page_count = {pages + 3}")
    many = [move("ada", step) for step in range(200)]
    said = "Nothing was kept: the disk is full; make room"
    with pytest.raises(StoreError, match=said) as raised:
        store.append("r", many)
    assert raised.value.exit_code is ExitCode.STORAGE
    assert str(path) in str(raised.value)
    assert len(store.read("r")) == 1
    store.append("r", many[:2])
    store._writer.execute("PRAGMA max_page_count = 1000000")
    store.append("r", many)
    assert [event.number for event in store.read("r")] == list(range(1, 202))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_device_that_is_full_is_said_to_be_no_log() -> None:
    with pytest.raises(StoreError, match="/dev/full"):
        SqliteStore(Path("/dev/full"))


def test_a_locked_file_is_waited_for_and_then_told(store: SqliteStore, path: Path) -> None:
    store._writer.execute("PRAGMA busy_timeout = 50")
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is holding the file"):
            store.append("r", [move("ada", 0)])
        assert len(store.read("r")) == 1
        db.execute("ROLLBACK")
    store.append("r", [move("ada", 0)])
    assert len(store.read("r")) == 2


def test_a_file_of_a_newer_version_is_left_as_it_is(store: SqliteStore, path: Path) -> None:
    store.close()
    with raw(path) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer hikergame \(format 99, .*update hikergame"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_foreign_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with raw(path) as db:
        db.execute("CREATE TABLE shopping (item TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is no log of a classroom"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, " * 1000)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"damaged, or no log of a classroom .*--store"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_to_be_so(store: SqliteStore, path: Path) -> None:
    store.append("r", [move("ada", step) for step in range(2000)])
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (size - 8192))
    damaged = path.read_bytes()
    with (
        pytest.raises(StoreError, match=r"damaged .*left as it is: keep a copy"),
        closing(SqliteStore(path)) as again,
    ):
        again.read("r")
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    ("meddle", "said"),
    [
        ("DELETE FROM event WHERE number = 3", "event 3 is missing"),
        ("UPDATE event SET data = 'null' WHERE number = 3", "event 3 makes no sense"),
        ("UPDATE event SET kind = 'sneezed' WHERE number = 3", "event 3 makes no sense"),
    ],
)
def test_events_that_somebody_meddled_with_are_told(
    store: SqliteStore, path: Path, meddle: str, said: str
) -> None:
    store.append("r", [move("ada", step) for step in range(4)])
    with raw(path) as db:
        db.execute(meddle)
    with pytest.raises(StoreError, match=said):
        store.read("r")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be opened: .* Another file .*--store\."):
        SqliteStore(tmp_path / "file" / "classroom.sqlite3")


def test_a_folder_in_the_logs_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder, not a log: name a file in it"):
        SqliteStore(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_two_processes_that_create_the_file_at_once_agree(path: Path) -> None:
    with closing(SqliteStore(path)) as one, closing(SqliteStore(path)) as other:
        one.create("r", opened())
        assert other.read("r") == one.read("r")
    with raw(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (sqlite_file.FORMAT,)


def test_an_unknown_kind_of_store_is_told() -> None:
    with pytest.raises(StoreError, match="mysql://"):
        open_store("mysql://root@localhost/class")
