"""Pages as pixels: a small rasteriser with soft edges.

Lines cover a pixel by how far its middle is inside of them, filled shapes by the area that
they share with it; colours are laid over one another as SVG does it. Words are strokes of
a pen (`letters`). Every shape is looked at in its own surroundings only, many pieces at a
time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.colour import Pixels, unpack
from hikergame.survey.picture import letters, png
from hikergame.survey.picture.shapes import Anchor, Area, Dot, Image, Lines, Page, Shape, Words

_PENS: Final = {False: 0.078, True: 0.112}
"""Width of the strokes of letters, plain and bold, in sizes of the letters."""
_PIECE: Final = 6.0
"""Longer pieces of a line, in pixels, are cut, so that their surroundings are small."""
_AT_ONCE: Final = 1 << 13
"""Pieces of a line that are looked at together."""
_ROWS: Final = 8
"""Lines on which the area in a row of pixels is taken."""
_INCH: Final = 96.0
"""Points of a page to an inch, as in SVG."""


def as_png(page: Page, scale: float = 2.0) -> bytes:
    """Return a page as the content of a PNG file, `scale` pixels to a point."""
    return png.encode(painted(page, scale), dots_per_inch=_INCH * scale)


def painted(page: Page, scale: float = 2.0) -> Pixels:
    """Return a page as pixels (h, w, 3), `scale` of them to a point."""
    canvas = _Canvas(math.ceil(page.width * scale), math.ceil(page.height * scale), page.paper)
    for shape in page.shapes:
        _paint(canvas, shape, scale)
    return canvas.finish()


def _paint(canvas: _Canvas, shape: Shape, scale: float) -> None:
    match shape:
        case Lines():
            pieces = (piece * scale for piece in shape.pieces)
            canvas.stroke(pieces, shape.width * scale, shape.ink, shape.opacity)
        case Area():
            canvas.fill(shape.edge * scale, shape.ink, shape.opacity)
        case Dot():
            at = np.array([shape.at]) * scale
            canvas.stroke([at], 2.0 * shape.radius * scale, shape.ink, shape.opacity)
        case Words():
            pen = _PENS[shape.bold] * shape.size * scale
            canvas.stroke(_written(shape, scale), pen, shape.ink, 1.0)
        case Image():
            canvas.lay_image(shape, scale)


def _written(words: Words, scale: float) -> Iterator[FloatArray]:
    """Yield the strokes of a line of words, in pixels."""
    size = words.size * scale
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor]
    back = np.array([share * letters.width(words.text, size), 0.0])
    sine, cosine = math.sin(math.radians(words.angle)), math.cos(math.radians(words.angle))
    turn = np.array([[cosine, sine], [-sine, cosine]])
    for stroke in letters.strokes(words.text, size):
        yield (stroke - back) @ turn + np.multiply(words.at, scale)


class _Canvas:
    """Colours (h, w, 3) from 0 to 255, in single precision, which is plenty."""

    def __init__(self, width: int, height: int, paper: int) -> None:
        self._colours = np.empty((height, width, 3), dtype=np.float32)
        self._colours[:] = unpack(paper)

    def finish(self) -> Pixels:
        """Return what has been painted."""
        return np.rint(self._colours).astype(np.uint8)

    def stroke(self, pieces: Iterable[FloatArray], width: float, ink: int, opacity: float) -> None:
        """Draw lines through points (n, 2), as one shape; a single point is a dot."""
        starts, stops = _short(pieces)
        reach = width / 2.0 + 1.0
        box = self._box(np.vstack([starts, stops]), reach) if len(starts) else None
        if box is None:
            return
        left, top, right, bottom = box
        inside = np.zeros((bottom - top, right - left))
        for first in range(0, len(starts), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            _cover(inside, starts[part] - (left, top), stops[part] - (left, top), width)
        self._lay(box, inside, ink, opacity)

    def fill(self, edge: FloatArray, ink: int, opacity: float) -> None:
        """Fill the shape with this edge (n, 2)."""
        box = self._box(edge, 1.0)
        if box is not None:
            left, top, right, bottom = box
            cover = _area(edge - (left, top), right - left, bottom - top)
            self._lay(box, cover, ink, opacity)

    def lay_image(self, image: Image, scale: float) -> None:
        """Lay pixels over a rectangle, each where its middle is."""
        left, top = (round(side * scale) for side in image.at)
        right = round((image.at[0] + image.width) * scale)
        bottom = round((image.at[1] + image.height) * scale)
        height, width = image.pixels.shape[:2]
        rows = ((np.arange(bottom - top) + 0.5) * height / (bottom - top)).astype(np.intp)
        columns = ((np.arange(right - left) + 0.5) * width / (right - left)).astype(np.intp)
        self._colours[top:bottom, left:right] = image.pixels[rows[:, np.newaxis], columns]

    def _box(self, points: FloatArray, margin: float) -> tuple[int, int, int, int] | None:
        """Return left, top, right and bottom of the pixels around points (n, 2), if any."""
        height, width = self._colours.shape[:2]
        low = np.floor(points.min(axis=0) - margin).astype(int)
        high = np.ceil(points.max(axis=0) + margin).astype(int)
        left, top = max(0, int(low[0])), max(0, int(low[1]))
        right, bottom = min(width, int(high[0])), min(height, int(high[1]))
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _lay(
        self, box: tuple[int, int, int, int], cover: FloatArray, ink: int, opacity: float
    ) -> None:
        left, top, right, bottom = box
        here = self._colours[top:bottom, left:right]
        rows, columns = np.nonzero(cover)
        below = here[rows, columns]
        share = opacity * cover[rows, columns, np.newaxis]
        here[rows, columns] = below + (unpack(ink) - below) * share


def _short(pieces: Iterable[FloatArray]) -> tuple[FloatArray, FloatArray]:
    """Return the starts and stops (n, 2) of straight pieces, none of them long."""
    starts, stops = [], []
    for line in pieces:
        begin, end = (line[:-1], line[1:]) if len(line) > 1 else (line, line)
        counts = np.ceil(np.linalg.norm(end - begin, axis=1) / _PIECE).astype(np.intp)
        counts = np.maximum(counts, 1)
        number = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        share = (number / np.repeat(counts, counts))[:, np.newaxis]
        way, begin = np.repeat(end - begin, counts, axis=0), np.repeat(begin, counts, axis=0)
        starts.append(begin + share * way)
        stops.append(begin + (share + 1.0 / np.repeat(counts, counts)[:, np.newaxis]) * way)
    if not starts:
        return np.empty((0, 2)), np.empty((0, 2))
    return np.concatenate(starts), np.concatenate(stops)


def _cover(inside: FloatArray, starts: FloatArray, stops: FloatArray, width: float) -> None:
    """Raise `inside` (h, w) to how much of each pixel straight pieces (n, 2) cover."""
    corner = np.floor(np.minimum(starts, stops) - width / 2.0 - 1.0)
    side = math.ceil(_PIECE + width) + 3
    near = np.arange(side)
    x = corner[:, :1, np.newaxis] + near[np.newaxis, np.newaxis, :]
    y = corner[:, 1:, np.newaxis] + near[np.newaxis, :, np.newaxis]
    way = stops - starts
    off_x = x + 0.5 - starts[:, :1, np.newaxis]
    off_y = y + 0.5 - starts[:, 1:, np.newaxis]
    way_x, way_y = way[:, 0, np.newaxis, np.newaxis], way[:, 1, np.newaxis, np.newaxis]
    along = (off_x * way_x + off_y * way_y) / np.maximum(way_x**2 + way_y**2, 1e-12)
    along = np.clip(along, 0.0, 1.0)
    distance = np.hypot(off_x - along * way_x, off_y - along * way_y)
    # A line thinner than a pixel covers no more of one than its own width.
    covered = np.clip(width / 2.0 - distance + 0.5, 0.0, min(1.0, width))
    height, breadth = inside.shape
    shown = (x >= 0) & (x < breadth) & (y >= 0) & (y < height) & (covered > 0.0)
    place = (y * breadth + x)[shown].astype(np.intp)
    np.maximum.at(inside.ravel(), place, covered[shown])


def _area(edge: FloatArray, width: int, height: int) -> FloatArray:
    """Return the area (height, width) that each pixel shares with the shape of an edge (n, 2).

    On each of a few lines to a row of pixels, every side of the shape that crosses it adds
    or takes away all that is to its right.
    """
    rows = (np.arange(_ROWS * height) + 0.5) / _ROWS
    stops = np.roll(edge, -1, axis=0)
    inside = np.zeros((_ROWS * height, width + 2))
    for (x, y), (to_x, to_y) in zip(edge.tolist(), stops.tolist(), strict=True):
        if y == to_y:
            continue
        first, last = np.searchsorted(rows, sorted((y, to_y)))
        here = slice(int(first), int(last))
        crossing = np.clip(x + (rows[here] - y) * (to_x - x) / (to_y - y), 0.0, width)
        column = crossing.astype(np.intp)
        part = crossing - column
        sign = 1.0 if to_y > y else -1.0
        number = np.arange(here.start, here.stop)
        inside[number, column] += sign * (1.0 - part)
        inside[number, column + 1] += sign * part
    shared = np.abs(np.cumsum(inside, axis=1)[:, :width])
    area: FloatArray = np.clip(shared.reshape(height, _ROWS, width).mean(axis=1), 0.0, 1.0)
    return area
