"""Ways: moves kept as plain numbers come back as they were, to the last bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.room.ways import Way

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.integers(1, 4).flatmap(lambda d: st.lists(st.tuples(*[NUMBERS] * d), min_size=1)))
def test_a_way_is_the_sequence_of_its_moves(moves: list[tuple[float, ...]]) -> None:
    way = Way(len(moves[0]))
    for count, move in enumerate(moves):
        assert len(way) == count
        way.append(move)
    assert list(way) == moves
    assert [way[step] for step in range(len(way))] == moves
    assert [way[step - len(way)] for step in range(len(way))] == moves
    assert way[1:] == moves[1:]
    assert way[::-2] == moves[::-2]
    assert repr(way[-1]) == repr(moves[-1])  # a zero keeps its sign
    assert way == Way(len(moves[0]), moves)
    assert way != Way(len(moves[0]), [*moves, moves[0]])


def test_what_is_no_move_of_the_way_is_refused_and_changes_nothing() -> None:
    way = Way(2, [(1.0, 2.0)])
    with pytest.raises(ValueError, match="no move in 2 dimensions"):
        way.append((1.0, 2.0, 3.0))
    for step in (1, -2):
        with pytest.raises(IndexError):
            way[step]
    assert list(way) == [(1.0, 2.0)]
