"""Passes, merge tree and trap depths, against wells whose critical points are chosen."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos
from hikergame.survey import survey

x, y = coordinate(0), coordinate(1)


def wells(roots):
    """The polynomial whose slope is zero at `roots`, minima and maxima in turn."""
    return np.polyint(np.poly(roots))


def expression_of(polynomial, t):
    total = 0.0 * t
    for coefficient in polynomial:
        total = total * t + float(coefficient)
    return total


def traps(heights):
    """Climb out of each minimum, from the heights of minima and maxima in turn."""
    tie = 1e-9 * np.ptp(heights)
    minima, passes = heights[::2], heights[1::2]
    depths = []
    for i, floor in enumerate(minima):
        ways = [math.inf]
        for step in (-1, 1):
            crest, j = -math.inf, i
            while 0 <= j + step < len(minima):
                crest = max(crest, passes[min(j, j + step)])
                j += step
                if minima[j] < floor - tie:
                    ways.append(crest - floor)
                    break
        depths.append(min(ways))
    return depths


well_roots = st.lists(st.floats(0.35, 0.8), min_size=2, max_size=8).map(
    lambda gaps: np.cumsum([0.0, *gaps][: len(gaps) // 2 * 2 + 1])
)


def check(ground, roots, places_of):
    polynomial = wells(roots)
    heights = np.polyval(polynomial, roots)
    found = survey(ground, accurate=False, prove=False)
    assert len(found.minima) == len(heights[::2])
    expected = traps(heights.tolist())
    scale = np.ptp(heights)
    for place, floor, depth in zip(roots[::2], heights[::2], expected, strict=True):
        at = places_of(place)
        nearest = min(found.minima, key=lambda one: np.abs(one.x - at).max())
        assert nearest.x == pytest.approx(at, abs=1e-5)
        assert nearest.value == pytest.approx(floor, abs=1e-9 * scale)
        assert nearest.trap_depth == pytest.approx(depth, abs=1e-7 * scale)
        assert (nearest.saddle is None) == math.isinf(depth)
        if nearest.saddle is not None:
            assert nearest.saddle.level
            assert nearest.saddle.value - nearest.value == pytest.approx(depth, abs=1e-7 * scale)


@settings(max_examples=25, deadline=None)
@given(roots=well_roots)
def test_wells_on_a_line(roots):
    ground = Landscape.from_expression(
        expression_of(wells(roots), x), [[-0.2, float(roots[-1]) + 0.2]]
    )
    check(ground, roots, lambda place: [place])


@settings(max_examples=25, deadline=None)
@given(roots=well_roots, angle=st.floats(0.0, math.pi), width=st.floats(0.5, 4.0))
def test_wells_in_a_turned_trough(roots, angle, width):
    middle = 0.5 * float(roots[-1])
    c, s = math.cos(angle), math.sin(angle)
    along, across = c * x + s * y + middle, c * y - s * x
    # The walls are steep: the fence must not hold a valley of its own.
    wall = 30.0 * float(np.ptp(np.polyval(wells(roots), roots))) + 1.0
    height = expression_of(wells(roots), along) + wall * width * across**2
    side = middle + 0.3
    ground = Landscape.from_expression(height, [[-side, side], [-side, side]])
    check(ground, roots, lambda place: [c * (place - middle), s * (place - middle)])


def test_valleys_as_deep_as_each_other_are_no_way_out():
    """Sixteen equal wells: none is deeper, and they merge all the same."""
    ground = Landscape.from_expression(cos(x) * cos(y), [[-6.0, 6.0], [-6.0, 6.0]])
    found = survey(ground)
    inside = [one for one in found.minima if one.interior]
    assert all(one.trap_depth == math.inf for one in inside)
    assert all(one.saddle is None for one in inside)
    assert len(found.merge_tree) == len(found.minima) - 1


def test_himmelblau_s_saddles():
    """Four valleys, four passes between neighbours, at the heights of the literature."""
    ground = Landscape.from_expression(
        (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, [[-5.0, 5.0], [-5.0, 5.0]]
    )
    found = survey(ground)
    level = [saddle for saddle in found.saddles if saddle.level]
    places = {tuple(saddle.x.round(3)): saddle.value for saddle in level}
    assert places == {
        (0.087, 2.884): pytest.approx(67.719, abs=1e-3),
        (3.385, 0.074): pytest.approx(13.312, abs=1e-3),
        (-3.073, -0.081): pytest.approx(104.015, abs=1e-3),
        (-0.128, -1.954): pytest.approx(178.337, abs=1e-3),
    }
    assert [merge.value for merge in found.merge_tree] == pytest.approx(
        [13.312, 67.719, 104.015], abs=1e-3
    )
