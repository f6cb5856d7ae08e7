"""What a broken line, a pause and a teacher's hand do to a hike: no step lost, none twice."""

import numpy as np

from hikergame.classroom.client.http import recover
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.tui.join.app import JoinApp
from hikergame.tui.join.hike.screen import ClassHike
from tests.piloting import see, until

from .conftest import MakePupil
from .driving import read, set_out
from .rooms import Room


def taken(app: JoinApp) -> int:
    """Return how many steps have been felt."""
    walk = app.connection.walk
    return 0 if walk is None or app.connection.waiting else walk.step


async def test_hammered_keys_take_each_step_once(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        for _ in range(5):
            app.simulate_key("space")
        await until(pilot, lambda: taken(app) == 5)
        await pilot.pause()
        moves = room.steps_of("Ada")
        assert len(moves) == 5
        assert np.array_equal(moves, app.connection.walk.notebook.moves)


async def test_keys_hammered_past_the_end_leave_the_room_as_it_is(
    room: Room, pupil: MakePupil
) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        while not app.connection.walk.over:
            await pilot.press("space", "enter")
        await see(pilot, "RoomScreen")
        await pilot.press("space", "enter", "space")
        assert type(app.screen).__name__ == "RoomScreen"
        await read(pilot, "All your 12 steps are taken")
        assert len(room.steps_of("Ada")) == 12


async def test_server_that_comes_back_is_sent_the_step_it_never_heard(
    room: Room, pupil: MakePupil
) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        hike = await set_out(pilot, room)
        await pilot.press("d", "space")
        await until(pilot, lambda: taken(app) == 1)
        room.stop()
        app.connection.step((0.25, 0.5))
        hike._waiting = True  # as after a key that came before the line was known to be broken
        await read(pilot, "line broken", "It comes back by itself")
        await pilot.press("space", "d", "space", "f", "f")
        room.start()
        await read(pilot, "paused")
        assert app.screen is hike
        await room.teach(Do.RESUME)
        await until(pilot, lambda: not app.at.held and not app.connection.waiting)
        before = taken(app)
        await pilot.press("space")
        await until(pilot, lambda: taken(app) == before + 1)
        assert len(room.steps_of("Ada")) == before + 1
        assert app.screen is hike


async def test_pause_holds_the_hike_and_says_why(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        await room.teach(Do.PAUSE)
        await read(pilot, "paused", "The teacher has paused the round")
        await pilot.press("space", "f", "f", "d", "right")
        await room.teach(Do.RESUME)
        await until(pilot, lambda: not app.at.held)
        assert not room.steps_of("Ada")
        await pilot.press("space")
        await until(pilot, lambda: taken(app) == 1)
        assert len(room.steps_of("Ada")) == 1


async def test_step_refused_lets_the_next_one_be_taken(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        hike = await set_out(pilot, room)
        hike.post_message(ClassHike.Wished(1, 7, np.array([1.0, 1.0])))
        hike._waiting = True
        await read(pilot, "not just now")
        await pilot.press("space")
        await until(pilot, lambda: taken(app) == 1)


async def test_removed_pupil_is_told_so(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        await room.teach(Do.REMOVE, hiker=app.at.you.hiker)
        await see(pilot, "RoomScreen")
        await read(pilot, "The teacher has removed you from the room", "Press q to leave")
        await pilot.press("enter", "r", "w", "u")
        assert type(app.screen).__name__ == "RoomScreen"
        await pilot.press("q")
    assert app.return_value == 0


async def test_seat_taken_by_another_device_ends_plainly(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        recover(room.address, room.code, app.at.recovery)
        await see(pilot, "RoomScreen")
        await read(pilot, "This seat is being walked", "--recover")


async def test_round_closed_in_mid_hike_leaves_the_notebook_to_read(
    room: Room, pupil: MakePupil
) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        await pilot.press("space")
        await until(pilot, lambda: taken(app) == 1)
        await room.teach(Do.CLOSE)
        await see(pilot, "RoomScreen")
        await read(pilot, "is over", "u Notebook")


async def test_hike_that_was_left_is_gone_on_with(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        await pilot.press("space")
        await until(pilot, lambda: taken(app) == 1)
        await pilot.press("escape")
        await see(pilot, "RoomScreen")
        await read(pilot, "go back to your hike")
        await pilot.press("enter")
        await see(pilot, "ClassHike")
        await read(pilot, "step 1/12")
        assert app.at.phase is Phase.WALKING


async def test_interrupt_leaves_at_once_while_nobody_answers(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot, room)
        room.stop()
        await read(pilot, "line broken")
        await pilot.press("ctrl+c")
    assert app.return_value == 130
    room.start()
