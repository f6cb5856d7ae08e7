"""The app around the trail: home, past hikes, settings, help, and what is loaded behind them.

Whoever builds upon it says what it means to choose a level, to go on with a hike, and
to see one again.
"""

import asyncio
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from hikergame.errors import HikergameError
from hikergame.level import Library
from hikergame.profile import FinishedHike, Profile, Progress, UnderWay
from hikergame.tui.actions import scope_of
from hikergame.tui.base import BaseApp
from hikergame.tui.ground import load_ground
from hikergame.tui.home.screen import BANNER, HomeScreen
from hikergame.tui.home.trail import Trail, lay_out
from hikergame.tui.memory import pass_over_what_stays, return_large_blocks

if TYPE_CHECKING:
    from hikergame.tui.settings.screen import SettingsScreen

_AFTER_THE_FIRST_FRAME = 0.1
"""Seconds until the engine is loaded: imports would hold up the thread that draws."""

_BEHIND = (
    "hikergame.tui.briefing.screen",
    "hikergame.tui.trip",
    "hikergame.tui.hike.screen",
    "hikergame.tui.reveal.screen",
)
"""What is imported behind the first frame: engine, Markdown, and the screens that need them."""


def _palette() -> type[Provider]:
    """Load what the palette searches when it is first opened."""
    from hikergame.tui.palette.provider import ActionsAndLevels

    return ActionsAndLevels


class TrailApp(BaseApp):
    """An app that begins at home, on the trail."""

    COMMANDS: ClassVar = {_palette}

    def __init__(self, profile: Profile, levels: Library) -> None:
        """Lay out the trail of these levels with what the profile remembers of them."""
        super().__init__(profile)
        self.levels = levels
        self._hashes: dict[str, str] = {}
        self.trail = self._laid_out()

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        return HomeScreen(self.trail)

    def on_mount(self) -> None:
        """Load the engine behind the first frame."""
        self.set_timer(_AFTER_THE_FIRST_FRAME, self._warm_up)

    @work
    async def _warm_up(self) -> None:
        """Import what the next screens need, then see which walked levels have changed."""
        return_large_blocks()
        for name in _BEHIND:
            await asyncio.to_thread(import_module, name)
        if len(self.screen_stack) == 1:  # Nobody was so quick as to be elsewhere already.
            pass_over_what_stays()
        walked = [stop.entry.id for stop in self.trail.stops if stop.progress is not None]
        for level_id in walked:
            with suppress(HikergameError):
                ground = await asyncio.to_thread(load_ground, self.levels, level_id, None)
                self._hashes[level_id] = ground.level.hash
        self.draw_trail()

    # The trail

    def _laid_out(self) -> Trail:
        nothing: dict[str, tuple[Progress, ...]] = {}
        progress = self.keeper.read(lambda profile: profile.progress(), nothing)
        return lay_out(self.levels, progress, self.begun(), self._hashes)

    def begun(self) -> tuple[UnderWay, ...]:
        """Return the hikes under way, the latest first."""
        none: tuple[UnderWay, ...] = ()
        return self.keeper.read(lambda profile: profile.under_way(), none)

    def past(self, level_id: str, path: str | None) -> tuple[FinishedHike, ...]:
        """Return the finished hikes of a level, the latest first."""
        none: tuple[FinishedHike, ...] = ()
        return self.keeper.read(lambda profile: profile.finished(level_id, path), none)

    @property
    def home(self) -> HomeScreen:
        """The screen beneath all others."""
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    def draw_trail(self, *, onwards: bool = False, at: str | None = None) -> None:
        """Draw home anew.

        `onwards` puts the cursor on what there is to do next; `at` on a level of the trail,
        if it is one.
        """
        self.keeper.flush()
        self.trail = self._laid_out()
        place = None if at is None else self.trail.number_of(at)
        if place is None and onwards:
            place = BANNER if self.trail.resumable else self.trail.next
        self.home.show(self.trail, place)

    def on_home_screen_forget_chosen(self, message: HomeScreen.ForgetChosen) -> None:
        """Forget a hike under way."""
        token = message.hike.token
        self.keeper.write(lambda profile: profile.forget_under_way([token]))
        self.draw_trail(onwards=True)

    # Past hikes, settings, help

    def on_home_screen_past_chosen(self, message: HomeScreen.PastChosen) -> None:
        """List the past hikes of a level."""
        entry = self.levels.find(message.level_id)
        self.list_past(entry.title, entry.id, None)

    def list_past(self, title: str, level_id: str, path: str | None) -> None:
        """List the past hikes of a level."""
        from hikergame.tui.past.screen import PastScreen

        self.push_screen(PastScreen(title, self.past(level_id, path)))

    def on_home_screen_settings_chosen(self) -> None:
        """Show the settings."""
        from hikergame.tui.settings.screen import SettingsScreen

        self.push_screen(SettingsScreen(self.settings))

    def on_settings_screen_changed(self, message: "SettingsScreen.Changed") -> None:
        """Let a change hold at once, and keep it."""
        self.change_settings(message.settings)

    def action_help(self) -> None:
        """Explain the keys of this screen, all others, and the words of the game."""
        from hikergame.tui.help.screen import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(scope_of(self.screen), self.settings.keys))
