"""The bar of keys at the foot of every screen: one line, drawn from the action registry.

It shows the keys that work right now, under the player's own key map, as many as fit;
help and palette, at the right, do unless a screen has its own. Each is also a button for
the mouse.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from hikergame.tui.actions import Action, Scope, actions_for, key_label

_GAP = 2
"""Cells between two entries; one where room is short."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One place in the bar: one action, or several that share a label."""

    actions: tuple[Action, ...]
    keys: tuple[str, ...]
    """The key of each action."""
    label: str
    short: str
    """The label where there is little room."""

    @property
    def width(self) -> int:
        """Cells that it takes, without a gap."""
        return sum(len(key_label(key)) + 1 for key in self.keys) + len(self.label)


def hints(keys: dict[str, str], scope: Scope) -> list[KeyHint]:
    """Return what the bar can show of one scope: `keys` gives the active actions' first keys."""
    places: dict[str, list[Action]] = {}
    for entry in actions_for(scope):
        if entry.bar and entry.id in keys:
            places.setdefault(entry.together or entry.id, []).append(entry)
    return [
        KeyHint(
            actions=tuple(entries),
            keys=tuple(keys[entry.id] for entry in entries),
            label=entries[0].together or entries[0].label,
            short=entries[0].together or entries[0].short or entries[0].label,
        )
        for entries in places.values()
    ]


def fitted(own: list[KeyHint], everywhere: list[KeyHint], width: int) -> list[list[KeyHint]]:
    """Return what fits of both, with short labels where it must be.

    What is dropped is our own's last, but the very last, which is the way out.
    """
    if not fits(own, everywhere, width, _GAP):
        own, everywhere = [_shortened(hints) for hints in (own, everywhere)]
    while own and not fits(own, everywhere, width, 1):
        own = [*own[:-2], *own[-1:]] if len(own) > 1 else []
    return [own, everywhere]


def fits(own: list[KeyHint], everywhere: list[KeyHint], width: int, gap: int) -> bool:
    """Return whether all that fits in so many cells, with such gaps."""
    both = [*own, *everywhere]
    return sum(hint.width for hint in both) + gap * max(0, len(both) - 1) <= width


def _shortened(hints: list[KeyHint]) -> list[KeyHint]:
    return [replace(hint, label=hint.short) for hint in hints]


def renamed(hints: list[KeyHint], words: Mapping[str, str]) -> list[KeyHint]:
    """Return hints by other words, given by their first action; those with an empty one go."""
    called = [(hint, words.get(hint.actions[0].id, hint.label)) for hint in hints]
    return [
        hint if word == hint.label else replace(hint, label=word, short=word)
        for hint, word in called
        if word
    ]


class KeyBar(Widget):
    """The keys that work on this screen, at its lower edge."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
    }
    """

    def __init__(self, words: Callable[[], Mapping[str, str]] = dict) -> None:
        """Show keys; `words` returns other labels for some actions, empty for those left out."""
        super().__init__()
        self._words = words

    def on_mount(self) -> None:
        """Follow what the screen lets happen."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the screen's own keys from the left, and those that work everywhere at the right."""
        keys: dict[str, str] = {}
        for key, active in self.screen.active_bindings.items():
            if active.enabled and active.binding.id:
                keys.setdefault(active.binding.id, key)
        scopes = dict.fromkeys(Scope(name.partition(".")[0]) for name in keys)
        own = [hint for scope in scopes if scope is not Scope.APP for hint in hints(keys, scope)]
        words, width = self._words(), self.content_size.width
        shown = fitted(renamed(own, words), renamed(hints(keys, Scope.APP), words), width)
        gap = " " * (_GAP if fits(shown[0], shown[1], width, _GAP) else 1)
        left, right = (Content(gap).join([self._drawn(hint) for hint in some]) for some in shown)
        space = max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * space, right)

    def _drawn(self, hint: KeyHint) -> Content:
        parts = []
        for entry, key in zip(hint.actions, hint.keys, strict=True):
            press = Style.from_meta({"press": entry.method, "tooltip": entry.tooltip})
            label = Content.styled(f"{key_label(key)} ", "bold $footer-key-foreground")
            parts.append(label.stylize(press))
        # The shared label does what the last of its keys does.
        parts.append(Content.styled(hint.label, "$footer-foreground").stylize(press))
        return Content("").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        method = event.style.meta.get("press")
        if method is not None:
            await self.app.run_action(method, self.screen)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say in a tooltip what the key under the mouse does."""
        self.tooltip = event.style.meta.get("tooltip")

    def on_leave(self) -> None:
        """Drop the tooltip with the mouse."""
        self.tooltip = None
