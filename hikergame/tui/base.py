"""What an app of this game can do, whichever screens it has: services, no screens.

Settings that hold at once, a profile kept behind the player's back, errands in threads,
words for the player, screens stacked above home, and an end in good order: after Ctrl-C
or a signal the terminal is restored and all that was to be kept is on the disk.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.constants import TEXTUAL_ANIMATIONS
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from hikergame.errors import ExitCode, HikergameError
from hikergame.profile import Profile, Settings
from hikergame.tui.actions import Scope, bindings_for, scope_of, textual_keymap
from hikergame.tui.colourless import Colourless
from hikergame.tui.keeper import Keeper
from hikergame.tui.memory import sweep
from hikergame.tui.theme import DARK_THEME, LIGHT_THEME
from hikergame.tui.too_small.screen import TooSmallScreen, too_small
from hikergame.tui.vanishing import LOOK, is_there, lenient

T = TypeVar("T")


class BaseApp(App[int], inherit_bindings=False):
    """Services that the switchboard is built upon."""

    TITLE = "hikergame"
    BINDINGS = bindings_for(Scope.APP)
    ALLOW_SELECT = False
    SCOPES: ClassVar[tuple[Scope, ...]] = tuple(Scope)
    """Where one can be in this app: its help explains the keys of these."""
    SMALL: ClassVar[str] = ""
    """What else can be done where the terminal is too small."""
    # The palette's magnifying glass is an emoji, whose width no two terminals agree upon.
    DEFAULT_CSS = """
    CommandPalette SearchIcon { display: none; }
    CommandPalette > Vertical { max-width: 96; }
    """
    # Textual would have it reversed, which it then loses on the way to the screen.
    CSS = """
    CommandList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(self, profile: Profile) -> None:
        """Take settings from a profile, and keep in it what is to be kept."""
        super().__init__()
        self._untold: list[str] = []
        self.keeper = Keeper(profile, self._tell)
        self.settings = self.keeper.read(lambda kept: kept.settings(), Settings())
        self.register_theme(DARK_THEME)
        self.register_theme(LIGHT_THEME)
        self._apply_settings()

    def on_mount(self) -> None:
        """Catch signals; say what there was to say before there was a screen."""
        self._catch_signals()
        self._watch_terminal()
        self._show_untold()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes on its way out."""
        return [Colourless()] if self.no_color else super().get_line_filters()

    # Beginning and end

    def _catch_signals(self) -> None:
        """Leave in good order when the system asks."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Windows has neither all of these nor handlers for them in its loops.
            with suppress(AttributeError, NotImplementedError):
                loop.add_signal_handler(getattr(signal, name), self.action_interrupt)

    def get_driver_class(self) -> type[Driver]:
        """Return what draws and reads keys, made to outlive its terminal."""
        return lenient(super().get_driver_class())

    def _watch_terminal(self) -> None:
        """Leave as a closed window ends it, where the terminal vanishes without a signal."""
        if self.is_headless or not is_there():
            return  # drawn elsewhere from the first: in a test, or in a browser's window

        def look() -> None:
            if not is_there():
                self.action_interrupt()

        self.set_interval(LOOK, look)

    def action_interrupt(self) -> None:
        """Leave at once; whatever is to be kept is being kept already."""
        self.exit(ExitCode.INTERRUPTED)

    def action_leave_game(self) -> None:
        """Leave."""
        self.exit(ExitCode.OK)

    # Settings

    def change_settings(self, settings: Settings) -> None:
        """Let a change hold at once, and keep it."""
        self.settings = settings
        self._apply_settings()
        self.keeper.write(lambda profile: profile.keep_settings(settings))

    def _apply_settings(self) -> None:
        self.theme = (LIGHT_THEME if self.settings.theme == "light" else DARK_THEME).name
        self.set_keymap(textual_keymap(self.settings.keys))
        self.animation_level = "none" if self.settings.reduced_motion else TEXTUAL_ANIMATIONS

    # Words for the player

    def _tell(self, sentence: str) -> None:
        """Say something as soon as there is a screen to say it on; from any thread."""
        self._untold.append(sentence)
        if self.is_running:
            self.call_later(self._show_untold)

    def _show_untold(self) -> None:
        while self._untold:
            self.notify(self._untold.pop(0), severity="warning", timeout=20, markup=False)

    def take_untold(self) -> tuple[str, ...]:
        """Return what there was no screen left to say on."""
        untold = tuple(self._untold)
        self._untold.clear()
        return untold

    def complain(self, error: HikergameError) -> None:
        """Say what went wrong."""
        self.notify(str(error), severity="error", timeout=15, markup=False)

    def action_help(self) -> None:
        """Explain the keys of this screen, all others, and the words of the game."""
        from hikergame.tui.help.screen import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(scope_of(self.screen), self.settings.keys, self.SCOPES))

    # Errands: what is slow runs in a thread, and only the latest counts

    def errand(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[HikergameError], object] | None = None,
    ) -> None:
        """Do some work in a thread, then something with its result on the screen.

        Not in Textual's thread workers: a thread keeps the last of those, and with it the
        screen that had sent it, until it is given another.
        """

        async def run() -> None:
            try:
                result = await asyncio.to_thread(work)
            except HikergameError as error:
                self.call_later(failed or self.complain, error)
            else:
                self.call_later(then, result)

        self.run_worker(run(), exclusive=True, group="errand")

    def drop_errand(self) -> None:
        """Forget the errand that is out, if any; its result is not waited for."""
        self.workers.cancel_group(self, "errand")

    # Screens above home

    def go(self, screen: Screen[None]) -> None:
        """Show a screen in place of all that is above home."""
        self._drop_to(2)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self._mind_size()
        self._sweep_later()

    def go_home(self) -> None:
        """Show home."""
        self.drop_errand()
        self._drop_to(1)
        self._mind_size()
        self._sweep_later()

    def _drop_to(self, depth: int) -> None:
        while len(self.screen_stack) > depth:
            self.pop_screen()

    def _sweep_later(self) -> None:
        """Sweep up after screens, once Textual has removed them and the next one is seen."""
        self.call_later(self.call_after_refresh, sweep)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        self._mind_size(event)

    def _mind_size(self, event: events.Resize | None = None) -> None:
        small = too_small(self.size if event is None else event.size)
        covered = isinstance(self.screen, TooSmallScreen)
        if small and not covered:
            self.push_screen(TooSmallScreen(self.SMALL))
        elif covered and not small:
            self.pop_screen()
