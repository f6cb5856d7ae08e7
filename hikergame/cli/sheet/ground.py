"""The ground drawn in a terminal: a small map, or on a line a profile."""

from collections.abc import Callable
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.cli.sheet.cells import Ground, lines
from hikergame.cli.sheet.marks import marks
from hikergame.cli.sheet.terminal import Terminal
from hikergame.cli.sheet.words import number
from hikergame.level import Level
from hikergame.survey import Survey
from hikergame.survey.picture.ground import coloured, shaded
from hikergame.tones import Tones

_MARGIN: Final = 8
"""Columns left of the ground, for the scale."""
_WIDEST: Final = 72
_LEAST: Final = 12
_ROWS: Final = 20
_PROFILE_ROWS: Final = 10
_ASPECT: Final = 2.0
"""How much taller than wide a cell is."""
_SQUEEZE: Final = 3.0
"""A side of the map is never drawn shorter than this part of the room there is for it."""

Cell = Callable[[FloatArray, float], tuple[int, int]]


def ground(level: Level, survey: Survey, terminal: Terminal) -> list[str]:
    """Return the lines of the map or the profile; none where there can be none."""
    if level.dims > 2 or survey.land is None:
        return []
    room = max(_LEAST, min(_WIDEST, terminal.width - _MARGIN - 1))
    return (_profile if level.dims == 1 else _map)(level, survey, terminal, room)


def _map(level: Level, survey: Survey, terminal: Terminal, room: int) -> list[str]:
    (west, east), (south, north) = level.landscape.bounds.tolist()
    scale = min(room / (east - west), _ASPECT * _ROWS / (north - south))
    width = round(max((east - west) * scale, room / _SQUEEZE))
    height = round(max((north - south) * scale / _ASPECT, _ROWS / _SQUEEZE))

    def cell(x: FloatArray, _: float) -> tuple[int, int]:
        column = int((x[0] - west) / (east - west) * width)
        row = int((north - x[1]) / (north - south) * height)
        return min(column, width - 1), min(row, height - 1)

    with np.errstate(all="ignore"):
        rows = _middles(south, north, 2 * height)[::-1]
        heights = level.landscape.on_grid((_middles(west, east, width), rows)).T
    tone, tones = _tone(heights)
    drawn = Ground(tone, shaded(heights, tones), np.isfinite(heights))
    scale_y = {0: north, height - 1: south}
    found = lines(drawn, marks(level, survey, cell), terminal)
    return [*_beside(found, scale_y), _below(west, east, width)]


def _profile(level: Level, survey: Survey, terminal: Terminal, width: int) -> list[str]:
    low, high = level.landscape.bounds[0].tolist()
    with np.errstate(all="ignore"):
        heights = level.landscape.value(_middles(low, high, width)[:, np.newaxis])
    tone, tones = _tone(heights)
    floor = tones.lowest - (tones.highest - tones.lowest) / _PROFILE_ROWS
    edges = np.linspace(tones.highest, floor, 2 * _PROFILE_ROWS + 1)[:-1]

    def cell(x: FloatArray, value: float) -> tuple[int, int]:
        column = min(width - 1, int((x[0] - low) / (high - low) * width))
        row = int((tones.highest - value) / (tones.highest - floor) * _PROFILE_ROWS)
        return column, max(0, min(_PROFILE_ROWS - 1, row))

    solid = np.nan_to_num(heights, nan=-np.inf) >= edges[:, np.newaxis]
    tall = np.broadcast_to(tone, solid.shape)
    drawn = Ground(tall, coloured(tall, np.zeros(solid.shape)), solid)
    found = lines(drawn, marks(level, survey, cell), terminal)
    scale_y = {0: tones.highest, _PROFILE_ROWS - 1: tones.lowest}
    return [*_beside(found, scale_y), _below(low, high, width)]


def _tone(heights: FloatArray) -> tuple[FloatArray, Tones]:
    """Return the tones of heights, those that are not finite being the highest."""
    known = np.isfinite(heights)
    tones = Tones.of(heights[known])
    return tones.tone(np.where(known, heights, tones.highest)), tones


def _middles(low: float, high: float, count: int) -> FloatArray:
    middles: FloatArray = low + (np.arange(count) + 0.5) * (high - low) / count
    return middles


def _beside(rows: list[str], scale: dict[int, float]) -> list[str]:
    """Return rows with numbers to their left."""
    said = (number(scale[row]) if row in scale else "" for row in range(len(rows)))
    return [f"{text:>{_MARGIN - 1}} {row}" for text, row in zip(said, rows, strict=True)]


def _below(low: float, high: float, width: int) -> str:
    left, right = number(low), number(high)
    return f"{'':{_MARGIN}}{left}{right:>{max(1, width - len(left))}}"
