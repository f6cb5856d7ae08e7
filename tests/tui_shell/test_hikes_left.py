"""Hikes that were left or cut short: kept at every step, offered again, lost only when told."""

from dataclasses import replace

import pytest

from hikergame.errors import ExitCode
from hikergame.tui.app import HikerApp
from hikergame.tui.home.screen import BANNER
from tests.piloting import press, see, until, words
from tests.tui_shell.driving import brief, leave_after, set_out, walk_to_the_reveal


async def walk_some_steps(app: HikerApp, steps: int = 3) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "d", *["space"] * steps)
        await until(pilot, lambda: app.host.trip.outing.readout.step == steps)
        await pilot.pause()
        await press(pilot, "ctrl+c")
    app.keeper.close()


async def test_ctrl_c_ends_the_game_and_the_next_launch_offers_to_go_on(app, new_app):
    await walk_some_steps(app)
    assert app.return_value == ExitCode.INTERRUPTED
    track = app.host.trip.outing.notebook.track if app.host else None
    again = new_app()
    async with again.run_test(size=(80, 24)) as pilot:
        home = await see(pilot, "HomeScreen")
        assert home.cursor == BANNER
        assert "A hike is under way: A Gentle Slope, step 3 of 8. Enter to go on." in words(again)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        assert again.host.trip.outing.readout.step == 3
        assert track is None or (again.host.trip.outing.notebook.track == track).all()
        await walk_to_the_reveal(pilot)
        again.keeper.flush()
        assert again.keeper.profile.under_way() == ()
        assert len(again.keeper.profile.finished("gentle")) == 1


@pytest.mark.parametrize("keys", [("question_mark",), ("p",), ("ctrl+p",), ("u",)])
async def test_ctrl_c_ends_the_game_wherever_one_is(app, profile, keys):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", *keys, "ctrl+c")
    app.keeper.close()
    assert app.return_value == ExitCode.INTERRUPTED
    assert profile.under_way()[0].step == 1


async def test_a_hike_that_was_left_waits_on_home_and_in_its_briefing(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        home = await leave_after(pilot, steps=2)
        assert home.cursor == BANNER
        await press(pilot, "down")
        screen = await brief(pilot)
        assert screen.check_action("resume", ()) is True
        await press(pilot, "c")
        await see(pilot, "HikeScreen")
        assert app.host.trip.outing.readout.step == 2


async def test_a_hike_that_was_left_is_lost_only_when_told_twice(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await leave_after(pilot, steps=2)
        await press(pilot, "down")
        assert "Go up here to go on." in words(app)
        assert "begun" in words(app)
        await brief(pilot)
        assert "c goes on with the hike you left at step 2 of 8" in words(app)
        await press(pilot, "enter")
        assert "again forgets the hike you left and begins anew" in words(app)
        assert [hike.step for hike in profile.under_way()] == [2]
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        app.keeper.flush()
        assert profile.under_way() == ()


async def test_setting_out_anew_takes_the_place_of_the_hike_that_was_left(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await leave_after(pilot, steps=1)
        await press(pilot, "down")
        await brief(pilot)
        await press(pilot, "enter", "enter")
        await see(pilot, "HikeScreen")
        await leave_after(pilot, steps=2)
        (kept,) = profile.under_way()
        assert kept.step == 2


async def test_learning_to_walk_again_keeps_the_hike_that_was_left(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await leave_after(pilot, steps=2)
        await press(pilot, "question_mark")
        await see(pilot, "HelpScreen")
        await press(pilot, "w")
        await see(pilot, "HikeScreen")
        app.keeper.flush()
        assert [hike.step for hike in profile.under_way()] == [2]


async def test_starting_again_forgets_the_steps_taken(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 1)
        await press(pilot, "r", "r")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 0)
        app.keeper.flush()
        assert profile.under_way() == ()
        await press(pilot, "space")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 1)


async def test_a_hike_on_ground_that_has_changed_is_told_of_and_can_be_forgotten(
    app, profile, new_app
):
    await walk_some_steps(app)
    (kept,) = profile.under_way()
    profile.keep_under_way(replace(kept, level_hash="0" * 64))
    again = new_app()
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: again._notifications)
        assert "has changed since" in next(iter(again._notifications)).message
        home = await see(pilot, "HomeScreen")
        await until(pilot, lambda: home.cursor == BANNER)
        await press(pilot, "delete")
        await until(pilot, lambda: home.cursor == 0)
        assert profile.under_way() == ()


async def test_a_hike_that_ended_as_the_game_was_left_goes_on_to_its_reveal(app, profile, new_app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 1)
        app.host.plant_flag()
        app.host.keep()
        await press(pilot, "ctrl+c")
    app.keeper.close()
    again = new_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await see(pilot, "RevealScreen")
        again.keeper.flush()
        assert len(profile.finished("gentle")) == 1
        assert profile.under_way() == ()


async def test_a_level_won_and_begun_again_says_both(app, profile):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await set_out(pilot)
        await walk_to_the_reveal(pilot)
        await press(pilot, "r")
        await see(pilot, "BriefingScreen")
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        await leave_after(pilot, steps=1)
        shown = words(app)
        assert "begun" in shown
        assert "under way: step 1 of 8" in shown
        assert "best " in shown
        await press(pilot, "delete")
        assert app._notifications
