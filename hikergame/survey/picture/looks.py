"""Colours and sizes of pictures on paper, named once. A page's lengths are those of `shapes`."""

from typing import Final

PAPER: Final = 0xFFFFFF
INK: Final = 0x1D2332
MUTED: Final = 0x5B6479
FAINT: Final = 0xD5D9E2
SKY: Final = 0xF1F5FA
CASING: Final = 0xFFFFFF
"""Around whatever lies on the ground, so that it is read on every height."""
MARK: Final = 0x141A28
"""Discs of valleys, and the lettering on contour lines."""
DEEPEST: Final = 0xB8860B
"""The disc of the deepest valley."""
START: Final = 0xFFD24A
MISSING: Final = 0x9AA0AC
"""Ground that has no finite height."""
CONTOUR: Final = 0x1A2233

HEIGHTS: Final = (
    0x1B3A6B, 0x22608E, 0x2F8A97, 0x4FA68A, 0x86BE7C, 0xBCCB7A, 0xDDCB85, 0xE7D2A3, 0xF0E3C8,
    0xFAF6EC,
)  # fmt: skip
"""Low to high ground; lightness rises all the way, so that it reads without hue."""

TRACKS: Final = (0xD11F43, 0x6A1FA0, 0x10131C, 0xE8630A, 0x0A66C2, 0x8A4B08)
"""The rivals' tracks in turn; they repeat."""

TITLE: Final = 30.0
HEADING: Final = 17.0
BODY: Final = 14.5
SMALL: Final = 12.5
EDGE: Final = 36.0
"""Around the page."""
