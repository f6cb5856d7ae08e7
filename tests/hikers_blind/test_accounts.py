"""What a blind hiker tells of his walk is true of it."""

import pytest

from hikergame.hikers.blind.accounts import _compared


@pytest.mark.parametrize(
    ("drop", "said"),
    [
        (None, "the first floor was the lowest all the same."),
        (3.25, "the best was lower by 3.25."),
        (0.0, "the best was no lower than the first."),
        (-0.217, "that one was higher by 0.217."),
    ],
)
def test_floors_are_compared_without_a_negative_drop(drop: float | None, said: str) -> None:
    assert _compared(drop).endswith(said)
