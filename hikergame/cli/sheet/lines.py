"""The sheet: what a survey found, in lines for people."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from hikergame.cli.sheet.ground import ground
from hikergame.cli.sheet.marks import legend
from hikergame.cli.sheet.terminal import Terminal
from hikergame.cli.sheet.words import height, number, percent, place, wrapped
from hikergame.cli.text import one_line
from hikergame.level import Level
from hikergame.survey import Flat, KinkKind, Minimum, Survey
from hikergame.survey.picture.ground import tolerant
from hikergame.survey.picture.places import Named, basin_at, name_of, named, unnamed

_LONGEST: Final = 88
"""Sentences are wrapped here even where the terminal is wider."""
_LONG: Final = 20.0
"""A bottom that bends so many times as much across as along is worth a word."""
_SHARES: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
_MOST: Final = 12
"""No more problems or passes than that are listed."""
_KINKS: Final = {
    KinkKind.CREASE: "on creases, where slopes flip from side to side, and along which it goes on "
    "down",
    KinkKind.LEDGE: "on ledges, where the ground jumps",
}
_Row = tuple[str, ...]


def sheet(level: Level, survey: Survey, terminal: Terminal) -> list[str]:
    """Return the lines of the sheet."""
    level = tolerant(level)
    width = min(terminal.width, _LONGEST)
    drawn = ground(level, survey, terminal)
    blocks = [
        _heading(level, width),
        _problems(survey, width),
        [*drawn, *wrapped(legend(survey), width)] if drawn else [],
        _valleys(survey, width),
        _start(level, survey, width),
        _kinks(survey, width),
        _land(survey, width),
        wrapped(survey.method, width),
    ]
    return [line for block in blocks if block for line in ("", *block)][1:]


def _heading(level: Level, width: int) -> list[str]:
    landscape = level.landscape
    sides = " x ".join(f"{number(high - low)} m" for low, high in landscape.bounds.tolist())
    height = number(float(landscape.value(level.start)))
    start = f"start {place(level.start, landscape.bounds)}, height {height}"
    told = f"{level.dims}-D, {sides}, {start}, {level.steps} steps"
    return [one_line(level.title), *wrapped(told, width)]


def _problems(survey: Survey, width: int) -> list[str]:
    """Name what is wrong with the ground, and which searches were cut short."""
    lines = []
    if survey.problems:
        lines.append("Problems")
        for problem in survey.problems[:_MOST]:
            lines += wrapped(one_line(f"{problem}."), width, "  ")
    if survey.limits_met:
        lines.append("Limits met")
        for sentence in survey.limits_met[:_MOST]:
            lines += wrapped(one_line(f"{sentence}."), width, "  ")
    return lines


def _valleys(survey: Survey, width: int) -> list[str]:
    """List valleys and flats, and say how sure it is that the deepest is the deepest."""
    places = named(survey)
    rows = [_row(one, survey) for one in places]
    heads = ("", "place", "height", "drains", "climb out", "pass out, between")
    ways = [_way_out(one, survey) for one in places]
    lines = [f"Valleys: {len(survey.minima)}. Flats: {len(survey.flats)}."]
    lines += _table(heads, rows, ways, [_remarks(one) for one in places], width) if rows else []
    if unnamed(survey):
        ends = (unnamed(survey)[end].value for end in (0, -1))
        low, high = (height(value, _relief(survey)) for value in ends)
        lines.append(f"  and {len(unnamed(survey))} more valleys, from height {low} to {high}")
    lines += wrapped(f"The deepest: {survey.assurance.sentence}", width)
    return lines


def _start(level: Level, survey: Survey, width: int) -> list[str]:
    """Say where water from the start comes to rest, and which rates suit the ground there."""
    basin = basin_at(level.start, survey)
    if basin is None:
        return []
    name = name_of(basin, survey)
    if basin >= len(survey.minima):
        return wrapped(f"Water from the start comes to rest on flat {name}.", width)
    sentence = f"Water from the start comes to rest in valley {name}."
    return wrapped(f"{sentence} {_rates(survey.minima[basin])}".rstrip(), width)


def _rates(minimum: Minimum) -> str:
    """Say at which learning rates gradient descent settles in a valley.

    Along an axis each step multiplies what is left by 1 - rate x curvature: the worst axis is
    best at 2 / (least + largest), and diverges above 2 / largest (B. T. Polyak, "Introduction to
    Optimization", 1987, section 1.4).
    """
    if not minimum.smooth:
        return "It is a tip, where gradient descent at a constant rate never settles."
    largest = float(minimum.curvatures.max(initial=0.0))
    least = float(minimum.curvatures.min(initial=largest))
    if least <= 0.0:
        return ""
    best, limit = number(2.0 / (least + largest)), number(2.0 / largest)
    return (
        f"There gradient descent settles fastest at a learning rate near {best}, and never "
        f"above {limit}, two over the largest curvature."
    )


def _row(one: Named, survey: Survey) -> _Row:
    at = one.place
    climb = number(at.trap_depth) if math.isfinite(at.trap_depth) else "-"
    where = place(at.x, survey.bounds)
    return one.name, where, height(at.value, _relief(survey)), percent(at.basin_share), climb


def _way_out(one: Named, survey: Survey) -> str:
    saddle = one.place.saddle
    if saddle is None:
        return "nothing is deeper"
    first, second = (name_of(basin, survey) for basin in saddle.between)
    return f"{place(saddle.x, survey.bounds)} {first} and {second}"


def _remarks(one: Named) -> list[str]:
    """Return what is out of the ordinary about a place."""
    at = one.place
    if isinstance(at, Flat):
        kind = "a floor" if at.floor else "a terrace: water leaves it over its edge"
        return [f"level over {percent(at.share)} of the land; {kind}"]
    remarks = [] if at.interior else ["at the fence"]
    if not at.smooth:
        remarks.append("a tip, where no slope is zero")
    elif _LONG <= at.condition < math.inf:
        remarks.append(f"a ravine: bends {at.condition:.0f} times as much across as along")
    elif at.condition == math.inf and at.interior:
        remarks.append("level along some way, as closely as curvature tells")
    return remarks


def _table(
    heads: _Row, rows: Sequence[_Row], ways: Sequence[str], remarks: Sequence[list[str]], width: int
) -> list[str]:
    """Return aligned columns; what does not fit beside them stands beneath each row."""
    table = [heads[:-1], *rows]
    first = _aligned(table)
    # A place has as many numbers as the ground has dimensions.
    crowded = max(map(len, first)) > width
    if crowded:
        first = _aligned([(row[0], "", *row[2:]) for row in table])
    farthest = max(map(len, first)) + 2 + max(map(len, (*ways, heads[-1])))
    beside = not crowded and farthest <= width
    lines = [f"{first[0]}  {heads[-1]}" if beside else first[0]]
    indent = " " * (max(len(row[0]) for row in table) + 4)
    for row, line, way, said in zip(rows, first[1:], ways, remarks, strict=True):
        lines.append(f"{line}  {way}" if beside else line)
        where = [f"{heads[1]}: {row[1]}"] if crowded else []
        beneath = said if beside else [*where, f"{heads[-1]}: {way}", *said]
        lines += [line for text in beneath for line in wrapped(text, width, indent)]
    return lines


def _aligned(table: Sequence[_Row]) -> list[str]:
    """Return rows in columns: names and places to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  "
        + "  ".join(
            f"{text:<{width}}" if column < 2 else f"{text:>{width}}"
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _kinks(survey: Survey, width: int) -> list[str]:
    """Name the places that a descent may take for a bottom, though they are none."""
    lines = []
    for kind, where in _KINKS.items():
        found = [kink for kink in survey.kinks if kink.kind is kind]
        if found:
            count = "One kink" if len(found) == 1 else f"{len(found)} kinks"
            lowest = place(found[0].x, survey.bounds)
            deep = height(found[0].value, _relief(survey))
            sentence = f"{count} {where}: no valley, though a descent may stick there. "
            lines += wrapped(f"{sentence}The lowest: {lowest}, height {deep}.", width)
    return lines


def _relief(survey: Survey) -> float:
    """Return by how much heights differ; 0 where there is none."""
    return 0.0 if survey.land is None else float(np.ptp(survey.land.heights))


def _land(survey: Survey, width: int) -> list[str]:
    """Say how much of the land lies how low."""
    if survey.land is None:
        return []
    heights = np.interp(_SHARES, survey.land.shares, survey.land.heights)
    heads = ["of the land", *(f"{share:.0%}" for share in _SHARES[:-1]), "all"]
    figures = ["lies at or below", *(height(value, _relief(survey)) for value in heights)]
    columns = [max(map(len, pair)) for pair in zip(heads, figures, strict=True)]
    if sum(columns) + 2 * len(columns) > width:
        below = [f"  {a:>4}  {b}" for a, b in zip(heads[1:], figures[1:], strict=True)]
        return ["How much of the land lies at or below which height", *below]
    return [
        "  ".join(f"{text:>{column}}" for text, column in zip(row, columns, strict=True))
        for row in (heads, figures)
    ]
