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
from collections.abc import Iterator

_REFUSED_RANGES = (
    (0x00, 0x08),  # controls; escape sequences begin with one
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # grapheme joiner
    (0x61C, 0x61C),  # Arabic letter mark
    (0x115F, 0x1160),  # letters that are drawn as nothing
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x200B, 0x200F),  # zero-width space and joiners, direction marks
    (0x2028, 0x202E),  # line separators, direction overrides
    (0x2060, 0x206F),  # word joiner, direction isolates
    (0x3164, 0x3164),  # a letter that is drawn as nothing
    (0xD800, 0xDFFF),  # surrogates
    (0xFDD0, 0xFDEF),  # no characters
    (0xFE00, 0xFE0D),  # variation selectors, except the two of emoji
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # a letter that is drawn as nothing
    (0xFFF0, 0xFFFC),  # annotations
    (0xFFFE, 0xFFFF),  # no characters
    (0x1D173, 0x1D17A),  # invisible musical signs
    (0xE0000, 0xE0FFF),  # tags and more variation selectors
)
_REFUSED = re.compile(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in _REFUSED_RANGES)}]")
"""One of them; as a set, all would take a megabyte."""

_JOINERS = "\u200c\u200d"
_JOINED_RANGES = ((0x590, 0x1FFF), (0x2190, 0x2FFF), (0x3001, 0xFDFF), (0xFE0F, 0xFE0F))
"""What a joiner may follow, beside all beyond the basic plane: the scripts whose words it
shapes, such as Persian and Hindi, and emoji."""

_NAMES = {"\x00": "null", "\x07": "bell", "\x08": "backspace", "\x1b": "escape", "\x7f": "delete"}
LONGEST_QUOTE = 40
LONGEST_TITLE = 80
"""The most characters of a level's or a chapter's title."""
LONGEST_SENTENCE = 200
"""The most characters of its summary."""


def unsafe_characters(text: str) -> Iterator[int]:
    """Yield the index of every character of `text` that no level may hold."""
    for found in _REFUSED.finditer(text):
        i = found.start()
        if not (found[0] in _JOINERS and _joins(text[i - 1 : i])):
            yield i


def _joins(before: str) -> bool:
    """Return whether a joiner belongs after the character `before`; it may be none."""
    if not before or _REFUSED.match(before):
        return False
    return ord(before) > 0xFFFF or any(a <= ord(before) <= b for a, b in _JOINED_RANGES)


def without_unsafe(text: str) -> str:
    """Return `text`, its refused characters replaced one for one."""
    replaced = list(text)
    for i in unsafe_characters(text):
        replaced[i] = "\ufffd"
    return "".join(replaced)


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
    shown = (c if c.isprintable() and not _REFUSED.match(c) else ascii(c)[1:-1] for c in text)
    return "".join(shown)


def quote(text: str) -> str:
    """Return `text` in single quotes, printable and no longer than a line can bear."""
    short = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"'{printable(short)}'"
