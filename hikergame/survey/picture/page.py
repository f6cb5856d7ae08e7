"""What all pages have: the title over them, room around them, and the line at their foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hikergame.figures import plain_figure
from hikergame.hikers.reveal import Walk
from hikergame.level import Level
from hikergame.survey.picture import axes, letters, looks
from hikergame.survey.picture.key import WIDTH, Key
from hikergame.survey.picture.shapes import Anchor, Page, Shape, Words
from hikergame.survey.picture.window import Window
from hikergame.survey.values import Survey
from hikergame.tones import Tones

LEFT: Final = looks.EDGE + axes.LEFT
"""Where windows begin."""
TOP: Final = 118.0
_FOOT: Final = 30.0
_TITLE, _SUMMARY = 58.0, 86.0
"""Baselines."""


def finished(
    level: Level,
    survey: Survey,
    walks: Sequence[Walk],
    tones: Tones,
    shapes: Iterable[Shape],
    *,
    top: Window,
    bottom: Window,
) -> Page:
    """Return the page of the shapes in and around windows, from top to bottom, with their key."""
    key = Key(top.right + looks.EDGE, top.top)
    key.valleys(survey)
    key.signs(survey)
    if walks:
        key.rivals(level, walks)
    key.heights(tones)
    width = top.right + looks.EDGE + WIDTH + looks.EDGE
    height = max(bottom.bottom + axes.BELOW, key.y) + _FOOT + looks.EDGE / 2.0
    words = [*_heading(level, width), *_foot(level, width, height)]
    return Page(
        width=width,
        height=height,
        paper=looks.PAPER,
        shapes=(*words, *shapes, *key.shapes),
        title=level.title,
        description=f"{_sides(level)}, valleys: {len(survey.minima)}. {survey.assurance.sentence}",
    )


def _heading(level: Level, width: float) -> Iterator[Shape]:
    room = (width - LEFT - looks.EDGE) / letters.SLACK
    size = min(looks.TITLE, looks.TITLE * room / max(1.0, letters.width(level.title, looks.TITLE)))
    yield Words(level.title, (LEFT, _TITLE), size, looks.INK, bold=True)
    line = next(iter(letters.wrapped(level.summary, looks.HEADING, room * letters.SLACK)), "")
    yield Words(line, (LEFT, _SUMMARY), looks.HEADING, looks.MUTED)


def _foot(level: Level, width: float, height: float) -> Iterator[Shape]:
    y = height - 0.6 * looks.EDGE
    about = (
        f"{_sides(level)}, {level.steps} steps of at most {plain_figure(level.step_length.max)} m"
    )
    yield Words(about, (LEFT, y), looks.SMALL, looks.MUTED)
    name = f"hikergame · {level.id} · {level.hash[:8]}"
    yield Words(name, (width - looks.EDGE, y), looks.SMALL, looks.MUTED, Anchor.END)


def _sides(level: Level) -> str:
    """Say how large a map is, as in "12 m × 8 m"."""
    bounds = level.landscape.bounds.tolist()
    return " × ".join(f"{plain_figure(high - low)} m" for low, high in bounds)
