"""Journeys through the app, key by key: what a player meets, and what is kept."""

import asyncio
from dataclasses import replace

import pytest

from hikergame.errors import ExitCode
from hikergame.hike.record import read_record
from hikergame.profile import Profile, ProfileError, Settings
from hikergame.tui.app import HikerApp
from hikergame.tui.ground import look_up
from hikergame.tui.home.screen import BANNER
from tests.tui_shell.driving import brief, press, see, set_out, until, words


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


async def test_walking_again_proposes_the_same_rival(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await brief(pilot)
        await press(pilot, "left", "enter")
        await see(pilot, "HikeScreen")
        assert app.host.trip.rival is None
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "r")
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        assert screen._brief.choices[screen._choice].spec is None


async def test_after_the_last_level_there_is_no_next(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "up")
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        screen = await see(pilot, "RevealScreen")
        assert screen.check_action("next", ()) is True
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")


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


# A hike that was interrupted


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
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
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
        await press(pilot, "space", "space", "escape")
        home = await see(pilot, "HomeScreen")
        assert home.cursor == BANNER
        await press(pilot, "down")
        screen = await brief(pilot)
        assert screen.check_action("resume", ()) is True
        await press(pilot, "c")
        await see(pilot, "HikeScreen")
        assert app.host.trip.outing.readout.step == 2


async def test_setting_out_anew_takes_the_place_of_the_hike_that_was_left(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "escape")
        await see(pilot, "HomeScreen")
        await press(pilot, "down")
        await brief(pilot)
        await press(pilot, "enter", "enter")
        await see(pilot, "HikeScreen")
        await press(pilot, "space", "space", "escape")
        await see(pilot, "HomeScreen")
        (kept,) = profile.under_way()
        assert kept.step == 2


async def test_starting_again_forgets_the_steps_taken(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "r", "r")
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


# Past hikes, settings, help, palette


async def test_a_past_hike_is_seen_again_and_left_to_where_it_was_listed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")
        await press(pilot, "up", "h")
        await see(pilot, "PastScreen")
        assert "gradient descent" in words(app)
        await press(pilot, "enter")
        await see(pilot, "RevealScreen")
        await press(pilot, "escape")
        await see(pilot, "PastScreen")
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")
        app.keeper.flush()
        assert len(app.keeper.profile.finished("gentle")) == 1


async def test_past_hikes_are_not_offered_where_there_are_none(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "h")
        assert type(app.screen).__name__ == "HomeScreen"
        assert "Past hikes" not in words(app)


async def test_settings_hold_at_once_and_at_the_next_launch(app, new_app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        await see(pilot, "SettingsScreen")
        await press(pilot, "enter")
        await until(pilot, lambda: app.theme == "hikergame-light")
        await press(pilot, "down", "enter", "down", "enter", "down", "enter")
        await see(pilot, "NameQuestion")
        await press(pilot, *"Zoe", "enter")
        await see(pilot, "SettingsScreen")
        await until(pilot, lambda: app.settings.name == "Zoe")
    app.keeper.close()
    settings = new_app().settings
    assert (settings.theme, settings.reduced_motion, settings.guide) == ("light", False, False)
    assert settings.name == "Zoe"


async def test_a_key_of_ones_own_works_and_is_shown_everywhere(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", *["down"] * 10, "enter")
        await see(pilot, "KeyQuestion")
        await press(pilot, "b")
        await see(pilot, "SettingsScreen")
        await until(pilot, lambda: app.settings.keys == {"hike.flag": ("b",)})
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")
        await set_out(pilot)
        assert "b Flag" in words(app)
        await press(pilot, "f")
        assert not app.host.over
        await press(pilot, "b", "b")
        await see(pilot, "RevealScreen")


async def test_a_key_that_is_taken_is_refused_with_a_word(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "s", *["down"] * 10, "enter")
        await see(pilot, "KeyQuestion")
        await press(pilot, "d")
        await see(pilot, "SettingsScreen")
        await until(pilot, lambda: app._notifications)
        assert app.settings.keys == {}


async def test_escape_keeps_name_and_key(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", *["down"] * 3, "enter")
        await see(pilot, "NameQuestion")
        await press(pilot, "x", "escape")
        await see(pilot, "SettingsScreen")
        await press(pilot, *["down"] * 7, "enter")
        await see(pilot, "KeyQuestion")
        await press(pilot, "escape")
        await see(pilot, "SettingsScreen")
        assert app.settings.name == ""
        assert app.settings.keys == {}


async def test_help_explains_the_screen_it_was_asked_from_first(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "question_mark")
        await see(pilot, "HelpScreen")
        assert words(app).split()[0:3] == ["ON", "A", "HIKE"]
        await press(pilot, "escape")
        await see(pilot, "HikeScreen")


async def test_the_palette_finds_a_level_from_within_a_hike_and_keeps_the_hike(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "p")
        await see(pilot, "CommandPalette")
        await press(pilot, *"open bowl")
        await until(pilot, lambda: "Level: The Open Bowl" in words(app))
        await press(pilot, "enter")
        screen = await see(pilot, "BriefingScreen")
        assert screen._heading.level_id == "bowl"
        app.keeper.flush()
        assert profile.under_way()[0].step == 1


async def test_the_palette_does_what_the_screen_offers(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await see(pilot, "CommandPalette")
        await press(pilot, *"settings")
        await until(pilot, lambda: "Colours, motion" in words(app))
        await press(pilot, "enter")
        await see(pilot, "SettingsScreen")


# The walk-through


async def test_a_new_player_is_taught_on_the_first_level(app, new_app):
    app.keeper.profile.keep_settings(Settings(reduced_motion=True))
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        assert "Turn round: ← and →." in " ".join(words(app).split())
        await press(pilot, "left")
        assert "You face uphill now" in words(app)
        await press(pilot, "d")
        assert "Take a step" in words(app)
        await press(pilot, "space")
        await until(pilot, lambda: "up to you" in words(app))
        await press(pilot, "x")
        assert app.host.walkthrough is None
        assert app.settings.walkthrough_done
        assert "Skip" not in words(app)


async def test_planting_the_flag_ends_the_walkthrough_for_good(app, new_app):
    app.keeper.profile.keep_settings(Settings(reduced_motion=True))
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        assert app.settings.walkthrough_done


async def test_the_walkthrough_can_be_had_again_from_the_help(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark", "w")
        await see(pilot, "HikeScreen")
        assert app.host.walkthrough is not None


# The command line


async def test_a_level_from_the_command_line_is_briefed_on_at_once(profile, levels, tmp_path):
    path = levels.find("noisy").path
    record = tmp_path / "record.json"
    app = HikerApp(
        profile=profile, levels=levels, opening=look_up(str(path), "adam", 42), record=record
    )
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        facts = app.host.trip.outing.facts
        assert (facts.seed, facts.rival_title) == (42, "Adam")
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        assert '"seed": 42' in record.read_text()
        app.keeper.flush()
        assert profile.progress() == {}
        assert len(profile.finished("noisy", str(path))) == 1
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")


async def test_who_walks_may_be_named_for_once(profile, levels, tmp_path):
    """The name from the command line stands in the record; the settings keep their own."""
    profile.keep_settings(replace(profile.settings(), name="Ada"))
    opening = look_up(str(levels.find("gentle").path), None, None)
    record = tmp_path / "record.json"
    app = HikerApp(profile=profile, levels=levels, opening=opening, record=record, hiker="Grace")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        assert read_record(record).hiker == "Grace"
        assert app.settings.name == "Ada"


async def test_a_record_that_cannot_be_written_is_told_of(profile, levels, tmp_path):
    opening = look_up(str(levels.find("gentle").path), None, None)
    app = HikerApp(profile=profile, levels=levels, opening=opening, record=tmp_path / "no" / "way")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        await press(pilot, "f", "f")
        await see(pilot, "RevealScreen")
        await until(pilot, lambda: app._notifications)
        assert "could not be written" in next(iter(app._notifications)).message


# Trouble


async def test_a_disk_that_is_full_does_not_stop_the_game(app, monkeypatch):
    def refuse(*_args: object) -> None:
        raise ProfileError("The hike under way could not be kept: the disk is full.")

    for name in ("keep_under_way", "finish"):
        monkeypatch.setattr(Profile, name, refuse)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "space")
        await until(pilot, lambda: app._notifications)
        assert [notice.message for notice in app._notifications] == [
            "The hike under way could not be kept: the disk is full."
        ]
        await press(pilot, "f", "f")
        await see(pilot, "RevealScreen")


async def test_a_level_that_cannot_be_loaded_is_told_of_and_home_is_there_again(
    profile, levels, tmp_path
):
    from hikergame.level.listing import read_library

    folder = tmp_path / "levels" / "first-steps"
    folder.mkdir(parents=True)
    (folder.parent / "chapters.toml").write_text(
        '[[chapter]]\nid = "first-steps"\ntitle = "First"\nsummary = "Here."\n'
    )
    (folder / "01-broken.yaml").write_text(
        "hikergame: 1\ntitle: Broken\nchapter: first-steps\nsummary: Falls apart.\nsteps: 0\n"
    )
    app = HikerApp(profile=profile, levels=read_library(folder.parent))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: app._notifications)
        assert "steps" in next(iter(app._notifications)).message
        await see(pilot, "HomeScreen")


async def test_a_small_terminal_is_told_so_and_recovers(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await pilot.resize_terminal(60, 20)
        await see(pilot, "TooSmallScreen")
        assert "60 × 20, needs 80 × 24" in words(app)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert "Too small" in words(app)
        await press(pilot, "space")
        assert app.host.trip.outing.readout.step == 0
        await pilot.resize_terminal(100, 30)
        await see(pilot, "HikeScreen")
        await press(pilot, "space")
        await until(pilot, lambda: app.host.trip.outing.readout.step == 1)


async def test_a_terminal_too_small_from_the_start_recovers_too(app):
    async with app.run_test(size=(40, 10)) as pilot:
        await see(pilot, "TooSmallScreen")
        await pilot.resize_terminal(80, 24)
        await see(pilot, "HomeScreen")


async def test_while_covered_the_game_goes_on_beneath(app):
    """The level loads while the terminal is too small, and is there when it has grown."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: app.host is not None)
        await see(pilot, "TooSmallScreen")
        await pilot.resize_terminal(80, 24)
        await see(pilot, "HikeScreen")


async def test_leaving_a_briefing_early_leaves_nothing_behind(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "escape")
        await see(pilot, "HomeScreen")
        await asyncio.sleep(0.2)
        await pilot.pause()
        assert type(app.screen).__name__ == "HomeScreen"


async def test_markup_in_a_levels_texts_is_shown_and_does_nothing(app):
    async with app.run_test(size=(140, 40)) as pilot:
        title = "[red]Fog[/red] [@click=app.quit]here[/]"
        assert title in words(app)
        await press(pilot, "down")
        assert "[bold]Mind[/bold]" in words(app)
        await brief(pilot)
        assert title in words(app)
        await press(pilot, "p")
        await see(pilot, "CommandPalette")
        await press(pilot, *"level fog")
        await until(pilot, lambda: f"Level: {title}" in words(app))


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


async def test_keys_move_the_cursor_along_the_trail(app):
    async with app.run_test(size=(80, 24)) as pilot:
        home = await see(pilot, "HomeScreen")
        places = []
        for key in ("down", "j", "k", "pagedown", "end", "pageup", "pageup", "home", "up"):
            await press(pilot, key)
            places.append(home.cursor)
        assert places == [1, 2, 1, 2, 3, 2, 0, 0, 0]


async def test_q_leaves_from_home(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "q")
    assert app.return_value == ExitCode.OK


async def test_after_a_hike_the_cursor_is_on_the_level_that_was_walked(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "up")
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "escape")
        home = await see(pilot, "HomeScreen")
        assert home.cursor == len(app.trail.stops) - 2


async def test_walking_again_twice_in_haste_keeps_the_rival(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "r", "r")
        screen = await see(pilot, "BriefingScreen")
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "r")
        assert screen._choice == screen._brief.first


async def test_where_no_colour_is_wanted_none_is_drawn(profile, levels, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = HikerApp(profile=profile, levels=levels)

    def colours():
        lines = app.screen._compositor.render_strips()
        styles = [segment.style for line in lines for segment in line if segment.style]
        return {style.color for style in styles} | {style.bgcolor for style in styles}

    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "HomeScreen")
        assert colours() == {None}
        await set_out(pilot)
        assert colours() == {None}
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await until(pilot, lambda: app.screen._shown)
        assert colours() == {None}


async def test_a_hike_that_was_left_is_lost_only_when_told_twice(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "space", "escape")
        await see(pilot, "HomeScreen")
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


async def test_learning_to_walk_again_keeps_the_hike_that_was_left(app, profile):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "space", "escape")
        await see(pilot, "HomeScreen")
        await press(pilot, "question_mark")
        await see(pilot, "HelpScreen")
        await press(pilot, "w")
        await see(pilot, "HikeScreen")
        app.keeper.flush()
        assert [hike.step for hike in profile.under_way()] == [2]


async def test_a_level_won_and_begun_again_says_both(app, profile):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await set_out(pilot)
        await press(pilot, "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "r")
        await see(pilot, "BriefingScreen")
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        await press(pilot, "space", "escape")
        await see(pilot, "HomeScreen")
        shown = words(app)
        assert "begun" in shown
        assert "under way: step 1 of 8" in shown
        assert "best " in shown
        await press(pilot, "delete")
        assert app._notifications
