"""Second derivatives of the ground at many places."""

from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape

_PROBE: Final = 1e-5
"""Half the distance over which bends are measured, as a share of each side."""


def bends(landscape: Landscape, places: FloatArray) -> FloatArray:
    """Return the symmetric second derivatives (n, d, d) at places (n, d).

    Differences of exact slopes; one-sided at the fence.
    """
    dims = landscape.dims
    reach = np.diag(_PROBE * np.ptp(landscape.bounds, axis=1))
    ahead = landscape.clip(places[:, np.newaxis] + reach)
    behind = landscape.clip(places[:, np.newaxis] - reach)
    apart = np.einsum("nii->ni", ahead - behind)
    slopes = landscape.gradient(ahead) - landscape.gradient(behind)
    second = slopes.reshape(-1, dims, dims) / apart[:, :, np.newaxis]
    symmetric: FloatArray = 0.5 * (second + second.swapaxes(1, 2))
    return symmetric
