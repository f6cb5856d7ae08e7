"""After a hike: the player's place among blind walks, and blind hikers as examples."""

import pytest
from textual.widgets import Markdown, Static

from hikergame.hike.opponents import BLIND_RIVALS, BlindSpec
from hikergame.hikers import Outing
from hikergame.hikers.examples import examples_for, with_example
from hikergame.level import Level, load_level
from hikergame.survey.certificate import certificate_of, standings
from hikergame.tui.reveal.map_board import MapBoard
from hikergame.tui.reveal.panels import Caption
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.reveal.standing import StandingBoard, histogram
from hikergame.tui.theme import DARK

from .conftest import ScreenApp, plane
from .driving import painted, text, unveil

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)])


@pytest.fixture(scope="module")
def trap() -> Level:
    """Return a level that has a certificate."""
    return load_level("a-comfortable-trap")


def told(screen: RevealScreen) -> str:
    return screen.query_one(Markdown)._markdown or ""


@SIZES
async def test_three_histograms_take_the_map_s_place(trap: Level, size: tuple[int, int]) -> None:
    app = ScreenApp(trap)
    async with app.run_test(size=size) as pilot:
        screen = await unveil(pilot)
        await pilot.press("c")
        await painted(pilot)
        drawn = text(screen.query_one(StandingBoard))
        for words in ("points", "steps used", "metres climbed", "of 100", "worse than you"):
            assert words in drawn
        assert drawn.count("▲ you, ") == 3
        assert "█" in drawn
        assert ("random walk" in drawn) == (size == (140, 40))
        assert not screen.query_one(MapBoard).display
        await pilot.press("escape")
        await painted(pilot)
        assert screen.query_one(MapBoard).display
        assert not screen.query_one(StandingBoard).display
        assert app.reveal is screen


async def test_the_story_says_it_in_words(trap: Level) -> None:
    app = ScreenApp(trap)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        certificate = certificate_of(trap)
        assert certificate is not None
        points, *_ = standings(certificate, app.outing.reveal().player)
        assert f"Points: {points.value:.1f}, better than " in told(screen)
        assert "our best blind hiker to 14.0 in" in told(screen)


async def test_without_a_certificate_it_says_how_to_get_one() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        assert "only a level in a file is certified" in told(screen)
        await pilot.press("c")
        await painted(pilot)
        assert "No blind hiker was measured" in text(screen.query_one(StandingBoard))


@pytest.mark.parametrize("height", [4, 6, 9, 14])
@pytest.mark.parametrize("width", [12, 43, 91])
def test_a_histogram_marks_your_bar_at_any_size(trap: Level, width: int, height: int) -> None:
    certificate = certificate_of(trap)
    assert certificate is not None
    outing = Outing(trap)
    outing.plant_flag()
    for standing in standings(certificate, outing.reveal().player):
        cells = histogram(standing, width, height, DARK)
        rows = [cells.text(y) for y in range(height)]
        (marked,) = (y for y, row in enumerate(rows) if "▲" in row)
        column = rows[marked].index("▲")
        bar = rows[marked - 1][column]
        assert rows[marked].count("▲") == 1
        assert bar == " " or cells.ink[marked - 1, column] == DARK.accent


@SIZES
async def test_examples_are_shown_in_the_rival_s_place(trap: Level, size: tuple[int, int]) -> None:
    """Each blind hiker in turn, from the trailhead; then the rival again."""
    app = ScreenApp(trap)
    async with app.run_test(size=size) as pilot:
        screen = await unveil(pilot)
        before = told(screen)
        for name in BLIND_RIVALS:
            await pilot.press("e")
            await painted(pilot)
            title, manner = BLIND_RIVALS[name].title, BLIND_RIVALS[name].manner
            assert f"An example: {title}, {manner}, who feels no more than you do." in told(screen)
            assert title in text(screen.query_one(Caption))
            assert f"as {title} walked it" in str(screen.query_one("#title", Static).render())
        await pilot.press("e")
        await painted(pilot)
        assert told(screen) == before
        assert "gradient descent" in text(screen.query_one(Caption))


async def test_an_example_plays_from_the_trailhead_over_its_own_steps(trap: Level) -> None:
    app = ScreenApp(trap, animate=True)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        await pilot.press("end", "c", "e")
        while screen._playback.timeline.steps == trap.steps or not screen._playback.playing:
            await pilot.pause(0.01)
        assert screen._playback.moment.uncovered == 1.0
        assert screen.query_one(MapBoard).display
        await pilot.press("end")
        assert screen._playback.over


def test_an_example_changes_nothing_but_what_is_seen_beside_you(trap: Level) -> None:
    outing = Outing(trap, seed=4)
    outing.plant_flag()
    reveal = outing.reveal()
    shown = with_example(reveal, "scout")
    assert shown.rival is not None
    assert shown.rival.spec == BlindSpec("scout")
    assert shown.record is reveal.record
    assert shown.score is reveal.score
    assert shown.story[1:] == reveal.story[:-1]


def test_a_rival_is_no_example(trap: Level) -> None:
    outing = Outing(trap, rival=BlindSpec("scout"))
    outing.plant_flag()
    assert "scout" not in examples_for(outing.reveal())
    assert len(examples_for(outing.reveal())) == len(BLIND_RIVALS) - 1
