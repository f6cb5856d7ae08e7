"""All keys of the console on one page of 80 columns by 24 rows, grouped by what they are about.

Each is called as it is in the registry, and says so where it does nothing just now; help,
one key further on, explains each in a sentence.
"""

from collections.abc import Mapping
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from hikergame.tui.actions import KeyMap, Scope, action, bindings_for, key_label, keys_of
from hikergame.tui.board import Pane
from hikergame.tui.keybar import KeyBar

_WHO: Final = "The one under the cursor"
_GROUPS: Final[tuple[Mapping[str, tuple[str, ...]], ...]] = (
    {
        "The lesson": ("next", "pause", "end", "skip-on", "finish", "save", "leave"),
        _WHO: ("rename", "hand-back", "remove", "team"),
    },
    {
        "The room and its board": ("lock", "code", "freeze", "full", "swap"),
        "What is seen here": ("page", "find", "order", "titles", "page-up", "page-down"),
    },
)
"""The console's actions, by the columns and headings under which they stand."""
_KEY_WIDTH = 7
_BARS: Final = {"app.help": "Explain them", "app.command_palette": "Search"}


def keys_words(
    column: int, key_map: KeyMap, fitting: frozenset[str], words: Mapping[str, str], who: str | None
) -> Content:
    """Return one column of keys.

    `fitting` names the methods that do something now, `words` what actions are called by
    what they do now, and `who` is under the cursor.
    """
    lines = []
    for heading, names in _GROUPS[column].items():
        named = f"{_WHO}: {who}" if heading == _WHO and who else heading.upper()
        lines.append(Content.styled(named, "bold $secondary"))
        for name in names:
            entry = action(f"console.{name}")
            key = key_label(keys_of(entry, key_map)[0])
            word = words.get(entry.id, entry.label)
            if entry.method in fitting:
                said = [(f"{key:<{_KEY_WIDTH}}", "bold $footer-key-foreground"), (word, "")]
            else:
                said = [(f"{key:<{_KEY_WIDTH}}{word}, not now", "$text-muted")]
            lines.append(Content.assemble("  ", *said))
        lines.append(Content(""))
    lines.append(Content.styled("  ←↑↓→ and the mouse move the cursor", "$text-muted"))
    return Content("\n").join(lines[:-1] if column == 0 else lines)


class KeysScreen(Screen[None]):
    """What can be pressed."""

    BINDINGS = bindings_for(Scope.HELP)
    DEFAULT_CSS = """
    KeysScreen { background: $background; }
    KeysScreen #field { layout: horizontal; padding: 1 2; }
    KeysScreen Static { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *columns: Content) -> None:
        """Show columns of keys."""
        super().__init__()
        self._columns = columns

    def compose(self) -> ComposeResult:
        """Lay out the columns side by side."""
        with Pane(id="field"):
            for column in self._columns:
                yield Static(column)
        yield KeyBar(lambda: _BARS)

    def action_leave(self) -> None:
        """Go back to the room."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing but the way back: there is nothing to scroll, and no walk-through."""
        if action in ("up", "down", "walkthrough"):
            return False
        return super().check_action(action, parameters)
