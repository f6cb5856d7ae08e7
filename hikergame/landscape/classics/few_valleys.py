"""Classics of polynomials and a little more, with one valley or a few."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hikergame.landscape.classics.classic import all_at, box, classic, cube, places
from hikergame.landscape.classics.dims import ANY, TWO
from hikergame.landscape.classics.sources import DIXON_SZEGO, JAMIL_YANG, Source
from hikergame.landscape.expression import Expr, cos, sin, square, total


@classic(
    title="Beale's function",
    dims=TWO,
    box=cube(-4.5, 4.5),
    minima=places((3.0, 0.5)),
    published="0 at (3, 0.5)",
    hard="A nearly level plain with one narrow, curved valley, and walls that soar at the corners.",
    source=Source(
        "Beale, E. M. L.",
        1958,
        "On an iterative method for finding a local minimum of a function of more than one "
        "variable",
        "Technical Report 25, Statistical Techniques Research Group, Princeton University",
    ),
)
def beale(x: Sequence[Expr]) -> Expr:
    """Return the sum over i = 1..3 of (c_i - x (1 - y^i))^2, c = 1.5, 2.25, 2.625."""
    aims = (1.5, 2.25, 2.625)
    return total(square(c - x[0] * (1.0 - x[1] ** i)) for i, c in enumerate(aims, 1))


@classic(
    title="Bohachevsky's function N. 1",
    dims=TWO,
    box=cube(-100.0, 100.0),
    minima=all_at(0.0),
    published="0 at (0, 0)",
    hard="From afar a plain bowl; near the bottom, ripples hold up a walker of small steps.",
    source=Source(
        "Bohachevsky, I. O., Johnson, M. E. and Stein, M. L.",
        1986,
        "Generalized simulated annealing for function optimization",
        "Technometrics 28(3), 209-217",
    ),
)
def bohachevsky(x: Sequence[Expr]) -> Expr:
    """Return x^2 + 2 y^2 - 0.3 cos 3 pi x - 0.4 cos 4 pi y + 0.7."""
    along = square(x[0]) + 0.3 * (1.0 - cos(3.0 * math.pi * x[0]))
    return along + 2.0 * square(x[1]) + 0.4 * (1.0 - cos(4.0 * math.pi * x[1]))


@classic(
    title="Booth's function",
    dims=TWO,
    box=cube(-10.0, 10.0),
    minima=places((1.0, 3.0)),
    published="0 at (1, 3)",
    hard="Hardly anything: one slanting oval bowl, nine times as curved across as along.",
    source=JAMIL_YANG,
)
def booth(x: Sequence[Expr]) -> Expr:
    """Return (x + 2 y - 7)^2 + (2 x + y - 5)^2."""
    return square(x[0] + 2.0 * x[1] - 7.0) + square(2.0 * x[0] + x[1] - 5.0)


@classic(
    title="Branin's function",
    dims=TWO,
    box=box((-5.0, 0.0), (10.0, 15.0)),
    minima=places((-math.pi, 12.275), (math.pi, 2.275), (3.0 * math.pi, 2.475)),
    least=10.0 / (8.0 * math.pi),
    published="0.397887 at (-pi, 12.275), (pi, 2.275) and (9.42478, 2.475)",
    hard="Three valleys of exactly the same depth along one curved trough.",
    source=Source(
        "Branin, F. H.",
        1972,
        "Widely convergent method for finding multiple solutions of simultaneous nonlinear "
        "equations",
        "IBM Journal of Research and Development 16(5), 504-522",
    ),
)
def branin(x: Sequence[Expr]) -> Expr:
    """Return (y - b x^2 + c x - 6)^2 + 10 (1 - t) cos x + 10.

    The constants are b = 5.1 / (4 pi^2), c = 5 / pi and t = 1 / (8 pi).
    """
    b, c, t = 5.1 / (4.0 * math.pi**2), 5.0 / math.pi, 1.0 / (8.0 * math.pi)
    trough = square(x[1] - b * square(x[0]) + c * x[0] - 6.0)
    return trough + (10.0 * (1.0 - t)) * cos(x[0]) + 10.0


@classic(
    title="Goldstein and Price's function",
    dims=TWO,
    box=cube(-2.0, 2.0),
    minima=places((0.0, -1.0)),
    least=3.0,
    published="3 at (0, -1)",
    hard="Heights from three to a million: the slope says next to nothing about how far to go.",
    source=Source(
        "Goldstein, A. A. and Price, J. F.",
        1971,
        "On descent from local minima",
        "Mathematics of Computation 25(115), 569-574",
    ),
)
def goldstein_price(x: Sequence[Expr]) -> Expr:
    """Return the product of two polynomials of degree four."""
    a, b = x[0], x[1]
    aa, ab, bb = square(a), a * b, square(b)
    first = 19.0 - 14.0 * a + 3.0 * aa - 14.0 * b + 6.0 * ab + 3.0 * bb
    second = 18.0 - 32.0 * a + 12.0 * aa + 48.0 * b - 36.0 * ab + 27.0 * bb
    return (1.0 + square(a + b + 1.0) * first) * (30.0 + square(2.0 * a - 3.0 * b) * second)


@classic(
    title="Himmelblau's function",
    dims=TWO,
    box=cube(-5.0, 5.0),
    minima=places(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    ),
    exact=False,
    published="0 at (3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186) and "
    "(3.584428, -1.848126)",
    hard="Four valleys of exactly the same depth; which one is found hangs on the start.",
    source=Source("Himmelblau, D. M.", 1972, "Applied Nonlinear Programming", "McGraw-Hill"),
)
def himmelblau(x: Sequence[Expr]) -> Expr:
    """Return (x^2 + y - 11)^2 + (x + y^2 - 7)^2."""
    return square(square(x[0]) + x[1] - 11.0) + square(x[0] + square(x[1]) - 7.0)


@classic(
    title="Matyas's function",
    dims=TWO,
    box=cube(-10.0, 10.0),
    minima=all_at(0.0),
    published="0 at (0, 0)",
    hard="A shallow oval bowl, twenty-five times as curved across as along: it invites zigzag.",
    source=JAMIL_YANG,
)
def matyas(x: Sequence[Expr]) -> Expr:
    """Return 0.26 (x^2 + y^2) - 0.48 x y."""
    return 0.26 * (square(x[0]) + square(x[1])) - 0.48 * (x[0] * x[1])


@classic(
    title="McCormick's function",
    dims=TWO,
    box=box((-1.5, -3.0), (4.0, 4.0)),
    minima=places((0.5 - math.pi / 3.0, -0.5 - math.pi / 3.0)),
    least=-math.sqrt(3.0) / 2.0 - math.pi / 3.0,
    published="-1.9133 at (-0.54719, -1.54719); the least value is -1.91322",
    hard="A smooth trough that waves, with a second, shallower valley near its upper end.",
    source=JAMIL_YANG,
)
def mccormick(x: Sequence[Expr]) -> Expr:
    """Return sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1."""
    return sin(x[0] + x[1]) + square(x[0] - x[1]) - 1.5 * x[0] + 2.5 * x[1] + 1.0


_CAMEL = (0.08984201310031806, -0.7126564030207396)


@classic(
    title="Six-hump camel function",
    dims=TWO,
    box=box((-3.0, -2.0), (3.0, 2.0)),
    minima=places(_CAMEL, (-_CAMEL[0], -_CAMEL[1])),
    least=-1.0316284534898774,
    exact=False,
    published="-1.0316 at (0.0898, -0.7126) and (-0.0898, 0.7126)",
    hard="Six valleys between steep walls, two of them deepest, and little to tell them apart.",
    source=DIXON_SZEGO,
)
def six_hump_camel(x: Sequence[Expr]) -> Expr:
    """Return (4 - 2.1 x^2 + x^4 / 3) x^2 + x y + (4 y^2 - 4) y^2."""
    a, b = square(x[0]), square(x[1])
    return (4.0 - 2.1 * a + square(a) / 3.0) * a + x[0] * x[1] + (4.0 * b - 4.0) * b


@classic(
    title="Sphere function",
    dims=ANY,
    box=cube(-5.12, 5.12),
    minima=all_at(0.0),
    published="0 at (0, ..., 0)",
    hard="Nothing: what fails here fails everywhere.",
    source=Source(
        "De Jong, K. A.",
        1975,
        "An Analysis of the Behavior of a Class of Genetic Adaptive Systems",
        "PhD thesis, University of Michigan",
    ),
)
def sphere(x: Sequence[Expr]) -> Expr:
    """Return the sum of x^2."""
    return total(map(square, x))


_STYBLINSKI = -2.903534027771177


@classic(
    title="Styblinski and Tang's function",
    dims=ANY,
    box=cube(-5.0, 5.0),
    minima=all_at(_STYBLINSKI),
    least=lambda dims: -39.16616570377142 * dims,
    exact=False,
    published="-78.332 in 2-D at (-2.903534, -2.903534)",
    hard="A better and a worse valley along every axis: of 2 to the power d, one is deepest.",
    source=Source(
        "Styblinski, M. A. and Tang, T.-S.",
        1990,
        "Experiments in nonconvex optimization: stochastic approximation with function smoothing "
        "and simulated annealing",
        "Neural Networks 3(4), 467-483",
    ),
)
def styblinski_tang(x: Sequence[Expr]) -> Expr:
    """Return half the sum of x^4 - 16 x^2 + 5 x."""
    return 0.5 * total(square(square(xi)) - 16.0 * square(xi) + 5.0 * xi for xi in x)


@classic(
    title="Three-hump camel function",
    dims=TWO,
    box=cube(-5.0, 5.0),
    minima=all_at(0.0),
    published="0 at (0, 0)",
    hard="Three valleys in a row on a nearly level floor, and only the middle one is deepest.",
    source=JAMIL_YANG,
)
def three_hump_camel(x: Sequence[Expr]) -> Expr:
    """Return 2 x^2 - 1.05 x^4 + x^6 / 6 + x y + y^2."""
    a = square(x[0])
    return (2.0 - 1.05 * a + square(a) / 6.0) * a + x[0] * x[1] + square(x[1])
