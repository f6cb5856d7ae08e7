"""Simplification and numpy's blocks change no value by more than rounding."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape
from hikergame.landscape.intervals import enclose
from hikergame.landscape.operations import OPERATIONS


def naive(expression, points):
    """Evaluate an expression as it stands, operation by operation."""
    if expression.op == "constant":
        return np.full(len(points), expression.number)
    if expression.op == "coordinate":
        return points[:, int(expression.number)]
    args = [naive(arg, points) for arg in expression.args]
    with np.errstate(all="ignore"):
        return OPERATIONS[expression.op].ufunc(*args)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_landscape_is_its_expression(expressions, data):
    expression = data.draw(expressions)
    points = np.random.default_rng(data.draw(st.integers(0, 99))).uniform(-3, 3, (40, 2))
    plain = naive(expression, points)
    value = Landscape.from_expression(expression, [[-4, 4]] * 2).value(points)
    # How much rounding an expression makes of its input's rounding, its enclosure knows.
    slack = 1e-12 * (1 + np.abs(points))
    low, high = enclose(expression, points - slack, points + slack)
    defined = np.isfinite(plain) & np.isfinite(low) & np.isfinite(high)
    assert np.isfinite(value[defined]).all()
    with np.errstate(over="ignore"):
        margin = high[defined] - low[defined] + 1e-12 * np.abs(plain[defined])
        assert (np.abs(value[defined] - plain[defined]) <= margin).all()
