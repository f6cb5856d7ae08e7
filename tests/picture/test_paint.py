"""The rasteriser: how much ink comes down, and where."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.arrays import FloatArray
from hikergame.survey.picture.paint import painted
from hikergame.survey.picture.shapes import (
    Anchor,
    Area,
    Dot,
    Image,
    Lines,
    Page,
    Shape,
    Words,
    line,
    plate,
)

BLACK, WHITE = 0x000000, 0xFFFFFF


def ink(*shapes: Shape, scale: float = 1.0) -> FloatArray:
    """Return how much of each pixel (60, 80) is black, 0 to 1."""
    page = Page(80.0, 60.0, WHITE, shapes, "", "")
    return 1.0 - painted(page, scale)[..., 0] / 255.0


CORNERS = st.tuples(st.floats(5, 75), st.floats(5, 55))


@given(CORNERS, CORNERS, CORNERS)
def test_a_filled_triangle_has_its_area(
    first: tuple[float, float], second: tuple[float, float], third: tuple[float, float]
) -> None:
    edge = np.array([first, second, third])
    (a, b), (c, d) = edge[1] - edge[0], edge[2] - edge[0]
    area = abs(a * d - b * c) / 2.0
    around = np.linalg.norm(edge - np.roll(edge, 1, axis=0), axis=1).sum()
    assert ink(Area(edge, BLACK)).sum() == pytest.approx(area, abs=0.2 + 0.04 * around)


@given(CORNERS, CORNERS, st.floats(1.0, 6.0))
def test_a_line_has_its_length_times_its_width(
    start: tuple[float, float], stop: tuple[float, float], width: float
) -> None:
    length = math.dist(start, stop)
    area = length * width + math.pi * (width / 2.0) ** 2
    drawn = ink(line(start, stop, ink=BLACK, width=width)).sum()
    # Ink is measured at the middles of pixels. Where a line of width 1 runs through them on
    # the diagonal, each sqrt(2) of its length gets 1 + 2 (1 - 1 / sqrt(2)): 12 % too much.
    assert drawn == pytest.approx(area, rel=0.06, abs=1.0 + 0.13 * length)


def test_crossing_pieces_of_one_shape_are_laid_down_once() -> None:
    cross = (np.array([[10.0, 30.0], [70.0, 30.0]]), np.array([[40.0, 10.0], [40.0, 50.0]]))
    drawn = ink(Lines(cross, BLACK, 4.0, opacity=0.5))
    assert drawn.max() == pytest.approx(0.5, abs=0.01)


def test_a_plate_covers_whole_pixels_and_parts_of_others() -> None:
    drawn = ink(plate(10.0, 10.0, 20.5, 10.0, ink=BLACK))
    assert drawn[10:20, 10:30].min() == 1.0
    assert drawn[15, 30] == pytest.approx(0.5, abs=0.01)
    assert drawn.sum() == pytest.approx(205.0, abs=0.1)


def test_what_lies_off_the_page_is_cut_off() -> None:
    shapes = [
        Dot((-50.0, -50.0), 5.0, BLACK),
        Dot((80.0, 30.0), 6.0, BLACK),
        Area(np.array([(-20.0, 20.0), (20.0, 20.0), (20.0, 40.0), (-20.0, 40.0)]), BLACK),
        Words("", (5.0, 5.0), 10.0, BLACK),
    ]
    drawn = ink(*shapes)
    assert drawn[20:40, :20].min() == 1.0
    assert drawn[:, 40:].sum() == pytest.approx(18 * math.pi, rel=0.05)


@pytest.mark.parametrize("anchor", Anchor)
def test_words_stand_where_they_are_anchored(anchor: Anchor) -> None:
    columns = np.flatnonzero(ink(Words("HHH", (40.0, 40.0), 15.0, BLACK, anchor)).any(axis=0))
    part = {Anchor.START: columns[0], Anchor.END: columns[-1], Anchor.MIDDLE: columns.mean()}
    assert part[anchor] == pytest.approx(40, abs=2)
    assert 20 < np.ptp(columns) < 34


def test_turned_words_run_up_the_page() -> None:
    drawn = ink(Words("HHHH", (40.0, 50.0), 12.0, BLACK, angle=-90.0))
    rows, columns = (np.flatnonzero(drawn.any(axis=axis)) for axis in (1, 0))
    assert np.ptp(rows) > 2 * np.ptp(columns)
    assert rows.max() <= 51


def test_an_image_fills_its_rectangle() -> None:
    pixels = np.zeros((2, 2, 3), dtype=np.uint8)
    pixels[0, 0] = 255
    drawn = ink(Image(pixels, (10.0, 10.0), 20.0, 20.0), scale=2.0)
    assert drawn[20:40, 20:40].max() == 0.0
    assert drawn[40:60, 40:60].min() == 1.0
    assert drawn.sum() == 1200
