"""The app around the workshop: the game as ever, with the workshop for a home."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from textual import work
from textual.screen import Screen

from hikergame.tui.app import HikerApp
from hikergame.tui.ground import Ground
from hikergame.tui.memory import pass_over_what_stays, return_large_blocks
from hikergame.tui.workshop.screen import WorkshopScreen

_BEHIND = (
    "hikergame.tui.briefing.screen",
    "hikergame.tui.trip",
    "hikergame.tui.hike.screen",
    "hikergame.tui.reveal.screen",
)
"""What a hike needs, imported while the author looks at the map."""


class WorkshopApp(HikerApp):
    """Begins in the workshop, and comes back to it from every hike."""

    # Textual reads the style sheets of screens that are pushed, not of the one to begin with.
    CSS_PATH = WorkshopScreen.CSS_PATH
    home_name = "Workshop"

    def __init__(self, path: Path, **settings: Any) -> None:
        """Watch a file; settings as those of the game."""
        self._path = path
        super().__init__(**settings)

    def get_default_screen(self) -> Screen[None]:
        """Begin in the workshop."""
        return WorkshopScreen(self._path)

    @work
    async def _warm_up(self) -> None:
        """Import what a hike needs, and let no collection of garbage hold up an edit."""
        return_large_blocks()
        for name in _BEHIND:
            await asyncio.to_thread(import_module, name)
        pass_over_what_stays()

    def on_workshop_screen_walked(self, message: WorkshopScreen.Walked) -> None:
        """Brief the author on the level as anybody else is."""
        from hikergame.profile.keeping import own_path

        level = message.level
        self._brief(Ground(level, own_path(level, self.levels)), "first")

    def on_workshop_screen_left(self) -> None:
        """Leave."""
        self.action_leave_game()


def run_workshop(path: Path) -> int:
    """Open the workshop in the terminal, and return the exit code."""
    app = WorkshopApp(path)
    result = app.run()
    app.keeper.close()
    for sentence in app.take_untold():
        print(sentence, file=sys.stderr)
    return app.return_code or 0 if result is None else int(result)
