"""Texts that strangers wrote: which characters they may hold, and how to quote them.

A level's texts are shown in terminals. Characters that steer a terminal, reorder what is
read, or cannot be seen at all are refused everywhere in a file, keys and comments
included. Everything visible is allowed, in any script, and means itself: square brackets
in a title are square brackets. Whoever displays a text with a library that interprets
markup must escape it.

The refused characters are listed here rather than asked of `unicodedata`, so that a file
is as valid on one Python as on the next.
"""

import re
from collections.abc import Iterable, Iterator

_REFUSED = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls; escape sequences begin with one
    "\u00ad\u034f\u061c"  # soft hyphen, grapheme joiner, Arabic letter mark
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that are drawn as nothing
    "\u180b-\u180f\ufe00-\ufe0d"  # variation selectors, except the two of emoji
    "\u200b\u200e\u200f"  # zero-width space, direction marks
    "\u2028-\u202e\u2060-\u206f"  # line separators, direction overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff"  # no characters at all
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # invisible musical signs and tags
)
# Joiners shape words in Persian and Indic scripts, and join emoji: after those they belong.
_JOINABLE = "\u0590-\u1fff\u2190-\u2fff\u3001-\ufdff\ufe0f\U00010000-\U0001ffff"
_UNSAFE = re.compile(f"[{_REFUSED}]|(?<![{_JOINABLE}])[\u200c\u200d]")

_NAMES = {"\x00": "null", "\x07": "bell", "\x08": "backspace", "\x1b": "escape", "\x7f": "delete"}
LONGEST_QUOTE = 40


def unsafe_characters(text: str) -> Iterator[int]:
    """Yield the index of every character of `text` that no level may hold."""
    return (match.start() for match in _UNSAFE.finditer(text))


def without_unsafe(text: str) -> str:
    """Return `text`, its refused characters replaced one for one."""
    return _UNSAFE.sub("\ufffd", text)


def name_character(character: str) -> str:
    """Return how people look a character up: "U+202E (right-to-left override)"."""
    import unicodedata

    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    code = f"U+{ord(character):04X}"
    return f"{code} ({name})" if name else code


def printable(text: str) -> str:
    """Return `text` on one line, with all that is not plainly visible as escapes."""
    if text.isascii() and text.isprintable():
        return text
    escaped = _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in escaped)


def quote(text: str) -> str:
    """Return `text` in single quotes, printable and no longer than a line can bear."""
    short = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"'{printable(short)}'"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the one of `choices` that `word` was probably meant to be, if any."""
    from difflib import get_close_matches

    by_spelling = {_spelling(choice): choice for choice in choices}
    found = get_close_matches(_spelling(word[:LONGEST_QUOTE]), by_spelling, n=1, cutoff=0.6)
    return by_spelling[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return the question "did you mean 'radius'?", or None when nothing is near."""
    best = nearest(word, choices)
    return None if best is None else f"did you mean {quote(best)}?"


def _spelling(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())
