"""The enclosure of each operation: intervals in, an interval out, rounded outward.

An interval is an array (2, n) of two upper bounds: of what is enclosed turned over, and of
what is enclosed; in other words the lowest value, negated, and the highest. So both ends are
rounded up, in one go, and turning an interval over swaps them. A constant is (2, 1). None is
ever NaN. What an operation returns may share memory with what it was given: nothing writes
into an interval that has been handed out.

An operation that has no value anywhere on its intervals returns the whole line; where it
has a value on a part of them only, it encloses the values on that part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray

Interval: TypeAlias = FloatArray
"""(2, n): the lowest values negated, and the highest values."""
Mask: TypeAlias = NDArray[np.bool_]

_INF = np.inf
# As arrays: numpy takes half as long over them as over Python's numbers.
_INFINITY, _NOTHING = np.array(_INF), np.array(0.0)
_LOWEST = np.array(np.finfo(np.float64).min)
_NEXT = np.array(2.0**-53 * (1.0 + 2.0**-52))
"""Times a number, this rounds to the distance to its neighbours: adding it gives the next
(Rump, Zimmermann, Boldo and Melquiond, BIT Numerical Mathematics 49, 2009, algorithm 1)."""
_LEAST = np.array(2.0**-1074)
_LOOSE = np.array(2.0**-48)
"""Sixteen units in the last place: four times what numpy's functions may err."""
_SMALLEST = np.array(2.0**-1060)
_TURN = 2.0 * np.pi
_FAR = 1e7
"""Angles beyond this one are not reduced: their sine may be anything."""
_ANGLE_SLACK = 1e-8
"""In turns; far above the rounding of an angle below `_FAR`."""


def interval(low: FloatArray, high: FloatArray) -> Interval:
    """Return the interval from `low` (n,) to `high` (n,)."""
    ends = np.empty((2, *np.shape(high)))
    np.negative(low, out=ends[0])
    ends[1] = high
    return ends


def _low(a: Interval) -> FloatArray:
    low: FloatArray = -a[0]
    return low


def _raised(ends: FloatArray, share: FloatArray, least: FloatArray) -> Interval:
    """Raise upper bounds, in place, by a share of their size and by the least there is.

    What overflowed downward comes back to the numbers; NaN becomes infinity.
    """
    np.maximum(ends, _LOWEST, out=ends)
    more = np.abs(ends)
    np.multiply(more, share, more)
    np.add(more, least, more)
    np.add(ends, more, ends)
    np.fmin(ends, _INFINITY, out=ends)
    return ends


def _up(ends: FloatArray) -> Interval:
    """Round upper bounds, in place, up to the next number, which exact arithmetic needs."""
    return _raised(ends, _NEXT, _LEAST)


def _loosened(ends: FloatArray) -> Interval:
    """Widen an interval, in place, by what numpy's functions may err."""
    return _raised(ends, _LOOSE, _SMALLEST)


def _whole_where(mask: Mask, ends: Interval) -> Interval:
    """Let an interval, in place, be the whole line at some of its places (n,)."""
    np.copyto(ends, _INF, where=mask)
    return ends


def _without_nan(products: FloatArray) -> FloatArray:
    """Let nothing times the unbounded, in place, be nothing."""
    np.copyto(products, _NOTHING, where=np.isnan(products))
    return products


def _extremes(corners: list[FloatArray]) -> Interval:
    """Return the interval that four values (n,) span."""
    low = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    high = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
    return interval(low, high)


def _is_number(a: Interval) -> bool:
    """Tell whether an interval is one number alone."""
    return a.shape[1] == 1 and bool(a[0, 0] == -a[1, 0])


def _add(a: Interval, b: Interval) -> Interval:
    return _up(a + b)


def _sub(a: Interval, b: Interval) -> Interval:
    return _up(a + b[::-1])


def _mul(a: Interval, b: Interval) -> Interval:
    if _is_number(a):  # graphs have constants on the left
        over = bool(a[1, 0] < 0.0)
        return _up(_without_nan((a[:1] if over else a[1:]) * (b[::-1] if over else b)))
    products = np.empty((2, 2, max(a.shape[1], b.shape[1])))
    np.multiply(a, b[::-1], out=products[0])
    np.multiply(a, b, out=products[1])
    _without_nan(products)
    # Of ends with unlike signs, one is negated: their products are, too.
    least = np.minimum(products[:, 0], products[:, 1])
    most = np.maximum(products[:, 0], products[:, 1])
    return _up(np.maximum(most, np.negative(least[::-1]), out=most))


def _reciprocal(b: Interval) -> Interval:
    low, high = _low(b), b[1]
    straddles = (low < 0.0) & (high > 0.0) | (low == 0.0) & (high == 0.0)
    ends = _up(interval(1.0 / high, 1.0 / low))
    # At a zero end point the sign of zero must not decide.
    ends[0][high == 0.0] = _INF
    ends[1][low == 0.0] = _INF
    return _whole_where(straddles, ends)


def _div(a: Interval, b: Interval) -> Interval:
    return _mul(a, _reciprocal(b))


def _neg(a: Interval) -> Interval:
    return a[::-1]


def _absolute(a: Interval) -> Interval:
    ends = np.empty_like(a)
    # The nearest to zero, negated: neither end lies beyond zero, or one does.
    np.minimum(np.minimum(a[0], a[1], out=ends[0]), _NOTHING, out=ends[0])
    np.maximum(a[0], a[1], out=ends[1])
    return ends


def _square(a: Interval) -> Interval:
    ends = _absolute(a)
    return _not_negative(_up(np.multiply(ends, np.abs(ends), ends)))


def _not_negative(ends: Interval) -> Interval:
    """Let an interval, in place, begin at zero or above."""
    np.minimum(ends[0], _NOTHING, out=ends[0])
    return ends


def _sqrt(a: Interval) -> Interval:
    roots = interval(np.sqrt(np.maximum(_low(a), 0.0)), np.sqrt(a[1]))
    return _whole_where(a[1] < 0.0, _not_negative(_up(roots)))


def _rising(function: np.ufunc, a: Interval) -> Interval:
    """Enclose a function that never falls."""
    ends = np.negative(a)
    function(ends[0], ends[0])
    np.negative(ends[0], ends[0])
    function(a[1], ends[1])
    return _loosened(ends)


def _exp(a: Interval) -> Interval:
    return _not_negative(_rising(np.exp, a))


def _log(a: Interval) -> Interval:
    logs = interval(np.log(np.maximum(_low(a), 0.0)), np.log(np.maximum(a[1], 0.0)))
    return _whole_where(a[1] <= 0.0, _loosened(logs))


def _meets(a: Interval, phase: float, period: float) -> Mask:
    """Say whether `phase` plus a whole number of periods may lie in the interval."""
    first = np.ceil((_low(a) - phase) / period - _ANGLE_SLACK)
    last = np.floor((a[1] - phase) / period + _ANGLE_SLACK)
    far = np.max(np.abs(a), axis=0) > _FAR
    met: Mask = far | (first <= last)
    return met


def _wave(function: np.ufunc, a: Interval, crest: float) -> Interval:
    """Enclose a sine whose first crest lies at `crest`."""
    one, other = function(_low(a)), function(a[1])
    ends = _loosened(interval(np.minimum(one, other), np.maximum(one, other)))
    np.minimum(ends, 1.0, out=ends)
    ends[0][_meets(a, crest + np.pi, _TURN)] = 1.0
    ends[1][_meets(a, crest, _TURN)] = 1.0
    return ends


def _sin(a: Interval) -> Interval:
    return _wave(np.sin, a, 0.5 * np.pi)


def _cos(a: Interval) -> Interval:
    return _wave(np.cos, a, 0.0)


def _tan(a: Interval) -> Interval:
    return _whole_where(_meets(a, 0.5 * np.pi, np.pi), _rising(np.tan, a))


def _in_unit(a: Interval) -> tuple[Mask, Interval]:
    """Return where the interval lies outside of [-1, 1], and what of it lies within."""
    outside: Mask = np.min(a, axis=0) < -1.0
    return outside, np.clip(a, -1.0, 1.0)


def _asin(a: Interval) -> Interval:
    outside, inner = _in_unit(a)
    return _whole_where(outside, _rising(np.arcsin, inner))


def _acos(a: Interval) -> Interval:
    outside, inner = _in_unit(a)
    ends = interval(np.arccos(inner[1]), np.arccos(_low(inner)))
    return _whole_where(outside, _loosened(ends))


def _atan(a: Interval) -> Interval:
    return _rising(np.arctan, a)


def _sinh(a: Interval) -> Interval:
    return _rising(np.sinh, a)


def _cosh(a: Interval) -> Interval:
    ends = _rising(np.cosh, _absolute(a))
    np.minimum(ends[0], -1.0, out=ends[0])
    return ends


def _tanh(a: Interval) -> Interval:
    ends = _rising(np.tanh, a)
    return np.minimum(ends, 1.0, out=ends)


def _sign(a: Interval) -> Interval:
    return np.sign(a)


def _minimum(a: Interval, b: Interval) -> Interval:
    return interval(np.minimum(_low(a), _low(b)), np.minimum(a[1], b[1]))


def _maximum(a: Interval, b: Interval) -> Interval:
    return interval(np.maximum(_low(a), _low(b)), np.maximum(a[1], b[1]))


def _atan2(a: Interval, b: Interval) -> Interval:
    ends = _extremes([np.arctan2(y, x) for y in (_low(a), a[1]) for x in (_low(b), b[1])])
    # Off the cut along the negative axis, the angle is extreme at corners.
    clear = (b[0] < 0.0) | (a[0] < 0.0) | (a[1] < 0.0)
    np.copyto(ends, np.pi, where=~clear)
    return _loosened(ends)


def _pow(a: Interval, b: Interval) -> Interval:
    if _is_number(b):
        exponent = float(b[1, 0])
        if exponent.is_integer():
            return _whole_power(a, exponent)
        return _whole_where(a[1] < 0.0, _positive_pow(a, b))
    # A negative base has values here and there, at whole exponents.
    return _whole_where(a[0] > 0.0, _positive_pow(a, b))


def _positive_pow(a: Interval, b: Interval) -> Interval:
    """Enclose a power of what of `a` is not negative: monotone in each argument."""
    base = np.maximum(_low(a), 0.0), np.maximum(a[1], 0.0)
    corners = [np.power(x, y) for x in base for y in (_low(b), b[1])]
    return _not_negative(_loosened(_extremes(corners)))


def _whole_power(a: Interval, exponent: float) -> Interval:
    """Enclose a power with a whole, constant exponent."""
    if exponent < 0.0:
        return _reciprocal(_whole_power(a, -exponent))
    if exponent % 2.0 == 0.0:
        even = _absolute(a)
        return _not_negative(
            _loosened(interval(np.power(_low(even), exponent), np.power(even[1], exponent)))
        )
    return _loosened(interval(np.power(_low(a), exponent), np.power(a[1], exponent)))


ENCLOSURES: Mapping[str, Callable[..., Interval]] = MappingProxyType(
    {
        "add": _add,
        "sub": _sub,
        "mul": _mul,
        "div": _div,
        "pow": _pow,
        "atan2": _atan2,
        "minimum": _minimum,
        "maximum": _maximum,
        "neg": _neg,
        "square": _square,
        "sqrt": _sqrt,
        "exp": _exp,
        "log": _log,
        "sin": _sin,
        "cos": _cos,
        "tan": _tan,
        "asin": _asin,
        "acos": _acos,
        "atan": _atan,
        "sinh": _sinh,
        "cosh": _cosh,
        "tanh": _tanh,
        "absolute": _absolute,
        "sign": _sign,
    }
)
"""For each operation of `operations.OPERATIONS`, its enclosure."""
