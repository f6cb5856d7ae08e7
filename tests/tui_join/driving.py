"""Goes the ways of a round that many tests begin with, and waits for what the pupil would."""

from textual.pilot import Pilot

from hikergame.classroom.messages.teaching import Do
from hikergame.tui.join.hike.screen import ClassHike
from hikergame.tui.join.reveal.screen import ClassReveal
from tests.piloting import see, until, words

from .rooms import Room


async def read(pilot: Pilot[int], *parts: str) -> None:
    """Wait until all these words are on the screen."""
    await until(pilot, lambda: all(part in words(pilot.app) for part in parts))


async def told(pilot: Pilot[int], says: str) -> None:
    """Wait until the pupil has been told that."""
    await until(pilot, lambda: any(says in one.message for one in pilot.app._notifications))


async def set_out(pilot: Pilot[int], room: Room) -> ClassHike:
    """Begin the round, and wait for the hike."""
    await until(pilot, lambda: pilot.app.at.online)
    await room.teach(Do.COUNT_DOWN)
    hike = await see(pilot, "ClassHike")
    assert isinstance(hike, ClassHike)
    return hike


async def see_the_map(pilot: Pilot[int], room: Room) -> ClassReveal:
    """Walk a step downhill, end the round, and wait for its map."""
    await set_out(pilot, room)
    await pilot.press("d", "space")
    await until(pilot, lambda: room.steps_of("Ada"))
    await room.teach(Do.CLOSE)
    await see(pilot, "RoomScreen")
    await room.teach(Do.REVEAL)
    screen = await see(pilot, "ClassReveal")
    assert isinstance(screen, ClassReveal)
    return screen


async def see_what_was_promised(pilot: Pilot[int], room: Room) -> ClassReveal:
    """Walk a round to its map, and wait until that is painted and its promise looked into."""
    screen = await see_the_map(pilot, room)
    await until(pilot, lambda: pilot.app.at.verdict is not None and screen._shown)
    return screen
