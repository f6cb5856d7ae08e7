"""A row of cells as Textual's compositor takes it, made for being sent and not for being kept.

Textual's `Strip` has a `Segment` and a `Style` for every change of colour, and seven caches;
a board makes dozens of strips a frame, of which little more is ever wanted than the letters
and codes that a terminal is sent. A `Row` knows letters and colours, sends no code twice,
and becomes a whole strip only where something else is asked of it: by a filter of colours,
a picture of the screen, the mouse.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple, Self

from rich.color import Color, ColorSystem, ColorType
from rich.color_triplet import ColorTriplet
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_BOLD: Final = Style(bold=True)
_BOLD_ON, _BOLD_OFF, _RESET = "1", "22", "\x1b[0m"


class Runs(NamedTuple):
    """How a row's letters look: run after run of one look, each up to where the next starts."""

    starts: Sequence[int]
    """The column of each run's first letter; the first is 0."""
    inks: Sequence[int]
    """`0xRRGGBB`, as papers are."""
    papers: Sequence[int]
    bolds: Sequence[bool]


def _parts(packed: int) -> ColorTriplet:
    return ColorTriplet(packed >> 16, packed >> 8 & 255, packed & 255)


def _colour(packed: int) -> Color:
    return Color(f"#{packed:06x}", ColorType.TRUECOLOR, None, _parts(packed))


@lru_cache(maxsize=1 << 11)
def _style(ink: int, paper: int, bold: bool) -> Style:
    style = Style.from_color(_colour(ink), _colour(paper))
    return style + _BOLD if bold else style


@lru_cache(maxsize=1 << 12)
def _codes(packed: int, system: ColorSystem, foreground: bool) -> str:
    """Return the numbers that select a colour, as near as a terminal has it."""
    if system is ColorSystem.TRUECOLOR:
        # Rich, which would say the same, remembers a thousand colours for good.
        red, green, blue = _parts(packed)
        return f"{38 if foreground else 48};2;{red};{green};{blue}"
    return ";".join(_colour(packed).downgrade(system).get_ansi_codes(foreground))


def forget_styles() -> None:
    """Give back what colours take: a map has thousands that no other board shows."""
    for cache in (_style, _codes, Color.downgrade, Color.get_ansi_codes, Strip.render_ansi):
        cache.cache_clear()


def segment(text: str, ink: int, paper: int, *, bold: bool = False) -> Segment:
    """Return letters of one look, as Textual draws them."""
    return Segment(text, _style(ink, paper, bold))


class Row(Strip):
    """A strip of characters one cell wide, whose looks are plain numbers."""

    __slots__ = ("_looks", "_sent", "_whole", "_words")

    def __init__(self, text: str, looks: Runs) -> None:
        # What a strip begins with is left to `__getattr__`, and mostly never made.
        self._words = text
        self._looks = looks
        self._sent: str | None = None
        self._whole = False

    def __getattr__(self, name: str) -> Any:
        """Become a whole strip, as something is asked for that only such a one has."""
        if self._whole:
            raise AttributeError(name)
        self._whole = True
        super().__init__(self._segments_of_it(), len(self._words))
        return getattr(self, name)

    def _segments_of_it(self) -> list[Segment]:
        return [
            segment(text, ink, paper, bold=bold)
            for text, ink, paper, bold in zip(self._texts, *self._looks[1:], strict=True)
        ]

    @property
    def _texts(self) -> Iterable[str]:
        """The letters of each run."""
        words = self._words
        return (words[a:b] for a, b in pairwise((*self._looks.starts, len(words))))

    @property
    def text(self) -> str:
        """The letters."""
        return self._words

    @property
    def cell_length(self) -> int:
        """How many cells it takes."""
        return len(self._words)

    @property
    def cell_count(self) -> int:
        """How many cells it takes."""
        return len(self._words)

    def framed(self, post: str, ink: int, paper: int) -> "Row":
        """Return the row between two posts of one cell."""
        starts, inks, papers, bolds = self._looks
        return Row(
            f"{post}{self._words}{post}",
            Runs(
                (0, *(start + 1 for start in starts), len(self._words) + 1),
                (ink, *inks, ink),
                (paper, *papers, paper),
                (False, *bolds, False),
            ),
        )

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return the cells from `start` up to `end`, as far as there are any."""
        length = len(self._words)
        start = max(0, start)
        end = length if end is None else min(length, end)
        return self if (start, end) == (0, length) else self._part(start, end)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between the cuts, from the first cell up to the last cut."""
        length = len(self._words)
        within = [cut for cut in cuts if cut <= length]
        if within == [length]:
            return [self]
        return [self._part(start, stop) for start, stop in pairwise((0, *within))]

    def _part(self, start: int, stop: int) -> Self:
        if start >= stop:
            return type(self)("", Runs((), (), (), ()))
        starts, inks, papers, bolds = self._looks
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, stop)
        some = slice(first, last)
        begun = [max(0, at - start) for at in starts[some]] if start else starts[some]
        return type(self)(
            self._words[start:stop], Runs(begun, inks[some], papers[some], bolds[some])
        )

    def render(self, console: Console) -> str:
        """Return what a terminal is to be sent."""
        if self._sent is None:
            self._sent = self._encoded(COLOR_SYSTEMS[console.color_system or "truecolor"])
        return self._sent

    def _encoded(self, system: ColorSystem) -> str:
        """Return letters and codes, none but those that change something that is seen."""
        sent: list[str] = []
        ink_on = paper_on = -1
        bold_on = False
        for text, ink, paper, bold in zip(self._texts, *self._looks[1:], strict=True):
            changes: list[str] = []
            if bold != bold_on:
                changes.append(_BOLD_ON if bold else _BOLD_OFF)
                bold_on = bold
            if ink != ink_on and not text.isspace():
                changes.append(_codes(ink, system, True))
                ink_on = ink
            if paper != paper_on:
                changes.append(_codes(paper, system, False))
                paper_on = paper
            if changes:
                sent.append(f"\x1b[{';'.join(changes)}m")
            sent.append(text)
        sent.append(_RESET)
        return "".join(sent)
