"""Drives a pupil's app, and waits for what the pupil would wait for."""

import time
from collections.abc import Callable

from textual.pilot import Pilot
from textual.screen import Screen

from hikergame.tui.join.app import JoinApp

PATIENCE = 240.0
"""Seconds of waiting before something counts as not coming."""


async def until(pilot: Pilot[int], condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause()
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"waited in vain on {pilot.app.screen!r}:\n{words(pilot.app)}")


async def see(pilot: Pilot[int], name: str) -> Screen[None]:
    """Wait for a screen, by the name of its class, and return it."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)
    await pilot.pause()
    return pilot.app.screen


async def read(pilot: Pilot[int], *parts: str) -> None:
    """Wait until all these words are on the screen."""
    await until(pilot, lambda: all(part in words(pilot.app) for part in parts))


def words(app: JoinApp) -> str:
    """Return all that is on the screen, as text."""
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines[:height])
