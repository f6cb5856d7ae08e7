"""What lies beside the trail: past hikes, settings and keys, help, palette, the walk-through."""

from hikergame.profile import Settings
from tests.piloting import press, see, until, words
from tests.tui_shell.driving import find, set_out, walk_to_the_reveal

# Past hikes, settings, help, palette


async def test_a_past_hike_is_seen_again_and_left_to_where_it_was_listed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await walk_to_the_reveal(pilot)
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
        await find(pilot, "open bowl", "Level: The Open Bowl")
        await press(pilot, "enter")
        screen = await see(pilot, "BriefingScreen")
        assert screen._heading.level_id == "bowl"
        app.keeper.flush()
        assert profile.under_way()[0].step == 1


async def test_the_palette_does_what_the_screen_offers(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "p")
        await see(pilot, "CommandPalette")
        await find(pilot, "settings", "Settings")
        assert "Colours, motion" in words(app)
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
        await walk_to_the_reveal(pilot)
        assert app.settings.walkthrough_done


async def test_the_walkthrough_can_be_had_again_from_the_help(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        await see(pilot, "HelpScreen")
        await press(pilot, "w")
        await see(pilot, "HikeScreen")
        assert app.host.walkthrough is not None
