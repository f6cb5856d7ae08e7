"""Drives the workshop as an author would, and waits for what an author would wait for."""

from pathlib import Path

from textual.pilot import Pilot

from hikergame.tui.workshop.app import WorkshopApp
from hikergame.tui.workshop.screen import WorkshopScreen
from tests.piloting import until, words


def workshop(app: WorkshopApp) -> WorkshopScreen:
    """Return the workshop's screen, whatever covers it."""
    screen = app.screen_stack[0]
    assert isinstance(screen, WorkshopScreen)
    return screen


async def read(pilot: Pilot[int], says: str) -> None:
    """Wait until that is on the screen."""
    app = pilot.app
    assert isinstance(app, WorkshopApp)
    await until(pilot, lambda: says in words(app))


async def surveyed(pilot: Pilot[int]) -> WorkshopScreen:
    """Wait until all is known about the level."""
    await read(pilot, "up to date")
    app = pilot.app
    assert isinstance(app, WorkshopApp)
    return workshop(app)


def save(path: Path, text: str) -> None:
    """Save as most editors do: a new file takes the old one's name."""
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
