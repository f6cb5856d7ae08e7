"""Results are what the board shows, at the moment that it shows."""

import pytest

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.results.session import results_of
from hikergame.classroom.room.board import board, overall
from hikergame.classroom.room.reveal import result_views
from hikergame.classroom.room.state import Room

from .lesson import HILL, LINE


def test_boards_are_the_rooms_own(played, results) -> None:
    found = results
    room = Room.replay(played.events)
    assert [one.number for one in found.rounds] == [1, 2, 3]
    for one in found.rounds:
        assert one.board == board(room, one.number, everybody=True)
        assert {row.name for row in one.rows} == {"Ada", "=1+1", "<i>Bo</i>", "Zoë 🎿", "R2"}
        assert one.walks.keys() == {*(row.hiker for row in one.rows), "gradient-descent"}
        for row in (*one.rows, *one.algorithms):
            assert one.walks[row.hiker].points == row.points
    assert found.overall == overall(room, everybody=True)
    assert (found.name, found.code) == ("7b", played.code)


def test_figures_are_those_that_each_walker_is_told(played, results) -> None:
    room = Room.replay(played.events)
    for one in results.rounds:
        for hiker, told in result_views(room, one.number).items():
            walk = one.walks[hiker]
            assert (walk.points, walk.halvings[-1]) == (told.points, told.halvings)


def test_a_moment_of_before_can_be_asked_for(played) -> None:
    revealed = next(one.number for one in played.events if one.kind is Kind.ROUND_REVEALED)
    found = results_of(played.events, up_to=revealed)
    assert [one.number for one in found.rounds] == [1]
    assert found.overall is None
    assert found.rows == found.rounds[0].rows
    assert found.up_to == revealed


def test_a_frozen_board_freezes_everything(make_lesson) -> None:
    lesson = make_lesson(full_board=True)
    ada, bo, cy = (lesson.join(name) for name in ("Ada", "Bo", "Cy"))
    lesson.start()
    lesson.walk(ada, 2)
    lesson.walk(bo, 1)
    lesson.do(Do.FREEZE)
    frozen = results_of(lesson.events)
    lesson.walk(ada)
    lesson.walk(cy)
    lesson.do(Do.RENAME, hiker=bo, name="Beau")
    lesson.join("Dee")
    lesson.do(Do.CLOSE)
    found = results_of(lesson.events)
    assert found.frozen
    assert found.up_to == frozen.up_to
    assert found.rounds[0].board == board(lesson.room)
    assert found.rounds[0].reveal is None
    assert {row.name: row.points for row in found.rows} == {
        {"Bo": "Beau"}.get(row.name, row.name): row.points for row in frozen.rows
    }
    lesson.do(Do.THAW)
    thawed = results_of(lesson.events)
    assert {row.name for row in thawed.rows} == {"Ada", "Beau", "Cy"}
    assert thawed.rounds[0].reveal is not None


def test_a_round_that_is_on_shows_no_map(make_lesson) -> None:
    lesson = make_lesson(HILL, LINE)
    ada = lesson.join("Ada")
    assert results_of(lesson.events).rounds == ()
    lesson.start()
    lesson.walk(ada, 1)
    (one,) = results_of(lesson.events).rounds
    assert one.reveal is None
    assert one.walks == {}


def test_one_round_alone(results) -> None:
    found = results
    alone = found.only(2)
    assert [one.number for one in alone.rounds] == [2]
    assert alone.rows == found.rounds[1].rows
    assert found.only(None) is found
    with pytest.raises(RoomError, match="1, 2, 3"):
        found.only(4)


def test_what_is_no_room_has_no_results() -> None:
    for events in ([], [Event(1, 0, Kind.MOVED, {})]):
        with pytest.raises(RoomError, match="none of them opens one"):
            results_of(events)


def test_purged_people_are_said_to_be_purged(make_lesson) -> None:
    lesson = make_lesson()
    ada, bo = lesson.join("Ada"), lesson.join("Bo")
    lesson.play([ada, bo])
    before = results_of(lesson.events)
    assert before.purged == ""
    count = lesson.store.erase(lesson.id, [ada])
    found = results_of(lesson.events)
    assert [row.name for row in found.rows] == ["Bo"]
    assert f"{count} of its {len(lesson.events)} events are erased" in found.purged
    lesson.store.erase(lesson.id, [bo])
    gone = results_of(lesson.events)
    assert gone.rows == ()
    assert gone.purged.startswith("Everybody who was here has been purged")
