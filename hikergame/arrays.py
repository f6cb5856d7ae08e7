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
