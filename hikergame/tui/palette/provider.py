"""What the command palette finds: actions from the registry and levels from the trail."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.screen import Screen

from hikergame.tui.actions import ACTIONS
from hikergame.tui.home.screen import HomeScreen

if TYPE_CHECKING:
    from hikergame.tui.app import HikerApp


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the palette can do."""

    words: str
    explanation: str
    run: Callable[[], Any]


def action_commands(screen: Screen[Any]) -> Iterator[Command]:
    """Yield what can be done on a screen right now."""
    enabled = {active.binding.id for active in screen.active_bindings.values() if active.enabled}
    for entry in ACTIONS:
        if entry.palette and entry.id in enabled:
            run = partial(screen.app.run_action, entry.method, screen)
            yield Command(entry.label, entry.tooltip, run)


class Actions(Provider):
    """Searches what can be done on the screen; no text is taken for markup."""

    def commands(self) -> Iterator[Command]:
        """Yield all that there is to find."""
        yield from action_commands(self.screen)

    async def discover(self) -> Hits:
        """Offer everything before the first letter."""
        for command in self.commands():
            yield DiscoveryHit(_displayed(command, ()), command.run, text=command.words)

    async def search(self, query: str) -> Hits:
        """Offer what the letters fit."""
        fuzzy = FuzzySearch()
        for command in self.commands():
            score, places = fuzzy.match(query, command.words)
            if score > 0:
                yield Hit(score, _displayed(command, places), command.run, text=command.words)


class ActionsAndLevels(Actions):
    """Searches actions and levels."""

    def commands(self) -> Iterator[Command]:
        """Yield actions first, then every level of the trail."""
        yield from super().commands()
        app = cast("HikerApp", self.app)
        for stop in app.trail.stops:
            run = partial(app.post_message, HomeScreen.LevelChosen(stop.entry.id))
            yield Command(f"Level: {stop.entry.title}", stop.entry.summary, run)


def _displayed(command: Command, places: Iterable[int]) -> Content:
    """Draw a command with the letters that were found, free of any markup in its words."""
    words = Content(command.words)
    for place in places:
        words = words.stylize("bold $accent", place, place + 1)
    return Content.assemble(words, "\n", (command.explanation, "not bold $text-muted"))
