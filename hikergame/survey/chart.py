"""The chart: what a search over the map has found, before it is told.

Basins are numbered: minima first, the deepest first, then flats.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.survey.basins.merge_tree import Join, MergeTree
from hikergame.survey.basins.passes import Passes
from hikergame.survey.bottoms.finding import Bottoms, find_bottoms
from hikergame.survey.bottoms.outlook import Outlook
from hikergame.survey.bottoms.scales import Scales
from hikergame.survey.bottoms.seeds import Seeds
from hikergame.survey.limits import Ledger
from hikergame.survey.proof.search import Proof, prove
from hikergame.survey.values import Basins, GroundFault

PUDDLE = 1e4
"""In trifles: a basin less deep than this belongs to its neighbour."""
_TOLERANCE = 1e-6
"""As a share of the scale of heights: how much may be missing to a proof."""
_TRIES = 3


@dataclass(frozen=True, eq=False)
class Level:
    """Level areas: the flats among the basins."""

    place: FloatArray
    """(f, d)."""
    height: FloatArray
    """(f,)."""
    share: FloatArray
    """(f,): of the map."""
    floor: NDArray[np.bool_]
    """(f,)."""


@dataclass(frozen=True, eq=False)
class Chart:
    """What was found."""

    method: str
    minima: Outlook
    smooth: NDArray[np.bool_]
    """Of each minimum."""
    level: Level
    shares: FloatArray
    """Of each basin: its share of the map."""
    passes: Passes
    joins: tuple[Join, ...]
    way_out: NDArray[np.intp]
    """Of each basin: the number of its pass to something deeper, or -1."""
    basins: Basins | None
    scales: Scales
    heights: FloatArray
    """A fair sample of the map's heights, all finite."""
    bottoms: Bottoms
    """As they were before puddles were filled; for what is no bottom."""
    proof: Proof | None
    problems: list[GroundFault]


def find_and_prove(
    landscape: Landscape,
    seeds: Seeds,
    floor: FloatArray | None,
    scales: Scales,
    ledger: Ledger,
    *,
    wanted: bool,
) -> tuple[Bottoms, Proof | None]:
    """Return the bottoms that `seeds` lead to, and the proof that nothing is deeper.

    Where the proof meets something deeper on its way, that becomes another seed.
    `floor` (d,) is a place on the lowest flat, if there is one. There is no proof unless
    it is `wanted` and possible.
    """
    expression = landscape.expression
    for _ in range(_TRIES):
        bottoms = find_bottoms(landscape, seeds.places, seeds.leash, scales, ledger)
        places = [*bottoms.outlook.place[:1], *([] if floor is None else [floor])]
        if not wanted or expression is None or not places:
            return bottoms, None
        height, place = min((float(landscape.value(place)), i) for i, place in enumerate(places))
        tolerance = max(_TOLERANCE * scales.height, 4.0 * float(np.spacing(abs(height))))
        room = ledger.limits.boxes
        proof = prove(expression, landscape.bounds, places[place], tolerance, room)
        ledger.add("boxes", proof.boxes)
        if proof.upper >= height - PUDDLE * scales.trifle:
            break
        seeds = seeds.and_one(proof.place)
    return bottoms, proof


@dataclass(frozen=True, eq=False)
class Numbering:
    """From basins as they were found to basins as they are told: puddles filled."""

    kept: NDArray[np.intp]
    """The basins that remain, in order."""
    number: NDArray[np.intp]
    """Of each basin: what it is called now; -1 for one that belongs to none."""
    passes: Passes
    joins: tuple[Join, ...]
    way_out: NDArray[np.intp]


def renumbered(tree: MergeTree, passes: Passes) -> Numbering:
    """Fill the puddles: return the basins that remain, and what is between them."""
    own = np.arange(len(tree.absorbed_by))
    kept = np.flatnonzero(tree.absorbed_by == own)
    name = np.full(len(own) + 1, -1)
    name[kept] = np.arange(len(kept))
    number = name[tree.absorbed_by]
    first, second = number[passes.first], number[passes.second]
    pair = np.minimum(first, second) * (len(kept) + 1) + np.maximum(first, second)
    between = np.flatnonzero((first != second) & (first >= 0) & (second >= 0))
    # Passes are sorted by height: the first of a pair is its lowest.
    _, lowest = np.unique(pair[between], return_index=True)
    chosen = np.sort(between[lowest])
    place_of = np.full(len(passes) + 1, -1)
    place_of[chosen] = np.arange(len(chosen))
    fewer = passes[chosen]
    fewer = Passes(
        np.minimum(first, second)[chosen],
        np.maximum(first, second)[chosen],
        fewer.place,
        fewer.height,
        fewer.level,
    )
    joins = tuple(
        Join(int(place_of[join.over]), int(number[join.swallowed]), int(number[join.into]))
        for join in tree.joins
    )
    return Numbering(kept, number, fewer, joins, place_of[tree.way_out[kept]])
