"""The compass ring: how the ground falls and rises, all round the hiker.

The ground's slope along a heading h is -steepness x cos(h - downhill). The ring shows it
for every heading at once: blue falls, orange rises, and the stronger the colour the
steeper; a mark and a word stand at the steepest headings, for those who see no colours.
The needle is the chosen heading, and its length is the length of the next step.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hike.heading import displacement
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, from_oklab, to_oklab, unpack
from hikergame.tui.drawing.picture import ASPECT, Box, Picture, box_around, edge, pixel_centres
from hikergame.tui.drawing.scale import strength
from hikergame.tui.theme import Palette

_INNER: Final = 0.68
"""The ring's inner radius as a share of its outer one."""
_NEEDLE, _RIM = 1.1, 0.75
"""Width of the needle, and of the rim that sets it off, in cell widths."""
_FALLING, _RISING = "·▿▾▼", "·▵▴▲"
_DEGREES: Final = np.arange(0.0, 361.0, 4.0)
"""Headings for which the ring's strength is told; between them it hardly bends."""
_SHADES: Final = 24
"""Steps of colour from level to steepest ground."""
_LIMITS: Final = (0.06, 0.4, 0.75)
"""Strengths above which the ring's triangles grow."""
_SHORTEST: Final = 0.22
"""The needle's length for the shortest step, as a share of the ring's outer radius."""
_CARDINALS: Final = (("N", 0.0), ("E", 90.0), ("S", 180.0), ("W", 270.0))


@dataclass(frozen=True)
class Ring:
    """The slope all round: what a compass ring shows before a heading is chosen."""

    steepness: float
    downhill: float | None
    """The heading in which the ground falls most; None where it is level."""
    flat: float

    def along(self, heading: float) -> float:
        """Return the slope along a heading; negative falls."""
        if self.downhill is None:
            return 0.0
        return -self.steepness * math.cos(math.radians(heading - self.downhill))


@dataclass(frozen=True)
class Place:
    """Where the ring stands on its board, in cell widths."""

    x: float
    y: float
    radius: float

    @classmethod
    def within(cls, width: int, height: int) -> "Place":
        """Return the largest ring that leaves room for the four letters around it."""
        radius = min(width / 2.0 - 2.0, (height / 2.0 - 1.0) * ASPECT)
        return cls(width / 2.0, height * ASPECT / 2.0, max(1.0, radius))

    def at(self, heading: float, distance: float) -> tuple[float, float]:
        """Return the point that lies so far (in radii) along a heading."""
        east, north = displacement(heading, distance * self.radius)
        return self.x + float(east), self.y - float(north)

    def heading_at(self, x: float, y: float) -> float | None:
        """Return the heading of a point, in cell widths; None at the centre."""
        east, north = x - self.x, self.y - y
        if math.hypot(east, north) < 0.75:
            return None
        return math.degrees(math.atan2(east, north)) % 360.0


def needle_length(reach: float) -> float:
    """Return the needle's length, in radii, for a stride's reach, 0 (shortest) to 1."""
    return _SHORTEST + (1.0 - _SHORTEST) * reach


class _Band(NamedTuple):
    """Where the ring is on a board of some size, whatever the ground."""

    cover: FloatArray
    """How much of each pixel (2h, 2w) the ring covers."""
    headings: NDArray[np.intp]
    """Each pixel's heading (2h, 2w), in whole degrees, 0 to 359."""


@lru_cache(maxsize=2)
def _band(width: int, height: int) -> _Band:
    place = Place.within(width, height)
    x, y = pixel_centres(width, height)
    east, north = x - place.x, place.y - y
    distance = np.hypot(east, north)
    inside = np.minimum(place.radius - distance, distance - _INNER * place.radius)
    headings = np.rint(np.degrees(np.arctan2(east, north))).astype(np.intp) % 360
    return _Band(edge(inside), headings)


def draw_ring(width: int, height: int, ring: Ring, palette: Palette) -> Picture:
    """Return the ring alone, to be copied under each new needle."""
    picture = Picture(width, height, palette.surface)
    cover, headings = _band(width, height)
    whole, part = cover == 1.0, (cover > 0.0) & (cover < 1.0)
    ground = _ground_colours(ring, palette)
    picture.pixels[whole] = ground[headings[whole]]
    share = cover[part][:, None]
    beneath = picture.pixels[part] * (1.0 - share)
    picture.pixels[part] = np.rint(beneath + ground[headings[part]] * share)
    return picture


def _ground_colours(ring: Ring, palette: Palette) -> Pixels:
    """Return the ring's colours (360, 3) at headings of whole degrees."""
    round_about = [strength(ring.along(degree), ring.flat) for degree in _DEGREES.tolist()]
    shown = np.interp(np.arange(360.0), _DEGREES, round_about)
    shades = _shades(palette.level, palette.falls, palette.rises)
    colours: Pixels = shades[np.rint(shown * _SHADES).astype(np.intp) + _SHADES]
    return colours


@lru_cache(maxsize=2)
def _shades(level: int, falls: int, rises: int) -> Pixels:
    """Return the colours (2 n + 1, 3) of ground from falling hardest over level to rising."""
    middle, low, high = to_oklab(unpack([level, falls, rises]))
    shades = np.arange(-_SHADES, _SHADES + 1)[:, None] / _SHADES
    return from_oklab(middle + np.where(shades < 0.0, low - middle, high - middle) * abs(shades))


def draw_needle(picture: Picture, heading: float, length: float, palette: Palette) -> Box:
    """Draw the needle on a ring's picture, length in radii; return the cells it touches."""
    place = Place.within(picture.width, picture.height)
    foot, tip = (place.x, place.y), place.at(heading, length)
    left, right = (_barb(place, heading, length, side) for side in (-1.0, 1.0))
    arrow = np.array([foot, tip, left, tip, right])
    picture.line(arrow, palette.surface, width=_NEEDLE + 2.0 * _RIM, opacity=0.75)
    picture.line(arrow, palette.needle, width=_NEEDLE)
    picture.dot(foot, 1.4, palette.surface)
    picture.dot(foot, 1.0, palette.accent)
    return box_around(arrow, _NEEDLE + _RIM, picture.width, picture.height)


def _barb(place: Place, heading: float, length: float, side: float) -> tuple[float, float]:
    """Return the end of one side of the needle's arrowhead."""
    size = min(0.2, 0.5 * length)
    x, y = place.at(heading, length - size)
    east, north = displacement(heading + 90.0 * side, 0.6 * size * place.radius)
    return x + float(east), y - float(north)


class Compass:
    """A ring, drawn once; each new needle redraws only the cells that it touches."""

    def __init__(self, width: int, height: int, ring: Ring, palette: Palette) -> None:
        """Draw a ring for a board of some size."""
        self._picture = draw_ring(width, height, ring, palette)
        self._cells = self._picture.cells()
        self._ring, self._palette = ring, palette

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in cells."""
        return self._cells.width, self._cells.height

    def cells(self, heading: float, length: float) -> Cells:
        """Return the ring with its letters, its marks and a needle, length in radii."""
        drawn = Picture(0, 0, 0)
        drawn.pixels = self._picture.pixels.copy()
        touched = draw_needle(drawn, heading, length, self._palette)
        cells = self._cells.copy()
        cells.paste(drawn.cells(touched), touched.left, touched.top)
        needle = {
            (column, span.row)
            for span in cells.differences(self._cells)
            for column in range(span.start, span.stop)
        }
        _letters(cells, self._palette)
        _marks(cells, self._ring, needle, self._palette)
        return cells


def _letters(cells: Cells, palette: Palette) -> None:
    place = Place.within(cells.width, cells.height)
    for letter, heading in _CARDINALS:
        x, y = place.at(heading, 1.0)
        column = int(x) + (heading == 90.0) - 2 * (heading == 270.0)
        row = int(y / ASPECT) - (heading == 0.0)
        cells.write(
            max(0, min(cells.width - 1, column)),
            max(0, min(cells.height - 1, row)),
            letter,
            palette.text if letter == "N" else palette.muted,
            paper=palette.surface,
            bold=letter == "N",
        )


def _marks(cells: Cells, ring: Ring, needle: set[tuple[int, int]], palette: Palette) -> None:
    """Mark, inside the ring, where the ground falls most and where it rises most.

    Where the needle is there already, it says the same.
    """
    if ring.downhill is None:
        return
    place = Place.within(cells.width, cells.height)
    marks = (("▼", ring.downhill, palette.falls), ("▲", ring.downhill + 180.0, palette.rises))
    for glyph, heading, ink in marks:
        x, y = place.at(heading, _INNER - 1.6 / place.radius)
        cell = int(x), int(y / ASPECT)
        if cell not in needle:
            cells.write(*cell, glyph, ink, paper=palette.surface, bold=True)


def compass_in_glyphs(
    width: int, height: int, ring: Ring, heading: float, length: float, palette: Palette
) -> Cells:
    """Return the compass for terminals of few colours or none: triangles make the ring."""
    cells = Cells(width, height, ink=palette.faint, paper=palette.surface)
    place = Place.within(width, height)
    for row in range(height):
        for column in range(width):
            x, y = column + 0.5, (row + 0.5) * ASPECT
            distance = math.hypot(x - place.x, y - place.y) / place.radius
            if _INNER <= distance <= 1.0:
                slope = ring.along(place.heading_at(x, y) or 0.0)
                _ring_glyph(cells, column, row, slope, ring, palette)
    _needle_glyphs(cells, place, heading, length, palette)
    _letters(cells, palette)
    return cells


def _ring_glyph(
    cells: Cells, column: int, row: int, slope: float, ring: Ring, palette: Palette
) -> None:
    shown = strength(slope, ring.flat)
    glyphs, ink = (_FALLING, palette.falls) if shown < 0.0 else (_RISING, palette.rises)
    step = sum(abs(shown) > limit for limit in _LIMITS)
    cells.write(column, row, glyphs[step], ink if step else palette.faint)


def _needle_glyphs(
    cells: Cells, place: Place, heading: float, length: float, palette: Palette
) -> None:
    count = max(2, int(length * place.radius))
    for share in np.linspace(0.0, 1.0, count)[1:]:
        x, y = place.at(heading, length * float(share))
        cells.write(int(x), int(y / ASPECT), "█" if share < 1.0 else "◆", palette.needle, bold=True)
    cells.write(int(place.x), int(place.y / ASPECT), "●", palette.accent, bold=True)
