"""Names for the arrays that cross package borders."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
"""An array of float64; docstrings give its shape."""
