"""The hike screen at work: what keys and mouse do, and what it says."""

import numpy as np
import pytest

from hikergame.tui.board import Board
from hikergame.tui.hike.guide import TrailGuide
from hikergame.tui.hike.next_step import NextStep
from hikergame.tui.hike.notebook import NotebookBoard, StepLog
from hikergame.tui.hike.screen import HikeScreen
from hikergame.tui.hike.underfoot import Underfoot
from hikergame.tui.reveal.screen import RevealScreen
from tests.piloting import press

from .conftest import ScreenApp, line, plane
from .driving import text

# Keys.


async def test_turning_and_striding() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "right", "right", "left", "full_stop", "comma", "comma")
        assert app.hike.intent.heading == 14.0
        await press(pilot, "a")
        assert app.hike.intent.heading == 194.0
        await press(pilot, "up")
        assert app.hike.intent.stride == pytest.approx(0.625)
        await press(pilot, "down", "down")
        assert app.hike.intent.stride == pytest.approx(0.4)
        await press(pilot, *["up"] * 20)
        assert app.hike.intent.stride == 3.0


async def test_twice_and_half_the_stride() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "t", "t")
        assert app.hike.intent.stride == pytest.approx(2.0)
        await press(pilot, "h")
        assert app.hike.intent.stride == pytest.approx(1.0)


@pytest.mark.parametrize("between", ["u", "question_mark", "g", "z", "up"])
async def test_a_question_lapses_at_any_other_key(between: str) -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "space", "f", between, "f")
        assert not app.outing.over


async def test_the_unrolled_notebook_asks_as_well() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "space", "u", "f")
        assert "not flat: f again to plant" in text(app.hike.query_one(StepLog))


async def test_facing_downhill() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d")
        assert app.hike.intent.heading == app.outing.readout.downhill_heading


async def test_a_step_is_walked_and_felt() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "space", "enter")
        assert app.outing.readout.step == 2
        assert "felt" in text(app.hike.query_one(NextStep))
        assert "step 2" in text(app.hike.query_one("#race", Board))


async def test_keys_that_come_before_a_step_is_felt_wait_for_it() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        app.hike.action_downhill()
        app.hike.action_step()
        app.hike.action_downhill()
        app.hike.action_step()
        assert app.outing.readout.step == 0
        await pilot.pause()
        await pilot.pause()
        first, second = app.outing.notebook.readouts[:2]
        assert app.outing.readout.step == 2
        for move, readout in zip(app.outing.notebook.moves, (first, second), strict=True):
            np.testing.assert_allclose(move, -0.5 * readout.slope / readout.steepness)


async def test_no_more_than_a_few_keys_are_remembered() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        for _ in range(40):
            app.hike.action_step()
        await pilot.pause()
        assert app.outing.readout.step <= 9


async def test_a_flag_on_a_slope_is_asked_for_twice() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "f")
        assert not app.outing.over
        assert "f again to plant" in text(app.hike.query_one(NextStep))
        await press(pilot, "right")
        assert "again" not in text(app.hike.query_one(NextStep))
        await press(pilot, "f")
        assert not app.outing.over
        await press(pilot, "f")
        assert app.outing.over
        assert isinstance(app.screen, RevealScreen)


async def test_a_flag_on_flat_ground_stands_at_once() -> None:
    level = plane()
    app = ScreenApp(level)
    async with app.run_test(size=(140, 40)) as pilot:
        while app.outing.readout.steepness > app.outing.facts.flat:
            slope = app.outing.readout.slope
            app.hike.post_message(HikeScreen.Stepped(-0.2 * slope))
            await pilot.pause()
        await press(pilot, "f")
        assert app.outing.over


async def test_starting_again_is_asked_for_twice() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "up", "space", "r")
        assert app.outing.readout.step == 1
        await press(pilot, "r")
        assert app.outing.readout.step == 0
        assert app.hike.intent.stride == 0.5
        assert "last step" not in text(app.hike.query_one(NextStep))


async def test_leaving_rolls_the_notebook_up_first() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "space", "u")
        assert app.hike.query_one(StepLog).size.width > 0
        assert "−" in text(app.hike.query_one(StepLog))
        await press(pilot, "space")
        assert "  2 " in text(app.hike.query_one(StepLog))
        assert "±" in text(app.hike.query_one(StepLog))
        await press(pilot, "escape")
        assert app.said == []
        await press(pilot, "escape")
        assert app.said == ["left"]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_log_of_a_hike_is_whole(size: tuple[int, int]) -> None:
    """Its smallest panel has room for every column and its heading."""
    app = ScreenApp(plane())
    async with app.run_test(size=size) as pilot:
        await press(pilot, "space", "d", "space", "u")
        head, *rows = text(app.hike.query_one(StepLog)).splitlines()
        assert head.split() == ["#", "heading", "length", "slope", "felt", "height"]
        assert "…" not in head + "".join(rows)
        assert len(rows[0].rstrip()) == len(head.rstrip())


async def test_where_only_directions_are_felt_the_log_says_what_lay_beyond() -> None:
    app = ScreenApp(line("{slope: direction}"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", *["up"] * 12, "space", "u")
        log = text(app.hike.query_one(StepLog))
        assert "ground beyond" in log
        assert "height" not in log
        assert "crossed a floor" in log or "▼ falls" in log or "▲ rises" in log
        assert app.hike.query_one("#profile").size.width == 0


async def test_the_guide_can_be_sent_away_and_spoken_for() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        app.hike.say("Mind the *step*.")
        await pilot.pause()
        assert "Mind the step." in str(app.hike.query_one(TrailGuide).render())
        app.hike.say(None)
        await press(pilot, "g")
        assert "Mind" not in str(app.hike.query_one(TrailGuide).render())


async def test_on_flat_ground_no_way_is_downhill() -> None:
    level = plane("{slope: {rounding: 50}}")
    app = ScreenApp(level)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d")
        assert "no way is downhill" in text(app.hike.query_one(NextStep))


async def test_on_a_line_keys_choose_west_and_east() -> None:
    app = ScreenApp(line())
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "left", "space")
        assert float(app.outing.readout.moved[0]) == -0.5
        await press(pilot, "right", "space")
        assert float(app.outing.readout.moved[0]) == 0.5


# Mouse.


async def test_pointing_at_the_ring_turns_there() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        ring = app.hike.query_one(Underfoot)
        await pilot.click(
            Underfoot, offset=(ring.outer_size.width - 5, ring.outer_size.height // 2)
        )
        await pilot.pause()
        assert 60.0 < app.hike.intent.heading < 120.0


async def test_pointing_at_the_notebook_heads_for_it() -> None:
    app = ScreenApp(plane())
    async with app.run_test(size=(140, 40)) as pilot:
        book = app.hike.query_one(NotebookBoard)
        await pilot.click(NotebookBoard, offset=(2, book.outer_size.height // 2 + 2))
        await pilot.pause()
        assert 225.0 < app.hike.intent.heading < 315.0


async def test_pointing_on_a_line_chooses_the_side() -> None:
    app = ScreenApp(line())
    async with app.run_test(size=(140, 40)) as pilot:
        for widget in (Underfoot, NotebookBoard):
            width = app.hike.query_one(widget).outer_size.width
            await pilot.click(widget, offset=(12, 5))
            assert app.hike.intent.heading == 270.0
            await pilot.click(widget, offset=(width - 3, 5))
            assert app.hike.intent.heading == 90.0
