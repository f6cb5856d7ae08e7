"""Pages as SVG 1.1: text that can be searched, lines that stay crisp, the ground as an image.

Nothing in the file points outside of it, and it has no script and no style sheet. Titles
are a stranger's: they are escaped, and characters that XML forbids are left out.
"""

from __future__ import annotations

import base64
import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.survey.picture import png
from hikergame.survey.picture.shapes import Anchor, Area, Dot, Image, Lines, Page, Shape, Words

_FONTS: Final = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
_FORBIDDEN: Final = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What is no character in XML 1.0, and the controls that it discourages."""


def as_svg(page: Page) -> str:
    """Return a page as the text of an SVG file."""
    size = f"{_number(page.width)} {_number(page.height)}"
    width, height = size.split()
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'version="1.1" width="{width}" height="{height}" viewBox="0 0 {size}" role="img" '
        f'font-family="{_FONTS}" stroke-linecap="round" stroke-linejoin="round">',
        f"<title>{_text(page.title)}</title>",
        f"<desc>{_text(page.description)}</desc>",
        f'<rect width="{width}" height="{height}" fill="{_colour(page.paper)}"/>',
        *map(_element, page.shapes),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _element(shape: Shape) -> str:
    match shape:
        case Lines():
            d = "".join(map(_path, shape.pieces))
            return (
                f'<path d="{d}" fill="none" stroke="{_colour(shape.ink)}" '
                f'stroke-width="{_number(shape.width)}"{_opacity(shape.opacity, "stroke")}/>'
            )
        case Area():
            return (
                f'<path d="{_path(shape.edge)}Z" fill="{_colour(shape.ink)}"'
                f"{_opacity(shape.opacity, 'fill')}/>"
            )
        case Dot():
            x, y = map(_number, shape.at)
            return (
                f'<circle cx="{x}" cy="{y}" r="{_number(shape.radius)}" '
                f'fill="{_colour(shape.ink)}"{_opacity(shape.opacity, "fill")}/>'
            )
        case Words():
            return _words(shape)
        case Image():
            return _image(shape)


def _words(words: Words) -> str:
    x, y = map(_number, words.at)
    looks = f'font-size="{_number(words.size)}" fill="{_colour(words.ink)}"'
    if words.bold:
        looks += ' font-weight="700"'
    if words.anchor is not Anchor.START:
        looks += f' text-anchor="{words.anchor.value}"'
    if words.angle:
        looks += f' transform="rotate({_number(words.angle)} {x} {y})"'
    return f'<text x="{x}" y="{y}" {looks}>{_text(words.text)}</text>'


def _image(image: Image) -> str:
    data = base64.b64encode(png.encode(image.pixels)).decode("ascii")
    x, y = map(_number, image.at)
    return (
        f'<image x="{x}" y="{y}" width="{_number(image.width)}" height="{_number(image.height)}" '
        f'preserveAspectRatio="none" xlink:href={quoteattr(f"data:image/png;base64,{data}")}/>'
    )


def _path(points: FloatArray) -> str:
    """Return points (n, 2) as a path, each point told by its way from the one before."""
    tenths = np.rint(points * 10.0).astype(np.int64)
    ways = np.diff(tenths, axis=0)
    ways = ways[ways.any(axis=1)]
    start = " ".join(map(_tenths, tenths[0].tolist()))
    # What comes to a single point is a dot, by its round ends.
    steps = " ".join(" ".join(map(_tenths, way)) for way in ways.tolist()) or "0 0"
    return f"M{start}l{steps}"


def _tenths(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    digits = f"{whole}.{rest}" if rest else str(whole)
    return f"-{digits}" if number < 0 else digits


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _colour(ink: int) -> str:
    return f"#{ink:06x}"


def _opacity(opacity: float, of: str) -> str:
    return "" if opacity == 1.0 else f' {of}-opacity="{_number(opacity)}"'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
