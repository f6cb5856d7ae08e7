"""What packages do with arrays alike."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hikergame.arrays import median, quantiles

NUMBERS = st.floats(-1e300, 1e300) | st.just(float("inf"))


@given(arrays(np.float64, array_shapes(max_dims=3, max_side=6), elements=NUMBERS))
def test_the_median_is_that_of_numpy(values: np.ndarray) -> None:
    before = values.copy()
    assert median(values) == np.median(values)
    np.testing.assert_array_equal(values, before)


@given(
    arrays(np.float64, st.integers(1, 40), elements=st.floats(-1e9, 1e9)),
    arrays(np.float64, st.integers(1, 6), elements=st.floats(0.0, 1.0)),
)
def test_quantiles_are_those_of_numpy(values: np.ndarray, shares: np.ndarray) -> None:
    np.testing.assert_array_equal(quantiles(values, shares), np.quantile(values, shares))
