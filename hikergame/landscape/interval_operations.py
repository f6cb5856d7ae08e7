"""The enclosure of each operation: intervals in, an interval out, rounded outward.

An interval is a pair of arrays, low and high, neither ever NaN. An operation that has no
value anywhere on its intervals returns the whole line; where it has a value on a part of
them only, it encloses the values on that part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray

Pair: TypeAlias = tuple[FloatArray, FloatArray]
"""An interval, or an array of them: lowest values, highest values."""

_INF = np.inf
_LARGEST = float(np.finfo(np.float64).max)
_LOOSE = 2.0**-48
"""Sixteen units in the last place: four times what numpy's functions may err."""
_SMALLEST = 2.0**-1060
_TURN = 2.0 * np.pi
_FAR = 1e7
"""Angles beyond this one are not reduced: their sine may be anything."""
_ANGLE_SLACK = 1e-8
"""In turns; far above the rounding of an angle below `_FAR`."""


def _down(x: FloatArray) -> FloatArray:
    """Return the next number below `x`; minus infinity for NaN."""
    below: FloatArray = np.fmax(np.nextafter(x, -_INF), -_INF)
    return below


def _up(x: FloatArray) -> FloatArray:
    above: FloatArray = np.fmin(np.nextafter(x, _INF), _INF)
    return above


def _loosened(low: FloatArray, high: FloatArray) -> Pair:
    """Return the interval widened by what numpy's functions may err."""
    low = np.minimum(low, _LARGEST)
    high = np.maximum(high, -_LARGEST)
    low = np.fmax(low - np.abs(low) * _LOOSE - _SMALLEST, -_INF)
    high = np.fmin(high + np.abs(high) * _LOOSE + _SMALLEST, _INF)
    return low, high


def _whole_where(mask: NDArray[np.bool_], pair: Pair) -> Pair:
    return np.where(mask, -_INF, pair[0]), np.where(mask, _INF, pair[1])


def _add(a: Pair, b: Pair) -> Pair:
    return _down(a[0] + b[0]), _up(a[1] + b[1])


def _sub(a: Pair, b: Pair) -> Pair:
    return _down(a[0] - b[1]), _up(a[1] - b[0])


def _times(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the product of end points, where nothing times the unbounded is nothing."""
    product = a * b
    return np.where(np.isnan(product), 0.0, product)


def _mul(a: Pair, b: Pair) -> Pair:
    if a[0].ndim == 0 and a[0] == a[1]:  # a constant: graphs have them on the left
        low, high = b if a[0] >= 0.0 else (b[1], b[0])
        return _down(_times(a[0], low)), _up(_times(a[0], high))
    corners = [_times(x, y) for x in a for y in b]
    low = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    high = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
    return _down(low), _up(high)


def _reciprocal(b: Pair) -> Pair:
    low, high = b
    straddles = (low < 0.0) & (high > 0.0) | (low == 0.0) & (high == 0.0)
    # At a zero end point the sign of zero must not decide.
    bottom = np.where(high == 0.0, -_INF, _down(1.0 / high))
    top = np.where(low == 0.0, _INF, _up(1.0 / low))
    return _whole_where(straddles, (bottom, top))


def _div(a: Pair, b: Pair) -> Pair:
    return _mul(a, _reciprocal(b))


def _neg(a: Pair) -> Pair:
    return -a[1], -a[0]


def _absolute(a: Pair) -> Pair:
    low, high = np.abs(a[0]), np.abs(a[1])
    inside = (a[0] <= 0.0) & (a[1] >= 0.0)
    return np.where(inside, 0.0, np.minimum(low, high)), np.maximum(low, high)


def _square(a: Pair) -> Pair:
    low, high = _absolute(a)
    return np.maximum(_down(np.square(low)), 0.0), _up(np.square(high))


def _sqrt(a: Pair) -> Pair:
    low = np.maximum(_down(np.sqrt(np.maximum(a[0], 0.0))), 0.0)
    return _whole_where(a[1] < 0.0, (low, _up(np.sqrt(a[1]))))


def _exp(a: Pair) -> Pair:
    low, high = _loosened(np.exp(a[0]), np.exp(a[1]))
    return np.maximum(low, 0.0), high


def _log(a: Pair) -> Pair:
    pair = _loosened(np.log(np.maximum(a[0], 0.0)), np.log(np.maximum(a[1], 0.0)))
    return _whole_where(a[1] <= 0.0, pair)


def _meets(a: Pair, phase: float, period: float) -> NDArray[np.bool_]:
    """Say whether `phase` plus a whole number of periods may lie in the interval."""
    first = np.ceil((a[0] - phase) / period - _ANGLE_SLACK)
    last = np.floor((a[1] - phase) / period + _ANGLE_SLACK)
    far = np.maximum(np.abs(a[0]), np.abs(a[1])) > _FAR
    met: NDArray[np.bool_] = far | (first <= last)
    return met


def _wave(function: Callable[[FloatArray], FloatArray], a: Pair, crest: float) -> Pair:
    """Enclose a sine whose first crest lies at `crest`."""
    ends = function(a[0]), function(a[1])
    low, high = _loosened(np.minimum(*ends), np.maximum(*ends))
    low = np.where(_meets(a, crest + np.pi, _TURN), -1.0, np.maximum(low, -1.0))
    high = np.where(_meets(a, crest, _TURN), 1.0, np.minimum(high, 1.0))
    return low, high


def _sin(a: Pair) -> Pair:
    return _wave(np.sin, a, 0.5 * np.pi)


def _cos(a: Pair) -> Pair:
    return _wave(np.cos, a, 0.0)


def _tan(a: Pair) -> Pair:
    return _whole_where(_meets(a, 0.5 * np.pi, np.pi), _loosened(np.tan(a[0]), np.tan(a[1])))


def _in_unit(a: Pair) -> tuple[NDArray[np.bool_], Pair]:
    """Return where the interval lies outside of [-1, 1], and what of it lies within."""
    outside: NDArray[np.bool_] = (a[0] > 1.0) | (a[1] < -1.0)
    return outside, (np.clip(a[0], -1.0, 1.0), np.clip(a[1], -1.0, 1.0))


def _asin(a: Pair) -> Pair:
    outside, (low, high) = _in_unit(a)
    return _whole_where(outside, _loosened(np.arcsin(low), np.arcsin(high)))


def _acos(a: Pair) -> Pair:
    outside, (low, high) = _in_unit(a)
    return _whole_where(outside, _loosened(np.arccos(high), np.arccos(low)))


def _atan(a: Pair) -> Pair:
    return _loosened(np.arctan(a[0]), np.arctan(a[1]))


def _sinh(a: Pair) -> Pair:
    return _loosened(np.sinh(a[0]), np.sinh(a[1]))


def _cosh(a: Pair) -> Pair:
    low, high = _absolute(a)
    low, high = _loosened(np.cosh(low), np.cosh(high))
    return np.maximum(low, 1.0), high


def _tanh(a: Pair) -> Pair:
    low, high = _loosened(np.tanh(a[0]), np.tanh(a[1]))
    return np.maximum(low, -1.0), np.minimum(high, 1.0)


def _sign(a: Pair) -> Pair:
    return np.sign(a[0]), np.sign(a[1])


def _minimum(a: Pair, b: Pair) -> Pair:
    return np.minimum(a[0], b[0]), np.minimum(a[1], b[1])


def _maximum(a: Pair, b: Pair) -> Pair:
    return np.maximum(a[0], b[0]), np.maximum(a[1], b[1])


def _atan2(a: Pair, b: Pair) -> Pair:
    corners = [np.arctan2(y, x) for y in a for x in b]
    low = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    high = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
    # Off the cut along the negative axis, the angle is extreme at corners.
    clear = (b[0] > 0.0) | (a[0] > 0.0) | (a[1] < 0.0)
    return _loosened(np.where(clear, low, -np.pi), np.where(clear, high, np.pi))


def _pow(a: Pair, b: Pair) -> Pair:
    if b[0].ndim == 0 and b[0] == b[1]:
        exponent = float(b[0])
        if exponent.is_integer():
            return _whole_power(a, exponent)
        return _whole_where(a[1] < 0.0, _positive_pow(a, b))
    # A negative base has values here and there, at whole exponents.
    return _whole_where(a[0] < 0.0, _positive_pow(a, b))


def _positive_pow(a: Pair, b: Pair) -> Pair:
    """Enclose a power of what of `a` is not negative: monotone in each argument."""
    base = np.maximum(a[0], 0.0), np.maximum(a[1], 0.0)
    corners = [np.power(x, y) for x in base for y in b]
    low = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    high = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
    low, high = _loosened(low, high)
    return np.maximum(low, 0.0), high


def _whole_power(a: Pair, exponent: float) -> Pair:
    """Enclose a power with a whole, constant exponent."""
    if exponent < 0.0:
        return _reciprocal(_whole_power(a, -exponent))
    base = _absolute(a) if exponent % 2.0 == 0.0 else a
    low, high = _loosened(np.power(base[0], exponent), np.power(base[1], exponent))
    return (np.maximum(low, 0.0), high) if exponent % 2.0 == 0.0 else (low, high)


ENCLOSURES: Mapping[str, Callable[..., Pair]] = MappingProxyType(
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
