"""Colours as arrays, mixed so that equal steps look equal.

A colour is a number `0xRRGGBB` where there is one, and a uint8 array (..., 3) where there
are many. Mixing happens in OKLab (B. Ottosson, "A perceptual color space for image
processing", 2020), whose first coordinate is the lightness that the eye sees.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hikergame.arrays import FloatArray

Packed = NDArray[np.int32]
"""Colours `0xRRGGBB`, one number each."""
Pixels = NDArray[np.uint8]
"""Colours (..., 3), red, green and blue."""


_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)


def pack(pixels: Pixels) -> Packed:
    """Return colours (..., 3) as numbers (...)."""
    wide = pixels.astype(np.int32)
    return (wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2]


def unpack(colours: ArrayLike) -> Pixels:
    """Return numbers (...) as colours (..., 3)."""
    wide = np.asarray(colours, dtype=np.int32)
    return np.stack([wide >> 16 & 255, wide >> 8 & 255, wide & 255], axis=-1).astype(np.uint8)


def to_oklab(pixels: Pixels) -> FloatArray:
    """Return sRGB colours (..., 3) in OKLab (..., 3), lightness 0 to 1 first."""
    encoded = pixels / 255.0
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    lab: FloatArray = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def from_oklab(lab: FloatArray) -> Pixels:
    """Return OKLab colours (..., 3) as the nearest sRGB colours (..., 3)."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0.0, 1.0)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(encoded * 255.0).astype(np.uint8)


def ramp(anchors: Sequence[int], count: int) -> Pixels:
    """Return `count` colours (count, 3) that run evenly through the anchors."""
    lab = to_oklab(unpack(anchors))
    at = np.linspace(0.0, len(anchors) - 1.0, count)
    knots = np.arange(len(anchors), dtype=np.float64)
    return from_oklab(np.stack([np.interp(at, knots, lab[:, i]) for i in range(3)], axis=-1))


@lru_cache(maxsize=512)
def mix(first: int, second: int, share: float) -> int:
    """Return the colour `share` (0 to 1) of the way from the first to the second."""
    lab = to_oklab(unpack([first, second]))
    return int(pack(from_oklab(lab[0] + (lab[1] - lab[0]) * share)))


def lay_over(base: Pixels, colour: int, cover: FloatArray) -> Pixels:
    """Return colours (..., 3) with one colour laid over them; cover (...) is 0 to 1."""
    mixed = base + (_ink(colour) - base) * cover[..., None]
    return np.rint(mixed).astype(np.uint8)


@lru_cache(maxsize=512)
def _ink(colour: int) -> FloatArray:
    """Return a colour (3,) to calculate with; every stroke asks for one of a few."""
    ink = unpack(colour).astype(np.float64)
    ink.setflags(write=False)
    return ink
