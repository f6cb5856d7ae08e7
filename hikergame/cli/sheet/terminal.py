"""What standard output can show."""

import os
import shutil
import sys
from dataclasses import dataclass
from enum import IntEnum

from hikergame.cli.text import encodable

BLOCKS = "▀░▒▓█·"
"""Glyphs of maps, where an encoding has them."""


class Colours(IntEnum):
    """How many colours there are; more is greater."""

    NONE = 0
    FEW = 1
    """The 256 of xterm."""
    ALL = 2


@dataclass(frozen=True, slots=True)
class Terminal:
    """How wide standard output is, and what can be drawn on it."""

    width: int
    """Columns."""
    blocks: bool
    """Whether its encoding has `BLOCKS`."""
    colours: Colours

    @property
    def colour(self) -> bool:
        """Whether there is colour at all."""
        return self.colours > Colours.NONE


def terminal() -> Terminal:
    """Look at standard output: colour only goes to a terminal that wants it, and has blocks."""
    blocks = encodable(BLOCKS, sys.stdout.encoding)
    colours = _colours() if blocks and sys.stdout.isatty() else Colours.NONE
    return Terminal(shutil.get_terminal_size().columns, blocks, colours)


def _colours() -> Colours:
    name = os.environ.get("TERM", "")
    if os.environ.get("NO_COLOR") or name == "dumb":
        return Colours.NONE
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Colours.ALL
    return Colours.FEW if "256" in name else Colours.NONE
