"""What the reveal's map shows at a given size: ground, ways over it, and marks.

`prospect` does all the slow work, once for a size: it looks at the ground on a grid and
paints it. What it returns is drawn frame by frame with `drawing.scene`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Reveal, Walk
from hikergame.survey import Minimum
from hikergame.tones import Tones
from hikergame.tui.drawing import hill, terrain
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth, Pixels
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.scene import Scene, Trace
from hikergame.tui.drawing.view import View
from hikergame.tui.theme import Palette

TRAILHEAD, YOU, FLAG, RIVAL, VALLEY, DEEPEST = "o", "●", "⚑", "×", "◇", "◆"
AT_FENCE, DEEPEST_AT_FENCE = "□", "■"
"""Where the ground is lowest only because the fence stops it: no valley that has a floor."""
_MOST_VALLEYS: Final = 60
"""Valleys marked at most, the deepest first: more would hide the map."""
_FINER: Final = 8
"""Points to a column at which a line is looked at for its lowest and highest."""
_AS_DEEP: Final = 1e-6
"""Valleys are equally deep when they differ by this share of the relief or less."""


class Mark(NamedTuple):
    """A glyph on a cell of the map."""

    column: int
    row: int
    glyph: str
    ink: int
    halo: int
    """The colour that sets it off from what is beneath."""
    solid: bool = False
    """It stands on that colour alone, and so do the cells beside it."""


class Label(NamedTuple):
    """Words on a cell of the map, and to its right."""

    column: int
    row: int
    text: str


class Walker(NamedTuple):
    """Somebody on the map: where he is after each step, and what stands for him."""

    trace: Trace
    glyph: str
    at_end: str
    """The glyph once he has arrived."""
    halo: int
    plate: bool = True
    """Once he has arrived, his mark stands on a plate: ways hide what is drawn on them."""

    def mark(self, steps: float, width: int, height: int) -> Mark:
        """Return where he is after so many steps, on a board of some size."""
        x, y = self.trace.between(steps, steps)[-1]
        column, row = min(width - 1, int(x)), min(height - 1, int(y / ASPECT))
        arrived = steps >= len(self.trace.points) - 1
        glyph = self.at_end if arrived else self.glyph
        return Mark(column, row, glyph, self.trace.ink, self.halo, solid=arrived and self.plate)


@dataclass(frozen=True, eq=False)
class Prospect:
    """A map of some size, ready to be uncovered."""

    width: int
    height: int
    scene: Scene
    fixed: tuple[Mark, ...]
    """Trailhead and valleys, later ones on top."""
    walkers: tuple[Walker, ...]
    """The rival first, you on top; on a hillside, each beneath the hill and on it."""
    tones: Tones
    labels: tuple[Label, ...] = ()

    def marks(self, steps: float) -> list[Mark]:
        """Return all that is marked after so many steps; later ones are on top.

        Marks of one cell stand side by side: yours in its place, then the rival, then
        valleys and the trailhead.
        """
        walkers = [walker.mark(steps, self.width, self.height) for walker in self.walkers]
        placed: dict[tuple[int, int], Mark] = {}
        for mark in reversed([*self.fixed, *walkers]):
            column = self._free(mark, placed)
            if column is None:
                continue
            moved = column != mark.column
            placed[column, mark.row] = mark._replace(column=column, solid=mark.solid or moved)
        return list(reversed(placed.values()))

    def _free(self, mark: Mark, placed: dict[tuple[int, int], Mark]) -> int | None:
        """Return the free column nearest to a mark's own; None where all are taken."""
        here = (mark.column, mark.row)
        if here in placed and not _stands_for_itself(mark, placed[here]):
            return None
        beside = (mark.column + by for by in (0, 1, -1, 2, -2))
        return next(
            (at for at in beside if (at, mark.row) not in placed and 0 <= at < self.width), None
        )

    @property
    def crowded(self) -> bool:
        """Whether marks of one place stand side by side once all have arrived."""
        walkers = [walker.mark(math.inf, self.width, self.height) for walker in self.walkers]
        cells = [(mark.column, mark.row) for mark in (*self.fixed, *walkers)]
        return any(cells.count(cell) > 1 for cell in {(mark.column, mark.row) for mark in walkers})


def _stands_for_itself(mark: Mark, other: Mark) -> bool:
    """Tell whether a mark says something that another one of the same cell does not."""
    return (mark.glyph, mark.ink) != (other.glyph, other.ink)


class _Looks(NamedTuple):
    """How one walk is drawn."""

    walk: Walk
    ink: int
    """On the map."""
    ink_beside: int
    """On a panel."""
    dot: str
    """A piece of the way, where there are few colours."""
    glyph: str
    at_end: str

    def trace(self, points: FloatArray, *, beside: bool = False) -> Trace:
        """Return the walk's way over the picture."""
        return Trace(points, self.ink_beside if beside else self.ink, self.dot)

    def walker(self, trace: Trace, halo: int, *, plate: bool = True) -> Walker:
        """Return the walker on that way."""
        return Walker(trace, self.glyph, self.at_end, halo, plate)


def _looks(reveal: Reveal, palette: Palette) -> list[_Looks]:
    """Return how both walks are drawn, the rival's first."""
    end = FLAG if reveal.player.flag else YOU
    yours = _Looks(reveal.player, palette.you_on_map, palette.track, "•", YOU, end)
    if reveal.rival is None:
        return [yours]
    its = _Looks(reveal.rival, palette.rival_on_map, palette.rival, RIVAL, RIVAL, RIVAL)
    return [its, yours]


def prospect(
    reveal: Reveal,
    minima: Sequence[Minimum],
    width: int,
    height: int,
    palette: Palette,
    depth: Depth,
) -> Prospect:
    """Look at a level's ground and paint it, within so many cells."""
    on_line = reveal.level.dims == 1
    return (_hillside if on_line else _map)(reveal, minima, (width, height), palette, depth)


def _map(
    reveal: Reveal,
    minima: Sequence[Minimum],
    room: tuple[int, int],
    palette: Palette,
    depth: Depth,
) -> Prospect:
    landscape = reveal.level.landscape
    view = View.of_whole(landscape.bounds, *room)
    heights = landscape.on_grid(view.axes()).T
    tones = Tones.of(heights)
    painters: dict[Depth, Callable[[FloatArray, Tones, Palette], Pixels | Cells]] = {
        Depth.TRUE: terrain.paint,
        Depth.INDEXED: terrain.paint_bands,
    }
    ground = painters.get(depth, terrain.in_glyphs)(heights, tones, palette)
    looks = _looks(reveal, palette)
    traces = [look.trace(view.place(look.walk.track)) for look in looks]
    spots = [view.cell(minimum.x) for minimum in minima[:_MOST_VALLEYS]]
    return Prospect(
        view.width,
        view.height,
        _scene(ground, traces, traces[-1], palette, sideways=False),
        (
            Mark(*view.cell(reveal.level.start), TRAILHEAD, palette.deepest, palette.halo),
            *_valleys(spots, minima, tones, palette),
        ),
        tuple(look.walker(trace, palette.halo) for look, trace in zip(looks, traces, strict=True)),
        tones,
    )


def _hillside(
    reveal: Reveal,
    minima: Sequence[Minimum],
    room: tuple[int, int],
    palette: Palette,
    depth: Depth,
) -> Prospect:
    landscape = reveal.level.landscape
    bounds = landscape.bounds[0]
    line = np.linspace(bounds[0], bounds[1], _FINER * room[0])
    tones = Tones.of(landscape.value(line[:, None]))
    view = hill.HillView.of(bounds, tones, reveal.level.steps, *room)
    heights = landscape.value(view.columns()[:, None])
    paint = hill.paint_hill if depth.blends else hill.hill_in_glyphs
    ground: Pixels | Cells = paint(view, heights, tones, palette)
    looks = _looks(reveal, palette)
    below = [look.trace(view.on_steps(look.walk.track[:, 0]), beside=True) for look in looks]
    above = [
        look.trace(_lifted(view.on_hill(look.walk.track[:, 0], look.walk.values))) for look in looks
    ]
    spots = [_cell(_sunk(view, minimum), view) for minimum in minima[:_MOST_VALLEYS]]
    halos = [palette.surface] * len(looks) + [palette.halo] * len(looks)
    walkers = zip(looks * 2, below + above, halos, strict=True)
    return Prospect(
        view.width,
        view.height,
        _scene(ground, below, above[-1], palette, sideways=True),
        (
            Mark(*_cell(below[-1].points[0], view), TRAILHEAD, palette.accent, palette.surface),
            *_valleys(spots, minima, tones, palette),
        ),
        tuple(
            look.walker(trace, halo, plate=halo == palette.halo) for look, trace, halo in walkers
        ),
        tones,
        _step_labels(view, reveal.level.steps),
    )


def _step_labels(view: hill.HillView, steps: int) -> tuple[Label, ...]:
    """Return numbers for the steps that run down beneath a hill."""
    rows = {
        int(view.on_steps(np.zeros(step + 1))[-1, 1] / ASPECT): step
        for step in sorted({0, steps, *view.steps.y.ticks(view.steps.height // 2).astype(int)})
        if 0 <= step <= steps
    }
    return tuple(
        Label(0, row, f"step {step}" if step == 0 else f"{step:>6}") for row, step in rows.items()
    )


def _scene(
    ground: Pixels | Cells,
    traces: list[Trace],
    yours: Trace,
    palette: Palette,
    *,
    sideways: bool,
) -> Scene:
    """Return the scene that is uncovered from the end of your way."""
    x, y = yours.points[-1].tolist()
    # Beneath a hill, ways lie on a panel, which needs no dark rim around them.
    halo = palette.surface if sideways else palette.halo
    return Scene(ground, tuple(traces), (x, y), sideways, palette.fog, halo)


def _valleys(
    spots: list[tuple[int, int]], minima: Sequence[Minimum], tones: Tones, palette: Palette
) -> list[Mark]:
    """Mark valleys at their spots, the deepest on top."""
    marks = []
    deep = minima[0].value + _AS_DEEP * (tones.highest - tones.lowest) if minima else 0.0
    for minimum, spot in zip(reversed(minima[: len(spots)]), reversed(spots), strict=True):
        deepest = minimum.value <= deep
        ink = palette.deepest if deepest else palette.valley
        glyphs = (VALLEY, DEEPEST) if minimum.interior else (AT_FENCE, DEEPEST_AT_FENCE)
        marks.append(Mark(*spot, glyphs[deepest], ink, palette.halo))
    return marks


def _lifted(points: FloatArray) -> FloatArray:
    """Return points of the surface, a little above it: where a walker stands."""
    return np.subtract(points, (0.0, 0.6 * ASPECT))


def _sunk(view: hill.HillView, minimum: Minimum) -> FloatArray:
    point = view.on_hill(minimum.x, np.array([minimum.value]))[0]
    sunk: FloatArray = np.add(point, (0.0, 0.75 * ASPECT))
    return sunk


def _cell(point: FloatArray, view: hill.HillView) -> tuple[int, int]:
    column, row = int(point[0]), int(point[1] / ASPECT)
    return min(column, view.width - 1), min(row, view.height - 1)
