"""A map of ground with two coordinates, and the key beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Walk
from hikergame.landscape import Landscape
from hikergame.level import Level
from hikergame.survey.picture import axes, marks, page
from hikergame.survey.picture.divides import divides
from hikergame.survey.picture.ground import shaded
from hikergame.survey.picture.key import MOST_TRACKS, place_mark
from hikergame.survey.picture.places import named, unnamed, ways_out
from hikergame.survey.picture.relief import relief
from hikergame.survey.picture.shapes import Image, Page, Point, Shape
from hikergame.survey.picture.window import Window
from hikergame.survey.values import Survey
from hikergame.tones import Tones

_ROOM: Final = (800.0, 580.0)
"""The largest map."""
_SQUEEZE: Final = 3.0
"""A side of the map is never drawn shorter than this part of the room there is for it."""
_PIXELS: Final = 2.0
"""Pixels of the ground to a point of the page."""
_GRID: Final = 0.75
"""The same, for the grid in which contour lines are looked for."""
_ARROW: Final = 30.0


def map_page(level: Level, survey: Survey, walks: Sequence[Walk]) -> Page:
    """Return the picture of a level with two coordinates."""
    window = _window(level.landscape.bounds)
    tones = tones_of(level.landscape, window)
    tracks = [window.place(walk.track) for walk in walks[:MOST_TRACKS]]
    start = window.point(*level.start)
    spots = [window.point(*one.place.x) for one in named(survey)]
    busy = [start, *spots, *((x, y) for track in tracks for x, y in track.tolist())]
    corner = _emptiest_corner(window, busy)
    clear = [start, *spots, corner, (corner[0], corner[1] - _ARROW)]
    shapes = [
        *ground(level.landscape, tones, window, clear),
        *axes.along_x(window, f"{level.axes[0]}, metres east"),
        *axes.along_y(window, f"{level.axes[1]}, metres north"),
        axes.edge(window),
        *_signs(survey, window, tracks, start),
        *marks.north_arrow(corner, _ARROW),
    ]
    return page.finished(level, survey, walks, tones, shapes, top=window, bottom=window)


def ground(
    landscape: Landscape,
    tones: Tones,
    window: Window,
    clear: Sequence[Point],
    *,
    lines: int = 12,
    labels: int = 14,
) -> Iterator[Shape]:
    """Yield the shaded ground of a window and its contour lines.

    About so many heights have `lines`, and at most so many `labels` say how high these are, away
    from the places to keep `clear`.
    """
    pixels = shaded(_heights(window, landscape, _PIXELS), tones)
    yield Image(pixels, (window.left, window.top), window.width, window.height)
    heights = _heights(window, landscape, _GRID)
    yield from relief(heights, tones, window, clear, lines=lines, labels=labels)


def tones_of(landscape: Landscape, window: Window) -> Tones:
    """Return the tones of the ground in a window."""
    heights = _heights(window, landscape, _GRID)
    return Tones.of(heights[np.isfinite(heights)])


def _heights(window: Window, landscape: Landscape, fine: float) -> FloatArray:
    """Return the heights (h, w) of ground in a window, the first row being the northernmost."""
    columns, rows = math.ceil(fine * window.width), math.ceil(fine * window.height)
    with np.errstate(all="ignore"):
        heights = landscape.on_grid((window.columns(columns), window.rows(rows)))
    return heights.T


def _signs(
    survey: Survey, window: Window, tracks: Sequence[FloatArray], start: Point
) -> Iterator[Shape]:
    """Yield what is marked on a map, the most important last."""
    if survey.basins is not None:
        ways = tuple(divides(survey.basins, window))
        yield from marks.divide(ways)
    for number, track in reversed(list(enumerate(tracks))):
        yield from marks.track(track, number)
    for saddle in ways_out(survey):
        yield from marks.mountain_pass(window.point(*saddle.x))
    for minimum in unnamed(survey):
        yield from marks.valley(window.point(*minimum.x), "", deepest=False)
    yield from marks.start(start)
    for one in reversed(named(survey)):
        yield from place_mark(one, window.point(*one.place.x))


def _window(bounds: FloatArray) -> Window:
    """Return where the whole map lies: as large as there is room, in true proportions."""
    across, up = np.ptp(bounds, axis=1).tolist()
    scale = min(_ROOM[0] / across, _ROOM[1] / up)
    width = max(across * scale, _ROOM[0] / _SQUEEZE)
    height = max(up * scale, _ROOM[1] / _SQUEEZE)
    x, y = ((low, high) for low, high in bounds.tolist())
    return Window(page.LEFT, page.TOP, width, height, x, y)


def _emptiest_corner(window: Window, busy: Sequence[Point]) -> Point:
    """Return the place for an arrow's foot that is farthest from all that is marked."""
    inset = 0.9 * _ARROW
    corners = [
        (x, y)
        for y in (window.top + inset + _ARROW, window.bottom - 0.7 * inset)
        for x in (window.right - inset, window.left + inset)
    ]
    return max(corners, key=lambda corner: min(math.dist(corner, point) for point in busy))
