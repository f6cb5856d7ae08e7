"""What the landscape tests share: some grounds, and random expressions."""

import numpy as np
import pytest
from hypothesis import strategies as st

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape import expression as ex

BOX = [[-5.0, 5.0], [-4.0, 6.0]]


def himmelblau():
    x, y = coordinate(0), coordinate(1)
    return ex.square(ex.square(x) + y - 11) + ex.square(x + ex.square(y) - 7)


def rastrigin(dims):
    coords = [coordinate(i) for i in range(dims)]
    return ex.total(ex.square(c) - 10 * ex.cos(2 * np.pi * c) + 10 for c in coords)


def gaussians(count=20):
    rng = np.random.default_rng(8)
    x, y = coordinate(0), coordinate(1)
    return ex.total(
        -w * ex.exp(-(ex.square(x - a) + ex.square(y - b)) / (2 * s * s))
        for w, a, b, s in zip(
            rng.uniform(1, 5, count),
            rng.uniform(-5, 5, count),
            rng.uniform(-4, 6, count),
            rng.uniform(0.4, 2, count),
            strict=True,
        )
    )


def everything():
    """An expression in two coordinates that uses every operation."""
    x, y = coordinate(0), coordinate(1)
    u = (x + 0.3 * y) / 20
    return ex.total(
        [
            x - y * 0.5,
            -x * y / (4 + ex.square(x)),
            ex.sqrt(3 + x * x + ex.absolute(y)),
            ex.exp(u) * ex.log(12 + x),
            ex.sin(x) * ex.cos(x * y / 9),
            ex.tan(u) + ex.asin(u) * ex.acos(u / 2) + ex.atan(x),
            ex.sinh(u) - ex.cosh(x / 6) + ex.tanh(y),
            ex.minimum(x, y) * ex.maximum(ex.sin(x), u),
            ex.atan2(x, 9 + y) + ex.sign(x) * 0.1,
            (7 + y) ** 1.7 + (x / 5) ** 3 + (6 + x) ** -2 + (6 + x) ** (y / 9) + 1.5**x,
            (x / 7) ** 66,
        ]
    )


GROUNDS = {
    "himmelblau": himmelblau(),
    "rastrigin": rastrigin(2),
    "gaussians": gaussians(),
    "everything": everything(),
}


@pytest.fixture(scope="session", params=list(GROUNDS))
def ground(request):
    """A two-dimensional landscape."""
    return Landscape.from_expression(GROUNDS[request.param], BOX)


@pytest.fixture
def points():
    """Five hundred points of the two-dimensional grounds' box."""
    low, high = np.array(BOX).T
    return np.random.default_rng(5).uniform(low, high, (500, 2))


UNARY = [
    ex.square,
    ex.sqrt,
    ex.exp,
    ex.log,
    ex.sin,
    ex.cos,
    ex.tan,
    ex.asin,
    ex.acos,
    ex.atan,
    ex.sinh,
    ex.cosh,
    ex.tanh,
    ex.absolute,
    lambda a: -a,
]
BINARY = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / b,
    ex.minimum,
    ex.maximum,
    # Off the cut, where the angle jumps.
    lambda a, b: ex.atan2(a, ex.absolute(b) + 0.5),
    lambda a, b: (ex.absolute(a) + 0.1) ** b,
]
NUMBERS = [-3.0, -1.0, -0.5, 0.0, 0.1, 0.5, 1.0, 2.0, 7.0]
EXPONENTS = [-2.0, -1.0, -0.5, 0.0, 0.3, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 7.0, 70.0]


@pytest.fixture(scope="session")
def expressions():
    """A strategy: random expressions in two coordinates."""
    leaves = st.one_of(
        st.sampled_from([0, 1]).map(coordinate), st.sampled_from(NUMBERS).map(ex.constant)
    )

    def grow(inner):
        return st.one_of(
            st.tuples(st.sampled_from(UNARY), inner).map(lambda t: t[0](t[1])),
            st.tuples(st.sampled_from(BINARY), inner, inner).map(lambda t: t[0](t[1], t[2])),
            st.tuples(inner, st.sampled_from(EXPONENTS)).map(lambda t: t[0] ** t[1]),
        )

    return st.recursive(leaves, grow, max_leaves=12)
