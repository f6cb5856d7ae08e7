"""The panels beside and beneath the map: legend and step, scores, and both descents."""

import numpy as np

from hikergame.hikers.reveal import Reveal
from hikergame.tui.board import Board
from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.braille import sketch
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.terrain import Tones
from hikergame.tui.drawing.words import write_lines
from hikergame.tui.reveal.captions import height_scale, legend, score_lines, step_lines

_LABELS = 4
"""Columns for the numbers beside the descents."""


class Caption(Board):
    """Beneath the map: what the marks mean, and where both walkers stood after a step."""

    def __init__(self, reveal: Reveal) -> None:
        super().__init__()
        self._reveal = reveal
        self._tones: Tones | None = None
        self._step = 0

    def look(self, tones: Tones) -> None:
        """Say which heights the map's colours are."""
        self._tones = tones
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
        lines = legend(self._reveal, palette, width - 2)
        if self._tones is not None:
            scale = height_scale(self._tones, palette, in_glyphs=not self.depth.blends)
            lines.append(scale)
        write_lines(cells, lines[: height - 2])
        write_lines(cells, step_lines(self._reveal, self._step, palette, width - 2), y=height - 2)
        return cells


class ScorePanel(Board):
    """Points, halvings, gaps, medals."""

    BORDER_TITLE = "Score"

    def __init__(self, reveal: Reveal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reveal = reveal

    def draw(self, width: int, height: int) -> Cells:
        """Write the scores."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        write_lines(cells, score_lines(self._reveal, palette, width - 2))
        return cells


class Descents(Board):
    """How many halvings each walker had come to after each step; higher is lower ground."""

    BORDER_TITLE = "Halvings after each step"

    def __init__(self, reveal: Reveal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reveal = reveal
        self._step = 0

    def show(self, step: int) -> None:
        """Mark another step."""
        if step != self._step:
            self._step = step
            self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw both curves, yours on top."""
        palette = self.palette
        cells = Cells(width, height, ink=palette.text, paper=palette.surface)
        if width < 12 or height < 3:
            return cells
        curves = [(self._reveal.player, palette.text, 1.0)]
        if self._reveal.rival is not None:
            curves.insert(0, (self._reveal.rival, palette.rival, 0.5))
        most = max(float(walk.score.halvings.max()) for walk, _, _ in curves)
        frame_width, rows = width - _LABELS - 1, height - 1
        axes = Axes(
            frame_width, rows, Span(1.0, max(2.0, len(self._reveal.player.score.halvings))),
            Span(-0.05 * max(most, 1.0), 1.1 * max(most, 1.0)),
        )  # fmt: skip
        board = sketch(frame_width, rows, ink=palette.text, paper=palette.surface, depth=self.depth)
        if self._step:
            marker = axes.place(np.full(2, float(self._step)), np.array([axes.y.low, axes.y.high]))
            board.line(marker, palette.border, width=0.6, opacity=0.9)
        for walk, ink, opacity in curves:
            halvings = walk.score.halvings
            steps = np.arange(1.0, len(halvings) + 1.0)
            solid = 1.0 if self.depth.blends else opacity
            board.line(axes.place(steps, halvings), ink, width=0.9, opacity=solid)
        cells.paste(board.finish(), _LABELS, 0)
        axes.number_y(cells, _LABELS - 1, 0, palette.muted)
        axes.number_x(cells, _LABELS, height - 1, palette.muted)
        return cells
