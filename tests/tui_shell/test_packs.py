"""The game on the levels of a pack that somebody handed out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.level import open_pack
from hikergame.profile import Profile
from hikergame.tui.app import HikerApp
from hikergame.tui.home.trail import PackTrail
from tests.piloting import press, see, until, words
from tests.tui_shell.conftest import LEVELS
from tests.tui_shell.driving import brief, set_out

Launch = Callable[..., HikerApp]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder that is packed: our levels, and a title with brackets."""
    folder = tmp_path / "class"
    shutil.copytree(LEVELS, folder)
    level = folder / "first-steps" / "02-noisy.yaml"
    text = level.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    level.write_text(text.replace(title, 'title: "[red]Fog[/]"'), encoding="utf-8")
    return folder


@pytest.fixture
def archive(folder: Path) -> Path:
    return Path(shutil.make_archive(str(folder.parent / "Our class"), "zip", folder))


@pytest.fixture
def launch(profile: Profile) -> Launch:
    """Launch the game on a pack, always with the same profile."""

    def launch(path: Path, **settings: object) -> HikerApp:
        pack = PackTrail.of(open_pack(path))
        again = Profile(profile.path.parent)
        return HikerApp(profile=again, pack=pack, draw_seed=lambda: 7, **settings)

    return launch


async def walk_the_first(app: HikerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "d", "space", "f", "f")
        await see(pilot, "RevealScreen")
        app.keeper.flush()


async def test_home_shows_the_pack_and_its_words_as_they_are(launch, archive):
    app = launch(archive)
    async with app.run_test(size=(80, 24)):
        seen = words(app)
        assert "Our class" in seen
        assert "0 of 4 levels" in seen
        assert "[red]Fog[/]" in seen


@pytest.mark.parametrize("kind", ["archive", "folder"])
async def test_a_walk_counts_and_goes_on_to_the_next_of_the_pack(launch, kind, request):
    app = launch(request.getfixturevalue(kind))
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "n")
        screen = await see(pilot, "BriefingScreen")
        assert "[red]Fog[/]" in words(app)
        await until(pilot, lambda: screen._brief is not None)
        await press(pilot, "escape")
        await see(pilot, "HomeScreen")
        assert app.trail.walked == 1
        assert app.screen.cursor == 1


async def test_what_was_won_is_kept_by_the_ground_wherever_the_pack_lies(launch, archive, profile):
    await walk_the_first(launch(archive))
    moved = archive.rename(archive.with_name("Term 2.zip"))
    app = launch(moved)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.trail.walked == 1)
        await press(pilot, "home", "h")
        await see(pilot, "PastScreen")
        await press(pilot, "enter")
        await see(pilot, "RevealScreen")
    assert profile.progress() == {}


async def test_a_level_that_was_edited_has_its_medals_from_before(launch, folder):
    await walk_the_first(launch(folder))
    level = folder / "first-steps" / "01-gentle.yaml"
    level.write_text(level.read_text(encoding="utf-8").replace("depth: 9", "depth: 8"))
    app = launch(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.trail.stops[0].earlier)
        assert app.trail.walked == 0


async def test_only_hikes_on_the_pack_are_offered_to_be_gone_on_with(launch, archive, app):
    async with app.run_test(size=(80, 24)) as pilot:
        await set_out(pilot)
        await press(pilot, "d", "space", "escape")
        await see(pilot, "HomeScreen")
        app.keeper.flush()
    packed = launch(archive)
    async with packed.run_test(size=(80, 24)) as pilot:
        assert packed.trail.resumable is None
        await set_out(pilot)
        await press(pilot, "d", "space", "escape")
        await see(pilot, "HomeScreen")
        assert packed.trail.resumable.path == str(archive / "first-steps" / "01-gentle.yaml")
        await press(pilot, "enter")
        screen = await see(pilot, "HikeScreen")
        assert screen._feeling.readout.step == 1


async def test_who_walks_along_is_for_every_level_of_the_pack(launch, archive):
    app = launch(archive, rival="adam", seed=11)
    async with app.run_test(size=(80, 24)) as pilot:
        await brief(pilot)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        facts = app.host.trip.outing.facts
        assert (facts.seed, facts.rival_title) == (11, "Adam")


async def test_what_is_wrong_with_a_level_is_said_when_it_is_chosen(launch, folder):
    (folder / "first-steps" / "01-gentle.yaml").write_text("title: Half a level\n")
    app = launch(folder)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: app._notifications)
        assert "hikergame: 1" in next(iter(app._notifications)).message
        await see(pilot, "HomeScreen")


async def test_files_that_are_left_out_are_told_of(launch, folder):
    (folder / "first-steps" / "03-bad.yaml").write_text("no level at all\n")
    app = launch(folder)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app._notifications)
        assert "hikergame check" in next(iter(app._notifications)).message
        assert len(app.trail.stops) == 4


async def test_a_link_in_a_folder_is_no_level(launch, folder, tmp_path):
    secret = tmp_path / "secret.yaml"
    shutil.copy(LEVELS / "first-steps" / "01-gentle.yaml", secret)
    (folder / "first-steps" / "03-link.yaml").symlink_to(secret)
    app = launch(folder)
    assert str(secret) not in app._pack.paths.values()
    assert len(app.trail.stops) == 4
