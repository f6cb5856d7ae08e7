"""What the workshop says: the report beside the map, the legend beneath it, and a paragraph.

Pure: all of it follows from values. Texts of the file stand in it as they are, never as
markup; a level that is sound holds nothing that a terminal would obey.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.hike.heading import heading_of
from hikergame.hikers.reveal import Walk
from hikergame.level import Level
from hikergame.survey import Certainty, Flat, Survey
from hikergame.survey.picture.places import (
    Named,
    basin_at,
    name_of,
    named,
    unnamed,
    ways_out,
)
from hikergame.tui.drawing.scale import (
    angle,
    brief_figure,
    figure,
    heading_words,
    plain_figure,
    steepness_word,
)
from hikergame.tui.drawing.words import Line, Word, in_lines, line_width
from hikergame.tui.theme import Palette
from hikergame.tui.workshop.certifying import Certification
from hikergame.tui.workshop.dressing import (
    HERE,
    OTHER,
    PASS,
    START,
    Layers,
    rival_glyph,
)
from hikergame.tui.workshop.finding import Findings

_MOST: Final = 12
"""Sentences of one kind that are listed at most."""
NOTHING: Final = 1e-3
"""A slope this much less than flat is an error of the reckoning: it falls nowhere."""
_BAR: Final = 20
"""Cells of the bar that says how far a certificate is."""
_CAPTION: Final = 2
"""Lines that say which slice is shown, at most."""


@dataclass(frozen=True, eq=False)
class Told:
    """All that there is to speak of."""

    findings: Findings | None = None
    """Of the last sound level; None before there was one."""
    walks_here: tuple[Walk, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong with the file now."""
    missing: bool = False
    failure: str = ""
    """Why the ground could not be surveyed."""
    certification: Certification | None = None


def place_words(place: FloatArray) -> str:
    """Return a place as authors write it: "(−4.5, 2)"; on a line "−4.5"."""
    numbers = ", ".join(plain_figure(float(f"{value:.4g}")) for value in place)
    return numbers if len(place) == 1 else f"({numbers})"


# The report


def report(told: Told, palette: Palette, width: int) -> list[Line]:
    """Return the report's lines, the most pressing first."""
    blocks = [_wrong(told, palette, width)]
    if told.certification is not None:
        blocks.append(_certified(told.certification, palette, width))
    if told.findings is not None:
        found = [_valleys(told.findings, palette, width), _rivals(told, palette, width)]
        # What a certificate misses is mostly the rivals' doing.
        blocks += found if told.certification is None else reversed(found)
        blocks.append(_remarks(told.findings, palette, width))
    filled = [list(block) for block in map(list, blocks) if block]
    return [line for block in filled for line in (*block, [])][:-1]


def _wrong(told: Told, palette: Palette, width: int) -> Iterator[Line]:
    """Yield what is wrong with the file, and what to make of the map meanwhile."""
    if told.missing:
        yield _head("No file", palette)
        yield from _sentences(told.problems, palette.text, width)
        cure = (
            "Save it, or have one written: hikergame new FILE. It is shown as soon as it is there."
        )
        yield from _sentences([cure], palette.muted, width)
    elif told.problems:
        count = len(told.problems)
        yield _head(f"{count} problem{'s'[: count > 1]}", palette)
        yield from _sentences(told.problems, palette.text, width)
    if told.failure:
        yield _head("Not surveyed", palette)
        yield from _sentences([told.failure], palette.text, width)
    if told.problems and told.findings is not None:
        yield from _sentences(["The map is that of the last sound save."], palette.muted, width)


def _head(text: str, palette: Palette) -> Line:
    return [Word(text, palette.warning, True)]


def _sentences(said: Sequence[str], ink: int, width: int) -> Iterator[Line]:
    """Yield sentences, each in as many lines as it takes."""
    for text in said:
        # A path may be longer than a line, and is then broken anywhere.
        indent = " " * (len(text) - len(text.lstrip()))
        lines = wrap(text.strip(), max(8, width - 2 - len(indent)))
        for row, line in enumerate(lines):
            yield [Word(f"{indent}{'  ' * (row > 0)}{line}", ink)]


def _certified(one: Certification, palette: Palette, width: int) -> Iterator[Line]:
    if not one.over:
        share = one.done / one.total if one.total else 0.0
        full = round(share * _BAR)
        yield [Word("Stopping ..." if one.stopping else "Certifying", palette.accent, True)]
        bar = [Word("█" * full, palette.accent), Word("░" * (_BAR - full), palette.faint)]
        yield [*bar, Word(f" {one.done}/{one.total or '?'} parts", palette.text)]
        return
    if one.outcome is None:
        yield _head("Not certified", palette)
        yield from _sentences([one.failure], palette.text, width)
        return
    outcome = one.outcome
    if outcome.holds:
        yield [Word("Certified", palette.accent, True)]
    else:
        yield _head("Certified, and found wanting", palette)
    for claim in outcome.proven:
        yield [Word("✓ ", palette.accent, True), Word(f"{claim}: proven", palette.text)]
    for claim, misses in outcome.missed.items():
        yield [Word("✗ ", palette.warning, True), Word(f"{claim}: not proven", palette.text)]
        yield from _sentences([f"  {miss}" for miss in misses], palette.text, width)
    if outcome.holds and not outcome.proven:
        yield from _sentences(["It claims nothing, and is sound."], palette.text, width)
    yield from _sentences([outcome.kept], palette.muted, width)


def _valleys(findings: Findings, palette: Palette, width: int) -> Iterator[Line]:
    """Yield a row for each valley and flat that has a name."""
    survey = findings.survey
    if survey is None:
        yield [Word("Surveying ...", palette.muted)]
        return
    title = f"{_count(len(survey.minima), 'valley', 'valleys')}"
    if survey.flats:
        title += f", {_count(len(survey.flats), 'flat', 'flats')}"
    proven = survey.certainty is Certainty.PROVEN
    sure = "deepest proven" if proven else "found, not proven"
    line = [Word(title, palette.text, True)]
    if findings.accurate:
        line.append(Word(f"  {sure}", palette.accent if proven else palette.muted))
    else:
        line.append(Word("" if findings.shortened else "  roughly ...", palette.muted))
    yield line
    if named(survey):
        yield [Word(f"{'':8}{'height':>7}{'drains':>8}{'climb':>7}", palette.muted)]
    for one in named(survey):
        yield _valley(one, palette)
        if width >= 2 * _BAR:
            yield [Word(f"  {_kind(one)}{place_words(one.place.x)}", palette.muted)]
    if unnamed(survey):
        low, high = (figure(unnamed(survey)[end].value) for end in (0, -1))
        more = f"{OTHER} and {len(unnamed(survey))} more, from {low} to {high}"
        yield [Word(more, palette.muted)]


def _valley(one: Named, palette: Palette) -> Line:
    place = one.place
    ink = palette.accent if one.deepest else palette.text
    climb = brief_figure(place.trap_depth) if math.isfinite(place.trap_depth) else "–"
    kind = "flat" if isinstance(place, Flat) else "valley"
    return [
        Word(f"{kind:<6} {one.name} ", ink, True),
        Word(f"{brief_figure(place.value):>7}{100.0 * place.basin_share:>6.1f} %", palette.text),
        Word(f"{climb:>7}", palette.text),
    ]


def _kind(one: Named) -> str:
    """Return what is out of the ordinary about a place, before where it is."""
    place = one.place
    said = ["deepest"] if one.deepest else []
    if isinstance(place, Flat):
        said.append("a floor" if place.floor else "a terrace")
    else:
        said += [] if place.interior else ["at the fence"]
        said += [] if place.smooth else ["a tip"]
    return f"{', '.join(said)}, at " if said else "at "


def _rivals(told: Told, palette: Palette, width: int) -> Iterator[Line]:
    """Yield how each rival fares from the start, and from where it was let go."""
    findings = told.findings
    if findings is None or not findings.level.rivals:
        return
    yield [Word("Rivals", palette.text, True), Word(", and where they end", palette.muted)]
    if not findings.walks:
        yield [Word("On their way ...", palette.muted)]
    for number, walk in enumerate(findings.walks):
        ink = palette.rivals[number % len(palette.rivals)]
        name = Word(f"{rival_glyph(number)} {walk.title}", ink, True)
        yield from _with_end(name, _end(walk, findings), palette, width)
        yield from _sentences([f"  {walk.setting}"], palette.muted, width)
        if number < len(told.walks_here):
            here = _end(told.walks_here[number], findings)
            yield from _with_end(Word(f"  from {HERE}", palette.muted), here, palette, width)


def _with_end(name: Word, end: str, palette: Palette, width: int) -> Iterator[Line]:
    """Yield who it is and what he came to, in one line if they fit."""
    if line_width([name]) + 2 + len(end) <= width:
        yield [name, Word(f"  {end}", palette.text)]
    else:
        yield from ([name], [Word(f"  {end}", palette.text)])


def _end(walk: Walk, findings: Findings) -> str:
    """Say what a rival came to."""
    points = f"{walk.score.points:.1f} points"
    survey = findings.survey
    basin = None if survey is None else basin_at(walk.track[-1], survey)
    if survey is None or basin is None:
        return points
    kind = "valley" if basin < len(survey.minima) else "flat"
    return f"{points}, {kind} {name_of(basin, survey)}"


def _remarks(findings: Findings, palette: Palette, width: int) -> Iterator[Line]:
    """Yield what else an author should know."""
    survey = findings.survey
    if survey is None:
        return
    said = [f"{fault}." for fault in survey.problems[:_MOST]]
    said += [f"{sentence}." for sentence in survey.limits_met[:_MOST]]
    if survey.kinks:
        said.append(f"{_count(len(survey.kinks), 'kink', 'kinks')}: no valley, but a trap.")
    if findings.shortened:
        said.append("This ground takes long: hikergame survey looks at it more closely.")
    if findings.level.dims > 2:
        said.append(survey.method)
    if said:
        yield [Word("The ground", palette.text, True)]
        yield from _sentences(said, palette.text, width)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# The cursor


def stand_lines(
    told: Told, place: FloatArray, stand: tuple[float, FloatArray], flat: float, palette: Palette
) -> list[Line]:
    """Say what it is like under the cursor: where, how high, how steep, and where water goes."""
    height, slope = stand
    steepness = float(np.linalg.norm(slope))
    where = Word(f"{place_words(place)}  ", palette.text, True)
    if not (math.isfinite(height) and math.isfinite(steepness)):
        return [[where], [Word("no height and no slope here", palette.warning)]]
    lines: list[Line] = [
        [where, Word("height ", palette.muted), Word(figure(height), palette.text, True)]
    ]
    lines.append(
        [
            Word("steepness ", palette.muted),
            Word(figure(steepness), palette.text, True),
            Word(f" {steepness_word(steepness, flat)} ({angle(steepness)})", palette.muted),
        ]
    )
    downhill = heading_of(-slope)
    if downhill is not None and steepness > NOTHING * flat:
        towards = heading_words(downhill, len(slope))
        falls = [Word("▼ ", palette.falls, True), Word(f"falls towards {towards}", palette.muted)]
        lines.append(falls)
    survey = None if told.findings is None else told.findings.survey
    basin = None if survey is None else basin_at(place, survey)
    if survey is not None and basin is not None:
        kind = "valley" if basin < len(survey.minima) else "flat"
        drains = Word(f"{kind} {name_of(basin, survey)}", palette.text, True)
        lines.append([Word("drains to ", palette.muted), drains])
    return lines


# The legend


def legend(
    findings: Findings, layers: Layers, palette: Palette, width: int, sliced: str
) -> list[Line]:
    """Say what the marks are, in as many lines of a width as it takes."""
    level, survey, seen = findings.level, findings.survey, findings.level.dims <= 2
    entries = [(START, palette.accent, "start")]
    if layers.valleys and survey is not None:
        names = [one.name for one in named(survey)]
        if names:
            one = len(names) == 1
            span, what = (names[0], "valley") if one else (_span(names), "valleys, deepest first")
            entries.append((span, palette.falls, what))
        entries += [(OTHER, palette.falls, "more")] if unnamed(survey) else []
        entries += [(PASS, palette.falls, "pass")] if ways_out(survey) else []
    if layers.basins and seen:
        entries.append(("┆", palette.muted, "water parts"))
    if layers.rivals and seen:
        for number, rival in enumerate(level.rivals):
            ink = palette.rivals[number % len(palette.rivals)]
            entries.append((rival_glyph(number), ink, rival.title))
    lines = in_lines(entries, palette.muted, width)
    # In many dimensions the map has more need of the room than the last of the places.
    caption = wrap(sliced, max(16, width), max_lines=_CAPTION, placeholder="…")
    return [[Word(line, palette.warning)] for line in caption] + lines


def _span(names: Sequence[str]) -> str:
    """Return names of valleys and flats in short: "1-4", "1-4 A-B"."""
    kinds = [[name for name in names if name.isdigit() is number] for number in (True, False)]
    return " ".join(
        kind[0] if len(kind) == 1 else f"{kind[0]}-{kind[-1]}" for kind in kinds if kind
    )


def slice_words(level: Level, through: FloatArray, name: str) -> str:
    """Say what a slice is one of."""
    still = [
        f"{axis} = {plain_figure(float(f'{value:.4g}'))}"
        for axis, value in zip(level.axes[2:], through[2:].tolist(), strict=True)
    ]
    where = f"a slice through {name}, without ways and basins"
    return f"{level.dims}-D: {where}, at {', '.join(still)}."


# In a paragraph


def paragraph(level: Level, survey: Survey) -> str:
    """Return what a level contains in a few sentences, for a line-by-line reader."""
    said = [f"{level.title}: {level.dims}-D, {level.steps} steps."]
    said.append(f"{_count(len(survey.minima), 'valley', 'valleys')}.")
    for one in named(survey):
        kind = "Flat" if isinstance(one.place, Flat) else "Valley"
        climb = one.place.trap_depth
        out = f", climb out {figure(climb)}" if math.isfinite(climb) else ", the deepest"
        said.append(
            f"{kind} {one.name} at {place_words(one.place.x)}: height {figure(one.place.value)}, "
            f"drains {100.0 * one.place.basin_share:.1f} %{out}."
        )
    if unnamed(survey):
        said.append(f"And {len(unnamed(survey))} more.")
    basin = basin_at(level.start, survey)
    if basin is not None:
        kind = "valley" if basin < len(survey.minima) else "flat"
        said.append(f"The start drains to {kind} {name_of(basin, survey)}.")
    said += [f"{fault}." for fault in survey.problems[:_MOST]]
    said += [f"{sentence}." for sentence in survey.limits_met[:_MOST]]
    said.append(survey.assurance.sentence)
    return " ".join(said)
