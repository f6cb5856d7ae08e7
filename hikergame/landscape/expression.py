"""Expressions: functions of the coordinates, as immutable nodes.

An `Expr` says what to compute and nothing about how: `graph` numbers and
differentiates it, `tape` runs it on arrays, `intervals` encloses it. Terms, classic
functions and formulas all become expressions, so that one path gives the value,
the exact gradient and the proven bounds of any ground.

Coordinates count from zero. Nodes may be shared; sharing costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

Number: TypeAlias = "Expr | float | int"


@dataclass(frozen=True, eq=False, slots=True)
class Expr:
    """One operation on other expressions.

    `op` is a name from `graph.OPERATIONS`, `"coordinate"` or `"constant"`; `number` is
    the coordinate's index or the constant's value, and zero elsewhere.
    """

    op: str
    args: tuple[Expr, ...] = ()
    number: float = 0.0

    def __add__(self, other: Number) -> Expr:
        return Expr("add", (self, lift(other)))

    def __radd__(self, other: Number) -> Expr:
        return Expr("add", (lift(other), self))

    def __sub__(self, other: Number) -> Expr:
        return Expr("sub", (self, lift(other)))

    def __rsub__(self, other: Number) -> Expr:
        return Expr("sub", (lift(other), self))

    def __mul__(self, other: Number) -> Expr:
        return Expr("mul", (self, lift(other)))

    def __rmul__(self, other: Number) -> Expr:
        return Expr("mul", (lift(other), self))

    def __truediv__(self, other: Number) -> Expr:
        return Expr("div", (self, lift(other)))

    def __rtruediv__(self, other: Number) -> Expr:
        return Expr("div", (lift(other), self))

    def __pow__(self, other: Number) -> Expr:
        return Expr("pow", (self, lift(other)))

    def __rpow__(self, other: Number) -> Expr:
        return Expr("pow", (lift(other), self))

    def __neg__(self) -> Expr:
        return Expr("neg", (self,))


def constant(value: float) -> Expr:
    """Return the function that is `value` everywhere; raise ValueError unless it is finite."""
    if not math.isfinite(value):
        raise ValueError(f"a constant must be finite, not {value!r}")
    return Expr("constant", (), float(value))


def coordinate(index: int) -> Expr:
    """Return the function that is the coordinate number `index`, counted from zero."""
    if index < 0:
        raise ValueError(f"a coordinate's index must not be negative, not {index!r}")
    return Expr("coordinate", (), float(index))


def lift(value: Number) -> Expr:
    """Return `value` as an expression: expressions as they are, numbers as constants."""
    return value if isinstance(value, Expr) else constant(value)


def total(terms: Iterable[Number]) -> Expr:
    """Return the sum of `terms`; zero when there are none."""
    lifted = [lift(term) for term in terms]
    return reduce(lambda a, b: a + b, lifted) if lifted else constant(0.0)


def product(factors: Iterable[Number]) -> Expr:
    """Return the product of `factors`; one when there are none."""
    lifted = [lift(factor) for factor in factors]
    return reduce(lambda a, b: a * b, lifted) if lifted else constant(1.0)


def square(a: Number) -> Expr:
    """Return the square of `a`."""
    return Expr("square", (lift(a),))


def sqrt(a: Number) -> Expr:
    """Return the square root of `a`."""
    return Expr("sqrt", (lift(a),))


def exp(a: Number) -> Expr:
    """Return e to the power `a`."""
    return Expr("exp", (lift(a),))


def log(a: Number) -> Expr:
    """Return the natural logarithm of `a`."""
    return Expr("log", (lift(a),))


def sin(a: Number) -> Expr:
    """Return the sine of `a` radians."""
    return Expr("sin", (lift(a),))


def cos(a: Number) -> Expr:
    """Return the cosine of `a` radians."""
    return Expr("cos", (lift(a),))


def tan(a: Number) -> Expr:
    """Return the tangent of `a` radians."""
    return Expr("tan", (lift(a),))


def asin(a: Number) -> Expr:
    """Return the arc sine of `a`, radians."""
    return Expr("asin", (lift(a),))


def acos(a: Number) -> Expr:
    """Return the arc cosine of `a`, radians."""
    return Expr("acos", (lift(a),))


def atan(a: Number) -> Expr:
    """Return the arc tangent of `a`, radians."""
    return Expr("atan", (lift(a),))


def sinh(a: Number) -> Expr:
    """Return the hyperbolic sine of `a`."""
    return Expr("sinh", (lift(a),))


def cosh(a: Number) -> Expr:
    """Return the hyperbolic cosine of `a`."""
    return Expr("cosh", (lift(a),))


def tanh(a: Number) -> Expr:
    """Return the hyperbolic tangent of `a`."""
    return Expr("tanh", (lift(a),))


def absolute(a: Number) -> Expr:
    """Return the absolute value of `a`."""
    return Expr("absolute", (lift(a),))


def sign(a: Number) -> Expr:
    """Return -1, 0 or 1, the sign of `a`."""
    return Expr("sign", (lift(a),))


def minimum(a: Number, b: Number) -> Expr:
    """Return the smaller of `a` and `b`."""
    return Expr("minimum", (lift(a), lift(b)))


def maximum(a: Number, b: Number) -> Expr:
    """Return the larger of `a` and `b`."""
    return Expr("maximum", (lift(a), lift(b)))


def atan2(a: Number, b: Number) -> Expr:
    """Return the angle of the point (b, a) from the first axis, radians."""
    return Expr("atan2", (lift(a), lift(b)))


def substitute(expr: Expr, values: Sequence[Expr]) -> Expr:
    """Return `expr` with `values[i]` in the place of each coordinate number i.

    Raises IndexError for a coordinate that has no value. Chains of any length are walked
    without recursion; what is shared stays shared.
    """
    done: dict[int, Expr] = {}
    stack = [expr]
    while stack:
        node = stack[-1]
        missing = [arg for arg in node.args if id(arg) not in done]
        if missing:
            stack.extend(missing)
            continue
        stack.pop()
        if node.op == "coordinate":
            done[id(node)] = values[int(node.number)]
        elif node.args:
            done[id(node)] = Expr(node.op, tuple(done[id(arg)] for arg in node.args), node.number)
        else:
            done[id(node)] = node
    return done[id(expr)]
