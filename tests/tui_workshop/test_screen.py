"""The workshop as an author has it: edits, problems, the cursor, walking, certifying."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hikergame.level import Level, load_level
from hikergame.level.errors import LevelError
from hikergame.survey.certificate import Certificate, certificate_of
from hikergame.survey.certificate.errors import CertificateError
from hikergame.tui.keybar import KeyBar
from hikergame.tui.workshop import screen as screens
from hikergame.tui.workshop.app import WorkshopApp
from hikergame.tui.workshop.boards import GroundBoard
from tests.piloting import press, see, until, words
from tests.tui_workshop.conftest import HOLLOWS, LINE, SPACE
from tests.tui_workshop.driving import read, save, surveyed, workshop

NewApp = Callable[[Path], WorkshopApp]
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


@SIZES
async def test_a_level_is_shown_with_its_valleys_and_rivals(
    file: Path, new_app: NewApp, size: tuple[int, int]
):
    app = new_app(file)
    async with app.run_test(size=size) as pilot:
        await surveyed(pilot)
        shown = words(app)
        assert "Two [b]Hollows[/b]" in shown
        for said in ("2 valleys", "proven", "drains to valley", "gradient descent", "mine.yaml"):
            assert said in shown


async def test_an_edit_is_followed_and_what_was_known_before_is_not_shown_beside_it(
    file: Path, new_app: NewApp
):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await surveyed(pilot)
        save(file, HOLLOWS.replace("Two", "One").replace("    - pit", "    #- pit"))
        await read(pilot, "One [b]")
        await surveyed(pilot)
        assert "1 valley" in words(app)


async def test_problems_are_told_as_check_tells_them_and_the_last_sound_map_stays(
    file: Path, new_app: NewApp
):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        save(file, HOLLOWS.replace("radius: 1.5", "radious: 1.5"))
        await read(pilot, "1 problem, the last sound map")
        with pytest.raises(LevelError) as caught:
            load_level(file)
        assert "\n".join(screen.desk.edition.problems) == str(caught.value)
        shown = words(app)
        assert screen.desk.edition.problems[0].split(" a pit")[0] in shown
        assert "2 valleys" in shown
        save(file, HOLLOWS)
        await surveyed(pilot)
        assert "problem" not in words(app)


@SIZES
async def test_a_file_that_is_not_there_is_waited_for(
    tmp_path: Path, new_app: NewApp, size: tuple[int, int]
):
    path = tmp_path / "new.yaml"
    app = new_app(path)
    async with app.run_test(size=size) as pilot:
        await read(pilot, "waiting for the file")
        assert "hikergame new" in " ".join(words(app).split())
        save(path, LINE)
        await surveyed(pilot)
        assert "Up and Down" in words(app)
        path.unlink()
        await read(pilot, "waiting for the file")
        assert "Up and Down" in words(app)


async def test_the_cursor_moves_by_keys_and_by_the_mouse(file: Path, new_app: NewApp):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        plan = screen._plan
        assert plan is not None
        column, row = plan.cell(screen.desk.at, 0.0)
        for keys, by in (("right", (1, 0)), ("l", (1, 0)), ("up", (0, -1)), ("k", (0, -1))):
            await press(pilot, keys)
            column, row = column + by[0], row + by[1]
            assert plan.cell(screen.desk.at, 0.0) == (column, row)
        await press(pilot, "left", "h", "down", "j", "n")
        survey = screen.desk.findings.survey
        assert screen.desk.at.tolist() == survey.minima[0].x.tolist()
        await press(pilot, "s")
        assert screen.desk.at.tolist() == [-4.5, -2.5]
        board = screen.query_one(GroundBoard)
        left, top = board._corner(plan, *board._inside)
        await pilot.click(GroundBoard, offset=(left + 30, top + 10))
        await until(pilot, lambda: len(screen.desk.walks_here) == 2)
        assert plan.cell(screen.desk.at, 0.0) == (30, 10)
        assert screen.desk.walks_here[0].track[0].tolist() == screen.desk.at.tolist()
        await press(pilot, "backspace")
        assert screen.desk.walks_here == ()


async def test_rivals_that_were_let_go_go_again_over_edited_ground(file: Path, new_app: NewApp):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        await press(pilot, "right", "space")
        await until(pilot, lambda: screen.desk.walks_here)
        before = screen.desk.walks_here[0].track
        save(file, HOLLOWS.replace("depth: 4", "depth: 5"))
        await until(pilot, lambda: screen.desk.level.landscape.value([2.5, 1.0]) < -4.5)
        await until(pilot, lambda: screen.desk.walks_here)
        after = screen.desk.walks_here[0].track
        assert after[0].tolist() == before[0].tolist()
        assert after[-1].tolist() != before[-1].tolist()


async def test_layers_come_and_go(file: Path, new_app: NewApp):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await surveyed(pilot)
        for key, said in (("b", "water parts"), ("r", "× gradient"), ("m", "deepest first")):
            before = words(app)
            assert said in before
            await press(pilot, key)
            assert words(app).count(said) < before.count(said)
            await press(pilot, key)
            assert words(app) == before


async def test_space_of_three_dimensions_is_shown_in_slices(file: Path, new_app: NewApp):
    file.write_text(SPACE, encoding="utf-8")
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await surveyed(pilot)
        assert "a slice through the start, without ways and basins, at z = 2." in words(app)
        await press(pilot, "v")
        await read(pilot, "through valley 1")
        await press(pilot, "w")
        await see(pilot, "BriefingScreen")


async def test_slices_are_offered_only_where_there_are_any(file: Path, new_app: NewApp):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        assert screen.check_action("slice", ()) is False


async def test_the_level_is_walked_blind_and_the_workshop_is_there_again(
    file: Path, new_app: NewApp
):
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await surveyed(pilot)
        await press(pilot, "w")
        briefing = await see(pilot, "BriefingScreen")
        assert briefing.query_one(KeyBar).render().plain.count("esc Workshop") == 1
        await until(pilot, lambda: briefing._brief is not None)
        await press(pilot, "enter")
        await see(pilot, "HikeScreen")
        assert not [one for one in workshop(app).workers if one.group == "watch"]
        await press(pilot, "d", "space", "f", "f")
        await see(pilot, "RevealScreen")
        await press(pilot, "escape")
        await see(pilot, "WorkshopScreen")
        save(file, HOLLOWS.replace("Two", "Many"))
        await read(pilot, "Many [b]")


async def test_ground_that_cannot_be_surveyed_is_said_and_freezes_nothing(
    file: Path, new_app: NewApp, monkeypatch: pytest.MonkeyPatch
):
    def fail(_: Level) -> Any:
        raise CertificateError("the ground is [b]lava[/b]")

    monkeypatch.setattr(screens, "coarsely", fail)
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await read(pilot, "not surveyed")
        assert "the ground is [b]lava[/b]" in words(app)
        await press(pilot, "right", "w")
        await see(pilot, "BriefingScreen")


async def test_a_survey_that_takes_long_is_dropped_for_a_newer_save(
    file: Path, new_app: NewApp, monkeypatch: pytest.MonkeyPatch
):
    coarsely, release, begun = screens.coarsely, threading.Event(), threading.Event()

    def slowly(level: Level) -> Any:
        if level.title.startswith("Slow"):
            begun.set()
            assert release.wait(240)
        return coarsely(level)

    monkeypatch.setattr(screens, "coarsely", slowly)
    file.write_text(HOLLOWS.replace("Two", "Slow"), encoding="utf-8")
    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, begun.is_set)
        await press(pilot, "right", "n", "b")
        save(file, HOLLOWS.replace("Two", "Fast").replace("    - pit", "    #- pit"))
        await read(pilot, "Fast [b]")
        release.set()
        await surveyed(pilot)
        assert "1 valley" in words(app)


# Certifying


async def test_a_certificate_is_made_with_progress_and_kept_beside_the_level(
    file: Path, new_app: NewApp
):
    """On a level that claims what it is not."""
    go_on = threading.Event()
    certificate = _certificate()
    file.write_text(HOLLOWS + "claims: [deceptive]\n", encoding="utf-8")

    def measure(level: Level, watch: Callable[[int, int], None]) -> Certificate:
        watch(3, 12)
        assert go_on.wait(240)
        return certificate.model_copy(update={"level": level.hash})

    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        screen._measure = measure
        await press(pilot, "c")
        await read(pilot, "3/12 parts")
        go_on.set()
        await read(pilot, "found wanting")
        assert "✗ deceptive: not proven" in words(app)
        assert certificate_of(load_level(file)) is not None


async def test_certifying_stops_when_it_is_told_to_or_when_the_level_changes(
    file: Path, new_app: NewApp
):
    stopped = threading.Event()
    begun = threading.Event()

    def measure(level: Level, watch: Callable[[int, int], None]) -> Certificate:
        begun.set()
        while True:  # until `watch` has enough of it
            stopped.wait(0.01)
            try:
                watch(1, 12)
            except BaseException:
                stopped.set()
                raise

    app = new_app(file)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await surveyed(pilot)
        screen._measure = measure
        await press(pilot, "c")
        await until(pilot, begun.is_set)
        await press(pilot, "escape")
        await read(pilot, "Stopped; nothing was written.")
        assert stopped.is_set()
        stopped.clear()
        begun.clear()
        await press(pilot, "c")
        await until(pilot, begun.is_set)
        save(file, HOLLOWS.replace("depth: 4", "depth: 5"))
        await until(pilot, stopped.is_set)
        await surveyed(pilot)
        assert "Certifying" not in words(app)
        assert not file.with_name("mine.certificate.json").exists()
        await press(pilot, "escape")
    assert app.return_code == 0


def _certificate() -> Certificate:
    """Return some certificate, of a shipped level that proves nothing about deception."""
    kept = certificate_of(load_level("the-open-bowl"))
    assert kept is not None
    return kept
