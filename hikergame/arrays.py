"""What arrays that cross package borders are called, and what all packages do with them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
"""An array of float64; docstrings give its shape."""


def median(values: FloatArray) -> float:
    """Return the middle of one or more numbers (...), none of them nan.

    As `np.median` does, which brings in masked arrays: a megabyte for a number.
    """
    ordered = np.sort(values, axis=None)
    return 0.5 * float(ordered[(ordered.size - 1) // 2] + ordered[ordered.size // 2])


def quantiles(values: FloatArray, shares: FloatArray) -> FloatArray:
    """Return the numbers (m,) below which the given shares (m,), 0 to 1, of numbers (n,) lie.

    As `np.quantile` does, to the last bit, without the masked arrays that it brings in.
    """
    ordered = np.sort(values)
    at = shares * (len(ordered) - 1)
    below = np.floor(at).astype(np.intp)
    low, high = ordered[below], ordered[np.minimum(below + 1, len(ordered) - 1)]
    share, rise = at - below, high - low
    found: FloatArray = np.where(share < 0.5, low + rise * share, high - rise * (1.0 - share))
    return found
