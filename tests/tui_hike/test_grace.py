"""Keys that were meant for the hike, and come when it is over."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from hikergame.hikers import Outing
from hikergame.tui.reveal.grace import Grace
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.theme import DARK_THEME

from .conftest import plane
from .driving import painted

PAUSES = st.lists(st.floats(0.0, 0.49), max_size=50)


@given(PAUSES)
def test_hammering_never_outlasts_it(pauses: list[float]) -> None:
    now = 100.0
    grace = Grace.before().begun(now)
    for pause in pauses:
        now += pause
        assert grace.holds(now)
        grace = grace.after_key(now)
    assert not grace.holds(now + 1.01)


def test_it_is_over_after_a_moment_without_a_key() -> None:
    grace = Grace.before().begun(5.0)
    assert grace.holds(5.9)
    assert not grace.holds(6.1)
    assert grace.after_key(5.9).holds(6.3)
    assert not grace.after_key(5.9).holds(6.5)


def test_without_it_every_key_counts() -> None:
    assert not Grace().holds(-1e9)
    assert not Grace().begun(5.0).holds(5.0)


def test_it_lasts_until_there_is_something_to_see() -> None:
    assert Grace.before().holds(1e9)
    assert Grace.before().after_key(5.0).holds(1e9)


class RevealApp(App[None]):
    """Shows a reveal by a clock of its own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name
        self.now = 50.0
        self.went_on = 0
        outing = Outing(plane())
        outing.plant_flag()
        self.reveal = RevealScreen(outing.reveal(), clock=lambda: self.now, **settings)

    def on_mount(self) -> None:
        self.push_screen(self.reveal)

    def on_reveal_screen_next(self) -> None:
        self.went_on += 1


async def test_a_key_that_was_meant_for_the_hike_does_nothing() -> None:
    """Enter, hammered through the last step, stays on the reveal; later it goes on."""
    app = RevealApp(sudden=True)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(8):
            await pilot.press("enter", "r")
            app.now += 0.3
        assert app.went_on == 0
        app.now += 0.8
        await pilot.press("enter")
        await pilot.pause()
        assert app.went_on == 1


async def test_it_does_not_cut_the_first_showing_short_either() -> None:
    """A stray Space leaves the map uncovering."""
    app = RevealApp(sudden=True, animate=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await painted(pilot)
        assert app.reveal._playback.playing
        await pilot.press("space")
        assert app.reveal._playback.playing


async def test_after_a_planted_flag_keys_act_at_once() -> None:
    """Whoever planted the flag knows that the hike is over."""
    app = RevealApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.went_on == 1
