"""Trouble that the game outlives: disks, levels, terminals and titles not as they should be."""

from hikergame.level.listing import read_library
from hikergame.profile import Profile, ProfileError
from hikergame.tui.app import HikerApp
from tests.piloting import press, see, until, words
from tests.tui_shell.driving import brief, find, set_out, walk_to_the_reveal


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
        await until(pilot, lambda: words(app).split() and "60 × 20" not in words(app))
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
        await find(pilot, "level fog", f"Level: {title}")
        assert f"Level: {title}" in words(app)


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
        await walk_to_the_reveal(pilot)
        await until(pilot, lambda: app.screen._shown)
        assert colours() == {None}
