"""Drives an app as whoever sits before it would, and waits for what he would wait for."""

import time
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

PATIENCE = 240.0
"""Seconds of waiting before something counts as not coming."""


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause()
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"waited in vain on {pilot.app.screen!r}:\n{words(pilot.app)}")


async def see(pilot: Pilot[Any], name: str) -> Screen[None]:
    """Wait for a screen, by the name of its class, and return it."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)
    await pilot.pause()
    return pilot.app.screen


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, one after the other, each felt before the next."""
    await pilot.press(*keys)
    await pilot.pause()


def words(app: App[Any]) -> str:
    """Return all that is on the screen, as text."""
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines[:height])
