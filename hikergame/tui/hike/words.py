"""What the panels of the hike screen say, in lines of coloured words.

Pure: every panel's text follows from what the hiker may know.
"""

from dataclasses import dataclass
from typing import Final

from hikergame.hike.notebook import Notebook
from hikergame.hike.readout import Readout
from hikergame.hikers.views import Facts, RivalView
from hikergame.tui.drawing.fence import within_fence
from hikergame.tui.drawing.scale import (
    angle,
    brief_figure,
    figure,
    heading_words,
    metres,
    plain_figure,
    slope_words,
    steepness_word,
)
from hikergame.tui.drawing.words import Line, Word, fitting, line_width
from hikergame.tui.hike.intent import Intent
from hikergame.tui.theme import Palette


@dataclass(frozen=True)
class Feeling:
    """What the hiker knows at one moment: all that the panels speak of."""

    facts: Facts
    readout: Readout
    notebook: Notebook
    rival: RivalView | None


_SLIDER: Final = 22
_ROOMY: Final = 10
"""Rows from which on the panel of the next step spreads out."""
_WIDE: Final = 36
"""Columns from which on the ground underfoot is told in full."""


def slope_ink(slope: float, palette: Palette) -> int:
    """Return the colour of ground that falls or rises so."""
    if slope == 0.0:
        return palette.muted
    return palette.falls if slope < 0.0 else palette.rises


def _felt(slope: float, palette: Palette) -> Word:
    return Word(brief_figure(slope, signed=True), slope_ink(slope, palette), bold=True)


def underfoot_lines(feeling: Feeling, intent: Intent, palette: Palette, width: int) -> list[Line]:
    """Say how steep it is here, and what else the level lets its hikers feel."""
    readout, senses, facts = feeling.readout, feeling.facts.senses, feeling.facts
    lines: list[Line] = [_steepness(feeling, palette, width)]
    downhill = readout.downhill_heading
    if facts.dims == 2 and downhill is not None:
        lines.append(
            [
                Word("▼ ", palette.falls, bold=True),
                Word("falls most towards ", palette.muted),
                Word(heading_words(downhill, 2), palette.text, bold=True),
            ]
        )
    if readout.altitude is not None:
        altitude = Word(figure(readout.altitude), palette.text, bold=True)
        lines.append([Word("altimeter ", palette.muted), altitude])
    if senses.curvature and readout.curvature is not None:
        ahead = intent.move / intent.stride
        bend = float(ahead @ readout.curvature @ ahead)
        lines.append(
            [
                Word(
                    "slope ahead bends " if width < _WIDE else "slope ahead bends by ",
                    palette.muted,
                ),
                Word(figure(bend, signed=True), palette.text, bold=True),
                Word("/m" if width < _WIDE else " a metre", palette.muted),
            ]
        )
    return lines


def _steepness(feeling: Feeling, palette: Palette, width: int) -> Line:
    steepness, facts = feeling.readout.steepness, feeling.facts
    if facts.senses.direction_only:
        flat = steepness == 0.0
        return [Word("flat" if flat else "only the direction is felt", palette.muted)]
    blur = facts.senses.noise or facts.senses.rounding / 2.0
    line = [
        Word("steepness ", palette.muted),
        Word(figure(steepness), palette.text, bold=True),
    ]
    if blur:
        line.append(Word(f" ±{plain_figure(blur)}", palette.warning))
    more = [
        Word(f" {steepness_word(steepness, facts.flat)}", palette.text),
        Word(f" ({angle(steepness)})", palette.muted),
    ]
    for word in more:
        if line_width([*line, word]) < width:
            line.append(word)
    return line


def step_lines(
    feeling: Feeling,
    intent: Intent,
    palette: Palette,
    room: tuple[int, int],
    notice: str | None,
) -> list[Line]:
    """Say what the next step is, what it should do, and what the last one did.

    In a room of so many columns and rows; what must not be overlooked comes last, and is
    never left out.
    """
    width, height = room
    warned = warnings(feeling, notice, palette)
    told = _next_lines(feeling, intent, palette, width, roomy=height >= _ROOMY)
    return [*told[: max(0, height - len(warned))], *warned]


def warnings(feeling: Feeling, notice: str | None, palette: Palette) -> list[Line]:
    """Return what must not be overlooked, a line each."""
    return [[Word(f"! {text}", palette.warning, bold=True)] for text in notices(feeling, notice)]


def _next_lines(
    feeling: Feeling, intent: Intent, palette: Palette, width: int, *, roomy: bool
) -> list[Line]:
    """Return the lines of `step_lines`, without what must not be overlooked."""
    facts = feeling.facts
    along = feeling.readout.slope_along(intent.move)
    feels_steepness = not facts.senses.direction_only
    heading = Word(heading_words(intent.heading, facts.dims), palette.text, bold=True)
    slope = [Word(slope_words(along, facts.flat), slope_ink(along, palette))]
    if feels_steepness:
        slope.insert(0, Word(f"{brief_figure(along, signed=True)} ", slope[0].ink, True))
    stride = Word(metres(intent.stride), palette.text, bold=True)
    lines: list[Line] = []
    if roomy:
        lines += [
            [Word("heading     ", palette.muted), heading],
            [Word("along it    ", palette.muted), *slope],
            [],
            [Word("step length ", palette.muted), stride],
            _slider(intent, palette),
        ]
    else:
        lines += [
            [Word("heading ", palette.muted), heading],
            slope,
            [Word("step ", palette.muted), stride, Word(" ", 0), *_slider(intent, palette, 6)],
        ]
    if feels_steepness:
        lines.append(_guess(feeling, intent, palette, roomy=roomy))
    return [*lines, *[[]] * roomy, *last_step_lines(feeling, palette, width, roomy=roomy)]


def _guess(feeling: Feeling, intent: Intent, palette: Palette, *, roomy: bool) -> Line:
    """Say how much lower or higher the step leads if the slope holds."""
    ahead = within_fence(feeling.notebook, intent.move, intent.longest)
    stopped = bool((ahead != intent.move).any())
    held = " up to the fence" if stopped else " if the slope holds" if roomy else " in height"
    return [
        Word("expect      " if roomy else "expect ", palette.muted),
        _felt(float(feeling.readout.slope @ ahead), palette),
        Word(held, palette.muted),
    ]


def _slider(intent: Intent, palette: Palette, width: int = _SLIDER) -> Line:
    """Draw the stride between the shortest and the longest; equal factors, equal widths."""
    at = round(intent.reach * (width - 1))
    return [
        Word(f"{plain_figure(intent.shortest)} " if width == _SLIDER else "", palette.faint),
        Word("━" * at, palette.accent),
        Word("●", palette.accent, bold=True),
        Word("─" * (width - 1 - at), palette.faint),
        Word(f" {plain_figure(intent.longest)}" if width == _SLIDER else "", palette.faint),
    ]


def last_step_lines(feeling: Feeling, palette: Palette, width: int, *, roomy: bool) -> list[Line]:
    """Say what the last step felt at its two ends, and how its height came out."""
    notebook = feeling.notebook
    if notebook.steps == 0:
        return []
    before, after = notebook.slopes_along[-1].tolist()
    title = "last step   " if roomy else "last "
    if feeling.facts.senses.direction_only:
        said = verdict(before, after)
        said = said if before < 0.0 < after else f"{said} beyond"
        return [[Word(title, palette.muted), Word(said, slope_ink(after, palette))]]
    arrow = Word(" → ", palette.muted)
    lines: list[Line] = [
        [
            Word(title, palette.muted),
            Word("felt ", palette.muted),
            _felt(before, palette),
            arrow,
            _felt(after, palette),
        ]
    ]
    rose = notebook.rise(notebook.steps - 1, notebook.steps)
    if rose is not None:
        guess = before * float(notebook.step_lengths[-1])
        expected = Word(f", expected {brief_figure(guess, signed=True)}", palette.muted)
        caption = Word("height      " if roomy else "height ", palette.muted)
        ink = slope_ink(rose.value, palette)
        told = Word(rose.words(sign=True), ink, bold=True)
        alone = Word(brief_figure(rose.value, signed=True), ink, bold=True)
        told_at_length = [caption, told, expected]
        lines.append(fitting(width, told_at_length, [caption, alone, expected], [caption, alone]))
    return lines


def verdict(before: float, after: float) -> str:
    """Say what a step found where only directions are felt, from those at its two ends."""
    return "crossed a floor" if before < 0.0 < after else slope_words(after, 0.0)


def notices(feeling: Feeling, notice: str | None) -> list[str]:
    """Return what must not be overlooked: the screen's own notice, the fence, a cut step."""
    found = [notice] if notice else []
    readout = feeling.readout
    if readout.fenced:
        found.append(f"stopped by fence at {brief_figure(_norm(readout))} m")
    if readout.shortened:
        found.append(f"cut to the longest, {metres(feeling.facts.step_length.max)}")
    return found


def _norm(readout: Readout) -> float:
    return float((readout.moved @ readout.moved) ** 0.5)
