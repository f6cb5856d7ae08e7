from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.tui.drawing.braille import Braille, sketch
from hikergame.tui.drawing.colour import Depth, Pixels, unpack
from hikergame.tui.drawing.picture import Box, Picture, cells_along, fit, stroke

BLOCKS = {" ": 0, "▀": 0b0011, "▌": 0b0101, "▘": 0b0001, "▝": 0b0010, "▖": 0b0100, "▗": 0b1000,
          "▚": 0b1001}  # fmt: skip
"""The pixels that each glyph inks: upper left, upper right, lower left, lower right."""


def rebuilt(pixels: Pixels) -> Pixels:
    """Return what a terminal would show for pixels (2, 2, 3)."""
    glyph, ink, paper = fit(pixels)
    mask = BLOCKS[chr(glyph[0, 0])]
    shown = [ink[0, 0] if mask >> bit & 1 else paper[0, 0] for bit in range(4)]
    return np.array(shown, dtype=np.uint8).reshape(2, 2, 3)


@given(st.lists(st.sampled_from([0x203040, 0xF0E0D0]), min_size=4, max_size=4))
def test_four_pixels_of_two_colours_are_shown_as_they_are(colours: list[int]) -> None:
    pixels = unpack(np.array(colours)).reshape(2, 2, 3)
    np.testing.assert_array_equal(rebuilt(pixels), pixels)


@given(arrays(np.uint8, (2, 2, 3)))
def test_no_split_in_halves_comes_nearer_than_the_chosen_one(pixels: Pixels) -> None:
    wanted = pixels.astype(float)
    error = np.square(rebuilt(pixels) - wanted).sum()
    for axis in (0, 1):
        halves = np.square(wanted - wanted.mean(axis=1 - axis, keepdims=True)).sum()
        assert error <= halves + 40.0  # means are rounded, and near-plain cells are plain


def test_a_plain_picture_is_blank_cells() -> None:
    cells = Picture(3, 2, 0x123456).cells()
    assert cells.text(0) == "   "
    assert (cells.paper == 0x123456).all()


def test_a_line_covers_its_pixels_and_nothing_far_away() -> None:
    box, cover = stroke(np.array([[1.0, 2.5], [5.0, 2.5]]), 1.0, (10, 6))
    assert box == Box(0, 0, 6, 2)
    assert cover.max() == 1.0
    picture = Picture(10, 6, 0)
    picture.line(np.array([[1.0, 2.5], [5.0, 2.5]]), 0xFFFFFF)
    assert picture.pixels[2, 4:8].min() == 255
    assert picture.pixels[6:].max() == 0


def test_a_line_off_the_board_is_no_error() -> None:
    picture = Picture(4, 2, 0)
    picture.line(np.array([[50.0, 50.0], [60.0, 60.0]]), 0xFFFFFF)
    assert picture.pixels.max() == 0


def test_a_line_runs_through_cells_that_touch() -> None:
    cells = cells_along(np.array([[0.5, 1.0], [6.5, 9.0]]))
    assert cells[0] == (0, 0)
    assert cells[-1] == (6, 4)
    steps = [abs(a - c) + abs(b - d) for (a, b), (c, d) in pairwise(cells)]
    assert max(steps) <= 2


@pytest.mark.parametrize("depth", list(Depth))
def test_every_depth_has_a_sketch_that_takes_every_stroke(depth: Depth) -> None:
    board = sketch(12, 4, ink=0xFFFFFF, paper=0, depth=depth)
    x = np.array([0.0, 6.0, 12.0])
    board.band(x, np.full(3, 6.0), np.full(3, 4.0), 0x445566)
    board.fill(x, np.full(3, 7.0), 0x223344)
    board.line(np.array([[0.0, 1.0], [11.0, 7.0]]), 0xFF0000)
    board.dot((6.0, 4.0), 0.6, 0x00FF00)
    cells = board.finish()
    assert (cells.width, cells.height) == (12, 4)
    assert cells.glyph.max() > ord(" ")


def test_braille_dots_stand_where_they_are_drawn() -> None:
    board = Braille(2, 1, 1, 0)
    board.line(np.array([[0.1, 0.1], [0.1, 1.9]]), 5)
    assert board.finish().text(0) == "⡇ "
