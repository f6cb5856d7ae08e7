import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike.heading import EAST, WEST, compass_word, displacement, heading_of


@pytest.mark.parametrize(
    ("heading", "expected"),
    [(0, (0, 2)), (90, (2, 0)), (180, (0, -2)), (270, (-2, 0)), (360, (0, 2)), (-90, (-2, 0))],
)
def test_quarters_are_exact(heading, expected):
    assert tuple(displacement(heading, 2.0)) == expected


def test_a_heading_is_clockwise_from_north():
    assert displacement(30.0, 1.0) == pytest.approx([math.sin(math.pi / 6), math.cos(math.pi / 6)])


@given(st.floats(0, 360, exclude_max=True), st.floats(1e-6, 1e6))
def test_heading_of_undoes_displacement(heading, length):
    turned = heading_of(displacement(heading, length))
    assert abs((turned - heading + 180.0) % 360.0 - 180.0) < 1e-9
    assert 0.0 <= turned < 360.0


@given(st.floats(-1e9, 1e9), st.floats(0, 1e6))
def test_a_displacement_is_as_long_as_asked(heading, length):
    assert np.linalg.norm(displacement(heading, length)) == pytest.approx(length)


def test_on_a_line_there_are_east_and_west_only():
    assert displacement(EAST, 3.0, dims=1).tolist() == [3.0]
    assert displacement(WEST, 3.0, dims=1).tolist() == [-3.0]
    assert displacement(200.0, 3.0, dims=1).tolist() == [-3.0]
    assert heading_of(np.array([0.1])) == EAST
    assert heading_of(np.array([-0.1])) == WEST


def test_nowhere_and_in_space_there_is_no_heading():
    assert heading_of(np.zeros(2)) is None
    assert heading_of(np.ones(3)) is None
    with pytest.raises(ValueError, match="1 or 2 dimensions"):
        displacement(0.0, 1.0, dims=3)


@pytest.mark.parametrize(
    ("heading", "word"),
    [(0, "N"), (22, "N"), (23, "NE"), (90, "E"), (181, "S"), (292, "W"), (293, "NW"), (359, "N")],
)
def test_compass_words(heading, word):
    assert compass_word(heading) == word
