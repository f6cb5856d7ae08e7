"""Drives the app as a player would, and waits for what the player would wait for."""

import time
from collections.abc import Callable

from textual.pilot import Pilot
from textual.screen import Screen

from hikergame.tui.app import HikerApp

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
    raise AssertionError(f"waited in vain on {pilot.app.screen!r}")


async def see(pilot: Pilot[int], name: str) -> Screen[None]:
    """Wait for a screen, by the name of its class, and return it."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)
    await pilot.pause()
    return pilot.app.screen


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, one after the other, each felt before the next."""
    await pilot.press(*keys)
    await pilot.pause()


async def brief(pilot: Pilot[int]) -> Screen[None]:
    """Go to the briefing of the level under the cursor, and wait for its words."""
    await press(pilot, "enter")
    screen = await see(pilot, "BriefingScreen")
    await until(pilot, lambda: screen._brief is not None and screen.query("MarkdownParagraph"))
    return screen


async def set_out(pilot: Pilot[int]) -> Screen[None]:
    """Go from home onto a hike on the level under the cursor."""
    await press(pilot, "enter", "enter")
    return await see(pilot, "HikeScreen")


def words(app: HikerApp) -> str:
    """Return all that is on the screen, as text."""
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines[:height])
