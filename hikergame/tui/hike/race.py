"""The race: your slope and step beside the rival's, and how the rival paces itself.

A rival's step length is no stride that somebody chose: for gradient descent it is the
learning rate times the slope, and the panel does that sum with the rival's own numbers.
"""

import re
from textwrap import shorten, wrap
from typing import Final

from hikergame.hikers.views import RivalView
from hikergame.tui.board import Board
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.scale import figure, metres
from hikergame.tui.drawing.spark import sparkline
from hikergame.tui.drawing.words import Line, Word, write_lines
from hikergame.tui.hike.words import Feeling
from hikergame.tui.theme import Palette

_RATE: Final = re.compile(r"learning rate (\d[\d.e+-]*)")
_ROOMY: Final = 12
"""Rows from which on the panel has room for all it can say."""
_SPARK: Final = 12


class Race(Board):
    """The panel of the race."""

    BORDER_TITLE = "The race"

    def __init__(self, feeling: Feeling, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._feeling = feeling

    def feel(self, feeling: Feeling) -> None:
        """Show a new moment."""
        self._feeling = feeling
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Draw both walkers."""
        cells = Cells(width, height, ink=self.palette.text, paper=self.palette.surface)
        lines = race_lines(self._feeling, max(10, width - 2), height, self.palette)
        write_lines(cells, lines)
        return cells


def race_lines(feeling: Feeling, width: int, height: int, palette: Palette) -> list[Line]:
    """Return the panel's lines for `width` columns; fewer words where there are few rows."""
    notebook, rival, facts = feeling.notebook, feeling.rival, feeling.facts
    blunt = facts.senses.direction_only
    mine = [] if blunt else notebook.steepness.tolist()
    theirs = [] if blunt or rival is None else list(rival.steepness)
    steepest = max([*mine, *theirs], default=0.0)
    lengths = notebook.step_lengths.tolist()
    longest = facts.step_length.max
    roomy = height >= _ROOMY
    you = [Word("you", palette.text, bold=True), Word(f"  step {notebook.steps}", palette.muted)]
    lines: list[Line] = [you]
    lines += _walk(mine, steepest, lengths, longest, palette.falls, palette, roomy=roomy)
    if rival is None:
        return [*lines, *[[]] * roomy, [Word("You walk alone.", palette.muted)]]
    name = Word(rival.title, palette.rival, bold=True)
    doing = "flag planted" if rival.flag else "nearly still" if rival.still else "on the move"
    state = Word(f"  {doing}", palette.muted)
    lines += [*[[]] * roomy, [name, state]]
    if roomy:
        lines += _muted(wrap(rival.setting, width), palette)
    steps = list(rival.step_lengths)
    lines += _walk(theirs, steepest, steps, longest, palette.rival, palette, roomy=roomy)
    if roomy:
        pace = wrap(pace_words(rival, longest), width)
        lines += [*[[]] * bool(pace), *_muted(pace, palette)]
    else:
        total = pace_sum(rival, longest) or rival.setting
        said = total if len(total) <= width else shorten(rival.setting, width, placeholder=" …")
        lines.append([Word(said, palette.muted)])
    return lines


def _walk(
    steepness: list[float],
    steepest: float,
    lengths: list[float],
    longest: float,
    ink: int,
    palette: Palette,
    *,
    roomy: bool,
) -> list[Line]:
    """Return a walker's slopes and steps so far: one line, or one for each."""
    slopes: list[Word] = []
    if steepness:
        slopes = [
            Word("slope ", palette.muted),
            Word(sparkline(steepness, steepest, _SPARK), ink),
            Word(f" {figure(steepness[-1])}", palette.text, bold=True),
        ]
    steps: list[Word] = []
    if lengths:
        steps = [
            Word("step  ", palette.muted),
            Word(sparkline(lengths, longest, _SPARK), ink),
            Word(f" {metres(lengths[-1])}", palette.text),
        ]
    if roomy:
        return [[Word("  ", 0), *line] for line in (slopes, steps) if line]
    return [slopes or steps]


def pace_sum(rival: RivalView, longest: float) -> str | None:
    """Return gradient descent's sum for its last step: "0.05 × 1.60 = 0.08 m".

    None for other rivals, whose steps are no such product, and before the first step.
    """
    rate = _RATE.search(rival.setting)
    if rival.title != "gradient descent" or rate is None or not rival.step_lengths:
        return None
    slope, length = rival.steepness[len(rival.step_lengths) - 1], rival.step_lengths[-1]
    asked = float(rate[1]) * slope
    if abs(asked - length) > 0.01 * asked + 1e-12 and not (rival.fenced or asked > longest):
        return None  # clipped, scheduled or with momentum: no plain product
    total = f"{rate[1]} × {figure(slope)} = {metres(asked)}"
    if rival.fenced:
        return f"{total}, stopped by the fence"
    return f"{total}, cut to {metres(longest)}" if asked > longest else total


def pace_words(rival: RivalView, longest: float) -> str:
    """Say how the rival paces itself, with its own numbers where it is a simple product."""
    total = pace_sum(rival, longest)
    if total:
        return f"Its step length is learning rate × slope: {total}."
    if rival.title == "gradient descent":
        return "Its step length is learning rate × slope."
    if "learning rate" in rival.setting:
        return "Its step length follows from its slopes, by its own rule and learning rate."
    return ""


def _muted(lines: list[str], palette: Palette) -> list[Line]:
    return [[Word(line, palette.muted)] for line in lines]
