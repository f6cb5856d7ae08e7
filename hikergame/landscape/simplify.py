"""Simplification: what an operation on given arguments equals more cheaply.

A rule is called as `rule(graph, *args)` when not all arguments are constants; it returns
the node to use instead, or None. A rule moves a finite result by rounding at most, as long
as what is computed on the way stays between 1e-200 and 1e200.

Constants travel to the left of a product (`(c a) b`, never `a (c b)`), where a gradient's
adjoints stand: `c a` is then one value that every partial derivative shares.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from hikergame.landscape.graph import Graph

Rule: TypeAlias = "Callable[..., int | None]"

LONGEST_CHAIN = 64
"""Whole powers up to this one become squares and products: at most eleven of them."""

_SMALLEST = 1e-100
_LARGEST = 1e100


def _safe(value: float) -> bool:
    """Say whether a merged constant is far from overflow and underflow."""
    return _SMALLEST < abs(value) < _LARGEST


def _scaled(g: Graph, a: int) -> tuple[float, int] | None:
    """Return (c, u) when `a` is the product of a constant c and u."""
    if g.ops[a] != "mul":
        return None
    c = g.value_of(g.args[a][0])
    return None if c is None else (c, g.args[a][1])


def _negated(g: Graph, a: int) -> int | None:
    """Return u when `a` is minus u."""
    return g.args[a][0] if g.ops[a] == "neg" else None


def _add(g: Graph, a: int, b: int) -> int | None:
    if g.value_of(b) is not None:
        a, b = b, a
    c = g.value_of(a)
    if c is not None:
        return _add_constant(g, c, b)
    if a == b:
        return g.node("mul", g.constant(2.0), a)
    for left, right in ((a, b), (b, a)):
        minus = _negated(g, right)
        if minus is not None:
            return g.node("sub", left, minus)
    first, second = _scaled(g, a), _scaled(g, b)
    if first and second and first[1] == second[1]:
        return g.node("mul", g.constant(first[0] + second[0]), first[1])
    return None


def _add_constant(g: Graph, c: float, b: int) -> int | None:
    if c == 0.0:
        return b
    minus = _negated(g, b)
    if minus is not None:
        return g.node("sub", g.constant(c), minus)
    if g.ops[b] in ("add", "sub"):
        inner = g.value_of(g.args[b][0])
        if inner is not None:
            return g.node(g.ops[b], g.constant(c + inner), g.args[b][1])
    return None


def _sub(g: Graph, a: int, b: int) -> int | None:
    if a == b:
        return g.constant(0.0)
    c = g.value_of(b)
    if c is not None:
        return g.node("add", g.constant(-c), a)
    if g.value_of(a) == 0.0:
        return g.node("neg", b)
    minus = _negated(g, b)
    return None if minus is None else g.node("add", a, minus)


def _mul(g: Graph, a: int, b: int) -> int | None:
    if g.value_of(b) is not None:
        a, b = b, a
    c = g.value_of(a)
    if c is not None:
        return _mul_constant(g, c, b)
    for left, right in ((a, b), (b, a)):
        minus = _negated(g, left)
        if minus is not None:
            return g.node("neg", g.node("mul", minus, right))
    if a == b:
        return g.node("square", a)
    scaled = _scaled(g, b)
    if scaled is None or not _safe(scaled[0]):
        return None
    left = g.node("mul", g.constant(scaled[0]), a)
    # Interned as it stands: the rule would move the constant for ever.
    return g.intern("mul", left, scaled[1]) if left != scaled[1] else g.node("square", left)


def _mul_constant(g: Graph, c: float, b: int) -> int | None:
    if c == 0.0:
        return g.constant(0.0)
    if c == 1.0:
        return b
    if c == -1.0:
        return g.node("neg", b)
    minus = _negated(g, b)
    if minus is not None:
        return g.node("mul", g.constant(-c), minus)
    op = g.ops[b]
    if op not in ("mul", "div"):
        return None
    left, right = g.args[b]
    inner = g.value_of(left)
    if inner is not None:
        merged = inner * c
        return g.node(op, g.constant(merged), right) if _safe(merged) else None
    scaled = _scaled(g, left)
    if op == "mul" and scaled and _safe(scaled[0] * c):
        return g.intern("mul", g.node("mul", g.constant(scaled[0] * c), scaled[1]), right)
    return None


def _div(g: Graph, a: int, b: int) -> int | None:
    c = g.value_of(b)
    if c == 1.0:
        return a
    if c is not None and _safe(c):
        return g.node("mul", g.constant(1.0 / c), a)
    if g.value_of(a) == 0.0:
        return a
    minus = _negated(g, a)
    if minus is not None:
        return g.node("neg", g.node("div", minus, b))
    minus = _negated(g, b)
    return None if minus is None else g.node("neg", g.node("div", a, minus))


def _pow(g: Graph, a: int, b: int) -> int | None:
    c = g.value_of(b)
    if c is None:
        return g.constant(1.0) if g.value_of(a) == 1.0 else None
    if not math.isfinite(c):
        return None
    if c == int(c) and abs(c) <= LONGEST_CHAIN:
        whole = _chain(g, a, abs(int(c)))
        return whole if c >= 0.0 else g.node("div", g.constant(1.0), whole)
    if c == 0.5:
        return g.node("sqrt", a)
    if c == -0.5:
        return g.node("div", g.constant(1.0), g.node("sqrt", a))
    if c == 1.5:
        return g.node("mul", a, g.node("sqrt", a))
    return None


def _chain(g: Graph, a: int, exponent: int) -> int:
    """Return the product of `exponent` times `a`, by repeated squaring."""
    result: int | None = None
    while exponent:
        if exponent & 1:
            result = a if result is None else g.node("mul", result, a)
        exponent >>= 1
        if exponent:
            a = g.node("square", a)
    return g.constant(1.0) if result is None else result


def _neg(g: Graph, a: int) -> int | None:
    minus = _negated(g, a)
    if minus is not None:
        return minus
    if g.ops[a] == "sub":
        return g.node("sub", g.args[a][1], g.args[a][0])
    scaled = _scaled(g, a)
    return g.node("mul", g.constant(-scaled[0]), scaled[1]) if scaled else None


def _square(g: Graph, a: int) -> int | None:
    if g.ops[a] in ("neg", "absolute"):
        return g.node("square", g.args[a][0])
    scaled = _scaled(g, a)
    if scaled and _safe(np.square(scaled[0])):
        return g.node("mul", g.constant(scaled[0] * scaled[0]), g.node("square", scaled[1]))
    return None


def _sqrt(g: Graph, a: int) -> int | None:
    return g.node("absolute", g.args[a][0]) if g.ops[a] == "square" else None


def _absolute(g: Graph, a: int) -> int | None:
    if g.ops[a] in ("absolute", "square", "sqrt", "exp", "cosh"):
        return a
    return _even("absolute")(g, a)


def _even(op: str) -> Rule:
    def rule(g: Graph, a: int) -> int | None:
        minus = _negated(g, a)
        return None if minus is None else g.node(op, minus)

    return rule


def _odd(op: str) -> Rule:
    def rule(g: Graph, a: int) -> int | None:
        minus = _negated(g, a)
        return None if minus is None else g.node("neg", g.node(op, minus))

    return rule


def _extreme(g: Graph, a: int, b: int) -> int | None:  # noqa: ARG001 (a rule's signature)
    return a if a == b else None


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "add": _add,
        "sub": _sub,
        "mul": _mul,
        "div": _div,
        "pow": _pow,
        "neg": _neg,
        "square": _square,
        "sqrt": _sqrt,
        "absolute": _absolute,
        "cos": _even("cos"),
        "cosh": _even("cosh"),
        "minimum": _extreme,
        "maximum": _extreme,
        **{op: _odd(op) for op in ("sin", "tan", "asin", "atan", "sinh", "tanh", "sign")},
    }
)
"""For each operation that has any, its rule."""
