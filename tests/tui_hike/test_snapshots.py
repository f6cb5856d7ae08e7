"""Pictures of both screens: what is compared is every cell and colour of a frame."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from .conftest import ScreenApp, line, plane
from .driving import unveil

Snapshot = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
WALK = ("d", "up", "up", "up", "space", "space", "right", "space", "d", "space", "right")
"""Four steps: down to a hollow and over its floor, then a turn."""


def unveiled(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Return what plays a hike to its end and waits for the map."""

    async def play(pilot: Pilot[Any]) -> None:
        await unveil(pilot, *keys)

    return play


@SIZES
def test_hike_on_a_plane(snap_compare: Snapshot, size: tuple[int, int]) -> None:
    """Ring, needle, figures, the way so far with its arrows, both walkers' slopes."""
    assert snap_compare(ScreenApp(plane()), press=WALK, terminal_size=size)


@SIZES
def test_hike_on_a_line(snap_compare: Snapshot, size: tuple[int, int]) -> None:
    """The felt profile above, the hiker on tilted ground below."""
    walk = ("d", "space", "up", "up", "space", "left", "space")
    assert snap_compare(ScreenApp(line()), press=walk, terminal_size=size)


@SIZES
def test_reveal_of_a_plane(snap_compare: Snapshot, size: tuple[int, int]) -> None:
    """The shaded map with contours, both tracks, two valleys; scores, curves, story."""
    app = ScreenApp(plane())
    assert snap_compare(app, run_before=unveiled(*WALK), terminal_size=size)


@SIZES
def test_reveal_of_a_line(snap_compare: Snapshot, size: tuple[int, int]) -> None:
    """The hill from the side, and beneath it both walkers' steps running down."""
    play = unveiled("d", "up", "space", "space", "left", "space")
    assert snap_compare(ScreenApp(line()), run_before=play, terminal_size=size)


def test_unrolled_notebook(snap_compare: Snapshot) -> None:
    """Map, profile with its error band, and the log of steps."""
    assert snap_compare(ScreenApp(plane()), press=(*WALK, "u"), terminal_size=(140, 40))


def test_light(snap_compare: Snapshot) -> None:
    """The hike in the light theme."""
    app = ScreenApp(plane(), light=True)
    assert snap_compare(app, press=WALK, terminal_size=(140, 40))


def test_hike_without_colour(snap_compare: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Triangles make the ring, braille the way."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(ScreenApp(plane()), press=WALK, terminal_size=(80, 24))


def test_reveal_without_colour(snap_compare: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """More ink is higher ground; ways stand in their own clearing."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = ScreenApp(plane())
    assert snap_compare(app, run_before=unveiled(*WALK), terminal_size=(80, 24))
