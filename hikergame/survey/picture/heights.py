"""At which heights contour lines stand: round numbers, closer together where ground is low."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.figures import nice_step
from hikergame.tones import Tones

_BETWEEN: Final = 1.5
"""Spacings are rounded down to 1, 2 or 5 times a power of ten; from so much more, they are on
average what was wanted."""
_FINEST: Final = 1e-9
"""As a share of the height itself: a spacing that can be told from none."""
_LOWEST: Final = 2
"""Below that many steps of tone, where it would grow ever closer, the spacing stays."""
_INDEX: Final = 5
"""Each of so many lines is an index line, thicker and labelled."""


@dataclass(frozen=True, slots=True)
class Contour:
    """One height."""

    height: float
    index: bool
    """It is drawn thicker, and labelled."""


def contours(tones: Tones, count: int) -> list[Contour]:
    """Return about `count` heights between the lowest and the highest, low to high.

    They are multiples of spacings that grow with height as the tones' bend has it.
    """
    found: list[Contour] = []
    height = tones.lowest
    while len(found) <= 4 * count:
        spacing = _spacing(tones, height, count)
        number = math.floor(height / spacing + 1e-6) + 1
        height = round(number * spacing, 12 - math.floor(math.log10(spacing)))
        if height >= tones.highest:
            break
        found.append(Contour(height, number % _INDEX == 0))
    return found


def _spacing(tones: Tones, height: float, count: int) -> float:
    """Return how far the next height is, beside one."""
    tone = max(_LOWEST / count, float(tones.tone(np.array(height))))
    wanted = tones.height(tone) - tones.height(tone - 1.0 / count)
    return nice_step(max(_BETWEEN * wanted, _FINEST * abs(height)))
