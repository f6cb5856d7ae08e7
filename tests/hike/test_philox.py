import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike.philox import words


@given(st.integers(0, 2**128 - 1), st.integers(0, 2**256 - 9), st.integers(1, 9))
def test_the_words_are_those_of_numpy(key: int, counter: int, count: int) -> None:
    theirs = np.random.Philox(key=key, counter=counter).random_raw(count)
    assert words(key, counter, count) == theirs.tolist()


def test_a_known_answer() -> None:
    """The first block of key and counter zero but one, as published with Random123."""
    assert words(0, -1, 4) == [
        0x16554D9ECA36314C,
        0xDB20FE9D672D0FDC,
        0xD7E772CEE186176B,
        0x7E68B68AEC7BA23B,
    ]
