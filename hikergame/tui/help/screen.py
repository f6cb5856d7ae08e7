"""The help screen: all keys at the left, the words of the game beside or beneath them."""

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hikergame.tui.actions import KeyMap, Scope, bindings_for
from hikergame.tui.help.page import keys_page, words_page
from hikergame.tui.keybar import KeyBar

WIDE = 120
"""Columns from which on keys and words stand side by side."""


class HelpScreen(Screen[None]):
    """All keys and all words, to scroll through."""

    BINDINGS = bindings_for(Scope.HELP)
    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen VerticalScroll { padding: 1 2; layout: vertical; scrollbar-size-vertical: 1; }
    HelpScreen Static { width: 1fr; }
    HelpScreen.-wide VerticalScroll { layout: horizontal; }
    HelpScreen.-wide #words { margin-left: 4; }
    """

    class WalkthroughChosen(Message):
        """The player wants to be shown the ropes again."""

    def __init__(
        self, first: Scope, key_map: KeyMap, scopes: tuple[Scope, ...] = tuple(Scope)
    ) -> None:
        """Explain the keys of scopes, before all else of the one that help was asked from."""
        super().__init__()
        self._first = first
        self._key_map = key_map
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        """Lay out two texts in one scrolling page."""
        with VerticalScroll():
            yield Static(id="keys")
            yield Static(id="words")
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap both texts anew."""
        wide = event.size.width >= WIDE
        self.set_class(wide, "-wide")
        inner = event.size.width - 5
        width = (inner - 4) // 2 if wide else inner
        keys = keys_page(self._first, self._key_map, width, self._scopes)
        self.query_one("#keys", Static).update(keys)
        self.query_one("#words", Static).update(words_page(width))

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(VerticalScroll).scroll_up(animate=False)

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(VerticalScroll).scroll_down(animate=False)

    def action_walkthrough(self) -> None:
        """Ask for the walk-through."""
        self.post_message(self.WalkthroughChosen())

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the walk-through where one walks."""
        if action == "walkthrough":
            return Scope.HIKE in self._scopes
        return super().check_action(action, parameters)
