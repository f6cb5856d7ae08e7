"""The notebook: a map of your own steps, or on a line the profile that you have felt."""

from textwrap import wrap

import numpy as np
from textual import events

from hikergame.hike.heading import EAST, WEST, heading_of
from hikergame.tui.drawing.axes import Axes
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.profile import draw_directions, draw_guess, felt_profile
from hikergame.tui.drawing.route import RouteMap, draw_step, route_view
from hikergame.tui.drawing.scale import figure, heading_words
from hikergame.tui.drawing.words import Line, Word, write_lines
from hikergame.tui.hike.intent import Intent
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.underfoot import HeadingPointed
from hikergame.tui.hike.words import Feeling, slope_ink


class NotebookBoard(Panel):
    """Where you have been, by dead reckoning, and what you felt there."""

    BORDER_TITLE = "Notebook · felt so far"

    def __init__(self, feeling: Feeling, intent: Intent, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(feeling, intent, id=id)
        self._map: RouteMap | None = None
        self._past: Cells | None = None
        self._axes: Axes | None = None

    def feel(self, feeling: Feeling, intent: Intent) -> None:
        """Show a new moment."""
        self._past = None
        if feeling.notebook.steps < self.feeling.notebook.steps:
            self._map = None  # the hike began again
        super().feel(feeling, intent)

    def forget(self) -> None:
        """Draw the whole board anew at the next frame."""
        self._past = self._map = None
        super().forget()

    def draw(self, width: int, height: int) -> Cells:
        """Draw what was, and onto it the step to come."""
        if width < 4 or height < 3:
            return Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        if self.feeling.facts.dims == 1:
            return self._profile(width, height)
        return self._route(width, height)

    def _route(self, width: int, height: int) -> Cells:
        notebook, move = self.feeling.notebook, self.intent.move
        points = np.vstack([notebook.track, notebook.track[-1] + move])
        before = None if self._map is None else self._map.view
        view = route_view(points, self.intent.stride, width, height, before)
        if self._map is None or view is not before:
            self._past, self._map = None, RouteMap(view, self.palette, self.depth)
        if self._past is None:
            self._past = self._map.cells(notebook, self.feeling.facts.flat)
        cells = self._past.copy()
        draw_step(cells, view, notebook.track[-1], move, self.palette)
        return cells

    def _profile(self, width: int, height: int) -> Cells:
        notebook, stride = self.feeling.notebook, self.intent.stride
        if self._past is None or self._axes is None or not self._has_room(stride):
            if notebook.heights is None:
                drawn = draw_directions(width, height, notebook, self.palette, stride)
            else:
                drawn = felt_profile(
                    width, height, notebook, self.palette, self.depth, stride=stride
                )
            self._past, self._axes = drawn
        cells = self._past.copy()
        draw_guess(cells, self._axes, notebook, float(self.intent.move[0]), self.palette)
        return cells

    def _has_room(self, stride: float) -> bool:
        """Tell whether a step of that length stays on the profile, east and west."""
        here = float(self.feeling.notebook.track[-1, 0])
        axes = self._axes
        return axes is not None and axes.x.low <= here - stride and here + stride <= axes.x.high

    def on_click(self, event: events.Click) -> None:
        """Head for the place that was pointed at."""
        at = event.get_content_offset(self)
        if at is None:
            return
        here = self.feeling.notebook.track[-1]
        if self.feeling.facts.dims == 1:
            if self._axes is not None:
                column = self._axes.cell(float(here[0]), self._axes.y.low)[0]
                offset = self.size.width - self._axes.width
                self.post_message(HeadingPointed(WEST if at.x - offset < column else EAST))
        elif self._map is not None:
            heading = heading_of(self._map.view.metres(at.x + 0.5, (at.y + 0.5) * ASPECT) - here)
            if heading is not None:
                self.post_message(HeadingPointed(round(heading) % 360.0))


class HeightProfile(Panel):
    """The heights that your slopes add up to, over the metres that you walked."""

    BORDER_TITLE = "Felt height over metres walked"

    def draw(self, width: int, height: int) -> Cells:
        """Draw the profile, or say why there is none."""
        notebook = self.feeling.notebook
        if notebook.heights is None or width < 12 or height < 3:
            cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
            if notebook.heights is None:
                said = wrap("Directions alone add up to no height.", max(8, width - 2))
                write_lines(cells, [[Word(line, self.palette.muted)] for line in said])
            return cells
        cells, _ = felt_profile(
            width, height, notebook, self.palette, self.depth, stride=self.intent.stride
        )
        return cells

    def mean(self, intent: Intent) -> None:
        """Leave the profile as it is: an intent has not been felt."""


class StepLog(Panel):
    """Every step in figures, the latest at the bottom."""

    BORDER_TITLE = "Step by step"

    def draw(self, width: int, height: int) -> Cells:
        """Write as many of the latest steps as there are rows."""
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        muted = self.palette.muted
        write_lines(cells, [[Word("step  heading  length  slope felt      height", muted)]])
        rows = self._lines()[-max(1, height - 1) :]
        write_lines(cells, rows, y=1)
        return cells

    def mean(self, intent: Intent) -> None:
        """Leave the log as it is: an intent has not been felt."""

    def _lines(self) -> list[Line]:
        notebook, palette = self.feeling.notebook, self.palette
        blunt = self.feeling.facts.senses.direction_only
        lines: list[Line] = []
        moved = np.diff(notebook.track, axis=0)
        pairs = notebook.slopes_along
        for index in range(notebook.steps):
            heading = heading_of(moved[index])
            words = "" if heading is None else heading_words(heading, moved.shape[1])
            length = figure(float(np.linalg.norm(moved[index])))
            before, after = pairs[index].tolist()
            line = [
                Word(f"{index + 1:>4}  ", palette.muted),
                Word(f"{words:<9}{length:>6}  ", palette.text),
            ]
            if not blunt:
                line.append(Word(f"{figure(before, signed=True):>6}", slope_ink(before, palette)))
                line.append(Word(" → ", palette.muted))
                line.append(Word(f"{figure(after, signed=True):<6}", slope_ink(after, palette)))
            if notebook.heights is not None:
                height = figure(float(notebook.heights[index + 1]), signed=True)
                line.append(Word(f" {height:>6}", palette.text))
            lines.append(line)
        return lines
