"""The ways through the game that many journeys begin with."""

from textual.command import Command, CommandList
from textual.pilot import Pilot
from textual.screen import Screen

from tests.piloting import press, see, until


async def brief(pilot: Pilot[int]) -> Screen[None]:
    """Go to the briefing of the level under the cursor, and wait for its words."""
    await press(pilot, "enter")
    screen = await see(pilot, "BriefingScreen")
    await until(pilot, lambda: screen._brief is not None and screen.query("MarkdownParagraph"))
    return screen


async def set_out(pilot: Pilot[int]) -> Screen[None]:
    """Go from home onto a hike on the level under the cursor."""
    await press(pilot, "enter", "enter")
    return await see(pilot, "HikeScreen")


async def set_out_as_told(pilot: Pilot[int]) -> Screen[None]:
    """Go onto the hike of the level that the command line named, once it is briefed on."""
    screen = await see(pilot, "BriefingScreen")
    await until(pilot, lambda: screen._brief is not None)
    await press(pilot, "enter")
    return await see(pilot, "HikeScreen")


async def walk_to_the_reveal(pilot: Pilot[int]) -> Screen[None]:
    """Take a step on a hike and plant the flag, and wait for what is seen then."""
    await press(pilot, "space", "f", "f")
    return await see(pilot, "RevealScreen")


async def leave_after(pilot: Pilot[int], steps: int) -> Screen[None]:
    """Take some steps on a hike, and go home from it."""
    await press(pilot, *["space"] * steps, "escape")
    return await see(pilot, "HomeScreen")


async def find(pilot: Pilot[int], letters: str, first: str) -> None:
    """Type letters into the palette, and wait until what they find first is that."""
    await press(pilot, *letters)
    found = pilot.app.screen.query_one(CommandList)

    def is_first() -> bool:
        command = found.get_option_at_index(0) if found.option_count else None
        return isinstance(command, Command) and command.hit.text == first

    await until(pilot, is_first)
