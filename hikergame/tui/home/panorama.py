"""The hills at the head of the home screen, drawn from block glyphs.

Pure: a picture follows from its size alone. Plain Python, for numpy is not there yet
when the first frame is drawn.
"""

from dataclasses import dataclass
from math import sin

BLOCKS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Panorama:
    """Hills, some cells wide and high."""

    rows: tuple[str, ...]
    """From the sky down."""
    hiker: tuple[int, int]
    """Column and row of the cell just above the ground where the hiker stands."""
    flag: tuple[int, int]
    """The same for the lowest valley."""


def panorama(width: int, height: int) -> Panorama:
    """Draw hills into `width` by `height` cells; the top row is kept for hiker and flag."""
    ridge = [_ridge(column / max(1, width - 1)) for column in range(width)]
    low, high = min(ridge), max(ridge)
    # One eighth of a cell at least, so that the ground is nowhere missing.
    eighths = [
        1 + round((8 * (height - 1) - 1) * (value - low) / (high - low or 1)) for value in ridge
    ]
    rows = tuple(
        "".join(BLOCKS[min(8, max(0, top - 8 * (height - 1 - row)))] for top in eighths)
        for row in range(height)
    )
    # Of the western slope's columns, the one whose ground fills its cell best carries him.
    west = range(width // 8, max(width // 8 + 1, width // 4))
    hiker = max(west, key=lambda column: (eighths[column] - 1) % 8)
    flag = min(range(width), key=lambda column: eighths[column])
    return Panorama(rows, _above(hiker, eighths, height), _above(flag, eighths, height))


def _ridge(x: float) -> float:
    """Return the height of the hills at x in 0..1: two valleys, the second one deeper."""
    return 0.30 * sin(9.4 * x + 0.4) + 0.17 * sin(21.0 * x + 1.1) + 0.04 * sin(57.0 * x) - 0.3 * x


def _above(column: int, eighths: list[int], height: int) -> tuple[int, int]:
    filled = -(-eighths[column] // 8)
    return column, max(0, height - 1 - filled)
