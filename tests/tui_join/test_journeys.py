"""A pupil's whole way through a class, against a real server."""

from threading import Event
from typing import Any

import pytest

from hikergame.classroom.client import http
from hikergame.classroom.client.seats import HeldSeat
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.watching import RevealView
from hikergame.tui.join.app import JoinApp
from hikergame.tui.reveal.map_board import MapBoard
from tests.piloting import PATIENCE, see, until, words

from .conftest import MakePupil
from .driving import read, see_the_map, see_what_was_promised, set_out, told
from .rooms import DEEP, LINE, Room


async def test_pupil_walks_a_round_from_lobby_to_reveal(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Class [red]7b[/red]", "Round 1 of 2 comes next", app.at.recovery)
        await pilot.press("r")
        await read(pilot, "You are ready.", "1 of 1 ready")
        await room.teach(Do.COUNT_DOWN)
        hike = await see(pilot, "ClassHike")
        await pilot.press("d", "space")
        await until(pilot, lambda: app.connection.walk.step == 1 and not app.connection.waiting)
        await pilot.pause()
        assert "step 1/12" in words(app)
        await pilot.press("f", "f")
        await see(pilot, "RoomScreen")
        await read(pilot, "Your flag is planted, after 1 step.")
        assert hike not in app.screen_stack
        await room.until(Phase.CLOSED)
        assert room.steps_of("Ada") == [tuple(app.connection.walk.notebook.moves[0])]
        await pilot.press("u")
        await see(pilot, "ClassHike")
        await read(pilot, "Notebook", "Step by step")
        await pilot.press("space", "f", "r", "escape")
        await see(pilot, "RoomScreen")
        await room.teach(Do.REVEAL)
        await see(pilot, "ClassReveal")
        await read(pilot, "The [b]Hidden[/b] Valley", "Ada", "gradient descent", "points")
        await until(pilot, lambda: app.at.verdict is not None and app.at.result_of(1) is not None)
        await pilot.press("d", "end")  # all that there is to say takes more than one page
        await read(pilot, "It was a bowl all along.")
        await pilot.press("escape", "c", "escape")
        await see(pilot, "RoomScreen")
        await read(pilot, "Round 1 of 2 was The [b]Hidden[/b] Valley", "How all stand", "← you")
        await room.teach(Do.NEXT)
        await read(pilot, "Round 2 of 2 comes next")
        await room.teach(Do.FINISH)
        await read(pilot, "The room has finished", "Round 1", "← you")


async def test_practice_ground_gives_way_to_the_round(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "practice", "w Practise")
        await pilot.press("w")
        await see(pilot, "HikeScreen")
        await pilot.press("d", "space", "f", "f")
        await see(pilot, "RevealScreen")
        await pilot.press("r")
        await see(pilot, "HikeScreen")
        await room.teach(Do.COUNT_DOWN)
        await see(pilot, "ClassHike")
        assert app.host is None
        app.keeper.flush()
        assert not app.keeper.read(lambda profile: profile.under_way(), ())
        await pilot.press("escape")
        await see(pilot, "RoomScreen")


async def test_walk_through_on_practice_ground_can_be_skipped(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Round 1 of 2")
        await pilot.press("question_mark")
        await see(pilot, "HelpScreen")
        await pilot.press("w")
        await see(pilot, "HikeScreen")
        await read(pilot, "Turn round", "Skip")
        await pilot.press("x")
        await until(pilot, lambda: "Turn round" not in words(app))
        await pilot.pause()
        assert app.host.walkthrough is None
        assert "Skip" not in words(app)


async def test_ground_on_a_line_is_walked_and_seen(pupil: MakePupil) -> None:
    room = Room([LINE])
    try:
        app = pupil(where=room)
        async with app.run_test(size=(140, 40)) as pilot:
            await see_the_map(pilot, room)
            await read(pilot, "A line", "step 8")
            await pilot.press("c")
            await read(pilot, "everybody")
    finally:
        room.close()


async def test_ground_that_cannot_be_drawn_is_sent_to_plain(pupil: MakePupil) -> None:
    room = Room([DEEP])
    try:
        app = pupil(where=room)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.at.online)
            await room.teach(Do.COUNT_DOWN)
            await read(pilot, "3 dimensions", "--plain")
            assert type(app.screen).__name__ == "RoomScreen"
            await room.teach(Do.CLOSE)
            await room.teach(Do.REVEAL)
            await read(pilot, "There is no map")
            assert "enter" not in words(app).splitlines()[-1]
    finally:
        room.close()


async def test_app_opened_again_goes_on_where_it_was(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        await pilot.press("space")
        await until(pilot, lambda: room.steps_of("Ada"))
    again = JoinApp(*app._seat[:1], room.code, HeldSeat(app._seat[1], app.at.recovery, "Ada"))
    async with again.run_test(size=(80, 24)) as pilot:
        await see(pilot, "ClassHike")
        await read(pilot, "step 1/12", "Ada")


async def test_help_explains_the_room_first(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Round 1 of 2")
        await pilot.press("question_mark")
        await see(pilot, "HelpScreen")
        await read(pilot, "IN A CLASS", "Tell your teacher that you are ready.")
        await pilot.press("escape")
        await see(pilot, "RoomScreen")


async def test_promise_that_was_kept_is_said_beside_the_map(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(140, 60)) as pilot:
        screen = await see_what_was_promised(pilot, room)
        assert "It was the ground that the room had promised" in str(screen._story)
        await pilot.press("escape")
        await read(pilot, "seal     ✓ kept")


async def test_promise_that_was_broken_is_a_warning(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    app.connection.promises[1] = "0" * 64
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await see_what_was_promised(pilot, room)
        await told(pilot, "Warning: this was not the ground that the room had promised")
        assert str(screen._story).startswith("Warning")
        await pilot.press("escape")
        await read(pilot, "seal     ✗ broken")


async def test_map_fits_a_window_that_grew_while_something_was_read(
    room: Room, pupil: MakePupil
) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await see_what_was_promised(pilot, room)
        before = screen.query_one(MapBoard).room
        await pilot.press("d")
        await pilot.resize_terminal(140, 40)
        await pilot.press("d")
        board = screen.query_one(MapBoard)
        await until(pilot, lambda: board.room[0] > before[0] and board.room[1] > before[1])
        await until(pilot, lambda: board._prospect.height > before[1])


async def test_new_name_is_told_at_once(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Round 1 of 2")
        await room.teach(Do.RENAME, hiker=app.at.you.hiker, name="Grace")
        await told(pilot, "Your teacher has renamed you: Grace.")
        await read(pilot, "Grace")


async def test_window_that_is_too_small_names_the_way_without_one(
    room: Room, pupil: MakePupil
) -> None:
    app = pupil()
    async with app.run_test(size=(60, 20)) as pilot:
        await read(pilot, "Too small", "add --plain")
        await pilot.resize_terminal(80, 24)
        await read(pilot, "Round 1 of 2")


async def test_help_in_a_class_has_no_keys_of_the_trail(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 300)) as pilot:
        await read(pilot, "Round 1 of 2")
        await pilot.press("question_mark")
        await read(pilot, "IN A CLASS", "ON A HIKE", "Go back to the trail or the room")
        assert "THE TRAIL" not in words(app)
        assert "TEACHING" not in words(app)


async def test_map_that_comes_when_the_next_round_is_on_leaves_the_hike_alone(
    room: Room, pupil: MakePupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, drawn = Event(), Event()
    reveal = http.reveal

    def late(*question: Any) -> RevealView:
        asked.set()
        assert drawn.wait(PATIENCE)
        return reveal(*question)

    monkeypatch.setattr(http, "reveal", late)
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        for deed in (Do.CLOSE, Do.REVEAL):
            await room.teach(deed)
        await until(pilot, asked.is_set)
        await room.teach(Do.NEXT)
        await until(pilot, lambda: app.at.phase is Phase.LOBBY)
        hike = await set_out(pilot, room)
        asking = [one for one in app.workers if one.group in ("look", "map")]
        drawn.set()
        await until(pilot, lambda: all(one.is_finished for one in asking))
        assert asking
        assert app.screen is hike
