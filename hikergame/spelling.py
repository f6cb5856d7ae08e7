"""The nearest right spelling of a word that is not known.

Capitals, and whether the parts of a word are joined by spaces, underscores or hyphens or by
nothing, make no difference: nobody is told that `egg_box` might have meant something else.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

_LONGEST = 60
"""Longer words are cut before they are compared: nobody meant them."""
_NONE: Mapping[str, Iterable[str]] = MappingProxyType({})


def nearest(
    word: str, names: Iterable[str], aka: Mapping[str, Iterable[str]] = _NONE
) -> str | None:
    """Return the one of `names` that `word` was probably meant to be, or None.

    `aka` has, for some of the names, other words that people say for them: these are
    understood and never returned.
    """
    from difflib import get_close_matches  # only who makes a mistake waits for it

    exact = {_bare(name): name for name in names}
    meant = {_bare(other): name for name in exact.values() for other in aka.get(name, ())} | exact
    found = get_close_matches(_bare(word[:_LONGEST]), meant, n=1)
    return meant[found[0]] if found else None


def did_you_mean(
    word: str, names: Iterable[str], aka: Mapping[str, Iterable[str]] = _NONE
) -> str | None:
    """Return the question "did you mean 'radius'?", or None when nothing is near.

    Names that come from a stranger, such as those of his files, must be printable.
    """
    best = nearest(word, names, aka)
    return None if best is None else f"did you mean {best!r}?"


def _bare(word: str) -> str:
    return "".join(word.casefold().translate(_JOINTS).split())


_JOINTS = {ord(joint): None for joint in "_-"}
