"""The app around the trail: home, past hikes, settings, help, and what is loaded behind them.

Whoever builds upon it says what it means to choose a level, to go on with a hike, and
to see one again.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from hikergame.errors import HikergameError
from hikergame.level import Library
from hikergame.profile import FinishedHike, Profile, Progress, UnderWay
from hikergame.tui.ground import Ground, load_ground
from hikergame.tui.hike_app import HikeApp
from hikergame.tui.home.screen import BANNER, HomeScreen
from hikergame.tui.home.trail import PackTrail, Trail, lay_out
from hikergame.tui.memory import pass_over_what_stays, return_large_blocks

if TYPE_CHECKING:
    from hikergame.tui.settings.screen import SettingsScreen

_AFTER_THE_FIRST_FRAME = 0.1
"""Seconds until the engine is loaded: imports would hold up the thread that draws."""

_LEFT_OUT = "Some files of this pack are left out; `hikergame check` says which, and why."

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


class TrailApp(HikeApp):
    """An app that begins at home, on the trail."""

    COMMANDS: ClassVar = {_palette}

    def __init__(self, profile: Profile, levels: Library, pack: PackTrail | None = None) -> None:
        """Lay out the trail of these levels with what the profile remembers of them.

        Those of a `pack` take their place.
        """
        super().__init__(profile)
        self.levels = levels if pack is None else pack.library
        self._pack = pack
        self._hashes: dict[str, str] = {}
        self.trail = self._laid_out()

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        return HomeScreen(self.trail)

    def on_mount(self) -> None:
        """Load the engine behind the first frame; say what the trail of a pack has not."""
        if self._pack is not None and self.levels.problems:
            self._tell(_LEFT_OUT)
        self.set_timer(_AFTER_THE_FIRST_FRAME, self._warm_up)

    @work
    async def _warm_up(self) -> None:
        """Import what the next screens need, then see which walked levels have changed.

        Every level of a pack is looked at: it may have been walked where it was before.
        """
        return_large_blocks()
        for name in _BEHIND:
            await asyncio.to_thread(import_module, name)
        if len(self.screen_stack) == 1:  # Nobody was so quick as to be elsewhere already.
            pass_over_what_stays()
        for stop in self.trail.stops:
            if stop.progress is not None or stop.path is not None:
                with suppress(HikergameError):
                    here = self.levels, stop.entry.id, stop.path
                    ground = await asyncio.to_thread(load_ground, *here)
                    self._hashes[stop.entry.id] = ground.level.hash
        self.draw_trail()

    # The trail

    def _laid_out(self) -> Trail:
        nothing: dict[str, tuple[Progress, ...]] = {}
        pack, hashes = self._pack, self._hashes

        def reached(profile: Profile) -> dict[str, tuple[Progress, ...]]:
            if pack is None:
                return profile.progress()
            return profile.progress_in_pack(pack.paths, hashes)

        progress = self.keeper.read(reached, nothing)
        return lay_out(self.levels, progress, self.begun(), hashes, pack)

    def begun(self) -> tuple[UnderWay, ...]:
        """Return the hikes under way, the latest first."""
        none: tuple[UnderWay, ...] = ()
        return self.keeper.read(lambda profile: profile.under_way(), none)

    def path_of(self, level_id: str) -> str | None:
        """Return the file of a pack's level; None for a shipped one."""
        return None if self._pack is None else self._pack.paths.get(level_id)

    def past(self, level_id: str, path: str | None) -> tuple[FinishedHike, ...]:
        """Return the finished hikes of a level, the latest first.

        Those on a pack's level may have been walked where the pack was before.
        """
        none: tuple[FinishedHike, ...] = ()
        in_pack = path is not None and path == self.path_of(level_id)
        known = self._hashes.get(level_id) if in_pack else None
        hikes = self.keeper.read(
            lambda profile: profile.finished(level_id, path, level_hash=known), none
        )
        return tuple(replace(hike, level_id=level_id, path=path) for hike in hikes)

    def show_trail(self, place: int | None) -> None:
        """Show the trail at home, the cursor at a place; an app may have another home."""
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.show(self.trail, place)

    def draw_trail(self, *, onwards: bool = False, at: Ground | None = None) -> None:
        """Draw home anew.

        `onwards` puts the cursor on what there is to do next; `at` on a level of the trail,
        if it is one.
        """
        self.keeper.flush()
        self.trail = self._laid_out()
        place = None if at is None else self.trail.number_of(at.level.id, at.path)
        if place is None and onwards:
            place = BANNER if self.trail.resumable else self.trail.next
        self.show_trail(place)

    def on_home_screen_forget_chosen(self, message: HomeScreen.ForgetChosen) -> None:
        """Forget a hike under way, and say so."""
        hike = message.hike
        token = hike.token
        self.keeper.write(lambda profile: profile.forget_under_way([token]))
        words = f"The hike on {hike.title} is forgotten, at step {hike.step} of {hike.steps}."
        self.notify(words, markup=False)
        self.draw_trail(onwards=True)

    # Past hikes, settings

    def on_home_screen_past_chosen(self, message: HomeScreen.PastChosen) -> None:
        """List the past hikes of a level."""
        entry = self.levels.find(message.level_id)
        self.list_past(entry.title, entry.id, self.path_of(entry.id))

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
