"""What the command line says: the level, the rival, the noise, the name, where the record goes."""

from dataclasses import replace

from hikergame.hike.record import read_record
from hikergame.tui.app import HikerApp
from hikergame.tui.ground import look_up
from tests.piloting import press, see, until
from tests.tui_shell.driving import set_out_as_told, walk_to_the_reveal


async def test_a_level_from_the_command_line_is_briefed_on_at_once(profile, levels, tmp_path):
    path = levels.find("noisy").path
    record = tmp_path / "record.json"
    app = HikerApp(
        profile=profile, levels=levels, opening=look_up(str(path), "adam", 42), record=record
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out_as_told(pilot)
        facts = app.host.trip.outing.facts
        assert (facts.seed, facts.rival_title) == (42, "Adam")
        await walk_to_the_reveal(pilot)
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
        await set_out_as_told(pilot)
        await walk_to_the_reveal(pilot)
        assert read_record(record).hiker == "Grace"
        assert app.settings.name == "Ada"


async def test_a_record_that_cannot_be_written_is_told_of(profile, levels, tmp_path):
    opening = look_up(str(levels.find("gentle").path), None, None)
    app = HikerApp(profile=profile, levels=levels, opening=opening, record=tmp_path / "no" / "way")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await set_out_as_told(pilot)
        await press(pilot, "f", "f")
        await see(pilot, "RevealScreen")
        await until(pilot, lambda: app._notifications)
        assert "could not be written" in next(iter(app._notifications)).message
