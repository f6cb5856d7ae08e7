"""What the app lets go of on its way from level to level."""

from weakref import ref

from hikergame.tui.drawing import row
from tests.tui_shell.driving import see, set_out, until


async def test_screens_that_were_left_are_freed(app):
    """Only the screens that are seen, and home, are in memory."""
    async with app.run_test(size=(80, 24)) as pilot:
        left = [ref(await set_out(pilot))]
        await pilot.press("f", "f")
        left.append(ref(await see(pilot, "RevealScreen")))
        await until(pilot, lambda: app.screen._shown)
        await pilot.press("n")
        await see(pilot, "BriefingScreen")
        await until(pilot, lambda: not any(screen() for screen in left))


async def test_the_colours_of_a_map_go_with_it(app):
    """A reveal's thousands of colours are not kept behind the next screen."""
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await pilot.press("f", "f")
        await see(pilot, "RevealScreen")
        row.segment("map", 1, 2)
        await pilot.press("n")
        await see(pilot, "BriefingScreen")
        await until(pilot, lambda: not row._style.cache_info().currsize)
