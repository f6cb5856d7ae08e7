"""The panels beside and beneath the map: legend and step, scores, and both descents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from textual import events
from textual.message import Message
from textual.strip import Strip

from hikergame.arrays import FloatArray
from hikergame.hikers.reveal import Reveal, Walk
from hikergame.tui.board import Board
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.braille import sketch
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.row import segment
from hikergame.tui.drawing.words import Line, Word, line_width, write_lines
from hikergame.tui.reveal.captions import height_scale, legend, score_lines, step_lines
from hikergame.tui.reveal.prospect import Prospect

_LABELS = 4
"""Columns for the numbers beside the descents."""


class Caption(Board):
    """Beneath the map: what the marks mean, and where both walkers stood after a step."""

    def __init__(self, reveal: Reveal) -> None:
        super().__init__()
        self._reveal = reveal
        self._prospect: Prospect | None = None
        self._step = 0

    def tell(self, reveal: Reveal) -> None:
        """Speak of the same hike beside another walk."""
        self._reveal = reveal
        self.redraw()

    def look(self, prospect: Prospect) -> None:
        """Say what the map's marks and colours are."""
        self._prospect = prospect
        self.redraw()

    def show(self, step: int) -> None:
        """Speak of another step."""
        if step != self._step:
            self._step = step
            self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Write legend and step."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.muted, paper=palette.background)
        prospect = self._prospect
        if prospect is not None:
            marks = {mark.glyph for mark in prospect.fixed}
            lines = legend(self._reveal, palette, width - 2, marks=marks, crowded=prospect.crowded)
            tones, in_glyphs = prospect.tones, not self.depth.blends
            lines.append(height_scale(tones.lowest, tones.highest, palette, in_glyphs=in_glyphs))
            write_lines(cells, lines[: height - 2])
        write_lines(cells, step_lines(self._reveal, self._step, palette, width - 2), y=height - 2)
        return cells


class ScorePanel(Board):
    """Points, halvings, gaps, medals."""

    BORDER_TITLE = "Score"

    def __init__(self, reveal: Reveal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reveal = reveal
        self._example: Walk | None = None

    def tell(self, example: Walk | None) -> None:
        """Tell what an example came to as well, or no more."""
        self._example = example
        self.redraw()

    def fit(self, width: int | None) -> None:
        """Take the height for all there is to say in so many columns, with the frame.

        None for no more than the style sheet gives.
        """
        height = None
        if width is not None:
            height = 2 + len(self._lines(width - 3, in_full=True))
        self.styles.height = height

    def draw(self, width: int, height: int) -> Cells:
        """Write the scores; what they mean as well, where there is room for it."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        lines = self._lines(width - 1, in_full=True)
        if len(lines) > height:
            lines = self._lines(width - 1)
        write_lines(cells, lines)
        return cells

    def _lines(self, width: int, *, in_full: bool = False) -> list[Line]:
        return score_lines(
            self._reveal, self.palette, width, in_full=in_full, example=self._example
        )


class Curve(NamedTuple):
    """How many halvings one walker had come to."""

    halvings: FloatArray
    """After each step (t,)."""
    yours: bool
    ink: int | None = None
    """Another walker's; the rival's unless told."""
    title: str = ""
    """What the walker is called in the legend; empty for none."""


def curves_of(reveal: Reveal) -> list[Curve]:
    """Return both walkers' curves, yours on top."""
    rival = [] if reveal.rival is None else [_curve_of(reveal.rival)]
    return [*rival, _curve_of(reveal.player, yours=True)]


def _curve_of(walk: Walk, *, yours: bool = False) -> Curve:
    return Curve(walk.score.halvings, yours, title=walk.title.removeprefix("blind "))


class Descents(Board):
    """How many halvings each walker had come to after each step; higher is lower ground."""

    BORDER_TITLE = "Halvings after each step"

    @dataclass
    class Pointed(Message):
        """The player pointed at a step with the mouse."""

        step: int

    def __init__(self, curves: Sequence[Curve], steps: int, *, id: str | None = None) -> None:  # noqa: A002
        """Show curves, later ones on top, of hikes that have so many steps."""
        super().__init__(id=id)
        self._curves = curves
        self._steps = steps
        self._step = 0
        self._axes: Axes | None = None

    def tell(self, curves: Sequence[Curve]) -> None:
        """Show other curves."""
        self._curves = curves
        self.forget()

    def show(self, step: int) -> None:
        """Mark another step."""
        if step != self._step:
            self._step = step
            self.redraw()

    @property
    def legend(self) -> list[Word]:
        """Which curve is whose; yours first."""
        words: list[Word] = []
        for one in sorted(self._curves, key=lambda curve: not curve.yours):
            if one.title:
                line = "━ " if one.yours or self.depth.blends else "┅ "
                words.append(Word(line, self._ink(one), True))
                words.append(Word(f"{one.title} ", self.palette.muted))
        return words

    def _framed(self, y: int, width: int) -> Strip:
        """Return a row with the frame's part in it; the legend stands in the lower edge."""
        legend = self.legend
        rest = width - 4 - line_width(legend)
        if y != self.outer_size.height - 1 or not legend or rest < 0:
            return super()._framed(y, width)
        ink, paper = self.palette.border, self.palette.surface
        named = [segment(word.text, word.ink, paper, bold=word.bold) for word in legend]
        edges = segment("╰─ ", ink, paper), segment(f"{'─' * rest}╯", ink, paper)
        return Strip([edges[0], *named, edges[1]], width)

    def _ink(self, one: Curve) -> int:
        palette = self.palette
        return palette.text if one.yours else palette.rival if one.ink is None else one.ink

    def draw(self, width: int, height: int) -> Cells:
        """Draw the curves."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        if width < 12 or height < 3:
            return cells
        most = max([1.0, *(float(one.halvings.max()) for one in self._curves)])
        steps = Span(1.0, max(2.0, float(self._steps)))
        axes = Axes(width - _LABELS - 1, height - 1, steps, Span(-0.05 * most, 1.1 * most))
        self._axes = axes
        board = sketch(
            axes.width, axes.height, ink=palette.text, paper=palette.surface, depth=self.depth
        )
        if self._step:
            marker = axes.place(np.full(2, float(self._step)), np.array([axes.y.low, axes.y.high]))
            board.line(marker, palette.border, width=0.6)
        for one in self._curves:
            curve = axes.place(np.arange(1.0, len(one.halvings) + 1.0), one.halvings)
            dotted = not one.yours and not self.depth.blends  # told apart without colour
            board.line(curve, self._ink(one), width=0.9, opacity=0.5 if dotted else 1.0)
        cells.paste(board.finish(), _LABELS, 0)
        axes.number_y(cells, _LABELS - 1, 0, palette.muted)
        axes.number_x(cells, _LABELS, height - 1, palette.muted)
        return cells

    def on_click(self, event: events.Click) -> None:
        """Point at a step."""
        at = event.get_content_offset(self)
        if at is not None and self._axes is not None:
            share = (at.x - _LABELS + 0.5) / self._axes.width
            span = self._axes.x
            self.post_message(self.Pointed(round(span.low + share * span.length)))
