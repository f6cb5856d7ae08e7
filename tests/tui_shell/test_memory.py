"""What the app lets go of on its way from level to level."""

from weakref import ref

from hikergame.tui.app import HikerApp
from hikergame.tui.drawing import row
from hikergame.tui.ground import Opening, load_ground
from tests.tui_shell.driving import see, set_out, set_out_as_told, until, walk_to_the_reveal


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


async def test_the_ground_that_the_command_line_named_is_freed_like_any_other(profile, levels):
    """It is not kept for the sake of the command line once another level is briefed on."""
    opening = Opening(load_ground(levels, levels.entries[0].id, None), "first", None)
    ground = ref(opening.ground)
    app = HikerApp(profile=profile, levels=levels, opening=opening)
    del opening
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out_as_told(pilot)
        await walk_to_the_reveal(pilot)
        await pilot.press("n")
        await see(pilot, "BriefingScreen")
        await until(pilot, lambda: ground() is None)
