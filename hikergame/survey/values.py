"""What a survey says: values that hold a map's valleys, passes, flats, and how sure it is.

Lengths are in metres, heights in value units. Arrays are read-only. Where basins are
counted, the number of a basin is that of its minimum in `minima`; from `len(minima)` on it
is that of a flat, in the order of `flats`. -1 is no basin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray
from hikergame.survey.limits import Work


@dataclass(frozen=True, eq=False)
class Saddle:
    """The lowest pass between two basins that touch."""

    x: FloatArray
    """Its place (d,)."""
    value: float
    """Its height."""
    between: tuple[int, int]
    """The numbers of the basins."""
    level: bool
    """Polished to where the ground is level. Else it is known as closely as the grid shows it;
    in three dimensions and more it is the highest place of a straight way, and the true pass
    may be lower."""


@dataclass(frozen=True, eq=False)
class Minimum:
    """The bottom of a valley."""

    x: FloatArray
    """Its place (d,)."""
    value: float
    """Its height."""
    interior: bool
    """It is inside the map: the ground is level there. At the fence it need not be."""
    smooth: bool
    """The ground is rounded there; else it is a tip, where no slope is zero."""
    curvatures: FloatArray
    """Second derivatives along the principal axes, the least first; coordinates that the fence
    holds are left out, so there are d of them inside the map and fewer at the fence."""
    condition: float
    """The largest curvature over the least; infinite where the least is nothing or less."""
    basin_share: float
    """The share of the map from which water comes to rest here."""
    trap_depth: float
    """The climb that it takes to leave for a deeper valley; infinite where none is deeper."""
    saddle: Saddle | None
    """The last pass on that way, as high as the climb; None where none is deeper."""


@dataclass(frozen=True, eq=False)
class Flat:
    """An area that is level to within rounding: it has no lowest place, and no water leaves it."""

    x: FloatArray
    """A place (d,) in the middle of it, on it."""
    value: float
    """Its height."""
    share: float
    """The share of the map that it takes up."""
    floor: bool
    """Nothing lower touches it: it is the bottom of a valley."""
    basin_share: float
    """The share of the map from which water comes to rest on it, itself included."""
    trap_depth: float
    """The climb that it takes to leave for something deeper: none from a terrace."""
    saddle: Saddle | None
    """The last pass on that way; None where nothing is deeper."""


class KinkKind(StrEnum):
    """What a place is at which a descent gets stuck, though it is no minimum."""

    CREASE = "crease"
    """Slopes flip from side to side without ever being level; along the crease it goes on down."""
    LEDGE = "ledge"
    """The ground jumps: beside the place it is higher, however near."""


@dataclass(frozen=True, eq=False)
class Kink:
    """A place that is no minimum, though a descent may take it for one."""

    x: FloatArray
    """Its place (d,)."""
    value: float
    """Its height."""
    kind: KinkKind


class FaultKind(StrEnum):
    """What may be wrong with ground."""

    RAISES = "raises"
    """The function fails."""
    NOT_FINITE = "not finite"
    """There is no finite height."""
    BOTTOMLESS = "bottomless"
    """The ground falls away without end."""
    JUMP = "jump"
    """The height changes by a jump."""
    SLOPE = "slope"
    """The slope is not that of the heights."""


@dataclass(frozen=True, eq=False)
class GroundFault:
    """Something that is wrong with the ground, and where."""

    kind: FaultKind
    x: FloatArray
    """A place (d,) where it is so."""
    message: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Merge:
    """Two groups of basins become one, as water rises."""

    value: float
    """The height at which they do."""
    saddle: int
    """The number of the pass in `saddles`."""
    swallowed: int
    """The basin whose bottom was the lowest of its group, and now is not."""
    into: int
    """The basin whose bottom is the lowest of both."""


@dataclass(frozen=True, eq=False)
class Basins:
    """Where the water of each point of a grid comes to rest."""

    axes: tuple[FloatArray, ...]
    """The coordinates of the grid along each axis."""
    labels: NDArray[np.int32]
    """(n0,) or (n0, n1): the basin of each point."""
    traced: bool
    """The borders are where the water divides; else where the grid's eight directions do."""


@dataclass(frozen=True, eq=False)
class LandShares:
    """How much of the land lies how low."""

    shares: FloatArray
    """(q,) from 0 to 1, rising."""
    heights: FloatArray
    """(q,): the height at or below which that share of the land lies."""


class Certainty(StrEnum):
    """How sure it is that nothing lies deeper than the deepest place that was found."""

    PROVEN = "proven"
    FOUND = "found"


@dataclass(frozen=True)
class Assurance:
    """How sure it is, in numbers and words."""

    certainty: Certainty
    lower: float
    """No height on the map is less; minus infinity where nothing is proven."""
    gap: float
    """How much deeper than what was found the map may be at most."""
    sentence: str


@dataclass(frozen=True, eq=False)
class Survey:
    """The map unrolled."""

    dims: int
    bounds: FloatArray
    """(d, 2)."""
    method: str
    """A sentence on how the minima were looked for, and what may have been missed."""
    minima: tuple[Minimum, ...]
    """All local minima, the deepest first."""
    assurance: Assurance
    """How sure it is that nothing is deeper than the global minimum."""
    flats: tuple[Flat, ...] = ()
    """Level areas, the lowest first."""
    kinks: tuple[Kink, ...] = ()
    """Places at which a descent gets stuck, though they are no minima; the lowest first."""
    saddles: tuple[Saddle, ...] = ()
    """The lowest pass of each pair of basins that touch, the lowest first."""
    merge_tree: tuple[Merge, ...] = ()
    """How the basins become one as water rises."""
    basins: Basins | None = None
    """None in three dimensions and more."""
    land: LandShares | None = None
    """None where no height is finite."""
    problems: tuple[GroundFault, ...] = ()
    """What is wrong with the ground."""
    work: Work = field(default_factory=Work)
    limits_met: tuple[str, ...] = ()
    """A sentence for each search that was cut short."""

    @property
    def certainty(self) -> Certainty:
        """Whether the global minimum is proven to be one, or only found."""
        return self.assurance.certainty

    @property
    def global_minimum(self) -> Minimum | None:
        """The deepest minimum; None where there is none, or where a flat is deeper."""
        deepest = self.deepest
        return deepest if isinstance(deepest, Minimum) else None

    @property
    def deepest(self) -> Minimum | Flat | None:
        """The deepest minimum or flat; None where no height is finite."""
        places: list[Minimum | Flat] = [*self.minima[:1], *self.flats[:1]]
        return min(places, key=lambda place: place.value, default=None)
