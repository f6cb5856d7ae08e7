"""A store that fails: a clear answer, nothing by halves, and service once it is mended."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.events import Draft, Kept, Stale
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.sqlite import SqliteStore
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.server.opening import open_room

from .classroom import HILL, Classroom, classroom, served, wait_until


class Failing(MemoryStore):
    """A store that keeps nothing while `broken`."""

    broken = False
    failures = 0

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        self._fail_if_broken()
        return super().append(room, drafts)

    def beat(self, room: str, server: str) -> None:
        self._fail_if_broken()
        super().beat(room, server)

    def _fail_if_broken(self) -> None:
        if self.broken:
            self.failures += 1
            raise StoreError("the disk of /secret/path is full")


@pytest.fixture
def store() -> Failing:
    return Failing()


def test_what_cannot_be_kept_is_refused_and_may_be_sent_again(
    room: Classroom, store: Failing
) -> None:
    pupil = room.pupil()
    room.start_round()
    pupil.until("begun")
    before = len(store.read(room.opened.room))
    store.broken = True
    refused = pupil.step(0, 1.0, 0.5)
    assert (refused["why"], refused["round"], refused["step"]) == ("storage", 1, 0)
    assert "secret" not in refused["text"]
    answer = room.post("join", {"code": room.code})
    assert (answer.status_code, answer.json()["why"]) == (503, "storage")
    assert answer.headers["retry-after"]
    assert room.tell("pause").json()["why"] == "storage"
    assert len(store.read(room.opened.room)) == before
    store.broken = False
    assert pupil.step(0, 1.0, 0.5)["type"] == "felt"
    assert room.join()["you"]


def test_that_nothing_is_kept_is_told_for_as_long_as_it_is_so(
    room: Classroom, store: Failing
) -> None:
    store.broken = True
    wait_until(lambda: "full" in (room.view()["trouble"] or ""))
    before = store.failures
    while store.failures < before + 2:
        assert "full" in room.view()["trouble"]
    store.broken = False
    wait_until(lambda: room.view()["trouble"] is None)


def test_a_database_that_is_locked_is_waited_for_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hikergame.classroom.log.sqlite_file.BUSY_SECONDS", 0.2, raising=False)
    file = tmp_path / "classroom.sqlite3"
    with closing(SqliteStore(file)) as store, classroom(store) as room:
        pupil = room.pupil()
        room.start_round()
        pupil.until("begun")
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert pupil.step(0, 1.0, 0.5)["why"] == "storage"
            other.execute("ROLLBACK")
        assert pupil.step(0, 1.0, 0.5)["type"] == "felt"


def test_a_level_that_cannot_be_read_is_told_without_its_name(store: Failing) -> None:
    data = {**text_data(HILL, "secret-file.yaml"), "hash": "0" * 64}  # of another engine, say
    room = served(store, open_room(store, Settings(), [data]))
    pupil = room.pupil()
    answer = room.tell("count-down", seconds=0)
    assert (answer.status_code, answer.json()["why"]) == (409, "not-now")
    assert "cret" not in answer.text
    assert pupil.step(0, 1.0, 0.5)["why"] == "not-walking"
    room.close()
