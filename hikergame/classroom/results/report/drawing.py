"""A round with open eyes, drawn: all paths over the map, a line's hill, or a chart.

Ground with two coordinates is a map, with one a hill and the steps beneath it, and with more
a chart of how low everybody stood after each step. People are thin dark lines with a dot
where they ended, so that three hundred of them show where the class went; algorithms are
thick and have a colour and a number.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.watching import RevealView, ValleyView, WalkedView
from hikergame.landscape import Landscape
from hikergame.level import Level
from hikergame.survey.picture import axes, looks, marks
from hikergame.survey.picture.ground import shaded, tolerant
from hikergame.survey.picture.profile_page import profile
from hikergame.survey.picture.relief import relief
from hikergame.survey.picture.shapes import (
    Anchor,
    Dot,
    Image,
    Lines,
    Page,
    Point,
    Shape,
    Words,
    line,
)
from hikergame.survey.picture.svg import as_svg
from hikergame.survey.picture.window import Window
from hikergame.tones import Tones

_WIDTH: Final = 800.0
_HEIGHTS: Final = (260.0, 720.0)
"""Of a map, at least and at most."""
_PIXELS: Final = 1.0
"""Pixels of the ground to a point of the page."""
_MARGIN: Final = 14.0
_HILL: Final = 300.0
_STEPS: Final = 260.0
_CHART: Final = 380.0
_LINE: Final = 1001
_ROOM: Final = (0.16, 0.14)
_MOST_VALLEYS: Final = 9
"""Valleys that are numbered; the others are small discs."""
_APART: Final = 17.0
"""Numbers of algorithms keep so far from one another."""
_CROWD: Final = 60
"""So many paths and more are drawn finer."""

PERSON: Final = 0x10131C
BOT: Final = 0x6A1FA0
_TRACKS: Final = tuple(
    number for number, ink in enumerate(looks.TRACKS) if ink not in (PERSON, BOT)
)


def drawn(level: Level, shown: RevealView) -> str:
    """Return a round's picture as SVG, to stand in a page."""
    level = tolerant(level)
    draw = {1: _line, 2: _map}.get(level.dims, _chart)
    window, shapes = draw(level, shown)
    people = sum(walk.kind is not EntrantKind.ALGORITHM for walk in shown.walks)
    page = Page(
        width=window.right + _MARGIN,
        height=window.bottom + axes.BELOW,
        paper=looks.PAPER,
        shapes=tuple(shapes),
        title=f"Round {shown.round}: {shown.title}",
        description=f"The paths of {people} walkers and of the algorithms.",
    )
    text = as_svg(page)
    return text[text.index("<svg") :]


def ink_of(number: int) -> int:
    """Return the colour of the algorithm with a number, from 0."""
    return marks.track_ink(_track(number))


def _track(number: int) -> int:
    """Return the track whose colour an algorithm has: none that people or bots have."""
    return _TRACKS[number % len(_TRACKS)]


def _map(level: Level, shown: RevealView) -> tuple[Window, Iterator[Shape]]:
    landscape = level.landscape
    across, up = np.ptp(landscape.bounds, axis=1).tolist()
    tall = float(np.clip(_WIDTH * up / across, *_HEIGHTS))
    x, y = ((low, high) for low, high in landscape.bounds.tolist())
    window = Window(_MARGIN + axes.LEFT, _MARGIN, _WIDTH, tall, x, y)
    return window, _on_map(level, shown, window)


def _on_map(level: Level, shown: RevealView, window: Window) -> Iterator[Shape]:
    heights = _heights(level.landscape, window)
    tones = Tones.of(heights[np.isfinite(heights)])
    start = window.point(*level.start)
    valleys = [(window.point(*one.x), one) for one in shown.valleys]
    yield Image(shaded(heights, tones), (window.left, window.top), window.width, window.height)
    yield from relief(
        heights, tones, window, [start, *(at for at, _ in valleys)], lines=10, labels=8
    )
    tracks = [(walk, window.place(np.array(walk.track))) for walk in shown.walks]
    yield from _walkers(tracks)
    yield from _valleys(valleys)
    yield from _machines(tracks)
    yield from marks.start(start)
    yield from axes.along_x(window, f"{level.axes[0]}, metres east")
    yield from axes.along_y(window, f"{level.axes[1]}, metres north")
    yield axes.edge(window)


def _heights(landscape: Landscape, window: Window) -> FloatArray:
    columns, rows = round(_PIXELS * window.width), round(_PIXELS * window.height)
    with np.errstate(all="ignore"):
        return landscape.on_grid((window.columns(columns), window.rows(rows))).T


def _line(level: Level, shown: RevealView) -> tuple[Window, Iterator[Shape]]:
    low, high = level.landscape.bounds[0].tolist()
    left, margin = _MARGIN + axes.LEFT, 0.04 * level.steps
    top = _MARGIN + _HILL + _MARGIN
    window = Window(left, top, _WIDTH, _STEPS, (low, high), (level.steps + margin, -margin))
    return window, _on_line(level, shown, window)


def _on_line(level: Level, shown: RevealView, below: Window) -> Iterator[Shape]:
    """Yield the hill, and under it the steps, running down."""
    landscape = level.landscape
    tips = [one.x[0] for one in shown.valleys]
    x = np.unique(np.concatenate([np.linspace(*below.x, _LINE), tips]))
    with np.errstate(all="ignore"):
        heights = landscape.value(x[:, np.newaxis])
    tones = Tones.of(heights[np.isfinite(heights)])
    relief_of = tones.highest - tones.lowest
    span = (tones.lowest - _ROOM[0] * relief_of, tones.highest + _ROOM[1] * relief_of)
    hill = Window(below.left, _MARGIN, _WIDTH, _HILL, below.x, span)
    yield from profile(x, heights, tones, hill)
    yield from _valleys(
        [
            ((at[0], at[1] + marks.VALLEY + 4.0), one)
            for one in shown.valleys
            for at in [hill.point(one.x[0], one.value)]
        ]
    )
    yield from marks.start(hill.point(float(level.start[0]), float(landscape.value(level.start))))
    yield from axes.along_y(hill, "height")
    yield axes.edge(hill)
    yield from axes.along_y(below, "step", grid=True)
    tracks = [(walk, below.place(_by_step(walk))) for walk in shown.walks]
    yield from _walkers(tracks)
    yield from _machines(tracks)
    yield from axes.along_x(below, f"{level.axes[0]}, metres east")
    yield axes.edge(below)


def _by_step(walk: WalkedView) -> FloatArray:
    return np.column_stack([np.array(walk.track)[:, 0], np.arange(len(walk.track))])


def _chart(level: Level, shown: RevealView) -> tuple[Window, Iterator[Shape]]:
    most = max((max(walk.halvings, default=0.0) for walk in shown.walks), default=1.0)
    span = (1.05 * max(most, 1.0), 0.0)
    window = Window(_MARGIN + axes.LEFT, _MARGIN, _WIDTH, _CHART, (0.0, float(level.steps)), span)
    return window, _on_chart(shown, window)


def _on_chart(shown: RevealView, window: Window) -> Iterator[Shape]:
    """Yield how low everybody stood after each step: halvings, more of them further down."""
    yield from axes.along_y(window, "halvings", grid=True)
    ways = [
        (walk, window.place(np.column_stack([np.arange(1, len(marks_) + 1), marks_])))
        for walk in shown.walks
        if len(marks_ := np.array(walk.halvings))
    ]
    yield from _walkers(ways)
    yield from _machines(ways)
    yield from axes.along_x(window, "step")
    yield axes.edge(window)


Way = tuple[WalkedView, FloatArray]
"""A walk, and where it is (n, 2) on the page."""


def _walkers(ways: Sequence[Way]) -> Iterator[Shape]:
    """Yield the paths of bots, and over them those of people."""
    crowd = len(ways) >= _CROWD
    for kind, ink in ((EntrantKind.BOT, BOT), (EntrantKind.PERSON, PERSON)):
        chosen = [way for walk, way in ways if walk.kind is kind]
        if not chosen:
            continue
        yield Lines(tuple(chosen), looks.CASING, 1.6 if crowd else 3.0, 0.35 if crowd else 0.6)
        yield Lines(tuple(chosen), ink, 0.7 if crowd else 1.3, 0.55 if crowd else 0.85)
        for way in chosen:
            x, y = way[-1].tolist()
            yield Dot((x, y), 3.6 if crowd else 4.6, looks.CASING, 0.9)
            yield Dot((x, y), 2.2 if crowd else 3.2, ink)


def _machines(ways: Sequence[Way]) -> Iterator[Shape]:
    """Yield the paths of the algorithms, each with its number where it ended."""
    machines = [way for walk, way in ways if walk.kind is EntrantKind.ALGORITHM]
    for number, way in reversed(list(enumerate(machines))):
        yield from marks.track(way, _track(number))
    taken: list[Point] = []
    for number, way in enumerate(machines):
        x, y = way[-1].tolist()
        at = (x + 11.0, y - 12.0)
        while any(math.dist(at, other) < _APART for other in taken):
            at = (at[0] + _APART, at[1])
        taken.append(at)
        yield Dot(at, 8.5, looks.CASING)
        yield Dot(at, 7.5, ink_of(number))
        yield Words(str(number + 1), (at[0], at[1] + 4.0), 11.0, looks.PAPER, Anchor.MIDDLE, True)


def _valleys(valleys: Sequence[tuple[Point, ValleyView]]) -> Iterator[Shape]:
    """Yield the valleys, the deepest last and on top, lettered so that no number is doubled."""
    for number, (at, one) in reversed(list(enumerate(valleys))):
        named = chr(ord("A") + number) if number < _MOST_VALLEYS else ""
        yield from marks.valley(at, named, deepest=one.deepest)


def sign(ink: int, number: int | None = None) -> str:
    """Return a small picture of a path, for a key: an algorithm's if it has a number."""
    y = 9.0
    shapes: list[Shape] = []
    if number is None:
        shapes = [line((2.0, y), (30.0, y), ink=ink, width=1.3), Dot((30.0, y), 3.2, ink)]
    else:
        shapes = [
            line((2.0, y), (22.0, y), ink=ink, width=2.4),
            Dot((28.0, y), 7.5, ink),
            Words(str(number), (28.0, y + 4.0), 11.0, looks.PAPER, Anchor.MIDDLE, bold=True),
        ]
    text = as_svg(Page(38.0, 18.0, looks.PAPER, tuple(shapes), "", ""))
    found = text[text.index("<svg") :].replace('role="img"', 'aria-hidden="true"', 1)
    return found.replace("<title></title>\n<desc></desc>\n", "", 1)
