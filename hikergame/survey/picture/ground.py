"""The ground as an image: coloured by height, and lit from the north-west.

Shading is that of a surface of bent tones, so that relief shows on gentle ground beside cliffs.
Slopes to the light are a little lighter and warmer, those away from it darker and cooler, as
maps of the Swiss school have it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.colour import Pixels, from_oklab, ramp, to_oklab, unpack
from hikergame.level import Level
from hikergame.survey.careful import careful
from hikergame.survey.limits import Ledger, Limits
from hikergame.survey.picture import looks
from hikergame.tones import Tones

_LIGHTS: Final = ((315.0, 0.6), (270.0, 0.2), (0.0, 0.2))
"""Headings that light comes from, and how much of it: mostly from the north-west, and enough
from beside it that no ridge along the light is lost."""
_ALTITUDE: Final = 45.0
"""Of the lights, degrees."""
_STEEP: Final = 0.75
"""How steep the steeper parts of a map are made to look: the slope of `_STEEP_SHARE`."""
_STEEP_SHARE: Final = 0.8
_SHADOW: Final = 0.32
"""How much of its lightness a colour loses in the deepest shadow."""
_GLOW: Final = 0.28
"""How far towards white a colour goes in the brightest light."""
_LESS_BENT: Final = 1.6
"""The power of the tones whose surface is lit: their own makes a sharp tip of a round bottom."""
_WARMTH: Final = 0.008
_TONES: Final = 1024
_LIGHT_STEPS: Final = 128
"""So many colours are worked out, and each pixel has the nearest."""


def tolerant(level: Level) -> Level:
    """Return a level whose ground has no height where its function fails, and never raises."""
    landscape, _ = careful(level.landscape, Ledger(Limits()))
    return replace(level, landscape=landscape)


def shaded(heights: FloatArray, tones: Tones) -> Pixels:
    """Return the colours (h, w, 3) of heights (h, w), the first row being the northernmost."""
    known = np.isfinite(heights)
    tone = tones.tone(np.where(known, heights, tones.highest))
    pixels = coloured(tone, _light(tone**_LESS_BENT))
    pixels[~known] = unpack(looks.MISSING)
    return pixels


def coloured(tone: FloatArray, light: FloatArray) -> Pixels:
    """Return the colours (..., 3) of tones (...) in shadow (-1) to light (1); 0 is level ground."""
    column = np.rint(tone * (_TONES - 1)).astype(np.intp)
    row = np.rint((light + 1.0) * (_LIGHT_STEPS // 2)).astype(np.intp)
    pixels: Pixels = _colours()[row, column]
    return pixels


@cache
def _colours() -> Pixels:
    """Return the colour (l, t, 3) of each light, from shadow on, and each tone."""
    base = to_oklab(ramp(looks.HEIGHTS, _TONES))[np.newaxis]
    light = np.linspace(-1.0, 1.0, _LIGHT_STEPS + 1)[:, np.newaxis, np.newaxis]
    shadow, glow = np.maximum(-light, 0.0), np.maximum(light, 0.0)
    lab = base * (1.0 - _SHADOW * shadow)
    lab[..., :1] += _GLOW * glow * (1.0 - lab[..., :1])
    lab[..., 1:] *= 1.0 - _GLOW * glow
    lab[..., 2:] += _WARMTH * light
    return from_oklab(lab)


def _light(tone: FloatArray) -> FloatArray:
    """Return light (1) to shadow (-1), 0 on level ground, of a surface of tones (h, w)."""
    down, right = np.gradient(tone)
    steepness = np.hypot(down, right)
    steep = float(np.quantile(steepness, _STEEP_SHARE))
    scale = _STEEP / max(steep, 1e-12)
    length = np.sqrt(1.0 + (scale * steepness) ** 2)
    altitude = np.radians(_ALTITUDE)
    lit = np.zeros_like(tone)
    for heading, share in _LIGHTS:
        turn = np.radians(heading)
        towards = np.sin(turn) * right - np.cos(turn) * down
        lit += share * (np.sin(altitude) - scale * towards * np.cos(altitude)) / length
    level = np.sin(altitude)
    light: FloatArray = np.where(lit < level, lit / level - 1.0, (lit - level) / (1.0 - level))
    return np.clip(light, -1.0, 1.0)
