"""Contour lines: where they run, that they end nowhere inside, that thinning keeps them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hikergame.arrays import FloatArray
from hikergame.survey.picture.isolines import isolines, thinned

HEIGHTS = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=7),
    elements=st.floats(-9, 9),
)


def height_at(heights: FloatArray, point: FloatArray) -> float:
    """Return the height at a point on a side of the grid, heights being linear along sides."""
    i, j = np.floor(point).astype(int)
    share = float((point - (i, j)).sum())
    further = heights[i + (point[0] > i), j + (point[1] > j)]
    return float(heights[i, j] + share * (further - heights[i, j]))


@given(HEIGHTS, st.floats(-8, 8))
def test_lines_run_at_their_height_and_end_at_the_edge_or_nowhere(
    heights: FloatArray, level: float
) -> None:
    lines = isolines(heights, level)
    last = np.array(heights.shape) - 1
    for line in lines:
        for point in line:
            assert height_at(heights, point) == pytest.approx(level, abs=1e-6)
        if not (line[0] == line[-1]).all():
            for end in (line[0], line[-1]):
                assert ((end == 0) | (end == last)).any()


@given(HEIGHTS, st.floats(-8, 8))
def test_every_side_that_is_crossed_has_one_point(heights: FloatArray, level: float) -> None:
    above = heights > level
    crossings = np.count_nonzero(np.diff(above, axis=0)) + np.count_nonzero(np.diff(above, axis=1))
    lines = isolines(heights, level)
    closed = sum(bool((line[0] == line[-1]).all()) and len(line) > 2 for line in lines)
    # Where a corner is exactly at the level, a line may close on itself within two points.
    assert crossings - len(lines) <= sum(map(len, lines)) - closed <= crossings


def test_a_round_hill_has_a_round_line() -> None:
    x = np.linspace(-1.0, 1.0, 81)
    heights = -np.hypot(x[:, np.newaxis], x)
    (line,) = isolines(heights, -0.5)
    assert (line[0] == line[-1]).all()
    radii = np.linalg.norm(line / 40.0 - 1.0, axis=1)
    np.testing.assert_allclose(radii, 0.5, atol=1e-3)


def test_the_middle_decides_which_way_a_pass_is_crossed() -> None:
    corners = np.array([[1.0, -1.0], [-1.0, 1.0]])
    low, high = isolines(corners, 0.1), isolines(corners, -0.1)
    # The middle is at 0: below the one level, high corners are cut off; above, low ones.
    assert sorted(map(len, low)) == sorted(map(len, high)) == [2, 2]
    ends = {tuple(sorted(np.round(line.sum(axis=1), 3))) for line in low}
    assert ends == {(0.45, 0.45), (1.55, 1.55)}


def test_cells_without_a_height_have_no_line() -> None:
    heights = np.tile(np.arange(5.0)[:, np.newaxis], (1, 5))
    heights[2, 2] = np.nan
    lines = isolines(heights, 1.5)
    assert len(lines) == 2
    assert all(not ((line[:, 1] > 1) & (line[:, 1] < 3)).any() for line in lines)


def test_level_ground_has_none() -> None:
    assert isolines(np.zeros((4, 4)), 0.0) == []


@given(st.integers(3, 60), st.floats(0.001, 0.5), st.integers(0, 2**31))
def test_thinning_keeps_ends_and_stays_near(count: int, tolerance: float, seed: int) -> None:
    turns = np.random.default_rng(seed).normal(0.0, 0.3, count)
    heading = np.clip(np.cumsum(turns), -0.7, 0.7)
    line = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]), axis=0)
    thin = thinned(line, tolerance)
    assert (thin[[0, -1]] == line[[0, -1]]).all()
    assert set(map(tuple, thin)) <= set(map(tuple, line))
    for point in line:
        starts, ways = thin[:-1], np.diff(thin, axis=0)
        along = ((point - starts) * ways).sum(axis=1) / np.maximum((ways**2).sum(axis=1), 1e-12)
        nearest = starts + np.clip(along, 0, 1)[:, np.newaxis] * ways
        assert np.linalg.norm(nearest - point, axis=1).min() <= 3 * tolerance + 1e-9
