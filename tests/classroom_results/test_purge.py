"""A purge leaves nothing of a person, in no file of the store."""

from contextlib import closing
from pathlib import Path

import pytest

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.results.audit import audit
from hikergame.classroom.results.purging import planned, purge
from hikergame.classroom.results.session import results_of

from .lesson import HILL, Lesson


def held(folder: Path) -> bytes:
    """All that the store's files hold."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def bears(folder: Path, name: str) -> bool:
    """Whether some file has a name, as it is or as JSON writes it."""
    escaped = name.encode("ascii", "backslashreplace")
    return any(one in held(folder) for one in (name.encode(), name.encode("utf-16-le"), escaped))


def entry_of(store, lesson):
    return next(one for one in store.rooms() if one.room == lesson.id)


def test_no_byte_of_a_name_is_left(make_lesson, store, place) -> None:
    lesson = make_lesson(HILL, HILL, store=store)
    ada, bo = lesson.join("Adalgisa"), lesson.join("Bonifaz")
    lesson.do(Do.RENAME, hiker=ada, name="Gisela")
    lesson.play([ada, bo])
    lesson.do(Do.REMOVE, hiker=bo)
    folder = place.parent
    assert all(bears(folder, name) for name in ("Adalgisa", "Gisela", "Bonifaz", ada, bo))
    plan = planned(store, entry_of(store, lesson), "gisela")
    assert plan.people == {ada: ("Adalgisa", "Gisela")}
    assert plan.names == ("Gisela",)
    count = purge(store, plan)
    assert not any(bears(folder, name) for name in ("Adalgisa", "Gisela", ada))
    assert bears(folder, "Bonifaz")
    assert "Gisela" not in {row.name for row in results_of(lesson.events).rows}
    assert count == results_of(lesson.events).erased
    purge(store, planned(store, entry_of(store, lesson)))
    assert not bears(folder, "Bonifaz")
    assert not bears(folder, bo)
    assert results_of(lesson.events).purged.startswith("Everybody")
    assert audit(lesson.events).ok


def test_a_name_of_before_finds_its_bearer(make_lesson) -> None:
    lesson = make_lesson()
    ada = lesson.join("Ada")
    lesson.do(Do.RENAME, hiker=ada, name="Grace")
    lesson.do(Do.REMOVE, hiker=ada)
    other = lesson.join("Ada")
    entry = entry_of(lesson.store, lesson)
    assert planned(lesson.store, entry, "ADA").people.keys() == {ada, other}
    assert planned(lesson.store, entry, "Grace").people.keys() == {ada}
    assert planned(lesson.store, entry, "Bo").people == {}


def test_a_room_that_is_served_is_not_purged(make_lesson) -> None:
    lesson = make_lesson()
    lesson.join("Ada")
    lesson.store.beat(lesson.id, "server")
    plan = planned(lesson.store, entry_of(lesson.store, lesson))
    with pytest.raises(RoomError, match="is being served"):
        purge(lesson.store, plan)
    assert results_of(lesson.events).erased == 0


def test_an_open_reader_elsewhere_keeps_nothing(make_lesson, store, place) -> None:
    lesson: Lesson = make_lesson(store=store)
    lesson.join("Adalgisa")
    with closing(open_store(place)) as other:
        purge(other, planned(other, entry_of(other, lesson)))
        assert not bears(place.parent, "Adalgisa")
