"""The key beside a picture: its valleys in figures, its signs, the rivals, the scale of heights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from hikergame.figures import figure, plain_figure
from hikergame.hikers.fates import course_of, fate_words
from hikergame.hikers.reveal import Walk
from hikergame.level import Level
from hikergame.survey.picture import letters, looks, marks
from hikergame.survey.picture.ground import coloured
from hikergame.survey.picture.heights import contours
from hikergame.survey.picture.places import Named, named, unnamed, ways_out
from hikergame.survey.picture.shapes import Anchor, Image, Point, Shape, Words, frame, line
from hikergame.survey.values import Certainty, Minimum, Survey
from hikergame.tones import Tones

WIDTH: Final = 320.0
MOST_TRACKS: Final = 6
"""More rivals' ways would hide the ground."""
_ROW: Final = 25.0
_LINE: Final = 18.0
_BLOCK: Final = 18.0
"""Between blocks."""
_COLUMNS: Final = (("height", 104.0), ("drains", 176.0), ("climb out", 264.0))
"""The valleys' figures, and where they end."""
_INDENT: Final = 34.0
_SIGN: Final = 96.0
_BAR: Final = 13.0
_NUMBERS_APART: Final = 12.0


class Key:
    """Blocks below one another, from a corner of the page downwards."""

    def __init__(self, left: float, top: float) -> None:
        self._left = left
        self.y = top
        """Where the next block begins."""
        self.shapes: list[Shape] = []

    def valleys(self, survey: Survey) -> None:
        """List the deepest valleys and flats, and say how sure it is that they are."""
        count, places = len(survey.minima), named(survey)
        self._heading("One valley" if count == 1 else f"{count or 'No'} valleys")
        if places:
            for words, end in _COLUMNS:
                self._write(words, end, looks.SMALL, looks.MUTED, Anchor.END)
            self.y += _ROW
        for one in places:
            self._mark(one)
            for text, (_, end) in zip(_figures(one), _COLUMNS, strict=True):
                self._write(text, end, looks.BODY, looks.INK, Anchor.END)
            self.y += _ROW
        rest = len(unnamed(survey))
        if rest:
            self._say(f"and {rest} more, marked by dots")
        self._say(_sureness(survey, places))
        self.y += _BLOCK

    def signs(self, survey: Survey) -> None:
        """Say what the other signs mean."""
        signs = [("start", marks.start)]
        if ways_out(survey):
            signs.append(("pass", marks.mountain_pass))
        if survey.dims > 1 and len(survey.minima) + len(survey.flats) > 1:
            signs.append(("water parts", _short_divide))
        for number, (words, sign) in enumerate(signs):
            x = _SIGN * number
            self.shapes += sign((self._left + marks.VALLEY + 2.0 + x, self.y - 5.0))
            self._write(words, x + _INDENT - 6.0, looks.BODY, looks.INK)
        self.y += _ROW + _BLOCK

    def rivals(self, level: Level, walks: Sequence[Walk]) -> None:
        """List the rivals whose ways are drawn, with their points and what became of them."""
        self._heading("One rival" if len(walks) == 1 else f"{len(walks)} rivals")
        self._write("points", WIDTH, looks.SMALL, looks.MUTED, Anchor.END)
        self.y += _ROW - 3.0
        for number, walk in enumerate(walks[:MOST_TRACKS]):
            y, ink = self.y - 5.0, marks.track_ink(number)
            way = np.array([(self._left + 2.0, y), (self._left + 22.0, y)])
            self.shapes += marks.track(way, number)
            self._write(_upper(walk.title), _INDENT, looks.BODY, ink, bold=True)
            self._write(f"{walk.score.points:.0f}", WIDTH, looks.BODY, looks.INK, Anchor.END)
            self.y += _LINE
            for words in (walk.setting, fate_words(course_of(level, walk))):
                self._say(words, _INDENT)
            self.y += 7.0
        if len(walks) > MOST_TRACKS:
            self._say(f"and {len(walks) - MOST_TRACKS} more, not drawn")
        self.y += _BLOCK

    def heights(self, tones: Tones) -> None:
        """Show which colours are low and which are high."""
        self._heading("Height")
        self.y += 11.0
        tone = np.linspace(0.0, 1.0, int(2 * WIDTH))
        pixels = coloured(np.tile(tone, (2, 1)), np.zeros(1))
        top = self.y - _BAR
        self.shapes.append(Image(pixels, (self._left, top), WIDTH, _BAR))
        self.shapes.append(frame(self._left, top, WIDTH, _BAR, ink=looks.INK, stroke=1.0))
        self.y += 5.0
        for text, x in _scale(tones):
            at = self._left + x
            self.shapes.append(line((at, self.y - 5.0), (at, self.y), ink=looks.INK, width=1.0))
            place = (at, self.y + looks.SMALL)
            self.shapes.append(Words(text, place, looks.SMALL, looks.INK, Anchor.MIDDLE))
        self.y += looks.SMALL + 4.0

    def _heading(self, words: str) -> None:
        self.y += looks.HEADING
        self._write(words, 0.0, looks.HEADING, looks.INK, bold=True)
        self.y += _ROW

    def _say(self, words: str, indent: float = 0.0) -> None:
        for text in letters.wrapped(words, looks.SMALL, WIDTH - indent):
            self._write(text, indent, looks.SMALL, looks.MUTED)
            self.y += _LINE

    def _write(
        self,
        words: str,
        x: float,
        size: float,
        ink: int,
        anchor: Anchor = Anchor.START,
        *,
        bold: bool = False,
    ) -> None:
        at = (self._left + x, self.y)
        self.shapes.append(Words(words, at, size, ink, anchor, bold))

    def _mark(self, one: Named) -> None:
        at = (self._left + marks.VALLEY + 2.0, self.y - 5.0)
        self.shapes += place_mark(one, at)


def place_mark(one: Named, at: tuple[float, float]) -> Iterator[Shape]:
    """Return the sign of a named valley or flat."""
    if isinstance(one.place, Minimum):
        return marks.valley(at, one.name, deepest=one.deepest)
    return marks.flat(at, one.name)


def _short_divide(at: Point) -> Iterator[Shape]:
    """Yield a piece of a line at which water parts."""
    x, y = at
    return marks.divide([np.array([(x - 11.0, y), (x + 11.0, y)])])


def _figures(one: Named) -> Iterable[str]:
    """Return a place's height, its basin's share of the land, and the climb out of it."""
    place = one.place
    climb = figure(place.trap_depth) if math.isfinite(place.trap_depth) else "deepest"
    return figure(place.value), f"{100.0 * place.basin_share:.0f} %", climb


def _sureness(survey: Survey, places: Sequence[Named]) -> str:
    deepest = [one.name for one in places if one.deepest]
    if not deepest:
        return "There is no deepest place."
    if survey.certainty is Certainty.PROVEN:
        return "Proven: nothing on the map is deeper."
    return "Nothing deeper was found; that is no proof."


def _scale(tones: Tones) -> Iterator[tuple[str, float]]:
    """Yield numbers for the scale of heights, and where they stand, without crowding."""
    numbers = contours(tones, 12)
    taken: list[tuple[float, float]] = []
    for contour in sorted(numbers, key=lambda contour: not contour.index):
        text = plain_figure(contour.height)
        half = letters.width(text, looks.SMALL) / 2.0
        x = float(tones.tone(np.array(contour.height))) * WIDTH
        inside = half <= x <= WIDTH - half
        if inside and all(abs(x - at) >= half + other + _NUMBERS_APART for at, other in taken):
            taken.append((x, half))
            yield text, x


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
