"""Letters of strokes."""

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.survey.picture import letters
from hikergame.survey.picture.alphabet import GLYPHS, MARKS_OVER, MARKS_UNDER, UNKNOWN


def test_every_printable_ascii_letter_is_there() -> None:
    assert set(string.printable) - set(string.whitespace) <= set(GLYPHS)


@pytest.mark.parametrize("letter", GLYPHS)
def test_a_letter_keeps_to_its_room(letter: str) -> None:
    found = letters.strokes(letter, 100.0)
    assert bool(found) == (letter != " ")
    for stroke in found:
        assert np.isfinite(stroke).all()
        assert stroke[:, 0].min() >= -8.0
        assert stroke[:, 0].max() <= letters.width(letter, 100.0) + 8.0
        assert stroke[:, 1].min() >= -90.0
        assert stroke[:, 1].max() <= 30.0


@pytest.mark.parametrize(("text", "base"), [("é", "e"), ("Å", "A"), ("ç", "c"), ("ő", "o")])
def test_marks_are_strokes_on_top_of_their_letter(text: str, base: str) -> None:
    assert len(letters.strokes(text, 10.0)) > len(letters.strokes(base, 10.0))
    assert letters.width(text, 10.0) == letters.width(base, 10.0)


def test_an_i_gives_up_its_dot_for_what_stands_over_it() -> None:
    assert len(letters.strokes("î", 10.0)) == len(letters.strokes("i", 10.0))


def test_letters_of_other_alphabets_are_boxes() -> None:
    assert letters.width("漢", 10.0) == pytest.approx(UNKNOWN[0] * 0.072)
    assert len(letters.strokes("漢", 10.0)) == 1


@given(st.text(max_size=40), st.floats(1.0, 50.0))
def test_any_text_can_be_written(text: str, size: float) -> None:
    for stroke in letters.strokes(text, size):
        assert stroke.shape[1] == 2
    assert letters.width(text, size) >= 0.0


@given(st.lists(st.text(string.ascii_letters, min_size=1, max_size=9), max_size=30))
def test_wrapped_words_keep_their_order_and_fit(words: list[str]) -> None:
    lines = letters.wrapped(" ".join(words), 10.0, 120.0)
    assert " ".join(lines).split() == words
    for line in lines:
        assert letters.width(line, 10.0) <= 120.0 or " " not in line


def test_marks_are_written_in_the_same_language() -> None:
    for mark in (*MARKS_OVER, *MARKS_UNDER):
        assert letters.strokes("x" + mark, 10.0)
