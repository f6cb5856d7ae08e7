import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.drawing.cells import Cells

INK, PAPER = 0xFFEEDD, 0x102030


def board(width: int = 8, height: int = 3) -> Cells:
    return Cells(width, height, ink=INK, paper=PAPER)


@given(st.integers(-12, 12), st.integers(-4, 6), st.text(max_size=20))
def test_words_are_clipped_to_the_board(x: int, y: int, text: str) -> None:
    cells = board()
    assert cells.write(x, y, text, 0) == x + len(text)
    assert all(strip.cell_length == 8 for strip in map(cells.row, range(3)))


@pytest.mark.parametrize("text", ["日", "\x1b", "e\u0301", "👟"])
def test_what_is_not_one_cell_wide_becomes_a_placeholder(text: str) -> None:
    cells = board()
    cells.write(0, 0, text[-1], 0)
    assert cells.text(0)[0] == "▯"


def test_a_row_of_one_look_is_one_segment() -> None:
    cells = board()
    cells.write(2, 1, "abc", INK)
    (segment,) = cells.row(1)
    assert segment.text == "  abc   "


def test_each_look_is_its_own_segment() -> None:
    cells = board()
    cells.write(0, 0, "ab", 1)
    cells.write(2, 0, "cd", 2, bold=True)
    texts = [(segment.text, bool(segment.style and segment.style.bold)) for segment in cells.row(0)]
    assert texts == [("ab", False), ("cd", True), ("    ", False)]


def test_equal_boards_do_not_differ() -> None:
    assert board().differences(board()) == []


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2)), max_size=6))
def test_differences_hold_every_changed_cell(places: list[tuple[int, int]]) -> None:
    before, after = board(), board()
    for x, y in places:
        after.write(x, y, "x", 5)
    spans = after.differences(before)
    assert {span.row for span in spans} == {y for _, y in places}
    for x, y in places:
        assert any(span.row == y and span.start <= x < span.stop for span in spans)


def test_a_copy_is_drawn_on_without_touching_the_original() -> None:
    cells = board()
    cells.copy().write(0, 0, "x", 0)
    assert cells.text(0).isspace()


@given(st.integers(-9, 9), st.integers(-4, 4))
def test_a_board_pasted_partly_outside_is_clipped(x: int, y: int) -> None:
    cells, patch = board(), board(3, 2)
    patch.glyph[:] = ord("p")
    cells.paste(patch, x, y)
    seen = max(0, min(8, x + 3) - max(0, x)) * max(0, min(3, y + 2) - max(0, y))
    assert np.count_nonzero(cells.glyph == ord("p")) == seen
