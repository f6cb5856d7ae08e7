"""The notebook: a map of your own steps, or on a line the profile that you have felt."""

from textwrap import wrap

import numpy as np
from textual import events

from hikergame.arrays import FloatArray
from hikergame.hike.heading import EAST, WEST, heading_of
from hikergame.tui.drawing.axes import Axes
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.fence import within_fence
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.drawing.profile import draw_directions, draw_guess, felt_profile
from hikergame.tui.drawing.route import RouteMap, draw_step, route_view
from hikergame.tui.drawing.scale import brief_figure, heading_words
from hikergame.tui.drawing.words import Line, Word, write_lines
from hikergame.tui.hike.intent import Intent
from hikergame.tui.hike.panel import Panel
from hikergame.tui.hike.underfoot import HeadingPointed
from hikergame.tui.hike.words import Feeling, slope_ink, verdict, warnings

_NUMBER, _HEADING, _LENGTH, _SLOPE, _HEIGHT = 4, 8, 5, 6, 14
"""Columns of the log, which are all that its smallest panel has."""
_FELT = 2 * _SLOPE + 1
_HEAD = f"{'#':>{_NUMBER - 1}} {'heading':<{_HEADING}}{'length':<{_LENGTH + 1}}"
_COLUMNS = f"{_HEAD}{'slope felt':^{_FELT}} {'height':>{_HEIGHT}}"
_BLUNT_COLUMNS = f"{_HEAD} ground beyond"
"""Where only directions are felt, and no figures."""


class _Heights(Panel):
    """A panel that shows felt heights, and says what it shades."""

    def draw(self, width: int, height: int) -> Cells:
        """Draw the panel, with a legend in its frame while there is something to explain."""
        errors = self.feeling.notebook.errors
        legend = None
        if self.shows_heights and errors is not None and errors.any():
            legend = f"{'grey' if self.depth.blends else 'dots'}: how far off it may be"
        if legend != (self.border_subtitle or None):
            self.border_subtitle = legend
            self._rows.clear()
        return self.drawn(width, height)

    @property
    def shows_heights(self) -> bool:
        """Whether felt heights are what it shows now."""
        return True

    def drawn(self, width: int, height: int) -> Cells:
        """Return the panel's inside."""
        raise NotImplementedError


class NotebookBoard(_Heights):
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

    @property
    def shows_heights(self) -> bool:
        """Heights are shown on a line; on a plane it is a map."""
        return self.feeling.facts.dims == 1

    @property
    def _ahead(self) -> FloatArray:
        """The step to come (dims,), as far as no known fence is in its way."""
        return within_fence(self.feeling.notebook, self.intent.move, self.intent.longest)

    def drawn(self, width: int, height: int) -> Cells:
        """Draw what was, and onto it the step to come."""
        if width < 4 or height < 3:
            return Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        if self.feeling.facts.dims == 1:
            return self._profile(width, height)
        return self._route(width, height)

    def _route(self, width: int, height: int) -> Cells:
        notebook, move = self.feeling.notebook, self._ahead
        points = np.vstack([notebook.track, notebook.track[-1] + move])
        before = None if self._map is None else self._map.view
        view = route_view(points, self.intent.stride, width, height, before)
        if self._map is None or view is not before:
            self._past, self._map = None, RouteMap(view, self.palette, self.depth)
        if self._past is None:
            self._past = self._map.cells(notebook, self.feeling.facts.flat)
        cells = self._past.copy()
        draw_step(cells, view, notebook.track[-1], move, self.palette)
        self._map.label(cells)
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
        draw_guess(cells, self._axes, notebook, float(self._ahead[0]), self.palette)
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


class HeightProfile(_Heights):
    """The heights that your slopes add up to, over the metres that you walked."""

    BORDER_TITLE = "Felt height over metres walked"

    def drawn(self, width: int, height: int) -> Cells:
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
    """Every step in figures, the latest at the bottom, then the one to come."""

    BORDER_TITLE = "Step by step"

    def draw(self, width: int, height: int) -> Cells:
        """Write as many of the latest steps as there are rows, and what must be seen."""
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        below = [self._next(), *warnings(self.feeling, self.notice, self.palette)]
        above = max(1, height - len(below))
        columns = _BLUNT_COLUMNS if self.feeling.facts.senses.direction_only else _COLUMNS
        head = [Word(columns, self.palette.muted)]
        rows = [head, *self._lines()[-(above - 1) :]] if above > 1 else [head]
        write_lines(cells, [*rows, *below])
        return cells

    def _next(self) -> Line:
        """Return the row of the step to come, as far as it is known."""
        palette, intent = self.palette, self.intent
        words = heading_words(intent.heading, intent.dims)
        line = [
            Word(" + ".ljust(_NUMBER), palette.needle, bold=True),
            Word(f"{words:<{_HEADING}}{brief_figure(intent.stride):>{_LENGTH}} ", palette.text),
        ]
        if not self.feeling.facts.senses.direction_only:
            line += self._slope(self.feeling.readout.slope_along(intent.move))
        return line

    def _slope(self, slope: float) -> Line:
        ink = slope_ink(slope, self.palette)
        return [Word(f"{brief_figure(slope, signed=True):>{_SLOPE}}", ink)]

    def _lines(self) -> list[Line]:
        notebook, palette = self.feeling.notebook, self.palette
        blunt = self.feeling.facts.senses.direction_only
        lines: list[Line] = []
        moved = np.diff(notebook.track, axis=0)
        pairs = notebook.slopes_along
        for index in range(notebook.steps):
            heading = heading_of(moved[index])
            words = "" if heading is None else heading_words(heading, moved.shape[1])
            length = brief_figure(float(np.linalg.norm(moved[index])))
            line = [
                Word(f"{index + 1:>{_NUMBER - 1}} ", palette.muted),
                Word(f"{words:<{_HEADING}}{length:>{_LENGTH}} ", palette.text),
            ]
            before, after = pairs[index].tolist()
            if blunt:
                line.append(Word(f" {verdict(before, after)}", slope_ink(after, palette)))
            else:
                line += [*self._slope(before), Word("→", palette.muted), *self._slope(after)]
            height = notebook.rise(0, index + 1)
            if height is not None:
                line.append(Word(f" {height.words(sign=True):>{_HEIGHT}}", palette.text))
            lines.append(line)
        return lines
