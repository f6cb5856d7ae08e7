"""Ground to send blind hikers out on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import Expr, exp
from hikergame.level import Level, StepLength, library, load_level


def _total(terms: list[Expr]) -> Expr:
    return sum(terms[1:], terms[0])


@pytest.fixture(scope="session")
def bowl() -> Callable[..., Landscape]:
    """Return a builder of bowls by their bottom's place, and their bend along each axis."""

    def build(at: list[float], bends: list[float], width: float = 10.0) -> Landscape:
        axes = zip(at, bends, strict=True)
        terms = [0.5 * bend * (coordinate(i) - a) ** 2 for i, (a, bend) in enumerate(axes)]
        return Landscape.from_expression(_total(terms), [[-width, width]] * len(at))

    return build


@pytest.fixture(scope="session")
def two_pits() -> Callable[..., Landscape]:
    """Return a builder of ground with a comfortable valley, and a deeper one across the map."""

    def build(dims: int = 2, metre: float = 1.0, height: float = 1.0) -> Landscape:
        def pit(at: list[float], radius: float, depth: float) -> Expr:
            ways = [(coordinate(i) - metre * a) ** 2 for i, a in enumerate(at[:dims])]
            return -depth * height * exp(_total(ways) * (-1.0 / (metre * radius) ** 2))

        ground = pit([4.0, 2.0, 0.0], 2.4, 6.0) + pit([-4.5, -2.5, 0.0], 2.2, 10.0)
        return Landscape.from_expression(ground, [[-8.0 * metre, 8.0 * metre]] * dims)

    return build


@pytest.fixture(scope="session")
def level_on(make_level: Callable[..., Level]) -> Callable[..., Level]:
    """Return a builder of levels: 40 steps of at most 3 m on some ground, unless told otherwise.

    A level is the same in every run, and so are its noise and what its walkers draw by lot.
    """

    def build(ground: Landscape, **changes: Any) -> Level:
        dims = ground.dims
        blind = {
            "axes": tuple(f"x{i}" for i in range(dims)),
            "start": np.array([5.5, 3.5, *[1.0] * dims][:dims]),
            "steps": 40,
            "step_length": StepLength(max=3.0, initial=0.5),
        }
        return make_level(ground, **blind | changes)

    return build


@pytest.fixture(scope="session")
def shipped() -> list[Level]:
    """Return every shipped level."""
    return [load_level(entry.id) for chapter in library().chapters for entry in chapter.entries]
