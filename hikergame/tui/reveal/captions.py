"""What the reveal says in lines: its legend, the step it shows, and the scores."""

from collections.abc import Container, Sequence
from textwrap import wrap
from typing import Final

import numpy as np

from hikergame.hike.heading import heading_of
from hikergame.hike.scoring import flat_steepness
from hikergame.hikers.reveal import Reveal, Walk
from hikergame.hikers.scores import Medal
from hikergame.hikers.verdicts import GAP, HALVINGS, why_not
from hikergame.survey.certificate import Standing
from hikergame.survey.certificate.comparing import nothing_to_compare, sentence
from hikergame.tui.drawing.colour import pack, ramp
from hikergame.tui.drawing.scale import brief_figure, figure, heading_words, metres
from hikergame.tui.drawing.terrain import GLYPHS
from hikergame.tui.drawing.words import Line, Word, in_lines, line_width
from hikergame.tui.reveal.prospect import (
    AT_FENCE,
    DEEPEST,
    DEEPEST_AT_FENCE,
    RIVAL,
    TRAILHEAD,
    VALLEY,
    your_end,
)
from hikergame.tui.theme import Palette

MEANINGS: Final = (HALVINGS, GAP)
"""What the figures of the score mean, a sentence each."""
_WON, _NOT_WON = "★", "☆"
_RAMP: Final = 12
_POINTS: Final = 6
"""Columns of a walker's points."""
_FIGURES: Final = (9, 5)
"""Columns of his halvings and of his gap."""
_ABRIDGED: Final = (5, 5)
"""The same where a name asks for the room."""
_ROOMY: Final = 70
"""Columns from which on walkers are named, and not just marked, beneath the map."""
_GOALS: Final = {
    Medal.VALLEY: "flag on a valley floor",
    Medal.RIVAL: "beat your rival",
    Medal.DEEPEST: "in the deepest valley",
}


def legend(
    reveal: Reveal, palette: Palette, width: int, *, marks: Container[str], crowded: bool
) -> list[Line]:
    """Say what the marks are, in as many lines of `width` as it takes.

    `marks` are the glyphs of lowest places that the map has; `crowded` if some marks of one
    place stand side by side.
    """
    entries = [
        (TRAILHEAD, palette.accent, "trailhead"),
        (your_end(flag=reveal.player.flag), palette.text, "you"),
        *([(RIVAL, palette.rival, reveal.rival.title)] if reveal.rival else []),
        *(entry for entry in lowest_marks(palette) if entry[0] in marks),
        *([("side by side:", palette.muted, "one place")] if crowded else []),
    ]
    return in_lines(entries, palette.muted, width)


def lowest_marks(palette: Palette) -> list[tuple[str, int, str]]:
    """Return what marks lowest places: glyph, ink and meaning."""
    return [
        (VALLEY, palette.falls, "valley"),
        (DEEPEST, palette.accent, "deepest valley"),
        (AT_FENCE, palette.falls, "low at the fence"),
        (DEEPEST_AT_FENCE, palette.accent, "lowest place, at the fence"),
    ]


def height_scale(lowest: float, highest: float, palette: Palette, *, in_glyphs: bool) -> Line:
    """Say which colours, or which letters, are low and which are high."""
    shades = pack(ramp(palette.heights, _RAMP)).tolist()
    bar = [Word(GLYPHS, palette.text)] if in_glyphs else [Word("█", shade) for shade in shades]
    low, high = figure(lowest), figure(highest)
    return [Word(f"height {low} ", palette.muted), *bar, Word(f" {high}", palette.muted)]


def step_lines(reveal: Reveal, step: int, palette: Palette, width: int) -> list[Line]:
    """Say where each walker stood after a step, and how the ground was there."""
    lines: list[Line] = []
    walkers = (
        (reveal.player, your_end(flag=reveal.player.flag), palette.text),
        (reveal.rival, RIVAL, palette.rival),
    )
    for walk, glyph, ink in walkers:
        if walk is not None:
            title = "" if lines else f"step {step}/{reveal.level.steps}"
            name = walk.title if width >= _ROOMY else glyph
            line = [Word(f"{title:<12}", palette.accent, True), Word(f"{name}  ", ink, True)]
            for part in _standing(walk, reveal, step, palette):
                if line_width(line) + line_width(part) > width:
                    break
                line += part
            lines.append(line)
    return lines


def _standing(walk: Walk, reveal: Reveal, step: int, palette: Palette) -> list[Line]:
    """Return what there is to say of a walker's place, the most important first."""
    at = min(step, len(walk.track) - 1)
    slope = reveal.level.landscape.gradient(walk.track[at])
    downhill = heading_of(-slope)
    steepness = float(np.linalg.norm(slope))
    parts: list[Line] = [
        [Word("height ", palette.muted), Word(f"{figure(float(walk.values[at]))}  ", palette.text)],
        [Word("slope ", palette.muted), Word(f"{brief_figure(steepness)} ", palette.text)],
    ]
    if steepness <= flat_steepness(reveal.level.landscape):
        parts.append([Word("flat  ", palette.text)])
    elif downhill is not None:
        where = heading_words(downhill, reveal.level.dims)
        parts.append([Word("falling ", palette.muted), Word(f"{where}  ", palette.text)])
    if step > at:
        parts.append([Word(f"since step {at}", palette.muted)])
    elif at:
        length = metres(float(np.linalg.norm(walk.track[at] - walk.track[at - 1])))
        parts.append([Word("after a step of ", palette.muted), Word(length, palette.text)])
    return parts


def score_lines(
    reveal: Reveal,
    palette: Palette,
    width: int,
    *,
    in_full: bool = False,
    example: Walk | None = None,
) -> list[Line]:
    """Say points, halvings and gap of each walker, and which medals were won.

    `in_full` says as well what the figures mean, and why a medal was not won. An `example` is
    told beside the hike's own rival, against whom the medal is won.
    """
    muted = palette.muted
    walks = [
        (reveal.player, palette.text),
        *([(reveal.rival, palette.rival)] if reveal.rival is not None else []),
        *([(example, palette.rival)] if example is not None else []),
    ]
    lines = _figure_lines(walks, palette, width)
    if in_full:
        lines += [[Word(said, muted)] for text in MEANINGS for said in wrap(text, width)]
    if in_full or example is None:
        lines.append([])
    for medal in Medal:
        if medal is not Medal.RIVAL or reveal.rival is not None:
            why = why_not(reveal, medal) if in_full else None
            lines += _medal_lines(medal, reveal, palette, width, why)
    return lines


def _figure_lines(walks: Sequence[tuple[Walk, int]], palette: Palette, width: int) -> list[Line]:
    """Say points, halvings and gap of walkers, each in his ink; abridged for a long name."""
    titles = [walk.title.removeprefix("blind ") for walk, _ in walks]
    roomy = max(map(len, titles)) < width - _POINTS - sum(_FIGURES)
    halvings, gap = _FIGURES if roomy else _ABRIDGED
    name = max(4, width - _POINTS - halvings - gap)
    heads = f"{'points':>{_POINTS}}{'halvings' if roomy else 'halv':>{halvings}}{'gap':>{gap}}"
    lines: list[Line] = [[Word(" " * name, palette.muted), Word(heads, palette.muted)]]
    for title, (walk, ink) in zip(titles, walks, strict=True):
        score = walk.score
        row = (
            f"{score.points:>{_POINTS}.1f}{score.final_halvings:>{halvings}.1f}"
            f"{score.gap:>{gap}.2f}"
        )
        shown = title if len(title) <= name else f"{title[: name - 2].rstrip()}…"
        lines.append([Word(f"{shown:<{name}}", ink, True), Word(row, palette.text)])
    return lines


def story(reveal: Reveal, own: Reveal, placed: Sequence[Standing] | None) -> str:
    """Say what happened, in Markdown: our own sentences, then the level's.

    `own` is the reveal itself where `reveal` shows an example; `placed` is its place among
    blind walks: None while that is not known, empty where there is no certificate.
    """
    if placed is None:
        compared = ""
    elif placed:
        compared = "\n".join(f"- {sentence(one)}" for one in placed)
    else:
        compared = nothing_to_compare(own.level)
    meanings = (f"*{meaning}*" for meaning in MEANINGS)
    parts = [compared, *reveal.story] if reveal is own else [*reveal.story, compared]
    missing = "\n".join(missed(own))
    told = [f"**{reveal.headline}**", *parts, missing, reveal.level.debrief, *meanings]
    return "\n\n".join(filter(None, told))


def missed(reveal: Reveal) -> list[str]:
    """Say, in Markdown, why each medal that was not won was not."""
    reasons = ((medal, why_not(reveal, medal)) for medal in Medal)
    return [f"- {_NOT_WON} **{medal.value}**: {why}." for medal, why in reasons if why is not None]


def _medal_lines(
    medal: Medal, reveal: Reveal, palette: Palette, width: int, why: str | None
) -> list[Line]:
    """Say whether a medal was won; `why` not, in as many lines as it takes, if there is room."""
    won = medal in reveal.score.medals
    ink = palette.text if won else palette.muted
    star = Word(f"{_WON if won else _NOT_WON} ", palette.accent if won else palette.faint, won)
    name = Word(f"{medal.value:<8} ", ink, won)
    room = width - line_width([star, name])
    if why is not None:
        first, *more = wrap(why, room)
        indent = " " * (width - room)
        return [[star, name, Word(first, ink)], *([Word(indent + line, ink)] for line in more)]
    state = "won" if won else "not yet"
    said = f"{state}: {_GOALS[medal]}"
    return [[star, name, Word(said if len(said) <= room else state, ink)]]
