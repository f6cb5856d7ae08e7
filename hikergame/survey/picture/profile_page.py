"""A profile of ground on a line, the rivals' steps beneath it, and the key beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.colour import Pixels, unpack
from hikergame.hikers.reveal import Walk
from hikergame.landscape import Landscape
from hikergame.level import Level
from hikergame.survey.picture import axes, looks, marks, page
from hikergame.survey.picture.ground import coloured
from hikergame.survey.picture.key import MOST_TRACKS, place_mark
from hikergame.survey.picture.places import named, unnamed, ways_out
from hikergame.survey.picture.shapes import Image, Lines, Page, Shape, dashed
from hikergame.survey.picture.window import Window
from hikergame.survey.values import Survey
from hikergame.tones import Tones

_WIDTH: Final = 800.0
_HILL: Final = 360.0
_HILL_ALONE: Final = 520.0
_STEPS: Final = 170.0
"""Height of the steps' window."""
_ROOM: Final = (0.16, 0.14)
"""Below the lowest ground and above the highest, in reliefs."""
_PIXELS: Final = 2.0
_POINTS: Final = 2001
"""Places at which the line is looked at; the valleys are added."""
_DEEP: Final = 220.0
_DARKEST: Final = 0.6
"""So far below its surface the ground is in this much of the deepest shadow."""
_GAP: Final = 14.0


def profile_page(level: Level, survey: Survey, walks: Sequence[Walk]) -> Page:
    """Return the picture of a level with one coordinate."""
    x, heights = surface(level.landscape, survey)
    tones = Tones.of(heights[np.isfinite(heights)])
    hill = _hill(level, tones, alone=not walks)
    lowest = hill if not walks else _below(hill, level.steps)
    start = hill.point(float(level.start[0]), float(level.landscape.value(level.start)))
    shapes = [
        *axes.along_y(hill, "height"),
        *profile(x, heights, tones, hill),
        *_signs(survey, hill, lowest),
        *(_steps(lowest, walks[:MOST_TRACKS]) if walks else ()),
        *marks.start(start),
        *axes.along_x(lowest, f"{level.axes[0]}, metres east"),
        axes.edge(hill),
    ]
    return page.finished(level, survey, walks, tones, shapes, top=hill, bottom=lowest)


def surface(landscape: Landscape, survey: Survey) -> tuple[FloatArray, FloatArray]:
    """Return places x (n,) along a line, rising, and the heights (n,) there.

    Valleys are among the places, so that not even a tip between them is cut off.
    """
    low, high = landscape.bounds[0].tolist()
    tips = [float(minimum.x[0]) for minimum in survey.minima]
    x = np.unique(np.concatenate([np.linspace(low, high, _POINTS), tips]))
    with np.errstate(all="ignore"):
        return x, landscape.value(x[:, np.newaxis])


def profile(x: FloatArray, heights: FloatArray, tones: Tones, window: Window) -> Iterator[Shape]:
    """Yield ground on a line, seen from the side: heights (n,) at places x (n,), rising."""
    columns = window.columns(round(_PIXELS * window.width))
    pixels = _soil(np.interp(columns, x, heights), tones, window)
    yield Image(pixels, (window.left, window.top), window.width, window.height)
    ends = np.flatnonzero(np.diff(np.isfinite(heights))) + 1
    pieces = np.split(window.place(np.column_stack([x, heights])), ends)
    yield Lines(tuple(piece for piece in pieces if np.isfinite(piece).all()), looks.INK, 1.8)


def _soil(heights: FloatArray, tones: Tones, window: Window) -> Pixels:
    """Return the window's pixels (h, w, 3): sky, and under the heights (w,) the ground."""
    rows = window.rows(round(_PIXELS * window.height))
    known = np.isfinite(heights)
    tone = tones.tone(np.where(known, heights, tones.highest))
    below = (heights - rows[:, np.newaxis]) / (window.y[1] - window.y[0]) * window.height
    depth = _DARKEST * np.clip(np.nan_to_num(below) / _DEEP, 0.0, 1.0)
    pixels = coloured(np.broadcast_to(tone, depth.shape), -depth)
    pixels[~(below > 0.0)] = unpack(looks.SKY)
    pixels[:, ~known] = unpack(looks.MISSING)
    return pixels


def _hill(level: Level, tones: Tones, *, alone: bool) -> Window:
    """Return where the hill is."""
    low, high = level.landscape.bounds[0].tolist()
    relief = tones.highest - tones.lowest
    heights = (tones.lowest - _ROOM[0] * relief, tones.highest + _ROOM[1] * relief)
    tall = _HILL_ALONE if alone else _HILL
    return Window(page.LEFT, page.TOP, _WIDTH, tall, (low, high), heights)


def _below(hill: Window, steps: int) -> Window:
    """Return where the steps are: beneath the hill, running down."""
    margin = 0.04 * steps
    span = (steps + margin, -margin)
    return Window(hill.left, hill.bottom + _GAP, hill.width, _STEPS, hill.x, span)


def _signs(survey: Survey, hill: Window, lowest: Window) -> Iterator[Shape]:
    """Yield what is marked on a hill, the most important last."""
    for one in named(survey):
        x, y = hill.point(float(one.place.x[0]), one.place.value)
        way = np.array([(x, y), (x, lowest.bottom)])
        yield Lines(dashed(way, 3.0, 5.0), looks.INK, 1.0, 0.5)
    for saddle in ways_out(survey):
        x, y = hill.point(float(saddle.x[0]), saddle.value)
        yield from marks.mountain_pass((x, y - 2.5 * marks.PASS))
    for minimum in unnamed(survey):
        x, y = hill.point(float(minimum.x[0]), minimum.value)
        yield from marks.valley((x, y + marks.VALLEY), "", deepest=False)
    for one in reversed(named(survey)):
        x, y = hill.point(float(one.place.x[0]), one.place.value)
        yield from place_mark(one, (x, y + marks.VALLEY + 7.0))


def _steps(window: Window, walks: Sequence[Walk]) -> Iterator[Shape]:
    """Yield the rivals' ways, step by step downwards."""
    yield from axes.along_y(window, "step", grid=True)
    for number, walk in reversed(list(enumerate(walks))):
        places = np.column_stack([walk.track[:, 0], np.arange(len(walk.track))])
        yield from marks.track(window.place(places), number)
    yield axes.edge(window)
