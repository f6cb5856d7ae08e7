"""A hill seen from the side, for ground on a line, and beneath it the steps one by one.

The upper part is the true profile. The lower part shares its west and east and runs down
the steps: a walker who settles draws a line that comes to rest, one who oversteps draws a
zigzag.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.tones import Tones
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, from_oklab, lay_over, unpack
from hikergame.tui.drawing.picture import ASPECT, edge, pixel_centres
from hikergame.tui.drawing.terrain import GLYPHS, height_ramp
from hikergame.tui.theme import Palette

_HILL: Final = 0.62
"""The hill's share of the rows."""
_DARKENING: Final = 0.55
"""How much lightness the ground loses far below its surface."""
_DEEP: Final = 9.0
"""How far below, in cell widths."""


@dataclass(frozen=True)
class HillView:
    """Where west and east, heights and steps lie on a board."""

    width: int
    height: int
    hill: Axes
    steps: Axes
    """Its frame starts right below the hill's."""

    @classmethod
    def of(
        cls, bounds: FloatArray, tones: Tones, steps: int, width: int, height: int
    ) -> "HillView":
        """Return the view of a line's bounds (2,), its range of heights, and so many steps."""
        rows = max(2, round(_HILL * height))
        x = Span(float(bounds[0]), float(bounds[1]))
        low, high = tones.lowest, tones.highest
        room = high - low
        hill = Axes(width, rows, x, Span(low - 0.22 * room, high + 0.2 * room))
        below = Axes(width, max(1, height - rows), x, Span(-0.6, steps + 0.6), downward=True)
        return cls(width, height, hill, below)

    def columns(self) -> FloatArray:
        """Return the x (2 width,) of the pixels, in metres."""
        across = pixel_centres(self.width, 1)[0][0]
        columns: FloatArray = self.hill.x.low + across / self.hill.scale[0]
        return columns

    def on_hill(self, x: FloatArray, heights: FloatArray) -> FloatArray:
        """Return the picture's points (n, 2) of places on the hill."""
        return self.hill.place(x, heights)

    def on_steps(self, x: FloatArray) -> FloatArray:
        """Return the picture's points (t + 1, 2) of a track (t + 1,) below the hill."""
        points = self.steps.place(x, np.arange(len(x), dtype=np.float64))
        points[:, 1] += ASPECT * self.hill.height
        return points


def paint_hill(view: HillView, heights: FloatArray, tones: Tones, palette: Palette) -> Pixels:
    """Return the board's pixels (2h, 2w, 3); heights (2w,) are those of its columns."""
    x, y = pixel_centres(view.width, view.height)
    surface = view.on_hill(view.columns(), heights)[:, 1][None, :]
    below = y - surface
    lab = height_ramp(palette)[np.rint(tones.tone(heights) * 255.0).astype(np.intp)]
    dim = 1.0 - _DARKENING * np.clip(below / _DEEP, 0.0, 1.0)
    ground = from_oklab(lab[None, :, :] * dim[..., None])
    pixels = np.empty_like(ground)
    pixels[:] = unpack(palette.sky)
    cover = edge(below, 1.0)[..., None]
    pixels[:] = np.rint(pixels * (1.0 - cover) + ground * cover)
    lower = y[:, 0] > ASPECT * view.hill.height
    pixels[lower] = unpack(palette.surface)
    lines = (_near_tick(view, x) & lower[:, None]).astype(np.float64)
    return lay_over(pixels, palette.border, 0.5 * lines)


def _near_tick(view: HillView, x: FloatArray) -> NDArray[np.bool_]:
    """Return which pixels (1, w) carry the faint lines of round places."""
    marks = view.hill.x.ticks(max(1, view.width // 16))
    at = (marks - view.hill.x.low) * view.hill.scale[0]
    return np.asarray((np.abs(x[..., None] - at) < 0.25).any(axis=-1))


def hill_in_glyphs(view: HillView, heights: FloatArray, tones: Tones, palette: Palette) -> Cells:
    """Return the board for terminals of few colours or none; heights (2w,)."""
    cells = Cells(view.width, view.height, ink=palette.muted, paper=palette.background)
    tops = view.on_hill(view.columns(), heights)[:, 1].reshape(-1, 2).mean(axis=1) / ASPECT
    tone = tones.tone(heights).reshape(-1, 2).mean(axis=1) * len(GLYPHS)
    for column in range(view.width):
        glyph = GLYPHS[max(1, min(len(GLYPHS) - 1, int(tone[column])))]
        for row in range(round(tops[column]), view.hill.height):
            cells.write(column, row, glyph, palette.text)
    return cells
