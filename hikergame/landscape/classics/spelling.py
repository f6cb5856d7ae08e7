"""The nearest right spelling of a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 60
"""Longer words are cut before they are compared: nobody meant them."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `word` was probably meant to be, or None.

    Case, spaces, underscores and hyphens do not count as differences.
    """
    by_spelling = {_bare(name): name for name in names}
    found = difflib.get_close_matches(_bare(word[:_LONGEST]), by_spelling, n=1)
    return by_spelling[found[0]] if found else None


def did_you_mean(word: str, names: Iterable[str]) -> str | None:
    """Return the question "did you mean 'radius'?", or None when nothing is near."""
    best = nearest(word, names)
    return None if best is None else f"did you mean {best!r}?"


def _bare(word: str) -> str:
    return word.lower().translate({ord(c): None for c in " _-"})
