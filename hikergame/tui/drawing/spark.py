"""Curves of a few letters."""

from collections.abc import Sequence
from typing import Final

_BARS: Final = "▁▂▃▄▅▆▇█"


def sparkline(numbers: Sequence[float], most: float, width: int) -> str:
    """Return the last `width` numbers as bars from nought to `most`, padded on the right."""
    scale = len(_BARS) / most if most > 0.0 else 0.0
    heights = (min(len(_BARS) - 1, int(number * scale)) for number in numbers[-width:])
    return "".join(_BARS[height] for height in heights).ljust(width)
