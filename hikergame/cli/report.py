"""What a race came to, in lines: the table, the curves, what became of each algorithm.

Pure: from a `RaceResult` to text, and to plain objects for JSON.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hikergame.cli.chart import Style, chart, letter, painted
from hikergame.cli.text import one_line
from hikergame.hike.opponents import Opponent
from hikergame.hikers import RaceResult, Walk
from hikergame.hikers.fates import course_of, fate_of, fate_words
from hikergame.hikers.verdicts import GAP, HALVINGS

WITHIN = (0.1, 0.01)
"""Gaps whose first step is told."""

_LEGEND = (
    f"{GAP} at the end, from the start to the deepest point.",
    f"{HALVINGS}.",
    "to 10%, to 1%: steps until no more than that was left.",
)
_GUTTER = "  "


def table(result: RaceResult, style: Style) -> list[str]:
    """Return the algorithms, best points first, as a table that fits the terminal if it can.

    What does not fit beside the figures, the settings and what happened, stands below.
    """
    level, ranking = result.level, result.ranking
    fates = [fate_words(course_of(level, walk)) for walk in ranking]
    rows = [_figures(result, index, walk) for index, walk in enumerate(ranking)]
    heads = ["", "rival", "points", "halvings", "gap", *(f"to {gap:.0%}" for gap in WITHIN)]
    settings = [one_line(walk.setting) for walk in ranking]
    aside: list[list[str]] = []
    for head, texts in (("setting", settings), ("what happened", fates)):
        wider = [[*row, text] for row, text in zip(rows, texts, strict=True)]
        if _width([[*heads, head], *wider]) <= style.width:
            heads, rows = [*heads, head], wider
        else:
            aside.append(texts)
    title = f"{one_line(level.title)}, {level.dims}-D, {level.steps} steps, seed {result.seed}"
    lines = [title, "", *_aligned([heads, *rows], style)]
    if aside:
        lines.append("")
        for index, notes in enumerate(zip(*aside, strict=True)):
            name = f"{letter(index)}  {one_line(ranking[index].title)}"
            lines.append(f"{painted(name, index, style)}: {', '.join(notes)}")
    return [*lines, "", *_LEGEND]


def curves(result: RaceResult, style: Style) -> list[str]:
    """Return the halvings of each algorithm over the steps, drawn as a descent."""
    land = result.level.landscape.land
    heights = [np.asarray(land.halvings(walk.values)) for walk in result.ranking]
    caption = "Halvings after each step; lower on the chart is lower on the ground."
    return [caption, *chart(heights, style)]


def as_object(result: RaceResult, specs: Sequence[Opponent]) -> dict[str, Any]:
    """Return the race as an object for JSON; `specs` are its rivals, in order."""
    level = result.level
    return {
        "level": {
            "id": level.id,
            "title": level.title,
            "dims": level.dims,
            "steps": level.steps,
            "hash": level.hash,
        },
        "seed": result.seed,
        "rivals": [
            _walk_object(result, walk, spec.name)
            for walk, spec in zip(result.entries, specs, strict=True)
        ],
    }


def steps_to(result: RaceResult, walk: Walk, within: float) -> int | None:
    """Return the first step after which no more than this gap was left; None for never."""
    bottom = result.level.landscape.land.lowest[1]
    start = float(walk.values[0])
    near = walk.values - bottom <= within * (start - bottom)
    return int(np.argmax(near)) if near.any() else None


def _walk_object(result: RaceResult, walk: Walk, name: str) -> dict[str, Any]:
    score = walk.score
    return {
        "name": name,
        "title": walk.title,
        "setting": walk.setting,
        "points": score.points,
        "halvings": score.halvings.tolist(),
        "gap": score.gap,
        "deepest": bool(score.deepest),
        "flag": walk.flag,
        "fate": fate_of(course_of(result.level, walk)).name.lower(),
        "steps_within": {str(gap): steps_to(result, walk, gap) for gap in WITHIN},
        "track": walk.track.tolist(),
        "values": walk.values.tolist(),
    }


def _figures(result: RaceResult, index: int, walk: Walk) -> list[str]:
    score = walk.score
    reached = [steps_to(result, walk, gap) for gap in WITHIN]
    return [
        letter(index),
        one_line(walk.title),
        f"{score.points:.1f}",
        f"{score.final_halvings:.1f}",
        f"{score.gap:.3f}",
        *("-" if step is None else str(step) for step in reached),
    ]


def _aligned(rows: list[list[str]], style: Style) -> list[str]:
    """Return rows as lines, the first one their heads: words to the left, figures to the right."""
    widths = _widths(rows)
    figures = range(2, 5 + len(WITHIN))
    lines = []
    for number, row in enumerate(rows):
        cells = [
            f"{text:>{width}}" if column in figures else f"{text:<{width}}"
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        # The letter and the name have the curve's colour; the head's cells have none.
        if number:
            cells[:2] = [painted(cell, number - 1, style) for cell in cells[:2]]
        lines.append(_GUTTER.join(cells).rstrip())
    return lines


def _widths(rows: list[list[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _width(rows: list[list[str]]) -> int:
    widths = _widths(rows)
    return sum(widths) + len(_GUTTER) * (len(widths) - 1)
