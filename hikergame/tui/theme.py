"""Every colour of the app, named once, for dark and for light terminals.

A `Palette` holds plain numbers `0xRRGGBB`, which is what the boards are drawn from; the
two Textual themes are made from the same palettes, so that style sheets (`$accent`,
`$surface`, ...) and drawings cannot drift apart. No colour carries a meaning alone:
wherever one is used, a glyph or a word says the same.

This module imports neither numpy nor any screen: the app loads it before its first frame.
"""

from dataclasses import dataclass
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, each a number `0xRRGGBB`."""

    dark: bool
    background: int
    """Behind everything."""
    surface: int
    """Inside a panel."""
    raised: int
    """Bars at the edge of the screen, and the cursor's line."""
    border: int
    """Frames of panels, and the grid of the notebook."""
    text: int
    muted: int
    """Captions: words that wait until they are looked for."""
    faint: int
    """Scales, empty parts of bars."""
    accent: int
    """Where you are, what is full, what is won."""
    key: int
    """The names of keys."""
    falls: int
    """Ground that falls, at full strength."""
    rises: int
    """Ground that rises, at full strength."""
    level: int
    """Ground that does neither."""
    needle: int
    """The heading that you have chosen."""
    track: int
    """Your way in the notebook."""
    rival: int
    """The algorithm, wherever it shows."""
    warning: int
    """The fence, a shortened step, a question before the flag."""
    fog: int
    """What the blindfold still covers."""
    you_on_map: int
    """Your track on the uncovered map, whatever the height beneath it."""
    rival_on_map: int
    """The rival's track on the uncovered map."""
    rivals: tuple[int, ...]
    """Several rivals in turn, wherever they show; they repeat."""
    rivals_on_map: tuple[int, ...]
    """The same, on the uncovered map."""
    others_on_map: int
    """Everybody else's tracks on the uncovered map."""
    basins: tuple[int, ...]
    """A breath of these tells neighbouring basins apart."""
    halo: int
    """The dark rim that makes a track readable on any height."""
    valley: int
    """A valley's mark on the map."""
    deepest: int
    """The deepest valley's mark on the map."""
    fence: int
    """The edge of the map."""
    sky: int
    """Above a hill that is seen from the side."""
    heights: tuple[int, ...]
    """Low to high ground; lightness rises all the way, so that it reads without hue."""
    indexed_heights: tuple[int, ...]
    """The same in colours that terminals of 256 have, one for each band of height."""
    bands: tuple[int, ...]
    """Low to high ground as ink on the background, for terminals of sixteen colours."""


_HEIGHTS: Final = (
    0x14224A, 0x1B4577, 0x23708D, 0x349380, 0x63AC6D, 0xA3B866, 0xCDBB72, 0xDDC594, 0xE9DABD,
    0xF8F3EA,
)  # fmt: skip

_INDEXED_HEIGHTS: Final = (
    0x00005F, 0x005F87, 0x008787, 0x00AF87, 0x5FAF5F, 0x87AF5F, 0xAFAF5F, 0xD7AF87, 0xD7D7AF,
    0xFFFFD7,
)  # fmt: skip

_RIVALS_ON_MAP: Final = (0xFF5A52, 0xFFFFFF, 0xFFA9E8, 0xFFB454, 0x9FF0FF)
_BASINS: Final = (0xF2C14E, 0x8E6BD8, 0x3FB68B, 0xE0567F, 0x3E92CC, 0xC8743A)

DARK: Final = Palette(
    dark=True,
    background=0x0F131D,
    surface=0x141A28,
    raised=0x1B2234,
    border=0x2D3652,
    text=0xE6EAF5,
    muted=0x97A2C3,
    faint=0x59638A,
    accent=0xFFD24A,
    key=0xFFA93A,
    falls=0x3F9EFF,
    rises=0xFF9440,
    level=0x343C55,
    needle=0xF6F8FF,
    track=0xAAB4DA,
    rival=0xFF6B6B,
    warning=0xFFB454,
    fog=0x161C2B,
    you_on_map=0xFFFFFF,
    rival_on_map=0xFF5A52,
    rivals=(0xFF6B6B, 0xE6EAF5, 0xFFA9E8, 0xFFB454, 0x9FF0FF),
    rivals_on_map=_RIVALS_ON_MAP,
    others_on_map=0xC3B6F2,
    basins=_BASINS,
    halo=0x0A0E18,
    valley=0xA9ECFF,
    deepest=0xFFE066,
    fence=0x6B7598,
    sky=0x10182A,
    heights=_HEIGHTS,
    indexed_heights=_INDEXED_HEIGHTS,
    bands=(0x5555FF, 0x55FFFF, 0x55FF55, 0xFFFF55, 0xFFFFFF),
)

LIGHT: Final = Palette(
    dark=False,
    background=0xF3F0E7,
    surface=0xFBF9F3,
    raised=0xECE7DA,
    border=0xCCC4AF,
    text=0x1D2332,
    muted=0x596178,
    faint=0x918D80,
    accent=0x805500,
    key=0x994400,
    falls=0x1259B4,
    rises=0xA94600,
    level=0xDCD7C9,
    needle=0x1D2332,
    track=0x4A547A,
    rival=0xB82034,
    warning=0x994400,
    fog=0xE3DDCC,
    you_on_map=0xFFFFFF,
    rival_on_map=0xFF5A52,
    rivals=(0xB82034, 0x1D2332, 0x7A2E8E, 0x8A4B08, 0x0A5A73),
    rivals_on_map=_RIVALS_ON_MAP,
    others_on_map=0xC3B6F2,
    basins=_BASINS,
    halo=0x0A0E18,
    valley=0xA9ECFF,
    deepest=0xFFE066,
    fence=0x8C8570,
    sky=0xEAF1F6,
    heights=_HEIGHTS,
    indexed_heights=_INDEXED_HEIGHTS,
    bands=(0x0000AA, 0x00AAAA, 0x00AA00, 0xAA5500, 0xAA0000),
)


def css(colour: int) -> str:
    """Return a palette's number as style sheets write it: `#rrggbb`."""
    return f"#{colour:06x}"


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        dark=palette.dark,
        primary=css(palette.falls),
        secondary=css(palette.track),
        accent=css(palette.accent),
        warning=css(palette.warning),
        error=css(palette.rival),
        success=css(palette.falls),
        foreground=css(palette.text),
        background=css(palette.background),
        surface=css(palette.surface),
        panel=css(palette.raised),
        variables={
            "border": css(palette.border),
            "border-blurred": css(palette.border),
            "text-muted": css(palette.muted),
            "foreground-muted": css(palette.muted),
            "footer-background": css(palette.raised),
            "footer-foreground": css(palette.text),
            "footer-key-foreground": css(palette.key),
            "scrollbar": css(palette.border),
            "scrollbar-hover": css(palette.faint),
            "scrollbar-active": css(palette.muted),
            "scrollbar-background": css(palette.surface),
            "scrollbar-background-hover": css(palette.surface),
            "scrollbar-background-active": css(palette.surface),
            "scrollbar-corner-color": css(palette.surface),
        },
    )


DARK_THEME: Final = _theme("hikergame-dark", DARK)
LIGHT_THEME: Final = _theme("hikergame-light", LIGHT)


def palette_of(theme: Theme) -> Palette:
    """Return the palette to draw with under a Textual theme, ours or another's."""
    return DARK if theme.dark else LIGHT
