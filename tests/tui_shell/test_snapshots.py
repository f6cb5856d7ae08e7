"""Pictures of home, briefing, help and settings, small and large, dark, light and colourless."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from hikergame.profile import FinishedHike, Profile, Settings, UnderWay
from hikergame.tui.app import HikerApp
from tests.piloting import press, see, until
from tests.tui_shell.driving import brief

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def walked(profile: Profile, levels) -> Profile:
    """A profile with two levels walked, one of them on ground that has changed since."""
    from hikergame.tui.ground import load_ground

    hike = FinishedHike(
        level_id="gentle",
        level_hash=load_ground(levels, "gentle", None).level.hash,
        path=None,
        finished_at=NOON,
        points=61.3,
        halvings=5.0,
        medals=("valley", "rival"),
        rival="gradient descent",
        rival_points=40.0,
        steps=5,
        record="{}",
    )
    profile.finish(hike)
    profile.finish(replace(hike, level_id="noisy", level_hash="0" * 64, medals=("valley",)))
    return profile


@pytest.fixture
def shown(snap_compare: Any) -> Callable[..., bool]:
    def compare(app: HikerApp, size: tuple[int, int], drive: Callable[[Pilot[int]], Any]) -> bool:
        return snap_compare(app, terminal_size=size, run_before=drive)

    return compare


async def at_home(pilot: Pilot[int]) -> None:
    """Wait until the ground that has changed is known, and home is drawn with it."""
    await see(pilot, "HomeScreen")
    await until(pilot, lambda: any(stop.earlier for stop in pilot.app.trail.stops))


@SIZES
def test_home(shown, walked, app, size):
    """The trail with a level walked, one whose ground has changed, and the next one marked."""
    app.trail = app._laid_out()
    assert shown(app, size, at_home)


@SIZES
def test_home_with_a_hike_under_way(shown, walked, app, size):
    """A banner offers to go on, and the cursor is on it."""
    begun = UnderWay("t", "bowl", "0" * 64, None, "The Open Bowl", 3, 6, "{}", NOON)
    walked.keep_under_way(begun)
    app.trail = app._laid_out()
    assert shown(app, size, at_home)


def test_home_of_a_new_player_in_the_light(shown, profile, levels):
    """Nothing is walked yet, in dark ink on a light ground."""
    profile.keep_settings(Settings(theme="light", reduced_motion=True))
    app = HikerApp(profile=profile, levels=levels)

    async def look(pilot: Pilot[int]) -> None:
        await see(pilot, "HomeScreen")

    assert shown(app, (80, 24), look)


def test_home_without_colours(shown, walked, levels, monkeypatch):
    """Where colours are unwelcome, glyphs and words still say everything."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(HikerApp(profile=walked, levels=levels), (80, 24), at_home)


async def at_briefing(pilot: Pilot[int]) -> None:
    await brief(pilot)


@SIZES
def test_briefing(shown, app, size):
    """The level's own words, the facts, and the rival with its setting."""
    assert shown(app, size, at_briefing)


def test_briefing_where_slopes_are_noisy(shown, walked, app):
    """The noise has a number; a title full of markup is only a title."""

    async def look(pilot: Pilot[int]) -> None:
        await press(pilot, "home", "down")
        await brief(pilot)
        await press(pilot, "left")

    assert shown(app, (80, 24), look)


@SIZES
def test_help(shown, app, size):
    """All keys; on a wide screen, the words of the game beside them."""

    async def look(pilot: Pilot[int]) -> None:
        await press(pilot, "question_mark")
        await see(pilot, "HelpScreen")

    assert shown(app, size, look)


def test_settings(shown, app):
    """Settings and keys, a line each, and what the line under the cursor does."""

    async def look(pilot: Pilot[int]) -> None:
        await press(pilot, "s", "down")
        await see(pilot, "SettingsScreen")

    assert shown(app, (80, 24), look)


def test_too_small(shown, app):
    """A terminal too small is told what it needs."""

    async def look(pilot: Pilot[int]) -> None:
        await see(pilot, "TooSmallScreen")

    assert shown(app, (50, 12), look)
