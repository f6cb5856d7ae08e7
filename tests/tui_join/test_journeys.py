"""A pupil's whole way through a class, against a real server."""

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do

from .conftest import MakePupil
from .driving import read, see, until, words
from .rooms import Room


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
        print(words(app))
        await pilot.press("d")
        await read(pilot, "It was a bowl all along.")
        print(words(app))
        await pilot.press("escape", "c", "escape")
        await see(pilot, "RoomScreen")
        await read(pilot, "Round 1 of 2 was The [b]Hidden[/b] Valley", "How all stand", "← you")
        print(words(app))
        await room.teach(Do.NEXT)
        await read(pilot, "Round 2 of 2 comes next")
        await room.teach(Do.FINISH)
        await read(pilot, "The room has finished", "Round 1", "← you")
        print(words(app))
