"""Dressing a plan: basins, ways and marks laid over the ground.

Whatever a colour says, a line or a glyph says as well: water parts at lines, valleys have
numbers, each rival its glyph. Later things lie on top: basins, ways, marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Walk
from hikergame.survey import Flat, Minimum, Survey
from hikergame.survey.picture.places import named, unnamed, ways_out
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Pixels, lay_over, mix
from hikergame.tui.drawing.picture import ASPECT, Picture, cells_along, stroke
from hikergame.tui.theme import Palette
from hikergame.tui.workshop.plan import HillPlan, MapPlan, Plan

START, HERE, OTHER, PASS = "o", "•", "◇", "="
RIVALS: Final = ("×", "+", "*", "#", "%", "&", "@", "$")
"""What stands for each rival in turn; they repeat."""

_TINT, _LINE, _DIM = 0.16, 0.62, 0.62
"""How much a basin's colour covers, a watershed, and what lies over a map that is out of date."""
_WIDTH, _RIM, _RIM_COVER = 1.0, 2.4, 0.6
"""Of a way and its dark rim, in cell widths; and how much the rim covers."""
_HALO: Final = 0.55
_ACROSS, _DOWN, _CORNER = "┄", "┆", "┼"


@dataclass(frozen=True)
class Layers:
    """What is laid over the ground."""

    basins: bool = True
    rivals: bool = True
    valleys: bool = True

    def toggled(self, name: str) -> "Layers":
        """Return the same with one of them the other way."""
        return replace(self, **{name: not getattr(self, name)})


@dataclass(frozen=True, eq=False)
class Dress:
    """What a plan wears."""

    layers: Layers = Layers()
    survey: Survey | None = None
    start: FloatArray | None = None
    """Where a hike begins (d,)."""
    walks: tuple[Walk, ...] = ()
    """The rivals' ways from the start."""
    here: FloatArray | None = None
    """The place (d,) from which the author let them go as well."""
    walks_here: tuple[Walk, ...] = ()
    stale: bool = False
    """The file holds something else by now: the map is dimmed."""

    def looks_like(self, other: "Dress") -> bool:
        """Whether both are made of the very same things."""
        return all(getattr(self, one.name) is getattr(other, one.name) for one in fields(self))


class Mark(NamedTuple):
    """A glyph on a cell, on a plate of its own."""

    column: int
    row: int
    glyph: str
    ink: int
    firm: bool = False
    """The plate lets nothing show through."""


def rival_glyph(number: int) -> str:
    """Return what stands for the rival of that number, counted from 0."""
    return RIVALS[number % len(RIVALS)]


def dressed(plan: Plan, dress: Dress, palette: Palette) -> Cells:
    """Return the plan as cells, with all that it wears."""
    cells = (_in_glyphs if isinstance(plan.ground, Cells) else _blended)(plan, dress, palette)
    for mark in marks(plan, dress, palette):
        _draw(cells, mark, palette)
    if dress.stale and isinstance(plan.ground, Cells):
        cells.ink[:] = palette.faint
    return cells


def _blended(plan: Plan, dress: Dress, palette: Palette) -> Cells:
    assert not isinstance(plan.ground, Cells)
    pixels = plan.ground
    labels = _labels(plan, dress, 2)
    if labels is not None:
        # From the side, land and sky would be tinted alike.
        tints = palette.basins if isinstance(plan, MapPlan) else ()
        pixels = _divided(pixels, labels, tints, palette.halo)
    if dress.stale:
        pixels = lay_over(pixels, palette.background, np.full(pixels.shape[:2], _DIM))
    picture = Picture(0, 0, 0)
    picture.pixels = pixels.copy()
    board = plan.width, plan.height
    for way, ink in _ways(plan, dress, palette):
        for width, colour, cover in ((_RIM, palette.halo, _RIM_COVER), (_WIDTH, ink, 1.0)):
            box, covered = stroke(way, width, board)
            if box:
                picture.lay(colour, cover * covered * (0.5 if dress.stale else 1.0), box)
    return picture.cells()


def _in_glyphs(plan: Plan, dress: Dress, palette: Palette) -> Cells:
    assert isinstance(plan.ground, Cells)
    cells = plan.ground.copy()
    labels = _labels(plan, dress, 1)
    if labels is not None:
        right, below = _borders(labels)
        for mask, glyph in ((right, _DOWN), (below, _ACROSS), (right & below, _CORNER)):
            cells.glyph[mask] = ord(glyph)
            cells.ink[mask], cells.bold[mask] = palette.text, True
    glyphs = {number: rival_glyph(number) for number in range(len(RIVALS))}
    for number, (way, ink) in enumerate(_ways(plan, dress, palette)):
        count = max(1, len(dress.walks))
        for column, row in cells_along(way):
            cells.write(column, row, glyphs[number % count % len(RIVALS)], ink, bold=True)
    return cells


# Basins


def _labels(plan: Plan, dress: Dress, fineness: int) -> NDArray[np.int32] | None:
    """Return the basin of each of `fineness` squared parts of every cell, if they are shown.

    On a hillside only the hill has basins; the rest of the board has -2.
    """
    survey = dress.survey
    if not dress.layers.basins or survey is None or survey.basins is None:
        return None
    size = (plan.height * fineness, plan.width * fineness)
    columns = _nearest(survey.basins.axes[0], size[1], rising=True)
    if isinstance(plan, MapPlan):
        rows = _nearest(survey.basins.axes[1], size[0], rising=False)
        return survey.basins.labels[columns[None, :], rows[:, None]]
    labels = np.full(size, -2, dtype=np.int32)
    labels[: plan.axes.height * fineness] = survey.basins.labels[columns][None, :]
    return labels


def _nearest(axis: FloatArray, count: int, *, rising: bool) -> NDArray[np.intp]:
    """Return the grid point nearest to each of so many middles along an axis."""
    share = (np.arange(count) + 0.5) / count
    index = np.rint((share if rising else 1.0 - share) * (len(axis) - 1))
    return index.astype(np.intp)


def _borders(labels: NDArray[np.int32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where the basin to the right, and the one below, is another."""
    right, below = np.zeros(labels.shape, dtype=bool), np.zeros(labels.shape, dtype=bool)
    right[:, :-1] = _part(labels[:, :-1], labels[:, 1:])
    below[:-1] = _part(labels[:-1], labels[1:])
    return right, below


def _part(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
    parted: NDArray[np.bool_] = (one != other) & (one >= -1) & (other >= -1)
    return parted


def _divided(pixels: Pixels, labels: NDArray[np.int32], tints: Sequence[int], line: int) -> Pixels:
    """Return pixels with each basin's tint, and lines where water parts."""
    for number, tint in enumerate(tints):
        here = (labels >= 0) & (labels % len(tints) == number)
        pixels = lay_over(pixels, tint, _TINT * here.astype(np.float64))
    right, below = _borders(labels)
    return lay_over(pixels, line, _LINE * (right | below).astype(np.float64))


# Ways


def _ways(plan: Plan, dress: Dress, palette: Palette) -> Iterator[tuple[FloatArray, int]]:
    """Yield each way as points of the picture, with its ink; none on a slice."""
    if not dress.layers.rivals or plan.cut.sliced:
        return
    inks = palette.rivals_on_map if isinstance(plan, MapPlan) else palette.rivals
    for walks in (dress.walks, dress.walks_here):
        for number, walk in enumerate(walks):
            yield plan.way(walk.track), inks[number % len(inks)]


# Marks


def marks(plan: Plan, dress: Dress, palette: Palette) -> list[Mark]:
    """Return all that is marked, each on a cell of its own.

    Where several things are in one place, the first keeps it: a valley, then the start, then
    the end of a way; the others stand beside it, or nowhere if there is no room.
    """
    placed: dict[tuple[int, int], Mark] = {}
    for mark in _wanted(plan, dress, palette):
        beside = (mark.column + by for by in (0, 1, -1, 2, -2))
        free = (at for at in beside if 0 <= at < plan.width and (at, mark.row) not in placed)
        column = next(free, None)
        if column is not None:
            placed[column, mark.row] = mark._replace(column=column)
    return list(placed.values())


def _wanted(plan: Plan, dress: Dress, palette: Palette) -> Iterator[Mark]:
    """Yield all marks, the most important first."""
    bottoms = []
    if dress.survey is not None and dress.layers.valleys:
        bottoms = list(_bottoms(plan, dress.survey, palette))
    yield from (mark for mark in bottoms if mark.firm)
    for place, glyph in ((dress.start, START), (dress.here, HERE)):
        if place is not None and plan.cut.shows(place):
            height = float(plan.cut.landscape.value(place))
            cell = plan.cell(place[: plan.cut.dims], height)
            yield Mark(*cell, glyph, palette.deepest, firm=True)
    yield from _ends(plan, dress, palette)
    yield from (mark for mark in bottoms if not mark.firm)


def _bottoms(plan: Plan, survey: Survey, palette: Palette) -> Iterator[Mark]:
    """Yield valleys and flats with their names, the deepest first, and passes."""
    dims, below = plan.cut.dims, isinstance(plan, HillPlan)
    places: list[tuple[Minimum | Flat, str, int]] = [
        *(
            (one.place, one.name, palette.deepest if one.deepest else palette.valley)
            for one in named(survey)
        ),
        *((one, OTHER, palette.valley) for one in unnamed(survey)),
    ]
    for saddle in ways_out(survey):
        if plan.cut.shows(saddle.x):
            yield Mark(*plan.cell(saddle.x[:dims], saddle.value), PASS, palette.valley)
    for place, glyph, ink in places:
        if plan.cut.shows(place.x):
            column, row = plan.cell(place.x[:dims], place.value)
            yield Mark(column, row + below, glyph, ink, firm=glyph != OTHER)


def _ends(plan: Plan, dress: Dress, palette: Palette) -> Iterator[Mark]:
    """Yield where each way ends."""
    count = max(1, len(dress.walks))
    for number, (way, ink) in enumerate(_ways(plan, dress, palette)):
        column, row = int(way[-1, 0]), int(way[-1, 1] / ASPECT)
        at = min(max(column, 0), plan.width - 1), min(max(row, 0), plan.height - 1)
        yield Mark(*at, rival_glyph(number % count), ink, firm=True)


def _draw(cells: Cells, mark: Mark, palette: Palette) -> None:
    """Draw a mark where the board has a cell for it."""
    if 0 <= mark.row < cells.height and 0 <= mark.column < cells.width:
        beneath = int(cells.paper[mark.row, mark.column])
        paper = palette.halo if mark.firm else mix(beneath, palette.halo, _HALO)
        cells.write(mark.column, mark.row, mark.glyph, mark.ink, paper=paper, bold=True)
