"""Names of people, teams and rooms: printable text, short, and told apart at a glance.

A name is shown as text everywhere, so that markup in it is harmless; what could move a
terminal's cursor, turn the direction of a line or hide between letters is refused.
"""

import unicodedata
from typing import Final

from hikergame.classroom.errors import BadNameError

WIDEST: Final = 24
"""Columns of a terminal that a name takes at most."""
_MOST: Final = 200
"""Who types more than this gets no further look at it."""
_MARKS: Final = 4
"""Marks that a letter may bear, one upon the other: as many as a syllable of Burmese has."""
_UNSEEN: Final = frozenset(
    (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x1D159)
) | frozenset((*range(0x180B, 0x1810), *range(0xFE00, 0xFE0E), *range(0xE0000, 0xE1000)))
"""Characters that count as printable and show nothing: fillers, joiners, selectors, tags."""
_LOOKS: Final = str.maketrans({"\ufe0e": "", "\ufe0f": "", "\u00a0": " "})
"""What keyboards add of themselves: how an emoji is to look, and a space that does not break."""
_LOOKS_LIKE: Final = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнαορτυνικ01|",
    "aeopcyxijsdhlkmtbhaoptuvikoll",
)
"""Small letters of other alphabets, and digits, by the Latin letter that they look like."""


def check_name(text: str) -> str:
    """Return a name in its canonical form: NFC, trimmed, single spaces.

    Raises BadNameError, with a sentence for people, unless it has 1 to `WIDEST` columns of
    printable characters.
    """
    if len(text) > _MOST:
        raise BadNameError(f"A name has at most {WIDEST} characters, and this has {len(text):,}.")
    typed = text.translate(_LOOKS)
    refused = next((sign for sign in typed if _is_refused(sign)), None)
    if refused is not None:
        raise BadNameError(f"A name cannot contain the character U+{ord(refused):04X}.")
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not any(_shows(sign) for sign in name):
        raise BadNameError("A name needs a letter, a digit or a picture.")
    if _piled(name):
        raise BadNameError(f"A letter of a name bears {_MARKS} accents at most.")
    if (wide := columns(name)) > WIDEST:
        raise BadNameError(f"A name is at most {WIDEST} columns wide, and this one is {wide}.")
    return name


def skeleton(name: str) -> str:
    """Return what two names have in common that a class could not tell apart."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(plain.translate(_LOOKS_LIKE).split())


def columns(name: str) -> int:
    """Return how many columns of a terminal a name takes."""
    return sum(_width(sign) for sign in name)


def _is_refused(sign: str) -> bool:
    return not sign.isprintable() or ord(sign) in _UNSEEN


def _shows(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) == "So"


def _piled(name: str) -> bool:
    """Tell whether some letter bears more marks than any language asks for, or a mark none."""
    marks = _MARKS  # a mark at the beginning stands on nothing
    for sign in name:
        marks = marks + 1 if _is_mark(sign) else 0
        if marks > _MARKS:
            return True
    return False


def _width(sign: str) -> int:
    if _is_mark(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _is_mark(sign: str) -> bool:
    """Tell whether a character stands on the one before it and takes no room of its own."""
    return unicodedata.category(sign) in ("Mn", "Me")
