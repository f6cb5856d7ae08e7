"""A pupil's whole way through a class, against a real server."""

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do

from .conftest import MakePupil
from .driving import read, see, until, words
from .rooms import Room


async def test_pupil_walks_a_round_from_lobby_to_end(room: Room, pupil: MakePupil) -> None:
    app = pupil()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Class [red]7b[/red]", "Round 1 of 2 comes next", app.at.recovery)
        await pilot.press("r")
        await read(pilot, "You are ready.", "1 of 1 ready")
        await room.teach(Do.COUNT_DOWN)
        hike = await see(pilot, "ClassHike")
        await pilot.press("d", "space")
        await until(pilot, lambda: app.connection.walk.step == 1 and not app.connection.waiting)
        assert "step 1/12" in words(app)
        await pilot.press("f", "f")
        await see(pilot, "RoomScreen")
        await read(pilot, "Your flag is planted, after 1 step.")
        assert hike not in app.screen_stack
        await room.until(Phase.CLOSED)
        assert room.steps_of("Ada") == [tuple(app.connection.walk.notebook.moves[0])]
        await pilot.press("u")
        await see(pilot, "ClassHike")
        print(words(app))
        await pilot.press("escape")
        await see(pilot, "RoomScreen")
