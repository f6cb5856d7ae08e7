"""Reads what boards have drawn, and waits for maps to be painted."""

from typing import Any

from textual.pilot import Pilot

from hikergame.tui.board import Board
from hikergame.tui.reveal.screen import RevealScreen
from tests.piloting import until


def text(board: Board) -> str:
    """Return what a board shows, as text."""
    return "\n".join(board.render_line(y).text for y in range(board.size.height))


async def painted(pilot: Pilot[Any]) -> RevealScreen:
    """Wait until the map is shown, all is known of the hike, and nobody paints any more."""
    await until(pilot, lambda: isinstance(pilot.app.screen, RevealScreen))
    screen = pilot.app.screen
    assert isinstance(screen, RevealScreen)
    await until(pilot, lambda: screen._shown and not len(pilot.app.workers))
    return screen


async def unveil(pilot: Pilot[Any], *walk: str) -> RevealScreen:
    """Walk, two steps downhill unless told otherwise, plant the flag, and wait for the map."""
    await pilot.press(*(walk or ("d", "space", "space")), "f", "f")
    return await painted(pilot)
