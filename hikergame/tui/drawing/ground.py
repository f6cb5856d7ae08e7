"""The ground underfoot on a line: a hiker on a slope that tilts as it is felt.

West is to the left. The side that falls is blue and the side that rises orange, stronger
the steeper, and the slope's words stand on either side. The arrow along the ground is the
next step: its side is the heading, its length the length of the step.
"""

import math
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.heading import EAST
from hikergame.tui.drawing.braille import Sketch, sketch
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth, mix
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.scale import slope_words, strength
from hikergame.tui.theme import Palette

_TILT: Final = 0.62
"""Rise of the steepest ground drawn, from the middle to the edge, as a share of the room."""
_HIKER: Final = 5.0
"""Height of the hiker, in cell widths."""


def underfoot(
    width: int,
    height: int,
    slope: float,
    flat: float,
    heading: float,
    reach: float,
    palette: Palette,
    depth: Depth,
) -> Cells:
    """Return the tilted ground; slope is eastward, reach the arrow's length, 0 to 1."""
    cells = Cells(width, height, ink=palette.text, paper=palette.surface)
    height -= 1  # the words' row
    board = sketch(width, height, ink=palette.text, paper=palette.surface, depth=depth)
    room = ASPECT * height
    middle = float(round(max(_HIKER, 0.6 * room)))
    shown = strength(slope, flat)
    rise = shown * _TILT * min(room - middle, middle) / (width / 2.0)
    _soil(board, width, middle, rise, shown, palette)
    tip = _arrow(board, width, middle, rise, heading, reach, palette)
    _hiker(board, width / 2.0, middle, palette)
    cells.paste(board.finish(), 0, 0)
    point = "▶" if heading == EAST else "◀"
    column, row = math.floor(tip[0]), math.floor(tip[1] / ASPECT)
    cells.write(column, row, point, palette.needle, paper=palette.surface, bold=True)
    _words(cells, slope, flat, palette)
    return cells


def _soil(
    board: Sketch, width: int, middle: float, rise: float, shown: float, palette: Palette
) -> None:
    for sign in (-1.0, 1.0):
        towards = palette.rises if shown * sign > 0.0 else palette.falls
        ground = mix(palette.level, towards, abs(shown))
        x = np.array([0.0, 0.5, 1.0]) * width / 2.0 + (width / 2.0 if sign > 0.0 else 0.0)
        surface = middle - (x - width / 2.0) * rise
        board.fill(x, surface, mix(ground, palette.surface, 0.78))
        board.band(x, surface + 2.0, surface, ground)


def _arrow(
    board: Sketch,
    width: int,
    middle: float,
    rise: float,
    heading: float,
    reach: float,
    palette: Palette,
) -> FloatArray:
    """Draw the next step above the ground; return the arrow's point (2,)."""
    side = 1.0 if heading == EAST else -1.0
    along = np.array([side, -side * rise]) / math.hypot(1.0, rise)
    foot = np.array([width / 2.0, middle - 1.6]) + along * 1.5
    tip = foot + along * (1.5 + reach * (width / 2.0 - 4.5))
    board.line(np.array([foot, tip]), palette.needle, width=0.9)
    return tip


def _hiker(board: Sketch, x: float, foot: float, palette: Palette) -> None:
    board.line(np.array([[x, foot - 0.5], [x, foot - 2.5]]), palette.accent, width=1.0)
    board.dot((x, foot - _HIKER + 1.0), 1.2, palette.accent)


def _words(cells: Cells, slope: float, flat: float, palette: Palette) -> None:
    sides = ((-slope, "W", "west"), (slope, "E", "east"))
    for felt, letter, word in sides:
        words = slope_words(felt, flat)
        ink = {"▼": palette.falls, "▲": palette.rises}.get(words[0], palette.muted)
        ends = (f"{word} {words}", f"{letter} {words}", f"{letter} {words[0]}")
        if letter == "E":
            ends = (f"{words} {word}", f"{words} {letter}", f"{words[0]} {letter}")
        text = next((text for text in ends if 2 * len(text) + 2 <= cells.width), ends[-1])
        column = 0 if letter == "W" else cells.width - len(text)
        cells.write(column, cells.height - 1, text, ink)
