"""The reveal at work: painted once, played, skipped, stepped through, read."""

import numpy as np
import pytest
from textual import events
from textual.geometry import Region
from textual.widgets import Markdown

from hikergame.level import Level, parse_level
from hikergame.survey import find_minima
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.reveal.map_board import MapBoard
from hikergame.tui.reveal.panels import Caption, Descents, ScorePanel
from hikergame.tui.reveal.prospect import (
    AT_FENCE,
    DEEPEST,
    DEEPEST_AT_FENCE,
    FLAG,
    RIVAL,
    TRAILHEAD,
    VALLEY,
    prospect,
)
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.reveal.standing import StandingBoard
from hikergame.tui.theme import DARK
from tests.piloting import until

from .conftest import LINE, ScreenApp, line, plane
from .driving import painted, text, unveil

LEVELS = pytest.mark.parametrize("level", [plane(), line()], ids=["plane", "line"])


def legend(screen: RevealScreen) -> str:
    """Return the lower edge of the chart's frame."""
    chart = screen.query_one(Descents)
    return chart.render_lines(Region(0, 0, *chart.outer_size))[-1].text


@LEVELS
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_it_shows_all_there_is_to_know(level: Level, size: tuple[int, int]) -> None:
    app = ScreenApp(level)
    async with app.run_test(size=size) as pilot:
        screen = await unveil(pilot)
        drawn = text(screen.query_one(MapBoard))
        assert all(glyph in drawn for glyph in (TRAILHEAD, FLAG, RIVAL, VALLEY, DEEPEST))
        assert "step 12/12" in text(screen.query_one(Caption)) or level.dims == 1
        assert "points" in text(screen.query_one(ScorePanel))
        assert "valley" in text(screen.query_one(ScorePanel))
        assert screen.query_one(Descents).size.height > 2
        told = screen.query_one(Markdown)._markdown
        assert told is not None
        assert app.outing.reveal().headline in told
        assert level.debrief in told


async def test_the_end_is_shown_at_once_where_motion_is_unwelcome() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        assert FLAG in text(screen.query_one(MapBoard))
        await pilot.press("space")
        await pilot.pause(0.1)
        assert FLAG in text(screen.query_one(MapBoard))


async def test_textuals_own_setting_against_motion_counts_too() -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(140, 40)) as pilot:
        app.animation_level = "none"
        screen = await unveil(pilot)
        assert FLAG in text(screen.query_one(MapBoard))


async def test_most_keys_skip_the_first_showing_and_do_nothing_else() -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        assert FLAG not in text(screen.query_one(MapBoard))
        await pilot.press("z")
        await pilot.pause()
        assert FLAG in text(screen.query_one(MapBoard))
        await pilot.press("enter")
        await pilot.pause()
        assert app.said == ["next"]


async def test_a_click_skips_too() -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        await pilot.click(MapBoard)
        await pilot.pause()
        assert FLAG in text(screen.query_one(MapBoard))


async def test_nothing_moves_under_another_screen() -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        assert screen._timer is not None
        screen.post_message(events.ScreenSuspend())
        await pilot.pause()
        assert screen._timer is None


async def test_stepping_through_the_hike() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        caption = screen.query_one(Caption)
        for keys, step in ((("home",), 0), (("right", "right"), 2), (("left",), 1), (("end",), 12)):
            await pilot.press(*keys)
            await pilot.pause()
            assert f"step {step}/12" in text(caption)
        assert "slope" in text(caption)


async def test_reading_gives_the_story_the_maps_place() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        story = screen.query_one("#story")
        narrow = story.size.width
        await pilot.press("d")
        await pilot.pause()
        assert story.size.width > narrow
        assert story.has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert story.size.width == narrow
        assert app.said == []
        await pilot.press("r", "escape")
        await pilot.pause()
        assert app.said == ["again", "left"]


async def test_the_map_is_painted_anew_for_a_new_size_and_stays_uncovered() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        board = screen.query_one(MapBoard)
        before = board._prospect
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: board._prospect is not before)
        await painted(pilot)
        drawn = text(screen.query_one(MapBoard))
        assert FLAG in drawn
        assert len(drawn.splitlines()[0]) < 60


async def test_without_a_next_level_none_is_offered() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "space", "f", "f")
        screen = RevealScreen(app.outing.reveal(), animate=False, has_next=False)
        await app.push_screen(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.said == []


@LEVELS
@pytest.mark.parametrize("depth", list(Depth))
def test_a_prospect_keeps_marks_and_ways_on_the_map(level: Level, depth: Depth) -> None:
    app = ScreenApp(level)
    app.outing.step(np.full(level.dims, 0.5))
    app.outing.plant_flag()
    minima = find_minima(level.landscape)
    view = prospect(app.outing.reveal(), minima, 60, 20, DARK, depth)
    for steps in (0.0, 0.5, 3.0, 12.0):
        for mark in view.marks(steps):
            assert 0 <= mark.column < view.width
            assert 0 <= mark.row < view.height
    glyphs = {mark.glyph for mark in view.marks(12.0)}
    assert glyphs - {AT_FENCE} == {TRAILHEAD, VALLEY, DEEPEST, FLAG, RIVAL}


def test_marks_of_one_place_stand_side_by_side() -> None:
    app = ScreenApp(plane())
    app.outing.plant_flag()  # on the trailhead
    minima = find_minima(app.level.landscape)
    view = prospect(app.outing.reveal(), minima, 60, 20, DARK, Depth.TRUE)
    assert view.crowded
    marks = view.marks(12.0)
    flag, trailhead = (
        next(mark for mark in marks if mark.glyph == glyph) for glyph in (FLAG, TRAILHEAD)
    )
    assert flag.row == trailhead.row
    assert abs(flag.column - trailhead.column) == 1
    cells = [(mark.column, mark.row) for mark in marks]
    assert len(set(cells)) == len(cells)


def test_a_low_place_that_only_the_fence_makes_is_no_valley() -> None:
    ground = LINE.replace("0.05*x^2 + sin(1.3*x+0.6)", "x")
    level = parse_level(ground.replace("READOUT", "{slope: exact}"))
    app = ScreenApp(level)
    app.outing.plant_flag()
    minima = find_minima(level.landscape)
    view = prospect(app.outing.reveal(), minima, 60, 20, DARK, Depth.TRUE)
    assert {mark.glyph for mark in view.fixed} == {TRAILHEAD, DEEPEST_AT_FENCE}


async def test_some_keys_act_at_once_while_the_map_is_uncovered() -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await unveil(pilot, "d", "space")
        await pilot.press("escape")
        await pilot.pause()
        assert app.said == ["left"]


@pytest.mark.parametrize(("key", "place"), [("d", "-reading"), ("c", "-comparing")])
async def test_what_opens_something_does_so_while_the_tracks_play(key: str, place: str) -> None:
    app = ScreenApp(plane(), animate=True)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        assert not screen._seen
        await pilot.press(key)
        await pilot.pause()
        assert screen.has_class(place)
        assert screen._seen
        await pilot.press(key)
        await painted(pilot)
        assert FLAG in text(screen.query_one(MapBoard))


@pytest.mark.parametrize(("key", "place"), [("d", "-reading"), ("c", "-comparing")])
async def test_what_is_opened_before_the_map_was_laid_out_takes_nothing_away(
    key: str, place: str
) -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        app.outing.plant_flag()
        screen = RevealScreen(app.outing.reveal(), animate=False)
        screen.add_class(place)  # as a key does that comes before the first layout
        await app.push_screen(screen)
        await until(pilot, lambda: screen._known is not None)
        assert screen._known is not None
        board = text(screen.query_one(StandingBoard)) if place == "-comparing" else ""
        assert "looked up" not in board
        await pilot.press(key)
        await painted(pilot)
        assert DEEPEST in text(screen.query_one(MapBoard))


async def test_the_score_tells_an_example_and_the_chart_whose_curve_is_whose() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await unveil(pilot)
        assert "gradient descent" in text(screen.query_one(ScorePanel))
        assert "━ you ━ gradient descent ─" in legend(screen)
        await pilot.press("e")
        await painted(pilot)
        example = screen._reveal.rival
        assert example is not None
        rows = text(screen.query_one(ScorePanel)).splitlines()
        row = next(row for row in rows if row.lstrip().startswith(example.title))
        assert f"{example.score.points:.1f}" in row
        assert any("gradient descent" in row for row in rows)
        assert any("deepest" in row for row in rows)
        assert f"━ you ━ {example.title} ─" in legend(screen)


def test_the_deepest_valley_is_marked_apart() -> None:
    level = plane()
    app = ScreenApp(level)
    app.outing.plant_flag()
    minima = find_minima(level.landscape)
    view = prospect(app.outing.reveal(), minima, 60, 20, DARK, Depth.TRUE)
    deepest = [mark for mark in view.fixed if mark.glyph == DEEPEST]
    assert len(deepest) == 1
    assert deepest[0].column > view.width / 2


async def test_pointing_at_a_step_of_the_descents_goes_there() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await unveil(pilot)
        await pilot.click(Descents, offset=(6, 4))
        await pilot.pause()
        assert "step 1/12" in text(screen.query_one(Caption))
