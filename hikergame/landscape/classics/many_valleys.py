"""Classics with many local minima, more than a walk can visit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product as all_pairs

from hikergame.landscape.classics.classic import Point, all_at, box, classic, cube, places
from hikergame.landscape.classics.dims import ANY, TWO, Dims
from hikergame.landscape.classics.sources import JAMIL_YANG, MISHRA, Source
from hikergame.landscape.expression import (
    Expr,
    absolute,
    cos,
    exp,
    product,
    sin,
    sqrt,
    square,
    total,
)


@classic(
    title="Ackley's function",
    dims=ANY,
    box=cube(-32.768, 32.768),
    minima=all_at(0.0),
    published="0 at (0, ..., 0)",
    hard="Far out it is almost flat under its ripples, and the one deep funnel ends in a point.",
    source=Source(
        "Ackley, D. H.",
        1987,
        "A Connectionist Machine for Genetic Hillclimbing",
        "Kluwer Academic Publishers",
    ),
)
def ackley(x: Sequence[Expr]) -> Expr:
    """Return 20 + e - 20 exp(-0.2 sqrt(mean x^2)) - exp(mean cos 2 pi x)."""
    d = len(x)
    funnel = 20.0 * exp(-0.2 * sqrt(total(map(square, x)) / d))
    ripples = exp(total(cos(2.0 * math.pi * xi) for xi in x) / d)
    return (20.0 - funnel) + (math.e - ripples)


@classic(
    title="Bukin's function N. 6",
    dims=TWO,
    box=box((-15.0, -3.0), (-5.0, 3.0)),
    minima=places((-10.0, 1.0)),
    published="0 at (-10, 1)",
    hard="Its one curved valley is as sharp as a knife: the walls grow infinitely steep towards "
    "a floor that hardly falls.",
    source=Source(
        "Bukin, A. D.",
        1997,
        "New minimization strategy for non-smooth functions",
        "Budker Institute of Nuclear Physics, preprint 97-79, Novosibirsk",
    ),
)
def bukin_6(x: Sequence[Expr]) -> Expr:
    """Return 100 sqrt|y - x^2 / 100| + |x + 10| / 100."""
    return 100.0 * sqrt(absolute(x[1] - 0.01 * square(x[0]))) + 0.01 * absolute(x[0] + 10.0)


_CROSS = 1.3494066171539107


@classic(
    title="Cross-in-tray function",
    dims=TWO,
    box=cube(-10.0, 10.0),
    minima=places((_CROSS, _CROSS), (_CROSS, -_CROSS), (-_CROSS, _CROSS), (-_CROSS, -_CROSS)),
    least=-2.062611870822737,
    exact=False,
    published="-2.06261 at (+-1.34941, +-1.34941)",
    hard="A grid of look-alike hollows, cut by a cross of creases along which the slope jumps.",
    source=MISHRA,
)
def cross_in_tray(x: Sequence[Expr]) -> Expr:
    """Return -0.0001 (|sin x sin y exp|100 - r / pi|| + 1)^0.1, r the distance from 0."""
    bend = exp(absolute(100.0 - sqrt(square(x[0]) + square(x[1])) / math.pi))
    return -0.0001 * (absolute(sin(x[0]) * sin(x[1]) * bend) + 1.0) ** 0.1


@classic(
    title="Drop-wave function",
    dims=TWO,
    box=cube(-5.12, 5.12),
    minima=all_at(0.0),
    least=-1.0,
    published="-1 at (0, 0)",
    hard="Ring behind ring, each a circular valley from which no slope leads on.",
    source=Source(
        "Molga, M. and Smutnicki, C.",
        2005,
        "Test functions for optimization needs",
        "Wroclaw University of Technology",
    ),
)
def drop_wave(x: Sequence[Expr]) -> Expr:
    """Return -(1 + cos 12 r) / (r^2 / 2 + 2), r the distance from 0."""
    r_squared = square(x[0]) + square(x[1])
    return -(1.0 + cos(12.0 * sqrt(r_squared))) / (0.5 * r_squared + 2.0)


@classic(
    title="Eggholder function",
    dims=TWO,
    box=cube(-512.0, 512.0),
    minima=places((512.0, 404.2318051137578)),
    least=-959.6406627208509,
    exact=False,
    published="-959.6407 at (512, 404.2319)",
    hard="Deep, slanting hollows and cusps without order, and the deepest one lies at the fence.",
    source=JAMIL_YANG,
)
def eggholder(x: Sequence[Expr]) -> Expr:
    """Return -(y + 47) sin sqrt|x / 2 + y + 47| - x sin sqrt|x - y - 47|."""
    far = x[1] + 47.0
    left = far * sin(sqrt(absolute(0.5 * x[0] + far)))
    return -left - x[0] * sin(sqrt(absolute(x[0] - far)))


@classic(
    title="Griewank's function",
    dims=ANY,
    box=cube(-600.0, 600.0),
    minima=all_at(0.0),
    published="0 at (0, ..., 0)",
    hard="From afar a smooth bowl, from nearby thousands of regular hollows, all nearly as deep.",
    source=Source(
        "Griewank, A. O.",
        1981,
        "Generalized descent for global optimization",
        "Journal of Optimization Theory and Applications 34(1), 11-39",
    ),
)
def griewank(x: Sequence[Expr]) -> Expr:
    """Return 1 + sum x^2 / 4000 - product of cos(x_i / sqrt i)."""
    waves = product(cos(xi / math.sqrt(i)) for i, xi in enumerate(x, 1))
    return total(map(square, x)) / 4000.0 + (1.0 - waves)


_TABLE = (8.055023475736563, 9.664590019241272)


@classic(
    title="Holder table function",
    dims=TWO,
    box=cube(-10.0, 10.0),
    minima=places(*[(sx * _TABLE[0], sy * _TABLE[1]) for sx in (1, -1) for sy in (1, -1)]),
    least=-19.208502567886732,
    exact=False,
    published="-19.2085 at (+-8.05502, +-9.66459)",
    hard="Four equal legs stand in the corners, behind rows of shallower hollows with creases.",
    source=MISHRA,
)
def holder_table(x: Sequence[Expr]) -> Expr:
    """Return -|sin x cos y exp|1 - r / pi||, r the distance from 0."""
    bend = exp(absolute(1.0 - sqrt(square(x[0]) + square(x[1])) / math.pi))
    return -absolute(sin(x[0]) * cos(x[1]) * bend)


@classic(
    title="Levy's function",
    dims=ANY,
    box=cube(-10.0, 10.0),
    minima=all_at(1.0),
    published="0 at (1, ..., 1)",
    hard="Waves along every axis make long parallel valleys, each with minima of its own.",
    source=Source(
        "Levy, A. V. and Montalvo, A.",
        1985,
        "The tunneling algorithm for the global minimization of functions",
        "SIAM Journal on Scientific and Statistical Computing 6(1), 15-29",
    ),
)
def levy(x: Sequence[Expr]) -> Expr:
    """Return sin^2(pi w_1) + sum (w_i - 1)^2 (1 + 10 sin^2(pi w_i + 1)) + the last one's part.

    Here w = 1 + (x - 1) / 4, and the last one's part is (w_d - 1)^2 (1 + sin^2(2 pi w_d)).
    """
    w = [0.75 + 0.25 * xi for xi in x]
    inner = (square(v - 1.0) * (1.0 + 10.0 * square(sin(math.pi * v + 1.0))) for v in w[:-1])
    last = square(w[-1] - 1.0) * (1.0 + square(sin(2.0 * math.pi * w[-1])))
    return square(sin(math.pi * w[0])) + total(inner) + last


@classic(
    title="Rastrigin's function",
    dims=ANY,
    box=cube(-5.12, 5.12),
    minima=all_at(0.0),
    published="0 at (0, ..., 0)",
    hard="An egg box laid over a bowl: eleven hollows along every axis, eleven to the power d.",
    source=Source("Rastrigin, L. A.", 1974, "Systems of Extremal Control", "Nauka, Moscow"),
)
def rastrigin(x: Sequence[Expr]) -> Expr:
    """Return the sum of x^2 + 10 (1 - cos 2 pi x)."""
    return total(square(xi) + (10.0 - 10.0 * cos(2.0 * math.pi * xi)) for xi in x)


_SCHWEFEL = 418.9828872724337


@classic(
    title="Schwefel's function",
    dims=ANY,
    box=cube(-500.0, 500.0),
    minima=all_at(420.96874635998205),
    exact=False,
    published="0 at (420.9687, ..., 420.9687), with the constant 418.9829 for each dimension; "
    "ours is 418.9828872724337, so that the least value is zero to rounding",
    hard="The next deepest valleys lie far across the map from the deepest one.",
    source=Source(
        "Schwefel, H.-P.", 1981, "Numerical Optimization of Computer Models", "John Wiley and Sons"
    ),
)
def schwefel(x: Sequence[Expr]) -> Expr:
    """Return the sum of 418.98... - x sin sqrt|x|."""
    return total(_SCHWEFEL - xi * sin(sqrt(absolute(xi))) for xi in x)


_SHUBERT_LOW = (-7.708313735499347, -1.425128428319761, 4.858056878859825)
_SHUBERT_HIGH = (-7.0835064076515595, -0.8003211004719731, 5.482864206707613)
_SHUBERT_LEAST = -12.870885497725684
_SHUBERT_MOST = 14.508007927195033


def _shubert_minima(dims: int) -> Iterator[Point]:
    """Yield the points with one coordinate where its factor is least and the rest where most.

    The factors' greatest value exceeds their least one in size, so that no other odd number
    of negative factors goes deeper.
    """
    for low in range(dims):
        yield from all_pairs(*(_SHUBERT_LOW if i == low else _SHUBERT_HIGH for i in range(dims)))


@classic(
    title="Shubert's function",
    dims=Dims(1, 4),
    box=cube(-10.0, 10.0),
    minima=lambda dims: list(_shubert_minima(dims)),
    least=lambda dims: _SHUBERT_LEAST * _SHUBERT_MOST ** (dims - 1),
    exact=False,
    published="-186.7309 in 2-D, at 18 places",
    hard="In 2-D some 760 local minima, and the 18 deepest lie in pairs all over the map.",
    source=Source(
        "Shubert, B. O.",
        1972,
        "A sequential method seeking the global maximum of a function",
        "SIAM Journal on Numerical Analysis 9(3), 379-388",
    ),
)
def shubert(x: Sequence[Expr]) -> Expr:
    """Return the product over the axes of sum over j = 1..5 of j cos((j + 1) x + j)."""
    return product(
        total(float(j) * cos((j + 1.0) * xi + float(j)) for j in range(1, 6)) for xi in x
    )
