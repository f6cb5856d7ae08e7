"""Colours on a terminal: those of `hikergame.colour`, and how many of them it shows."""

from enum import IntEnum

from hikergame.colour import Packed, Pixels, from_oklab, lay_over, mix, pack, ramp, to_oklab, unpack

__all__ = [
    "Depth",
    "Packed",
    "Pixels",
    "from_oklab",
    "lay_over",
    "mix",
    "pack",
    "ramp",
    "to_oklab",
    "unpack",
]


class Depth(IntEnum):
    """How many colours a terminal shows; more is greater."""

    NONE = 0
    """No colour at all (`NO_COLOR`): glyphs and words carry everything."""
    SIXTEEN = 1
    INDEXED = 2
    """The 256 colours of xterm."""
    TRUE = 3

    @property
    def blends(self) -> bool:
        """Whether gradients can be drawn; if not, a ramp of glyphs takes their place."""
        return self >= Depth.INDEXED
