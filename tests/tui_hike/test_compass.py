import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.compass import (
    Compass,
    Place,
    Ring,
    compass_in_glyphs,
    draw_ring,
    needle_length,
)
from hikergame.tui.drawing.ground import underfoot
from hikergame.tui.drawing.picture import ASPECT
from hikergame.tui.theme import DARK

SIZE = (39, 19)
RING = Ring(1.0, 270.0, 0.02)
"""Falls to the west."""


def at(cells: Cells, heading: float, distance: float) -> tuple[int, int]:
    """Return row and column of a point on the ring."""
    x, y = Place.within(cells.width, cells.height).at(heading, distance)
    return int(y / ASPECT), int(x)


@given(st.floats(0, 360), st.floats(0, 360))
def test_a_ring_is_the_directional_derivative(heading: float, downhill: float) -> None:
    slope = Ring(2.0, downhill, 0.1).along(heading)
    assert slope == pytest.approx(-2.0 * math.cos(math.radians(heading - downhill)))


def test_flat_ground_is_level_all_round() -> None:
    assert Ring(0.0, None, 0.1).along(77.0) == 0.0


@given(st.floats(0, 359.9), st.floats(0.2, 1.0))
def test_pointing_at_a_place_gives_back_its_heading(heading: float, distance: float) -> None:
    place = Place.within(*SIZE)
    found = place.heading_at(*place.at(heading, distance))
    assert found is not None
    assert math.cos(math.radians(found - heading)) == pytest.approx(1.0)


@given(st.integers(8, 90), st.integers(6, 50))
def test_the_ring_and_its_letters_fit_the_board(width: int, height: int) -> None:
    place = Place.within(width, height)
    for heading in range(0, 360, 15):
        x, y = place.at(heading, 1.0)
        assert 1.0 <= x <= width - 1.0
        assert 0.0 <= y <= height * ASPECT
    cells = Compass(width, height, RING, DARK).cells(0.0, 0.5)
    letters = "".join(cells.text(y) for y in range(height))
    assert all(letters.count(letter) == 1 for letter in "NESW")


def test_the_falling_side_is_blue_and_the_rising_side_orange() -> None:
    picture = draw_ring(*SIZE, RING, DARK)
    row, west = at(picture.cells(), 270.0, 0.85)
    _, east = at(picture.cells(), 90.0, 0.85)
    red, _, blue = picture.pixels[2 * row, 2 * west]
    assert blue > red
    red, _, blue = picture.pixels[2 * row, 2 * east]
    assert red > blue


def test_the_steepest_ways_are_marked_with_glyphs() -> None:
    cells = Compass(*SIZE, RING, DARK).cells(0.0, 0.3)
    middle = cells.text(SIZE[1] // 2)
    assert middle.index("▼") < SIZE[0] / 2 < middle.index("▲")


def test_without_colours_triangles_point_down_where_it_falls() -> None:
    cells = compass_in_glyphs(*SIZE, RING, 0.0, 0.3, DARK)
    middle = cells.text(SIZE[1] // 2)
    assert set(middle[: SIZE[0] // 2]) <= set("W ▼▾▿·●")
    assert set(middle[SIZE[0] // 2 + 1 :]) <= set("E ▲▴▵·●")


def test_steeper_ground_has_fuller_triangles() -> None:
    def glyph(steepness: float) -> str:
        cells = compass_in_glyphs(*SIZE, Ring(steepness, 270.0, 0.02), 0.0, 0.3, DARK)
        row, column = at(cells, 270.0, 0.85)
        return cells.text(row)[column]

    assert [glyph(steepness) for steepness in (0.001, 0.05, 0.4, 4.0)] == list("·▿▾▼")


@given(st.floats(0, 359), st.floats(0.0, 1.0))
def test_a_needle_redraws_only_what_a_fresh_picture_would(heading: float, reach: float) -> None:
    """Cells outside of the needle's box are the ring's own."""
    compass = Compass(*SIZE, RING, DARK)
    compass.cells(33.0, 1.0)
    again = compass.cells(heading, needle_length(reach))
    fresh = Compass(*SIZE, RING, DARK).cells(heading, needle_length(reach))
    assert again.differences(fresh) == []


def test_a_longer_stride_has_a_longer_needle() -> None:
    def inked(reach: float) -> int:
        cells = Compass(*SIZE, Ring(0.0, None, 0.02), DARK).cells(45.0, needle_length(reach))
        bare = Compass(*SIZE, Ring(0.0, None, 0.02), DARK).cells(45.0, needle_length(0.0))
        return sum(span.stop - span.start for span in cells.differences(bare))

    assert inked(0.3) < inked(0.6) < inked(1.0)


@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.NONE])
@pytest.mark.parametrize("slope", [-3.0, 0.0, 0.4])
@pytest.mark.parametrize("size", [(12, 5), (38, 8), (90, 14)])
def test_the_ground_on_a_line_is_told_in_words_on_both_sides(
    depth: Depth, slope: float, size: tuple[int, int]
) -> None:
    cells = underfoot(*size, slope, 0.02, 90.0, 0.5, DARK, depth)
    words = cells.text(size[1] - 1)
    west, east = words[: size[0] // 2], words[size[0] // 2 :]
    assert ("▲" in west, "▼" in west) == (slope < 0.0, slope > 0.0)
    assert ("▼" in east, "▲" in east) == (slope < 0.0, slope > 0.0)
    assert any("▶" in cells.text(y) for y in range(size[1]))


def test_the_ground_falls_to_the_east_where_the_slope_is_negative() -> None:
    cells = underfoot(60, 14, -3.0, 0.02, 90.0, 0.5, DARK, Depth.TRUE)
    ground = cells.paper != DARK.surface
    assert ground[:, 2].argmax() < ground[:, 57].argmax()
    assert np.count_nonzero(ground[:, 2]) > np.count_nonzero(ground[:, 57])
