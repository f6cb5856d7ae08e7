"""Classics whose one valley is long and narrow, or hard to see."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from hikergame.landscape.classics.classic import Point, all_at, classic, cube, places
from hikergame.landscape.classics.dims import ANY, TWO, TWO_OR_MORE, Dims
from hikergame.landscape.classics.sources import SURJANOVIC_BINGHAM, Source
from hikergame.landscape.expression import Expr, cos, exp, sin, square, total


def _dixon_price_minima(dims: int) -> list[Point]:
    """Return x_i = 2^(2^(1 - i) - 1); the last coordinate stands squared and has either sign."""
    first = tuple(2.0 ** (2.0 ** (1 - i) - 1.0) for i in range(1, dims + 1))
    return [first, (*first[:-1], -first[-1])]


@classic(
    title="Dixon and Price's function",
    dims=TWO_OR_MORE,
    box=cube(-10.0, 10.0),
    minima=_dixon_price_minima,
    published="0 at x_i = 2^-((2^i - 2) / 2^i); its mirror image in the last coordinate is as deep",
    hard="A curved valley through all dimensions that splits in two at its end.",
    source=Source(
        "Dixon, L. C. W. and Price, R. C.",
        1989,
        "The truncated Newton method for sparse unconstrained optimisation using automatic "
        "differentiation",
        "Journal of Optimization Theory and Applications 60(2), 261-275",
    ),
)
def dixon_price(x: Sequence[Expr]) -> Expr:
    """Return (x_1 - 1)^2 + sum over i >= 2 of i (2 x_i^2 - x_(i-1))^2."""
    chain = (float(i) * square(2.0 * square(b) - a) for i, (a, b) in enumerate(pairwise(x), 2))
    return square(x[0] - 1.0) + total(chain)


@classic(
    title="Easom's function",
    dims=TWO,
    box=cube(-100.0, 100.0),
    minima=places((math.pi, math.pi)),
    least=-1.0,
    published="-1 at (pi, pi)",
    hard="One small deep hole in a plain so flat that its slope vanishes in rounding.",
    source=Source(
        "Easom, E. E.",
        1990,
        "A survey of global optimization techniques",
        "M.Eng. thesis, University of Louisville",
    ),
)
def easom(x: Sequence[Expr]) -> Expr:
    """Return -cos x cos y exp(-(x - pi)^2 - (y - pi)^2)."""
    hole = exp(-(square(x[0] - math.pi) + square(x[1] - math.pi)))
    return -(cos(x[0]) * cos(x[1]) * hole)


_MICHALEWICZ = (
    (2.2029055201726093, -0.8013034100985525),
    (math.pi / 2.0, -1.0),
    (1.2849915705529245, -0.9590912698960059),
    (1.9230584698663629, -0.9384624184720834),
    (1.7204697725658413, -0.9888010806215044),
    (math.pi / 2.0, -1.0),
    (1.454413971362379, -0.9932271353558816),
    (1.7560865209450263, -0.9828720362722106),
    (1.6557174168210291, -0.9963943649251029),
    (math.pi / 2.0, -1.0),
)
"""Axis by axis, where its part of the function is least, and how deep that is."""


@classic(
    title="Michalewicz's function",
    dims=Dims(1, len(_MICHALEWICZ)),
    box=cube(0.0, math.pi),
    minima=lambda dims: [tuple(place for place, _ in _MICHALEWICZ[:dims])],
    least=lambda dims: math.fsum(depth for _, depth in _MICHALEWICZ[:dims]),
    exact=False,
    published="-1.8013 in 2-D at (2.20, 1.57), -4.687658 in 5-D, -9.66015 in 10-D",
    hard="Level plains crossed by steep trenches; where they meet are d factorial hollows.",
    source=Source(
        "Michalewicz, Z.",
        1992,
        "Genetic Algorithms + Data Structures = Evolution Programs",
        "Springer",
    ),
)
def michalewicz(x: Sequence[Expr]) -> Expr:
    """Return minus the sum of sin x_i (sin(i x_i^2 / pi))^20."""
    return -total(sin(xi) * sin((i / math.pi) * square(xi)) ** 20 for i, xi in enumerate(x, 1))


@classic(
    title="Rosenbrock's function",
    dims=TWO_OR_MORE,
    box=cube(-5.0, 10.0),
    minima=all_at(1.0),
    published="0 at (1, ..., 1)",
    hard="The banana: its curved valley is found at once, and its floor hardly falls.",
    source=Source(
        "Rosenbrock, H. H.",
        1960,
        "An automatic method for finding the greatest or least value of a function",
        "The Computer Journal 3(3), 175-184",
    ),
)
def rosenbrock(x: Sequence[Expr]) -> Expr:
    """Return the sum of 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2."""
    return total(100.0 * square(b - square(a)) + square(1.0 - a) for a, b in pairwise(x))


@classic(
    title="Zakharov's function",
    dims=ANY,
    box=cube(-5.0, 10.0),
    minima=all_at(0.0),
    published="0 at (0, ..., 0)",
    hard="One valley, level as a plate in most directions and walled to the fourth power in one.",
    source=SURJANOVIC_BINGHAM,
)
def zakharov(x: Sequence[Expr]) -> Expr:
    """Return sum x^2 + s^2 + s^4, s the sum of i x_i / 2."""
    s_squared = square(total((0.5 * i) * xi for i, xi in enumerate(x, 1)))
    return total(map(square, x)) + s_squared + square(s_squared)
