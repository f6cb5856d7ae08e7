"""Lengths of single vectors and of many, quickly: a hike asks for thousands of them."""

import math

import numpy as np

from hikergame.arrays import FloatArray


def length(vector: FloatArray) -> float:
    """Return the length of a vector (d,)."""
    return math.sqrt(float(vector @ vector))


def squares(vectors: FloatArray) -> FloatArray:
    """Return the squared lengths (...) of vectors (..., d)."""
    squared: FloatArray = np.einsum("...i,...i->...", vectors, vectors)
    return squared
