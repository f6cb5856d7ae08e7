"""Whether a terminal is dark or light, as far as it tells."""

from collections.abc import Mapping
from typing import Final

VARIABLE: Final = "COLORFGBG"
"""Where some terminals tell the numbers of their ink and their paper, as in "15;0"."""
_LIGHT: Final = {"7", *map(str, range(9, 16))}
_DARK: Final = {*map(str, range(7)), "8"}


def is_dark(environ: Mapping[str, str], *, otherwise: bool = True) -> bool:
    """Tell whether the paper is dark, by the environment, or what is thought `otherwise`.

    Of the sixteen colours, those count as light that vim takes for light.
    """
    paper = environ.get(VARIABLE, "").rpartition(";")[2]
    return paper in _DARK or (paper not in _LIGHT and otherwise)
