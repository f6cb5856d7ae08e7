"""Pictures finer than cells: four pixels to a cell, drawn as quadrant blocks.

Lengths are in cell widths, x to the right and y down from the top left corner; a cell is
1 wide and `ASPECT` tall, so that a circle drawn in these units is round on the screen. A
cell can show two colours only: `fit` finds, for each cell, the two colours and the one of
eight block glyphs that come nearest to its four pixels.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, lay_over, pack, unpack

ASPECT: Final = 2.0
"""How much taller than wide a cell is."""

_PIXELS = np.array([0.5, ASPECT / 2.0])
"""Width and height of a pixel."""

# Which of the four pixels (upper left, upper right, lower left, lower right) the glyph inks.
# The halves come first: of glyphs that fit equally well, argmax takes the first.
_BLOCKS: Final = {
    "▀": (1, 1, 0, 0),
    "▌": (1, 0, 1, 0),
    "▘": (1, 0, 0, 0),
    "▝": (0, 1, 0, 0),
    "▖": (0, 0, 1, 0),
    "▗": (0, 0, 0, 1),
    "▚": (1, 0, 0, 1),
}
_GLYPHS = np.array([ord(glyph) for glyph in _BLOCKS], dtype=np.uint32)
_MASKS = np.array(list(_BLOCKS.values()), dtype=np.float32)
_COUNTS = _MASKS.sum(axis=1)
_SOFT: Final = 0.3
"""How softly a line's edge fades, in cell widths."""
_AT_ONCE: Final = 20_000
"""Pixels times pieces of a line up to which all are looked at together: calls cost more."""
_PLAIN = 12.0
"""Spread of a cell's colours (root of squared sum) below which it is one plain colour."""


class Box(NamedTuple):
    """A rectangle of cells: columns `left` to `right`, rows `top` to `bottom`, exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    def __bool__(self) -> bool:
        return self.left < self.right and self.top < self.bottom

    @property
    def pixels(self) -> tuple[slice, slice]:
        """The rows and columns of a picture's pixels within."""
        return slice(2 * self.top, 2 * self.bottom), slice(2 * self.left, 2 * self.right)


class Picture:
    """A canvas `width` x `height` cells, four pixels to the cell."""

    __slots__ = ("_finished", "_since", "pixels")

    pixels: Pixels
    """Colours (2 height, 2 width, 3)."""

    def __init__(self, width: int, height: int, paper: int) -> None:
        self.pixels = np.empty((2 * height, 2 * width, 3), dtype=np.uint8)
        self.pixels[:] = unpack(paper)
        self._finished: Cells | None = None
        self._since: list[Box] = []

    @property
    def width(self) -> int:
        """Width in cells."""
        return int(self.pixels.shape[1]) // 2

    @property
    def height(self) -> int:
        """Height in cells."""
        return int(self.pixels.shape[0]) // 2

    @property
    def centres(self) -> tuple[FloatArray, FloatArray]:
        """The pixels' x (1, 2 width) and y (2 height, 1)."""
        return pixel_centres(self.width, self.height)

    def lay(self, colour: int, cover: FloatArray, box: Box | None = None) -> None:
        """Lay a colour over the picture, or over a box of it; cover (pixels) is 0 to 1."""
        box = box or Box(0, 0, self.width, self.height)
        here = box.pixels
        self.pixels[here] = lay_over(self.pixels[here], colour, cover)
        if self._finished is not None:
            self._since.append(box)

    def line(
        self, points: FloatArray, colour: int, *, width: float = 1.0, opacity: float = 1.0
    ) -> None:
        """Draw a polyline through points (n, 2) of the given width."""
        box, cover = stroke(points, width, (self.width, self.height))
        if box:
            self.lay(colour, opacity * cover, box)

    def band(self, x: FloatArray, low: FloatArray, high: FloatArray, colour: int) -> None:
        """Fill between two curves over x (n,), rising; `low` is the nearer to the bottom."""
        at_x, at_y = self.centres
        lower, upper = np.interp(at_x, x, low), np.interp(at_x, x, high)
        within = np.minimum(lower - at_y, at_y - upper)
        across = (at_x >= x[0]) & (at_x <= x[-1])
        self.lay(colour, edge(within) * across)

    def fill(self, x: FloatArray, surface: FloatArray, colour: int) -> None:
        """Fill the ground below a curve over x (n,), rising, down to the board's bottom."""
        bottom = np.full(len(x), 2.0 * self.height * _PIXELS[1] + 1.0)
        self.band(x, bottom, surface, colour)

    def dot(self, at: Sequence[float], radius: float, colour: int, opacity: float = 1.0) -> None:
        """Draw a filled circle."""
        point = np.asarray(at, dtype=np.float64)[None]
        self.line(point, colour, width=2.0 * radius, opacity=opacity)

    def cells(self, box: Box | None = None) -> Cells:
        """Return the picture, or a box of it, as cells of two colours each."""
        box = box or Box(0, 0, self.width, self.height)
        board = Cells(box.right - box.left, box.bottom - box.top, ink=0, paper=0)
        board.glyph, inks, papers = fit(self.pixels[box.pixels])
        board.ink, board.paper = pack(inks), pack(papers)
        return board

    def finish(self) -> Cells:
        """Return the whole picture as cells, which may be drawn upon.

        Asked again, it looks only at what has been laid over it since.
        """
        if self._finished is None:
            self._finished = self.cells()
        else:
            for box in self._since:
                self._finished.paste(self.cells(box), box.left, box.top)
        self._since.clear()
        return self._finished.copy()


def pixel_centres(width: int, height: int) -> tuple[FloatArray, FloatArray]:
    """Return the x (1, 2 width) and y (2 height, 1) of a picture's pixels, in cell widths."""
    x = (np.arange(2 * width) + 0.5) * _PIXELS[0]
    y = (np.arange(2 * height) + 0.5) * _PIXELS[1]
    return x[None, :], y[:, None]


def box_around(points: FloatArray, margin: float, width: int, height: int) -> Box:
    """Return the cells of a `width` x `height` board within a margin of points (n, 2)."""
    # Plain numbers: most often these are two points, for which numpy would only cost time.
    x, y = points[:, 0].tolist(), points[:, 1].tolist()
    return Box(
        left=max(0, min(width, math.floor(min(x) - margin))),
        top=max(0, min(height, math.floor((min(y) - margin) / ASPECT))),
        right=max(0, min(width, math.ceil(max(x) + margin))),
        bottom=max(0, min(height, math.ceil((max(y) + margin) / ASPECT))),
    )


def stroke(
    points: FloatArray, width: float, board: tuple[int, int], *, softness: float = _SOFT
) -> tuple[Box, FloatArray]:
    """Return how much of each pixel a polyline (n, 2) covers, and the box of cells it is in.

    `board` is the picture's width and height in cells. The cover is that of the box's
    pixels; a single point is a dot. Where they are many, each piece of the line is looked at
    in its own surroundings only.
    """
    whole = box_around(points, width, *board)
    x, y = pixel_centres(*board)
    cover = np.zeros(
        (max(0, 2 * (whole.bottom - whole.top)), max(0, 2 * (whole.right - whole.left)))
    )
    ends = np.concatenate([points[:-1], points[1:]], axis=1)
    if len(points) == 1:
        ends = np.concatenate([points, points], axis=1)
    few = len(ends) * cover.size <= _AT_ONCE
    for pieces in (ends,) if few else ends[:, None]:
        box = box_around(pieces.reshape(-1, 2), width, *board)
        if box:
            rows, columns = box.pixels
            inside = width / 2.0 - _distance(pieces, x[:, columns], y[rows])
            left, top = 2 * (box.left - whole.left), 2 * (box.top - whole.top)
            here = cover[top : top + inside.shape[0], left : left + inside.shape[1]]
            np.maximum(here, edge(inside, softness), out=here)
    return whole, cover


def _distance(pieces: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the distance (h, w) of pixels at x (1, w) and y (h, 1) to the nearest of lines.

    `pieces` (n, 4) are the lines' ends: x and y of the one, x and y of the other.
    """
    from_x, from_y, to_x, to_y = pieces.T[:, :, None, None]
    dx, dy = to_x - from_x, to_y - from_y
    x, y = x - from_x, y - from_y
    along = _share((x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-12))
    away_x, away_y = x - along * dx, y - along * dy
    distance: FloatArray = np.sqrt((away_x * away_x + away_y * away_y).min(axis=0))
    return distance


def cells_along(points: FloatArray) -> list[tuple[int, int]]:
    """Return the cells (column, row) that a polyline (n, 2) runs through, some repeatedly."""
    pieces = [points[:1]]
    for start, stop in pairwise(points):
        count = max(1, math.ceil(2.0 * float(np.abs(stop - start).max())))
        pieces.append(start + (stop - start) * (np.arange(1, count + 1) / count)[:, None])
    cells = np.floor(np.concatenate(pieces) / (1.0, ASPECT)).astype(np.intp)
    return list(zip(cells[:, 0].tolist(), cells[:, 1].tolist(), strict=True))


def _share(numbers: FloatArray) -> FloatArray:
    """Return numbers clipped to 0 and 1; `numpy.clip` takes its time with small arrays."""
    return np.minimum(np.maximum(numbers, 0.0), 1.0)


def edge(inside: FloatArray, softness: float = 0.5) -> FloatArray:
    """Return how much of a pixel is covered that lies `inside` a shape's edge by so much.

    In quarters: of few colours, met again and again, the terminal's styles are there already.
    """
    return np.asarray(np.rint(_share(inside / softness + 0.5) * 4.0) / 4.0)


def fit(pixels: Pixels) -> tuple[NDArray[np.uint32], Pixels, Pixels]:
    """Return glyphs (h, w), inks and papers (h, w, 3) nearest to pixels (2h, 2w, 3).

    Splitting four colours in two groups, each drawn in its mean, leaves the least squared
    error where the sums of the groups, squared and divided by their sizes, add up to most.
    """
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    quads = pixels.reshape(height, 2, width, 2, 3).transpose(1, 3, 0, 2, 4).reshape(4, -1, 3)
    glyph = np.full(height * width, ord(" "), dtype=np.uint32)
    ink, paper = quads[0].copy(), quads[0].copy()
    # Most of a sketch is one colour: only cells of several are split.
    mixed = np.flatnonzero((quads[1:] != quads[0]).any(axis=(0, 2)))
    if len(mixed):
        glyph[mixed], ink[mixed], paper[mixed] = _split(quads[:, mixed].astype(np.float32))
    shape = (height, width, 3)
    return glyph.reshape(height, width), ink.reshape(shape), paper.reshape(shape)


def _split(quads: NDArray[np.float32]) -> tuple[NDArray[np.uint32], Pixels, Pixels]:
    """Return glyphs (n,), inks and papers (n, 3) nearest to four colours each (4, n, 3)."""
    flat = quads.reshape(4, -1)
    total = flat.sum(axis=0)
    inked = _MASKS @ flat
    rest = total - inked
    count = _COUNTS[:, None]
    explained = (inked * inked / count + rest * rest / (4.0 - count)).reshape(7, -1, 3).sum(-1)
    best = explained.argmax(axis=0)
    cell = np.arange(len(best))
    spread = explained[best, cell] - (total * total).reshape(-1, 3).sum(-1) / 4.0
    plain = spread < _PLAIN
    size = _COUNTS[best][:, None]
    ink = inked.reshape(7, -1, 3)[best, cell] / size
    paper = rest.reshape(7, -1, 3)[best, cell] / (4.0 - size)
    mean = total.reshape(-1, 3) / 4.0
    ink[plain], paper[plain] = mean[plain], mean[plain]
    glyph = np.where(plain, np.uint32(ord(" ")), _GLYPHS[best]).astype(np.uint32)
    return glyph, np.rint(ink).astype(np.uint8), np.rint(paper).astype(np.uint8)
