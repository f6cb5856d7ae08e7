"""Contour lines of a grid of heights: marching squares, joined to polylines.

After W. E. Lorensen and H. E. Cline, "Marching cubes" (1987), in two dimensions; where a
cell's corners leave two ways to join its four crossings, the height of its middle decides.
Points are told in cells of the grid, along its first and its second axis, the first corner
being (0, 0).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from hikergame.arrays import FloatArray

_NONE: Final = (-1, -1)
_AB, _BC, _DC, _AD = 0, 1, 2, 3
"""The sides of a cell with the corners a, b, c, d at (0, 0), (1, 0), (1, 1), (0, 1)."""
_SIDES: Final = np.array(
    [
        (_NONE, _NONE),
        ((_AB, _AD), _NONE),
        ((_AB, _BC), _NONE),
        ((_AD, _BC), _NONE),
        ((_BC, _DC), _NONE),
        ((_AB, _AD), (_BC, _DC)),
        ((_AB, _DC), _NONE),
        ((_AD, _DC), _NONE),
        ((_AD, _DC), _NONE),
        ((_AB, _DC), _NONE),
        ((_AB, _BC), (_AD, _DC)),
        ((_BC, _DC), _NONE),
        ((_AD, _BC), _NONE),
        ((_AB, _BC), _NONE),
        ((_AB, _AD), _NONE),
        (_NONE, _NONE),
        # The two cases with a way to choose, when the middle is above the level.
        ((_AB, _BC), (_AD, _DC)),
        ((_AB, _AD), (_BC, _DC)),
    ]
)
"""The pairs of sides that lines join, by which corners are above: a, b, c, d count 1, 2, 4, 8."""
_CHOICE: Final = {5: 16, 10: 17}


def isolines(heights: FloatArray, level: float) -> list[FloatArray]:
    """Return the lines (k, 2) along which a grid of heights (n0, n1) crosses a level.

    A closed one ends where it begins. Cells with a height that is not finite have none.
    """
    pairs = _pairs(heights, level)
    if not len(pairs):
        return []
    crossed, ends = np.unique(pairs, return_inverse=True)
    places = _places(heights, level, crossed)
    return [places[chain] for chain in _chains(ends.reshape(-1, 2), len(crossed))]


def _pairs(heights: FloatArray, level: float) -> NDArray[np.intp]:
    """Return the pairs (m, 2) of the grid's sides that are joined by a piece of line.

    The side from (i, j) along axis 0 has the number i n1 + j; those along axis 1 follow.
    """
    finite = np.isfinite(heights)
    above = heights > level
    corners = (
        (slice(None, -1), slice(None, -1)),
        (slice(1, None), slice(None, -1)),
        (slice(1, None), slice(1, None)),
        (slice(None, -1), slice(1, None)),
    )
    case = np.zeros(np.subtract(heights.shape, 1), dtype=np.intp)
    for bit, corner in enumerate(corners):
        case += above[corner].astype(np.intp) << bit
    whole = np.logical_and.reduce([finite[corner] for corner in corners])
    row, column = np.nonzero(whole & (case > 0) & (case < 15))
    case = case[row, column]
    middle = np.mean([heights[corner][row, column] for corner in corners], axis=0)
    for plain, chosen in _CHOICE.items():
        case[(case == plain) & (middle > level)] = chosen
    width = heights.shape[1]
    first = row * width + column
    sides = np.stack(
        [first, heights.size + first + width, first + 1, heights.size + first], axis=-1
    )
    chosen_sides = _SIDES[case]
    numbers = np.take_along_axis(sides[:, np.newaxis, :], np.maximum(chosen_sides, 0), axis=2)
    pairs: NDArray[np.intp] = numbers[chosen_sides[..., 0] >= 0]
    return pairs


def _places(heights: FloatArray, level: float, sides: NDArray[np.intp]) -> FloatArray:
    """Return where (n, 2) the level crosses sides (n,), heights being linear along them."""
    along_second = sides >= heights.size
    corner = np.where(along_second, sides - heights.size, sides)
    flat = heights.ravel()
    low, high = flat[corner], flat[corner + np.where(along_second, 1, heights.shape[1])]
    share = (level - low) / (high - low)
    row, column = np.divmod(corner, heights.shape[1])
    return np.column_stack(
        [row + np.where(along_second, 0.0, share), column + np.where(along_second, share, 0.0)]
    )


def _chains(ends: NDArray[np.intp], count: int) -> list[list[int]]:
    """Return chains of the numbers below `count` that pairs (m, 2) join, each number once.

    Every number has one or two partners. A chain that closes repeats its first at the end.
    """
    partners: list[list[int]] = [[] for _ in range(count)]
    for one, other in ends.tolist():
        partners[one].append(other)
        partners[other].append(one)
    open_ends = [number for number in range(count) if len(partners[number]) == 1]
    done = [False] * count
    chains = []
    for start in (*open_ends, *range(count)):
        if done[start]:
            continue
        chain = [start]
        done[start] = True
        while rest := [number for number in partners[chain[-1]] if not done[number]]:
            chain.append(rest[0])
            done[rest[0]] = True
        if len(chain) > 2 and start in partners[chain[-1]]:
            chain.append(start)
        chains.append(chain)
    return chains


def thinned(line: FloatArray, tolerance: float) -> FloatArray:
    """Return a line (k, 2) without points that lie nearly on the way from before to behind.

    What is left out lies within thrice the `tolerance`.
    """
    for _ in range(3):
        inner = slice(1, len(line) - 1, 2)
        before, here, behind = line[:-2:2], line[inner], line[2::2]
        before = before[: len(here)]
        way, off = behind - before, here - before
        length = np.maximum(np.linalg.norm(way, axis=1), 1e-12)
        away = np.abs(way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0]) / length
        keep = np.ones(len(line), dtype=np.bool_)
        keep[inner] = away > tolerance
        line = line[keep]
    return line
