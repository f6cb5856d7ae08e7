"""The heights of contour lines."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hikergame.survey.picture.heights import contours
from hikergame.tones import Tones


@given(st.floats(-1e4, 1e4), st.floats(1e-2, 1e6), st.floats(0.12, 1.0))
def test_contours_rise_between_the_lowest_and_the_highest(
    lowest: float, relief: float, bend: float
) -> None:
    tones = Tones(lowest, lowest + relief, bend)
    found = [contour.height for contour in contours(tones, 12)]
    assert found == sorted(set(found))
    assert all(tones.lowest <= height < tones.highest for height in found)
    assert 4 <= len(found) <= 40


def test_even_ground_has_even_heights_and_an_index_line_in_five() -> None:
    found = contours(Tones(-9.36, 3.89, 1.0), 12)
    assert [contour.height for contour in found] == [*range(-9, 4)]
    assert [contour.height for contour in found if contour.index] == [-5, 0]


def test_bent_ground_has_more_lines_where_it_is_low() -> None:
    heights = [contour.height for contour in contours(Tones(0.0, 500.0, 0.3), 12)]
    gaps = np.diff(heights)
    assert gaps[0] < gaps[-1] / 10
    for height, gap in zip(heights[1:], gaps, strict=True):
        digits = height / 10 ** math.floor(math.log10(gap))
        assert abs(digits - round(digits)) < 1e-6
