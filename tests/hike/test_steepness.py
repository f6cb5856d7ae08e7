import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike.steepness import angle, steepness_of


@pytest.mark.parametrize(
    ("slope", "word", "adverb"),
    [
        (0.0, "flat", "not at all"),
        (0.01, "flat", "not at all"),
        (0.02, "nearly level", "very gently"),
        (-0.1, "gentle", "gently"),
        (0.5, "steady", "steadily"),
        (-0.9, "steep", "steeply"),
        (3.3, "very steep", "very steeply"),
    ],
)
def test_words(slope, word, adverb):
    found = steepness_of(slope, 0.01)
    assert (found.word, found.adverb) == (word, adverb)
    assert found.flat == (abs(slope) <= 0.01)


def test_what_a_rugged_level_calls_flat_is_not_hidden():
    assert steepness_of(0.38, 0.4).word == "as good as flat"
    assert steepness_of(0.38, 0.4).flat
    assert steepness_of(0.05, 0.4).word == "flat"


def test_directions_alone_are_flat_or_nothing():
    assert steepness_of(1.0, 0.0) is None
    assert steepness_of(0.0, 0.0).word == "flat"


@given(st.floats(0.41, 1e6), st.floats(1e-3, 0.4), st.floats(1e-3, 0.4))
def test_the_same_slope_has_the_same_word_on_every_ground(slope, one, other):
    assert steepness_of(slope, one) == steepness_of(-slope, other)


def test_angles():
    assert angle(-1.0) == pytest.approx(45.0)
