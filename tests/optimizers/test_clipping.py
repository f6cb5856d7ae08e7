"""Clipping: never steeper than the limits, and nothing else changed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.optimizers import STEEPEST, OptimizerError, make, make_clip

SLOPES = arrays(
    np.float64,
    st.tuples(st.integers(1, 4), st.sampled_from([1, 2, 3, 9])),
    elements=st.floats(-STEEPEST, STEEPEST),
)
LIMITS = st.floats(1e-6, 1e9)
ROUNDING = 1 + 1e-14


@settings(deadline=None)
@given(slopes=SLOPES, norm=LIMITS, value=LIMITS)
def test_neither_limit_is_ever_exceeded(slopes, norm, value):
    clipped = make_clip(norm=norm, value=value)(slopes)
    assert (np.abs(clipped) <= value).all()
    assert (np.linalg.norm(clipped, axis=-1) <= norm * ROUNDING).all()


@settings(deadline=None)
@given(slopes=SLOPES, norm=LIMITS)
def test_clipping_by_norm_keeps_the_direction(slopes, norm):
    clipped = make_clip(norm=norm)(slopes)
    steep = np.linalg.norm(slopes, axis=-1) > norm * ROUNDING
    assert (np.sign(clipped) * np.sign(slopes) >= 0).all()
    share = norm / (np.linalg.norm(slopes[steep], axis=-1, keepdims=True) + 1e-6)
    np.testing.assert_allclose(clipped[steep], slopes[steep] * share, rtol=1e-12, atol=1e-300)


def test_what_is_gentle_enough_is_not_even_copied():
    gentle = np.array([[0.3, -0.4], [0.0, 0.0]])
    assert make_clip(norm=1)(gentle) is gentle


def test_every_hiker_is_clipped_on_his_own():
    slopes = np.array([[30.0, 40.0], [0.3, 0.4]])
    clipped = make_clip(norm=5)(slopes)
    np.testing.assert_allclose(clipped, [[3, 4], [0.3, 0.4]], rtol=1e-7)
    assert clipped[1].tobytes() == slopes[1].tobytes()


def test_the_algorithm_meets_the_clipped_slope():
    optimizer = make("gradient-descent", learning_rate=0.5, clip={"value": 2})
    assert optimizer.ask([10.0, -1.0]).tolist() == [-1.0, 0.5]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({}, "clipping must name a limit"),
        ({"max_norm": 1.0, "norm": 1}, "did you mean 'norm'"),
        ({"norm": 0.0}, "norm must be above 0 and at most 1e+100, not 0"),
        ({"value": "x"}, "value must be a number, not 'x'"),
    ],
)
def test_wrong_limits_are_refused(limits, message):
    with pytest.raises(OptimizerError) as caught:
        make_clip(**limits)
    assert message in str(caught.value)
