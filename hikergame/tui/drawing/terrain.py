"""The uncovered ground: colour by height, light from the north-west, contour lines.

Colours follow the *tone* of a height, and their lightness rises with it; contour lines
stand at equal steps of tone, and hill-shading is that of the tone's own surface, so that
relief shows everywhere.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray, median
from hikergame.tones import Tones
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, from_oklab, pack, ramp, to_oklab, unpack
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.theme import Palette

CONTOURS: Final = (12, 8, 6, 4)
"""Steps of tone between contour lines, low to high: as many as the map has room for."""
GLYPHS: Final = " .:░▒▓█"
"""Low to high ground where there is no colour: the more ink the higher."""

_RELIEF: Final = 12.0
_LIGHT: Final = np.array([-0.55, -0.55, 0.75]) / np.linalg.norm([0.55, 0.55, 0.75])
"""Towards the light: from the north-west, which is up and to the left."""
_SHADOW: Final = 0.22
"""How much of a colour's lightness the shading takes and gives."""
_ROOM: Final = 3.0
"""Cell widths that contour lines keep between them on middling slopes."""
_INK: Final = 0.26
"""How much of it a contour line takes."""


def height_ramp(palette: Palette) -> FloatArray:
    """Return 256 colours (256, 3) in OKLab, for tones 0 to 1."""
    return to_oklab(ramp(palette.heights, 256))


def paint(heights: FloatArray, tones: Tones, palette: Palette) -> Pixels:
    """Return the map (2h, 2w, 3) of heights (2h, 2w) as in `picture`, north up."""
    tone = tones.tone(heights)
    down, right = _slopes(tone)
    lab = height_ramp(palette)[np.rint(tone * 255.0).astype(np.intp)]
    lab *= 1.0 + _SHADOW * _shading(right, down)[..., None]
    slope = np.hypot(right, down)
    lab *= 1.0 - _INK * contour_cover(tone, slope, contour_count(slope))[..., None]
    return from_oklab(lab)


def paint_bands(heights: FloatArray, tones: Tones, palette: Palette) -> Pixels:
    """Return the map as `paint` does, in few flat colours whose borders are the contours.

    For terminals of 256 colours, which would make smooth shading blotchy.
    """
    return unpack(palette.indexed_heights)[_band(tones.tone(heights), len(palette.indexed_heights))]


def _band(tone: FloatArray, count: int) -> NDArray[np.intp]:
    """Return which of so many equal bands of tone each tone is in."""
    return np.minimum((tone * count).astype(np.intp), count - 1)


def contour_count(slope: FloatArray) -> int:
    """Return how many steps of contour lines a map has room for.

    `slope` is the tone's change a cell width; on rugged ground lines would be mere noise.
    """
    middling = max(median(slope), 1e-9)
    fitting = (count for count in CONTOURS if middling * count * _ROOM <= 1.0)
    return next(fitting, CONTOURS[-1])


def _slopes(tone: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how much tones (2h, 2w) rise downwards and to the right, a cell width."""
    down, right = np.gradient(tone, ASPECT / 2.0, 0.5)
    return np.asarray(down), np.asarray(right)


def _shading(right: FloatArray, down: FloatArray) -> FloatArray:
    """Return light (1) to shadow (-1), 0 on level ground, from slopes of tone a cell width."""
    x, y = -_RELIEF * right, -_RELIEF * down
    lit = (x * _LIGHT[0] + y * _LIGHT[1] + _LIGHT[2]) / np.sqrt(x * x + y * y + 1.0)
    return np.asarray(np.clip((lit - _LIGHT[2]) / (1.0 - _LIGHT[2]), -1.0, 1.0))


def contour_cover(tone: FloatArray, slope: FloatArray, count: int) -> FloatArray:
    """Return how much of each pixel a contour line covers: lines at tones 1/count, 2/count...

    `slope` is the tone's change a cell width: it tells how far the next line is, so that
    lines are equally thin everywhere, and fade where they would run together.
    """
    spacing = 1.0 / np.maximum(slope * count, 1e-9)
    away = np.abs(tone * count - np.rint(tone * count)) * spacing
    line = np.clip((0.55 - away) / 0.5 + 0.5, 0.0, 1.0)
    drawn: FloatArray = line * np.clip((spacing - 1.4) / 2.0, 0.0, 1.0) * (spacing < 400.0)
    return drawn


def in_glyphs(heights: FloatArray, tones: Tones, palette: Palette) -> Cells:
    """Return the map of heights (2h, 2w) for terminals of few colours or none."""
    tone = tones.tone(heights)
    height, width = tone.shape[0] // 2, tone.shape[1] // 2
    index = _band(tone.reshape(height, 2, width, 2).mean(axis=(1, 3)), len(GLYPHS))
    cells = Cells(width, height, ink=palette.text, paper=palette.background)
    cells.glyph[:] = np.array([ord(glyph) for glyph in GLYPHS], dtype=np.uint32)[index]
    cells.ink[:] = pack(ramp(palette.bands, len(GLYPHS)))[index]
    return cells
