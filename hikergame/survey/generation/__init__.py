"""Levels made rather than written: drawn at random to a wish, or after a classic.

A map is accepted only when its survey says that it is what was asked for; nothing is
claimed that would not be proven. Names load on first use (PEP 562).
"""

from typing import TYPE_CHECKING

from hikergame.lazy import lazy_names

if TYPE_CHECKING:
    from hikergame.survey.generation.errors import GenerationError as GenerationError
    from hikergame.survey.generation.errors import WishError as WishError
    from hikergame.survey.generation.imitation import imitate as imitate
    from hikergame.survey.generation.looking import Profile as Profile
    from hikergame.survey.generation.made import Made as Made
    from hikergame.survey.generation.searching import generate as generate
    from hikergame.survey.generation.wishes import DIFFICULTIES as DIFFICULTIES
    from hikergame.survey.generation.wishes import Wish as Wish
    from hikergame.survey.generation.wishes import wish as wish

__all__ = [
    "DIFFICULTIES",
    "GenerationError",
    "Made",
    "Profile",
    "Wish",
    "WishError",
    "generate",
    "imitate",
    "wish",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        ".errors": ("GenerationError", "WishError"),
        ".imitation": ("imitate",),
        ".looking": ("Profile",),
        ".made": ("Made",),
        ".searching": ("generate",),
        ".wishes": ("DIFFICULTIES", "Wish", "wish"),
    },
)
