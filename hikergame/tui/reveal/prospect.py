"""What the reveal's map shows at a given size: ground, ways over it, and marks.

`prospect` does all the slow work, once for a size: it looks at the ground on a grid and
paints it. What it returns is drawn frame by frame with `drawing.scene`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Reveal
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


class Way(NamedTuple):
    """One walk over the ground, and how it is drawn."""

    track: FloatArray
    """The places after 0, 1, 2, ... steps (t + 1, d)."""
    values: FloatArray
    """Their heights (t + 1,); a map does not look at them."""
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


class Relief(Protocol):
    """Ground as far as a picture of it needs it; a `Landscape` is one."""

    @property
    def bounds(self) -> FloatArray:
        """The box (d, 2)."""

    def on_grid(self, axes: Sequence[FloatArray]) -> FloatArray:
        """Return the heights (n, m) at all pairs of the numbers of two axes."""

    def value(self, x: FloatArray) -> FloatArray:
        """Return the heights (n,) of places (n, 1) on a line."""


class Lowest(Protocol):
    """A place lower than all around it; a `Minimum` is one."""

    @property
    def x(self) -> FloatArray:
        """Where it is (d,)."""

    @property
    def value(self) -> float:
        """Its height."""

    @property
    def interior(self) -> bool:
        """Whether it has a floor; the others are low because the fence stops the ground."""


@dataclass(frozen=True, eq=False)
class Site:
    """Ground of one or two dimensions, and what is marked on it whoever walks there."""

    relief: Relief
    start: FloatArray
    """The trailhead (d,)."""
    steps: int
    """How many steps its hikes have."""
    lowest: Sequence[Lowest]
    """The deepest first."""
    tones: Tones | None = None
    """How its heights become tones, if they are known; else by what is seen of them."""


def your_end(*, flag: bool) -> str:
    """Return the glyph that marks where your hike ended."""
    return FLAG if flag else YOU


def _ways(reveal: Reveal, palette: Palette) -> list[Way]:
    """Return both walks, the rival's first."""
    you, rival = reveal.player, reveal.rival
    inks = palette.you_on_map, palette.track
    yours = Way(you.track, you.values, *inks, "•", YOU, your_end(flag=you.flag))
    if rival is None:
        return [yours]
    inks = palette.rival_on_map, palette.rival
    return [Way(rival.track, rival.values, *inks, RIVAL, RIVAL, RIVAL), yours]


def prospect(
    reveal: Reveal,
    minima: Sequence[Minimum],
    width: int,
    height: int,
    palette: Palette,
    depth: Depth,
) -> Prospect:
    """Look at a level's ground and paint it, within so many cells."""
    level = reveal.level
    site = Site(level.landscape, level.start, level.steps, minima)
    return picture_of(site, _ways(reveal, palette), (width, height), palette, depth)


def picture_of(
    site: Site, ways: Sequence[Way], room: tuple[int, int], palette: Palette, depth: Depth
) -> Prospect:
    """Paint ground and ways, the last of which is yours, within so many cells."""
    on_line = len(site.start) == 1
    return (_hillside if on_line else _map)(site, ways, room, palette, depth)


def _map(
    site: Site, ways: Sequence[Way], room: tuple[int, int], palette: Palette, depth: Depth
) -> Prospect:
    view = View.of_whole(site.relief.bounds, *room)
    heights = site.relief.on_grid(view.axes()).T
    tones = site.tones or Tones.of(heights)
    painters: dict[Depth, Callable[[FloatArray, Tones, Palette], Pixels | Cells]] = {
        Depth.TRUE: terrain.paint,
        Depth.INDEXED: terrain.paint_bands,
    }
    ground = painters.get(depth, terrain.in_glyphs)(heights, tones, palette)
    traces = [way.trace(view.place(way.track)) for way in ways]
    spots = [view.cell(lowest.x) for lowest in site.lowest[:_MOST_VALLEYS]]
    return Prospect(
        view.width,
        view.height,
        _scene(ground, traces, traces[-1], palette, sideways=False),
        (
            Mark(*view.cell(site.start), TRAILHEAD, palette.deepest, palette.halo),
            *_valleys(spots, site.lowest, tones, palette),
        ),
        tuple(way.walker(trace, palette.halo) for way, trace in zip(ways, traces, strict=True)),
        tones,
    )


def _hillside(
    site: Site, ways: Sequence[Way], room: tuple[int, int], palette: Palette, depth: Depth
) -> Prospect:
    bounds = site.relief.bounds[0]
    line = np.linspace(bounds[0], bounds[1], _FINER * room[0])
    tones = Tones.of(site.relief.value(line[:, None]))
    view = hill.HillView.of(bounds, tones, site.steps, *room)
    heights = site.relief.value(view.columns()[:, None])
    paint = hill.paint_hill if depth.blends else hill.hill_in_glyphs
    ground: Pixels | Cells = paint(view, heights, tones, palette)
    below = [way.trace(view.on_steps(way.track[:, 0]), beside=True) for way in ways]
    above = [way.trace(_lifted(view.on_hill(way.track[:, 0], way.values))) for way in ways]
    spots = [_cell(_sunk(view, lowest), view) for lowest in site.lowest[:_MOST_VALLEYS]]
    halos = [palette.surface] * len(ways) + [palette.halo] * len(ways)
    walkers = zip([*ways, *ways], below + above, halos, strict=True)
    return Prospect(
        view.width,
        view.height,
        _scene(ground, below, above[-1], palette, sideways=True),
        (
            Mark(*_cell(below[-1].points[0], view), TRAILHEAD, palette.accent, palette.surface),
            *_valleys(spots, site.lowest, tones, palette),
        ),
        tuple(way.walker(trace, halo, plate=halo == palette.halo) for way, trace, halo in walkers),
        tones,
        _step_labels(view, site.steps),
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
    spots: list[tuple[int, int]], minima: Sequence[Lowest], tones: Tones, palette: Palette
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


def _sunk(view: hill.HillView, minimum: Lowest) -> FloatArray:
    point = view.on_hill(minimum.x, np.array([minimum.value]))[0]
    sunk: FloatArray = np.add(point, (0.0, 0.75 * ASPECT))
    return sunk


def _cell(point: FloatArray, view: hill.HillView) -> tuple[int, int]:
    column, row = int(point[0]), int(point[1] / ASPECT)
    return min(column, view.width - 1), min(row, view.height - 1)
