"""Telling: from a chart to what a survey says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hikergame.arrays import FloatArray, quantiles
from hikergame.landscape import Landscape
from hikergame.survey import problems
from hikergame.survey.bottoms.joining import joined, near_pairs
from hikergame.survey.bottoms.outlook import axes_of
from hikergame.survey.careful import CarefulGround
from hikergame.survey.chart import Chart
from hikergame.survey.limits import Ledger
from hikergame.survey.values import (
    Assurance,
    Certainty,
    FaultKind,
    Flat,
    GroundFault,
    Kink,
    KinkKind,
    LandShares,
    Merge,
    Minimum,
    Saddle,
    Survey,
)

_LEVEL = 1e-8
"""A curvature this much smaller than the largest is nothing."""
_DEEP = 0.1
"""In reliefs: how far below the sample's lowest height a descent that never ends is in a pole."""
_MOST_KINKS = 256
_SHARES = np.concatenate([[0.0, 0.01, 0.02], np.linspace(0.05, 0.95, 19), [0.98, 0.99, 1.0]])


def tell(landscape: Landscape, ground: CarefulGround, chart: Chart, ledger: Ledger) -> Survey:
    """Return what a chart of `landscape` says."""
    saddles = _saddles(chart)
    minima = _minima(landscape, chart, saddles)
    flats = _flats(chart, saddles, len(minima))
    kinks = _kinks(landscape, chart, ledger)
    faults = _problems(landscape, ground, chart)
    return Survey(
        dims=landscape.dims,
        bounds=landscape.bounds,
        method=chart.method,
        minima=minima,
        assurance=_assurance(landscape, chart, _deepest(minima, flats), kinks, faults),
        flats=flats,
        kinks=kinks,
        saddles=saddles,
        merge_tree=tuple(
            Merge(saddles[join.over].value, join.over, join.swallowed, join.into)
            for join in chart.joins
        ),
        basins=chart.basins,
        land=_land(chart, minima, flats),
        problems=faults,
        work=ledger.work,
        limits_met=ledger.limits_met,
    )


def _saddles(chart: Chart) -> tuple[Saddle, ...]:
    passes = chart.passes
    return tuple(
        Saddle(_frozen(x), value, (first, second), level)
        for x, value, first, second, level in zip(
            passes.place,
            passes.height.tolist(),
            passes.first.tolist(),
            passes.second.tolist(),
            passes.level.tolist(),
            strict=True,
        )
    )


def _minima(landscape: Landscape, chart: Chart, saddles: tuple[Saddle, ...]) -> tuple[Minimum, ...]:
    outlook = chart.minima
    low, high = landscape.bounds[:, 0], landscape.bounds[:, 1]
    interior = np.all((outlook.place > low) & (outlook.place < high), axis=1)
    # A single point and a million give the same height; only an outlook may differ by a hair.
    values = landscape.value(outlook.place)
    bend = outlook.bend / (chart.scales.cell[:, np.newaxis] * chart.scales.cell)
    curvatures, _ = axes_of(replace(outlook, bend=bend))
    in_cells, _ = axes_of(outlook)
    told = []
    for i, value in enumerate(values.tolist()):
        free = curvatures[i][np.isfinite(curvatures[i])]
        saddle, depth = _way_out(chart, saddles, i, value)
        told.append(
            Minimum(
                x=_frozen(outlook.place[i]),
                value=value,
                interior=bool(interior[i]),
                smooth=bool(chart.smooth[i]),
                curvatures=_frozen(free),
                condition=_condition(free, in_cells[i][np.isfinite(in_cells[i])]),
                basin_share=float(chart.shares[i]),
                trap_depth=depth,
                saddle=saddle,
            )
        )
    return tuple(told)


def _flats(chart: Chart, saddles: tuple[Saddle, ...], first: int) -> tuple[Flat, ...]:
    """Return the flats, whose basins are numbered from `first` on."""
    flats = []
    for i, value in enumerate(chart.level.height.tolist()):
        saddle, depth = _way_out(chart, saddles, first + i, value)
        flats.append(
            Flat(
                x=_frozen(chart.level.place[i]),
                value=value,
                share=float(chart.level.share[i]),
                floor=bool(chart.level.floor[i]),
                basin_share=float(chart.shares[first + i]),
                trap_depth=depth,
                saddle=saddle,
            )
        )
    return tuple(flats)


def _way_out(
    chart: Chart, saddles: tuple[Saddle, ...], basin: int, value: float
) -> tuple[Saddle | None, float]:
    """Return the last pass on the easiest way to something deeper, and the climb to it."""
    over = int(chart.way_out[basin])
    if over < 0:
        return None, np.inf
    return saddles[over], max(0.0, saddles[over].value - value)


def _condition(curvatures: FloatArray, in_cells: FloatArray) -> float:
    """Return how many times as much a bottom bends across as along, in metres.

    It is infinite where the bottom is level along some way both in metres and in cells: on
    a map far longer than wide a bowl may bend next to nothing by one measure alone.
    """
    if len(curvatures) == 0:
        return 1.0
    least, most = float(curvatures.min()), float(np.abs(curvatures).max())
    if least <= 0.0 or (_level(curvatures) and _level(in_cells)):
        return np.inf
    return most / least


def _level(curvatures: FloatArray) -> bool:
    return bool(curvatures.min() <= _LEVEL * np.abs(curvatures).max())


def _kinks(landscape: Landscape, chart: Chart, ledger: Ledger) -> tuple[Kink, ...]:
    """Return the places where descents got stuck, one for each cell, the lowest first."""
    bottoms = chart.bottoms
    places = np.concatenate([bottoms.stalled, bottoms.ledges])
    kinds = [KinkKind.CREASE] * len(bottoms.stalled) + [KinkKind.LEDGE] * len(bottoms.ledges)
    if not len(places):
        return ()
    first, second = near_pairs(places, chart.scales.cell)
    one = np.unique(joined(len(places), first, second))
    heights = landscape.value(places)
    chosen = one[np.argsort(heights[one], kind="stable")]
    if len(chosen) > _MOST_KINKS:
        ledger.meet(f"only the {_MOST_KINKS} lowest of {len(chosen)} kinks are told")
        chosen = chosen[:_MOST_KINKS]
    return tuple(Kink(_frozen(places[i]), float(heights[i]), kinds[i]) for i in chosen)


def _assurance(
    landscape: Landscape,
    chart: Chart,
    deepest: float,
    kinks: tuple[Kink, ...],
    faults: tuple[GroundFault, ...],
) -> Assurance:
    """Say how sure it is that nothing is lower than the deepest place that was found."""
    proof = chart.proof
    doubt = _doubt(landscape, deepest - chart.scales.trifle, kinks, faults)
    if doubt is not None:
        return _found(-np.inf, np.inf, doubt)
    if proof is None:
        return _found(-np.inf, np.inf, "a proof was not asked for")
    gap = max(0.0, deepest - proof.lower)
    if gap <= 1.01 * proof.tolerance + 8.0 * float(np.spacing(abs(deepest))):
        return Assurance(
            Certainty.PROVEN,
            proof.lower,
            gap,
            f"Proven: no place on the map is more than {gap:.2g} lower.",
        )
    reason = f"the proof was given up after {proof.boxes} boxes"
    if np.isfinite(gap):
        reason += f", when nothing could be more than {gap:.2g} lower"
    return _found(proof.lower, gap, reason)


def _doubt(
    landscape: Landscape, deepest: float, kinks: tuple[Kink, ...], faults: tuple[GroundFault, ...]
) -> str | None:
    """Return why nothing can be proven, if that is so."""
    if any(fault.kind is FaultKind.BOTTOMLESS for fault in faults):
        return "the ground falls away without a bottom"
    lower = [kink for kink in kinks if kink.value < deepest and kink.kind is KinkKind.LEDGE]
    if lower:
        return f"the ground jumps, and beside {problems.place_words(lower[0].x)} it is lower"
    if deepest == np.inf:
        return "there is no valley, and no floor"
    if landscape.expression is None:
        return "the heights of a function cannot be bounded, only a formula's"
    return None


def _deepest(minima: tuple[Minimum, ...], flats: tuple[Flat, ...]) -> float:
    """Return the height of the deepest minimum or flat; infinity where there is none."""
    heights = [minimum.value for minimum in minima[:1]] + [flat.value for flat in flats[:1]]
    return min(heights, default=np.inf)


def _found(lower: float, gap: float, reason: str) -> Assurance:
    return Assurance(Certainty.FOUND, lower, gap, f"Found, not proven: {reason}.")


def _land(chart: Chart, minima: tuple[Minimum, ...], flats: tuple[Flat, ...]) -> LandShares | None:
    if not len(chart.heights):
        return None
    heights = quantiles(chart.heights, _SHARES)
    heights[0] = min(heights[0], _deepest(minima, flats))
    return LandShares(_frozen(_SHARES), _frozen(heights))


def _problems(landscape: Landscape, ground: CarefulGround, chart: Chart) -> tuple[GroundFault, ...]:
    lowest = float(np.min(chart.heights, initial=np.inf))
    highest = float(np.max(chart.heights, initial=-np.inf))
    # A pole is known by how far below all else a descent into it comes.
    floor = lowest - _DEEP * (highest - lowest)
    endless = problems.of_endless(landscape, chart.bottoms.endless, floor)
    return (*problems.of_function(ground), *chart.problems, *endless)


def _frozen(array: FloatArray) -> FloatArray:
    frozen: FloatArray = np.array(array)
    frozen.setflags(write=False)
    return frozen
