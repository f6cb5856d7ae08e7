"""The hike screen as it is laid out and painted, at every size and in every number of colours."""

import pytest

from hikergame.hikers import Outing
from hikergame.level import Level
from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.hike.next_step import NextStep
from hikergame.tui.hike.notebook import NotebookBoard
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.hike.underfoot import Underfoot
from tests.piloting import press, until

from .conftest import ScreenApp, line, plane
from .driving import text

SIZES = pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40), (220, 60)])


@SIZES
@pytest.mark.parametrize("level", [plane(), line()], ids=["plane", "line"])
async def test_everything_has_its_place_at_every_size(level: Level, size: tuple[int, int]) -> None:
    app = ScreenApp(level)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "d", "space")
        for name in ("underfoot", "next-step", "notebook", "race", "guide"):
            panel = app.hike.query_one(f"#{name}")
            assert panel.size.width >= 24, name
            assert panel.size.height >= 3, name
            assert app.screen.region.contains_region(panel.region), name
        words = text(app.hike.query_one(NextStep))
        assert "m" in words
        assert "felt" in words
        assert "steepness" in text(app.hike.query_one(Underfoot))


async def test_a_new_size_lays_out_anew() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "space")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.hike.has_class("-narrow"))
        assert app.screen.region.contains_region(app.hike.query_one("#race").region)
        assert app.hike.has_class("-narrow")


async def test_a_key_repaints_only_what_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "right")
        painted: list[Board] = []
        render_line = Board.render_line
        monkeypatch.setattr(
            Board, "render_line", lambda self, y: painted.append(self) or render_line(self, y)
        )
        await press(pilot, "right")
        assert {type(board) for board in painted} == {Underfoot, NextStep, NotebookBoard}
        assert len(painted) < 40


async def test_the_other_theme_is_drawn_in_its_own_colours() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        ring = app.hike.query_one(Underfoot)
        dark = {str(segment.style) for segment in ring.render_line(5)}
        app.theme = "hikergame-light"
        await pilot.pause()
        assert dark.isdisjoint({str(segment.style) for segment in ring.render_line(5)})


async def test_without_colours_the_ring_is_made_of_triangles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)):
        ring = text(app.hike.query_one(Underfoot))
        assert ring.count("▼") + ring.count("▾") > 20
        assert ring.count("▲") + ring.count("▴") > 20


async def test_sixteen_colours_are_drawn_in_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)):
        assert "▾" in text(app.hike.query_one(Underfoot))


def test_boards_of_no_size_are_drawn() -> None:
    assert Cells(0, 0, ink=0, paper=0).differences(Cells(0, 0, ink=0, paper=0)) == []


def test_ground_of_three_dimensions_has_no_hike_screen() -> None:
    from dataclasses import replace

    outing = Outing(plane())
    with pytest.raises(ValueError, match="1 or 2 dimensions, not 3"):
        HikeScreen(replace(outing.facts, dims=3), outing.readout, outing.notebook)
