"""Dot products along the last axis, the same to the bit for one hiker and for a million."""

import numpy as np

from hikergame.arrays import FloatArray

_ADDED_IN_TURN = 8
"""numpy sums this many numbers or more in an order that depends on the memory layout."""


def dot(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the dot products of `a` and `b`, both (..., d), as an array (..., 1)."""
    if a.shape[-1] >= _ADDED_IN_TURN:
        # Rows that lie in one piece are summed alike, however many there are.
        products: FloatArray = np.multiply(a, b, order="C")
        total: FloatArray = products.sum(axis=-1, keepdims=True)
        return total
    total = a[..., :1] * b[..., :1]
    for axis in range(1, a.shape[-1]):
        total += a[..., axis : axis + 1] * b[..., axis : axis + 1]
    return total
