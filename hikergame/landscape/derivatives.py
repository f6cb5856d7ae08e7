"""Derivatives: for each operation, the share of its adjoint that each argument receives.

A rule is called as `rule(graph, adjoint, node, *args)` and returns the node
`adjoint * d node / d arg`. Kinks follow the conventions in `graph`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from hikergame.landscape.graph import Graph

Rule: TypeAlias = "Callable[..., int]"

TINY = float(np.finfo(np.float64).tiny)
"""The smallest normal number: what a positive quantity is kept above to divide by it."""


def _inverse_or_zero(g: Graph, a: int) -> int:
    """Return 1/a for a > 0 and 0 for a = 0."""
    floor = g.node("maximum", a, g.constant(TINY))
    return g.node("div", g.node("sign", a), floor)


def _of_add(_g: Graph, adjoint: int, _node: int, _a: int, _b: int) -> int:
    return adjoint


def _of_sub_second(g: Graph, adjoint: int, _node: int, _a: int, _b: int) -> int:
    return g.node("neg", adjoint)


def _of_mul_first(g: Graph, adjoint: int, _node: int, _a: int, b: int) -> int:
    return g.node("mul", adjoint, b)


def _of_mul_second(g: Graph, adjoint: int, _node: int, a: int, _b: int) -> int:
    return g.node("mul", adjoint, a)


def _of_div_first(g: Graph, adjoint: int, _node: int, _a: int, b: int) -> int:
    return g.node("div", adjoint, b)


def _of_div_second(g: Graph, adjoint: int, node: int, _a: int, b: int) -> int:
    return g.node("mul", g.node("neg", g.node("div", adjoint, b)), node)


def _of_base(g: Graph, adjoint: int, node: int, base: int, power: int) -> int:
    c = g.value_of(power)
    if c is not None and (c >= 1.0 or c.is_integer()):
        slope = g.node("mul", power, g.node("pow", base, g.constant(c - 1.0)))
    else:
        slope = g.node("mul", g.node("mul", power, node), _inverse_or_zero(g, base))
    return g.node("mul", adjoint, slope)


def _of_power(g: Graph, adjoint: int, node: int, base: int, _power: int) -> int:
    floor = g.node("maximum", base, g.constant(TINY))
    return g.node("mul", adjoint, g.node("mul", node, g.node("log", floor)))


def _of_atan2_first(g: Graph, adjoint: int, _node: int, a: int, b: int) -> int:
    return g.node("mul", g.node("mul", adjoint, b), _over_radius_squared(g, a, b))


def _of_atan2_second(g: Graph, adjoint: int, _node: int, a: int, b: int) -> int:
    turned = g.node("mul", g.node("neg", adjoint), a)
    return g.node("mul", turned, _over_radius_squared(g, a, b))


def _over_radius_squared(g: Graph, a: int, b: int) -> int:
    return _inverse_or_zero(g, g.node("add", g.node("square", a), g.node("square", b)))


def _share_of_tie(g: Graph, above: int, below: int) -> int:
    """Return 1 where `above` > `below`, 0 where it is less, 1/2 at a tie."""
    side = g.node("sign", g.node("sub", above, below))
    half = g.constant(0.5)
    return g.node("add", half, g.node("mul", half, side))


def _of_minimum_first(g: Graph, adjoint: int, _node: int, a: int, b: int) -> int:
    return g.node("mul", adjoint, _share_of_tie(g, b, a))


def _of_minimum_second(g: Graph, adjoint: int, _node: int, a: int, b: int) -> int:
    return g.node("mul", adjoint, _share_of_tie(g, a, b))


def _of_neg(g: Graph, adjoint: int, _node: int, _a: int) -> int:
    return g.node("neg", adjoint)


def _of_square(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("mul", g.node("mul", g.constant(2.0), adjoint), a)


def _of_sqrt(g: Graph, adjoint: int, node: int, _a: int) -> int:
    half = g.node("mul", g.constant(0.5), adjoint)
    return g.node("mul", half, _inverse_or_zero(g, node))


def _of_exp(g: Graph, adjoint: int, node: int, _a: int) -> int:
    return g.node("mul", adjoint, node)


def _of_log(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("div", adjoint, a)


def _of_sin(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("mul", adjoint, g.node("cos", a))


def _of_cos(g: Graph, adjoint: int, _node: int, a: int) -> int:
    # Negated first: a constant in the adjoint takes the sign up at no cost.
    return g.node("mul", g.node("neg", adjoint), g.node("sin", a))


def _of_tan(g: Graph, adjoint: int, node: int, _a: int) -> int:
    return g.node("mul", adjoint, g.node("add", g.constant(1.0), g.node("square", node)))


def _of_asin(g: Graph, adjoint: int, _node: int, a: int) -> int:
    leg = g.node("sqrt", g.node("sub", g.constant(1.0), g.node("square", a)))
    return g.node("mul", adjoint, _inverse_or_zero(g, leg))


def _of_acos(g: Graph, adjoint: int, node: int, a: int) -> int:
    return g.node("neg", _of_asin(g, adjoint, node, a))


def _of_atan(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("div", adjoint, g.node("add", g.constant(1.0), g.node("square", a)))


def _of_sinh(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("mul", adjoint, g.node("cosh", a))


def _of_cosh(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("mul", adjoint, g.node("sinh", a))


def _of_tanh(g: Graph, adjoint: int, node: int, _a: int) -> int:
    return g.node("mul", adjoint, g.node("sub", g.constant(1.0), g.node("square", node)))


def _of_absolute(g: Graph, adjoint: int, _node: int, a: int) -> int:
    return g.node("mul", adjoint, g.node("sign", a))


def _of_sign(g: Graph, _adjoint: int, _node: int, _a: int) -> int:
    return g.constant(0.0)


DERIVATIVES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "add": (_of_add, _of_add),
        "sub": (_of_add, _of_sub_second),
        "mul": (_of_mul_first, _of_mul_second),
        "div": (_of_div_first, _of_div_second),
        "pow": (_of_base, _of_power),
        "atan2": (_of_atan2_first, _of_atan2_second),
        "minimum": (_of_minimum_first, _of_minimum_second),
        # The larger one's share is the smaller one's with the arguments changed over.
        "maximum": (_of_minimum_second, _of_minimum_first),
        "neg": (_of_neg,),
        "square": (_of_square,),
        "sqrt": (_of_sqrt,),
        "exp": (_of_exp,),
        "log": (_of_log,),
        "sin": (_of_sin,),
        "cos": (_of_cos,),
        "tan": (_of_tan,),
        "asin": (_of_asin,),
        "acos": (_of_acos,),
        "atan": (_of_atan,),
        "sinh": (_of_sinh,),
        "cosh": (_of_cosh,),
        "tanh": (_of_tanh,),
        "absolute": (_of_absolute,),
        "sign": (_of_sign,),
    }
)
"""For each operation, one rule for each of its arguments."""
