"""Hillsides sketched at random, and adjusted until their survey says what was asked for.

A sketch is a wide dish with hollows in it and, over all, a grain of small dimples: the
dish is the lie of the land, each hollow becomes a valley, the grain makes it rugged.
Heights are chosen around a relief of twenty; shares of the relief are what counts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hikergame.survey.generation.drafts import Ground, Shape
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.looking import Look
from hikergame.survey.generation.wishes import VALLEY, Wish

RELIEF: Final = 20.0
_SIDES: Final = {1: ((22, 30),), 2: ((13, 18), (10, 14))}
"""From how many metres to how many each side is long."""
_MARGIN: Final = 0.15
"""No valley lies nearer to the fence than this share of the side."""
_CROWDED: Final = {1: 0.5, 2: 0.75}
"""How far apart valleys lie at first, in units of an even spread."""
_OFF_THE_MIDDLE: Final = 0.5
"""How far off the middle of the map they lie, in the same units."""
_PLACINGS: Final = 40
_SHOTS: Final = 100
_WIDE: Final = 0.42
"""The radius of a hollow, as a share of the distance between valleys."""
_SHALLOWEST: Final = 1.6 * VALLEY
"""The other valleys are at least this deep."""
_FINEST: Final = {1: 1 / 120, 2: 1 / 60}
_COARSEST: Final = {1: 1 / 22, 2: 1 / 11}
"""The least and the greatest period of the grain, as a share of the shortest side: the lie of
the land must not show it."""
_TALLEST: Final = {1: 0.75 * VALLEY * RELIEF, 2: 1.5 * VALLEY * RELIEF}
"""The tallest grain: its dimples stay too shallow for valleys. They are as deep as the grain is
tall on a line, and half as deep on a plane."""
_LOWER: Final = 0.85
"""By this factor it is lowered when there are valleys too many."""
_FASTEST: Final = 2.5
"""No depth, and no grain, changes by more than this factor at once."""
_HOLLOW: Final = "pit"
_FAMOUS: Final = ("the deepest valley", "the deepest trap")
_ANY_VALLEY: Final = "another valley"


@dataclass(frozen=True)
class Hollow:
    """A valley: a pit in the dish."""

    at: tuple[float, ...]
    radii: tuple[float, ...]
    turn: int
    depth: float
    share: float
    """How deep a trap it is to be, as a share of the relief; infinite for the deepest valley."""

    def shape(self) -> Shape:
        """Return it with round numbers."""
        settings = {"at": _vector(self.at), "radius": _vector(self.radii)}
        turned = {"rotate": self.turn} if len(self.at) > 1 else {}
        return Shape(_HOLLOW, settings | turned | {"depth": round(self.depth, 1)}, _ANY_VALLEY)


@dataclass(frozen=True)
class Sketch:
    """A map under way."""

    bounds: tuple[tuple[float, float], ...]
    dish: tuple[Shape, ...]
    """What the lie of the land is made of."""
    hollows: tuple[Hollow, ...]
    """What is to be the deepest valley first, then what is to be the deepest trap; none where the
    dish is the valley. What they came to be, the survey says: see `labelled`."""
    grain: float
    """How steep the grain is, height per metre."""
    tallest: float
    """The tallest that the grain may be."""
    grain_at: tuple[float, ...]
    grain_turn: int

    @property
    def ground(self) -> Ground:
        """The map with round numbers, as a level file has them."""
        hollows = [hollow.shape() for hollow in self.hollows]
        grain = [self._grain()] if self.grain > 0.0 else []
        return Ground(self.bounds, (*self.dish, *hollows, *grain))

    def _grain(self) -> Shape:
        side = min(high - low for low, high in self.bounds)
        finest, coarsest = (table[len(self.bounds)] * side for table in (_FINEST, _COARSEST))
        height = min(self.tallest, coarsest * self.grain)
        period = min(max(height / self.grain, finest), coarsest)
        settings = {
            "at": _vector(self.grain_at),
            "period": round(period, 2),
            "height": round(height, 2),
        }
        turned = {"rotate": self.grain_turn} if len(self.bounds) > 1 else {}
        return Shape("eggbox", settings | turned, "the grain that makes it rugged")


def sketch(wish: Wish, draws: Draws) -> Sketch | None:
    """Draw a map at random; None where its valleys found no room."""
    bounds = tuple(_side(low, high, draws) for low, high in _SIDES[wish.dims])
    places = _places(wish.valleys, bounds, draws) if wish.valleys > 1 else []
    if places is None:
        return None
    steep = RELIEF * wish.trap_depth * draws.between(1.3, 1.7)
    rise = min(max(RELIEF - steep, 0.25 * RELIEF), 0.5 * RELIEF)
    dish = _dish(bounds, rise, draws) if places else _lone_valley(bounds, draws)
    knoll = [] if places else [_knoll(bounds, draws)]
    return Sketch(
        bounds=bounds,
        dish=(dish, *knoll),
        hollows=tuple(_hollows(places, RELIEF - rise, wish, draws)),
        grain=2.0 * wish.ruggedness,
        tallest=_TALLEST[wish.dims],
        grain_at=tuple(draws.between(low, high) for low, high in bounds),
        grain_turn=draws.whole(12, 33),
    )


def adjusted(now: Sketch, look: Look, wish: Wish) -> Sketch:
    """Return a sketch that comes nearer to the wish than this one, of which that is a look."""
    minima, depths = look.survey.minima, look.trap_depths
    hollows = []
    for hollow in now.hollows:
        near = [float(np.linalg.norm(one.x - hollow.at)) for one in minima]
        mine = [depth for depth, far in zip(depths, near, strict=True) if far < min(hollow.radii)]
        found = float(max(mine, default=0.0))
        hollows.append(_towards(hollow, found, look.relief))
    grain = now.grain
    if wish.ruggedness > 0.0:
        # A grain twice as steep turns far more than twice as many slopes: half the way is enough.
        grain *= math.sqrt(_bounded((wish.ruggedness + 0.02) / (look.ruggedness + 0.02)))
    crowded = len(look.valleys) > wish.valleys
    tallest = now.tallest * (_LOWER if crowded else 1.0)
    return replace(now, hollows=tuple(hollows), grain=grain, tallest=tallest)


def labelled(ground: Ground, look: Look) -> Ground:
    """Return a sketch's ground with a remark on each hollow that says what it came to be."""
    minima, bottoms = look.survey.minima, dict(zip((0, look.trap), _FAMOUS, strict=True))
    pits = [shape for shape in ground.shapes if shape.name == _HOLLOW]
    names = dict.fromkeys(map(id, pits), _ANY_VALLEY)
    for number, name in bottoms.items():
        if pits and number is not None:
            far = [float(np.linalg.norm(minima[number].x - pit.settings["at"])) for pit in pits]
            names[id(pits[int(np.argmin(far))])] = name
    shapes = [replace(one, remark=names.get(id(one), one.remark)) for one in ground.shapes]
    return replace(ground, shapes=tuple(shapes))


def _towards(hollow: Hollow, found: float, relief: float) -> Hollow:
    """Return a hollow whose depth comes nearer to what it is to be."""
    if math.isinf(hollow.share):
        # It must be the deepest, and is as deep as it is.
        return hollow if math.isinf(found) else replace(hollow, depth=1.25 * hollow.depth)
    if found < VALLEY:
        return replace(hollow, depth=1.4 * hollow.depth)
    if math.isinf(found):
        return replace(hollow, depth=0.8 * hollow.depth)
    wanted = hollow.depth + (hollow.share - found) * relief
    return replace(hollow, depth=hollow.depth * _bounded(wanted / hollow.depth))


def _bounded(factor: float) -> float:
    return min(max(factor, 1.0 / _FASTEST), _FASTEST)


def _side(shortest: int, longest: int, draws: Draws) -> tuple[float, float]:
    """Return a side of the map, whose middle is nothing special."""
    length = draws.whole(shortest, longest)
    low = -draws.whole(length // 4, length - length // 4)
    return float(low), float(low + length)


def _places(
    count: int, bounds: Sequence[tuple[float, float]], draws: Draws
) -> list[tuple[float, ...]] | None:
    """Return places for valleys, well apart: the deepest one, the trap, the others.

    The deepest valley lies off the middle of the map, and the trap far from it.
    """
    sides = [high - low for low, high in bounds]
    apart = _CROWDED[len(bounds)] * (math.prod(sides) / count) ** (1.0 / len(bounds))
    middle = tuple((low + high) / 2.0 for low, high in bounds)
    for _ in range(_PLACINGS):
        places: list[tuple[float, ...]] = []
        for _ in range(_SHOTS):
            shot = tuple(
                low + (high - low) * draws.between(_MARGIN, 1.0 - _MARGIN) for low, high in bounds
            )
            # A valley in the middle of the map would be found by walking there.
            if all(math.dist(shot, place) >= apart for place in places) and (
                math.dist(shot, middle) >= _OFF_THE_MIDDLE * apart
            ):
                places.append(shot)
            if len(places) == count:
                return _ordered(places, middle, draws)
        apart *= 0.96
    return None


def _ordered(
    places: list[tuple[float, ...]], middle: tuple[float, ...], draws: Draws
) -> list[tuple[float, ...]]:
    outward = sorted(places, key=lambda place: -math.dist(place, middle))
    deepest = draws.one_of(outward[:2])
    others = sorted(
        (place for place in places if place != deepest), key=lambda p: -math.dist(p, deepest)
    )
    return [deepest, *others]


def _hollows(
    places: Sequence[tuple[float, ...]], depth: float, wish: Wish, draws: Draws
) -> list[Hollow]:
    """Return the hollows at places, of which the first is to be `depth` deep."""
    hollows = []
    for number, place in enumerate(places):
        nearest = min(math.dist(place, other) for other in places if other != place)
        radius = _WIDE * nearest
        share = wish.trap_depth
        if number > 1:
            share = max(share * draws.between(0.4, 0.75), min(_SHALLOWEST, share))
        hollows.append(
            Hollow(
                at=place,
                radii=tuple(radius * draws.between(0.85, 1.1) for _ in place),
                turn=draws.whole(0, 89),
                depth=depth if number == 0 else 1.5 * share * RELIEF,
                share=share if number else math.inf,
            )
        )
    return hollows


def _dish(bounds: Sequence[tuple[float, float]], rise: float, draws: Draws) -> Shape:
    """Return a dish that rises by about so much from its middle to the corners."""
    at = [low + (high - low) * draws.between(0.35, 0.65) for low, high in bounds]
    corner = math.hypot(*(high - low for low, high in bounds)) / 2.0
    settings = {
        "at": _vector(at),
        "radius": round(1.15 * corner, 1),
        "depth": round(rise, 1),
        "open": True,
    }
    return Shape("bowl", settings, "the lie of the land")


def _lone_valley(bounds: Sequence[tuple[float, float]], draws: Draws) -> Shape:
    """Return the only valley of a map: wide, longer one way than the other, off the middle."""
    share = draws.one_of([0.3, 0.7])
    at = [low + (high - low) * (share + draws.between(-0.08, 0.08)) for low, high in bounds]
    longest = max(high - low for low, high in bounds)
    long = longest * draws.between(0.45, 0.65)
    radii = [long, long * draws.between(0.4, 0.7)][: len(bounds)]
    turned = {"rotate": draws.whole(15, 75)} if len(bounds) > 1 else {}
    settings = {"at": _vector(at), "radius": _vector(radii)} | turned | {"depth": 12}
    return Shape("bowl", settings, "the only valley")


def _knoll(bounds: Sequence[tuple[float, float]], draws: Draws) -> Shape:
    """Return something to walk around: a low, wide hill beside the only valley."""
    at = [low + (high - low) * draws.between(0.1, 0.9) for low, high in bounds]
    shortest = min(high - low for low, high in bounds)
    settings = {
        "at": _vector(at),
        "radius": round(shortest * draws.between(0.25, 0.4), 1),
        "height": round(RELIEF * draws.between(0.08, 0.2), 1),
    }
    return Shape("hill", settings, "something to walk around")


def _vector(numbers: Sequence[float]) -> float | list[float]:
    """Return coordinates as a level file has them, to a decimetre: a single one alone."""
    rounded = [round(number, 1) for number in numbers]
    return rounded[0] if len(rounded) == 1 else rounded
