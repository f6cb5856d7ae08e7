"""The map while it is uncovered and walked over: frames of an animation.

A `Scene` says what is to be seen: the ground, and the walkers' tracks over it. A painter
makes frames of it. How far the map is uncovered is a number from 0 to 1, and how far the
tracks have come is a number of steps; both may be fractions. The ground is drawn once;
a frame lays over it only what has been walked since the frame before.
"""

import math
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, lay_over
from hikergame.tui.drawing.picture import (
    ASPECT,
    Box,
    Picture,
    cells_along,
    stroke,
)

_STAGES: Final = 4
"""Shades from covered to uncovered."""
_EDGE: Final = 9.0
"""Width of the soft edge of the uncovered ground, in cell widths."""
_WIDTH: Final = 1.0
"""Width of a track, in cell widths."""
_RIM: Final = 2.6
"""Width of a track with its dark rim."""
_RIM_COVER: Final = 0.6


@dataclass(frozen=True, eq=False)
class Trace:
    """A walker's way over the picture."""

    points: FloatArray
    """The places after 0, 1, 2, ... steps (t + 1, 2), in cell widths; see `picture`."""
    ink: int
    glyph: str
    """What draws it where there are few colours."""

    def between(self, start: float, stop: float) -> FloatArray:
        """Return the part of the way (n, 2) from one number of steps to another."""
        last = len(self.points) - 1.0
        start, stop = min(start, last), min(stop, last)
        inner = np.arange(math.floor(start) + 1, math.ceil(stop))
        at = np.concatenate([[start], inner, [stop]])
        known = np.arange(len(self.points))
        return np.column_stack([np.interp(at, known, self.points[:, i]) for i in (0, 1)])


@dataclass(frozen=True, eq=False)
class Scene:
    """What there is to be seen."""

    ground: Pixels | Cells
    """Pixels (2h, 2w, 3), or, for terminals that cannot blend, cells."""
    traces: tuple[Trace, ...]
    """Ways over it; later ones lie on top."""
    centre: tuple[float, float]
    """Where the uncovering begins, in cell widths."""
    sideways: bool
    """Whether it goes only to the left and right, as befits a hill seen from the side."""
    fog: int
    halo: int


class Painter(Protocol):
    """Makes frames of a scene."""

    def frame(self, uncovered: float, steps: float) -> Cells:
        """Return the board, uncovered so far (0 to 1), walked for so many steps.

        What is returned may be drawn upon.
        """


def painter_of(scene: Scene) -> Painter:
    """Return a painter for a scene, whichever kind its ground is of."""
    return GlyphPainter(scene) if isinstance(scene.ground, Cells) else BlendPainter(scene)


def cell_distances(scene: Scene, width: int, height: int) -> FloatArray:
    """Return how far (h, w) each cell is from where the uncovering begins."""
    x = np.abs(np.arange(width) + 0.5 - scene.centre[0])[None, :]
    y = np.abs((np.arange(height) + 0.5) * ASPECT - scene.centre[1])[:, None]
    away: FloatArray = np.hypot(x, 0.0 * y if scene.sideways else y)
    return away


class BlendPainter:
    """Draws with blended blocks: the ground fades in, and tracks have dark rims."""

    def __init__(self, scene: Scene) -> None:
        """Draw the ground; the scene's ground must be pixels."""
        if isinstance(scene.ground, Cells):
            raise TypeError("the ground must be pixels")
        self._scene = scene
        self._ground: Pixels = scene.ground
        height, width = (side // 2 for side in scene.ground.shape[:2])
        self._away = cell_distances(scene, width, height)
        self._stages = [self._faded(stage / _STAGES) for stage in range(_STAGES + 1)]
        self._begin_walk()

    def _faded(self, share: float) -> Cells:
        ground = Picture(0, 0, 0)
        cover = np.full(self._ground.shape[:2], 1.0 - share)
        ground.pixels = lay_over(self._ground, self._scene.fog, cover)
        return ground.cells()

    def _begin_walk(self) -> None:
        self._steps = 0.0
        self._walked = self._stages[-1].copy()
        self._board = self._walked.width, self._walked.height
        shape = self._ground.shape[:2]
        self._rim = np.zeros(shape)
        self._cover = [np.zeros(shape) for _ in self._scene.traces]

    def frame(self, uncovered: float, steps: float) -> Cells:
        """Return the board, uncovered so far (0 to 1), walked for so many steps."""
        if uncovered < 1.0:
            return self._uncovering(uncovered)
        if steps < self._steps:
            self._begin_walk()
        if steps > self._steps:
            self._walk_on(steps)
        return self._walked.copy()

    def _uncovering(self, uncovered: float) -> Cells:
        reach = uncovered * (self._away.max() + _EDGE)
        share = np.clip((reach - self._away) / _EDGE, 0.0, 1.0)
        stage: NDArray[np.intp] = np.rint(share * _STAGES).astype(np.intp)
        cells = self._stages[0].copy()
        for number in range(1, _STAGES + 1):
            here = stage == number
            for name in Cells.__slots__:
                getattr(cells, name)[here] = getattr(self._stages[number], name)[here]
        return cells

    def _walk_on(self, steps: float) -> None:
        for trace, cover in zip(self._scene.traces, self._cover, strict=True):
            way = trace.between(self._steps, steps)
            box, rim = stroke(way, _RIM, self._board, softness=0.5)
            if box:
                _cover(self._rim, box, rim)
                _cover(cover, *stroke(way, _WIDTH, self._board))
                self._compose(box)
        self._steps = steps

    def _compose(self, box: Box) -> None:
        """Draw a box of cells anew: ground, rims, tracks."""
        here = box.pixels
        pixels = lay_over(self._ground[here], self._scene.halo, _RIM_COVER * self._rim[here])
        for trace, cover in zip(self._scene.traces, self._cover, strict=True):
            pixels = lay_over(pixels, trace.ink, cover[here])
        patch = Picture(0, 0, 0)
        patch.pixels = pixels
        self._walked.paste(patch.cells(), box.left, box.top)


def _cover(layer: FloatArray, box: Box, cover: FloatArray) -> None:
    """Add to a layer (2h, 2w) what newly covers a box of its cells."""
    here = layer[box.pixels]
    np.maximum(here, cover, out=here)


class GlyphPainter:
    """Draws with letters, for terminals of few colours or none."""

    def __init__(self, scene: Scene) -> None:
        """Take the ground as it is; it must be cells."""
        if not isinstance(scene.ground, Cells):
            raise TypeError("the ground must be cells")
        self._scene = scene
        self._ground: Cells = scene.ground
        self._away = cell_distances(scene, self._ground.width, self._ground.height)

    def frame(self, uncovered: float, steps: float) -> Cells:
        """Return the board, uncovered so far (0 to 1), walked for so many steps."""
        cells = self._ground.copy()
        if uncovered < 1.0:
            hidden = self._away > uncovered * self._away.max()
            cells.glyph[hidden] = ord(" ")
        if uncovered < 1.0 or steps <= 0.0:
            return cells
        ways = [cells_along(trace.between(0.0, steps)) for trace in self._scene.traces]
        for way in ways:
            for column, row in way:
                cells.write(column - 1, row, "   ", self._scene.halo)
        for trace, way in zip(self._scene.traces, ways, strict=True):
            for column, row in way:
                cells.write(column, row, trace.glyph, trace.ink, bold=True)
        return cells
