import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.cli.chart import Style, chart, letter, painted

LETTERS = Style(width=40, braille=False, colour=False)
BRAILLE = Style(width=40, braille=True, colour=False)


def test_a_descent_runs_from_the_upper_left_to_the_lower_right() -> None:
    assert chart([np.array([0.0, 7.0, 14.0])], LETTERS, height=5) == [
        "  0.0 AAAA",
        "          AAAAAAAA",
        "  7.0             AAAAAAAA",
        "                          AAAAAAAA",
        " 14.0                             AAAA",
        "      0                              2",
    ]


def test_a_jump_is_drawn_without_gaps() -> None:
    lines = chart([np.array([0.0, 0.0, 9.0, 9.0])], LETTERS, height=6)
    assert all("A" in line for line in lines[:-1])


def test_braille_dots_are_finer_than_letters() -> None:
    lines = chart([np.array([0.0, 3.0, 4.0])], BRAILLE, height=4)
    glyphs = {character for line in lines[:-1] for character in line[6:]} - {" ", "A"}
    assert glyphs
    assert all(0x2800 < ord(glyph) <= 0x28FF for glyph in glyphs)


def test_every_curve_carries_its_letter_even_where_curves_coincide() -> None:
    curve = np.linspace(0.0, 10.0, 31)
    for count in (1, 2, 5, 9):
        text = "".join(chart([curve] * count, BRAILLE))
        assert all(letter(index) in text for index in range(count))


def test_colour_changes_nothing_but_the_colour() -> None:
    curves = [np.linspace(0.0, 9.0, 13), np.linspace(0.0, 4.0, 13)]
    coloured = chart(curves, Style(width=60, braille=True, colour=True))
    plain = chart(curves, Style(width=60, braille=True, colour=False))
    assert any("\x1b[36m" in line for line in coloured)
    assert [re.sub(r"\x1b\[\d+m", "", line).rstrip() for line in coloured] == plain


def test_letters_and_colours_repeat_after_many_curves() -> None:
    assert letter(26) == "A"
    style = Style(width=80, braille=True, colour=True)
    assert painted("x", 0, style) == painted("x", 9, style) != painted("x", 1, style)


@pytest.mark.parametrize("width", [1, 20, 80, 300])
@given(
    curves=st.lists(
        arrays(np.float64, st.integers(1, 60).map(lambda n: (n + 1,)), elements=st.floats(0, 21)),
        min_size=1,
        max_size=4,
    ),
    braille=st.booleans(),
)
def test_any_curves_fit_the_width(width: int, curves: list[np.ndarray], braille: bool) -> None:
    lines = chart(curves, Style(width=width, braille=braille, colour=False))
    assert len(lines) == 15
    assert max(map(len, lines)) <= max(width, 18)
