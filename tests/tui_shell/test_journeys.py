"""Journeys from home over a hike to its reveal and on, key by key."""

from hikergame.errors import ExitCode
from tests.piloting import press, see, until
from tests.tui_shell.driving import brief, set_out, walk_to_the_reveal


async def test_enter_enter_space_is_a_first_step(app):
    """Who presses Enter twice and then space has taken a step, without reading a word."""
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 1)


async def test_enter_before_the_level_is_loaded_is_not_lost(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await see(pilot, "HikeScreen")


async def test_from_home_to_the_reveal_and_on_to_the_next_level(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "d", "space", "space", "f", "f")
        await see(pilot, "RevealScreen")
        app.keeper.flush()
        (hike,) = profile.finished("gentle")
        assert hike.steps == 2
        assert hike.rival == "gradient descent"
        assert profile.under_way() == ()
        await press(pilot, "enter")
        screen = await see(pilot, "BriefingScreen")
        assert screen._heading.level_id == "noisy"
        await press(pilot, "escape")
        home = await see(pilot, "HomeScreen")
        assert app.trail.walked == 1
        assert home.cursor == 1


async def test_running_out_of_steps_ends_the_hike(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, *["space"] * 8)
        await see(pilot, "RevealScreen")
        app.keeper.flush()
        assert profile.finished("gentle")[0].steps == 8


async def test_after_the_last_level_there_is_no_next(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "up")
        await set_out(pilot)
        screen = await walk_to_the_reveal(pilot)
        assert screen.check_action("next", ()) is True
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")


async def test_after_a_hike_the_cursor_is_on_the_level_that_was_walked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "up")
        await set_out(pilot)
        await walk_to_the_reveal(pilot)
        await press(pilot, "escape")
        home = await see(pilot, "HomeScreen")
        assert home.cursor == len(app.trail.stops) - 2


async def test_walking_again_proposes_the_same_rival(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await brief(pilot)
        await press(pilot, "left", "enter")
        await see(pilot, "HikeScreen")
        assert app.host.trip.rival is None
        await walk_to_the_reveal(pilot)
        await press(pilot, "r")
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        assert screen._brief.choices[screen._choice].spec is None


async def test_walking_again_twice_in_haste_keeps_the_rival(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await walk_to_the_reveal(pilot)
        await press(pilot, "r", "r")
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "r")
        assert screen._choice == screen._brief.first


async def test_ground_of_three_dimensions_is_said_to_be_for_plain_play(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "end")
        await brief(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: app._notifications)
        (notice,) = app._notifications
        assert "3 dimensions" in notice.message
        assert "--plain" in notice.message
        assert type(app.screen).__name__ == "BriefingScreen"


async def test_leaving_a_briefing_early_leaves_nothing_behind(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "escape")
        await see(pilot, "HomeScreen")
        await until(pilot, lambda: not len(app.workers))
        assert type(app.screen).__name__ == "HomeScreen"


async def test_keys_move_the_cursor_along_the_trail(app):
    async with app.run_test(size=(80, 24)) as pilot:
        home = await see(pilot, "HomeScreen")
        places = []
        for key in ("down", "j", "k", "pagedown", "end", "pageup", "pageup", "home", "up"):
            await press(pilot, key)
            places.append(home.cursor)
        assert places == [1, 2, 1, 2, 3, 2, 0, 0, 0]


async def test_the_mouse_is_a_comfort(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("TrailView", offset=(12, 2))
        home = await see(pilot, "HomeScreen")
        assert home.cursor == 1
        await pilot.click("TrailView", offset=(12, 2))
        screen = await see(pilot, "BriefingScreen")
        assert screen._heading.level_id == "noisy"
        await pilot.click("KeyBar", offset=(2, 0))
        await see(pilot, "HikeScreen")


async def test_q_leaves_from_home(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "q")
    assert app.return_value == ExitCode.OK
