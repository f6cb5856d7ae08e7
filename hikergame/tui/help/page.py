"""The help page as text: pure, from the registry and the player's key map."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from textual.content import Content

from hikergame.tui.actions import KeyMap, Scope, actions_for, key_labels, keys_of
from hikergame.tui.help.words import WORDS

_KEYS_WIDTH = 15
_INDENT = 2


def keys_page(
    first: Scope, key_map: KeyMap, width: int, scopes: Iterable[Scope] = tuple(Scope)
) -> Content:
    """Return every key, scope by scope; the screen that asked for help comes first."""
    ordered = dict.fromkeys((first, Scope.APP, *scopes))
    return Content("\n").join(
        [line for scope in ordered for line in _scope_lines(scope, key_map, width)]
    )


def _scope_lines(scope: Scope, key_map: KeyMap, width: int) -> Iterator[Content]:
    yield _heading(scope.caption)
    for entry in actions_for(scope):
        keys = key_labels(keys_of(entry, key_map))
        label, *rest = _wrapped(entry.tooltip, width - _INDENT - _KEYS_WIDTH)
        yield Content.assemble(
            " " * _INDENT,
            (keys.ljust(_KEYS_WIDTH - 1) + " ", "bold $footer-key-foreground"),
            (label, "$foreground"),
        )
        for line in rest:
            yield Content(" " * (_INDENT + _KEYS_WIDTH) + line)
    yield Content("")


def words_page(width: int) -> Content:
    """Return the words of the game, each with its meaning beneath."""
    lines = [_heading("The words of the game")]
    for word, meaning in WORDS:
        lines.append(Content.styled(" " * _INDENT + word, "bold $foreground"))
        lines += [
            Content.styled(" " * _INDENT + line, "$text-muted")
            for line in _wrapped(meaning, width - _INDENT)
        ]
        lines.append(Content(""))
    return Content("\n").join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, max(20, width))


def _heading(text: str) -> Content:
    return Content.styled(text.upper(), "bold $secondary")
