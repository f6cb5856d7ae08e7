import pytest

from hikergame.hike import Hike, Record, RecordError, rank


@pytest.fixture
def hand_in(make_level):
    def walk(hiker, *moves, points=None, **changes):
        hike = Hike(make_level(**changes), hiker=hiker)
        for move in moves:
            hike.step(move)
        hike.plant_flag()
        record = Record.from_hike(hike)
        return record if points is None else record.model_copy(update={"points": points})

    return walk


def test_best_first(hand_in):
    rows = rank(
        [hand_in("Ada", [0.1, 0]), hand_in("Bob", [2, -1], [1, 0]), hand_in("Cleo", [1, 0])]
    )
    assert [(row.place, row.hiker) for row in rows] == [(1, "Bob"), (2, "Cleo"), (3, "Ada")]
    assert rows[0].points == rows[0].record.points


def test_ties_share_a_place_and_the_next_is_skipped(hand_in):
    rows = rank(
        [
            hand_in("Dan", [0.4, 0], points=10.0),
            hand_in("Cleo", [0.3, 0], points=20.0),
            hand_in("Bob", [0.2, 0], points=20.0 + 1e-9),
            hand_in("Ada", [0.1, 0], points=30.0),
        ]
    )
    assert [(row.place, row.hiker) for row in rows] == [
        (1, "Ada"), (2, "Bob"), (2, "Cleo"), (4, "Dan")
    ]  # fmt: skip
    assert not any(row.duplicate_of for row in rows)


def test_the_same_hike_twice_is_flagged(hand_in):
    rows = rank([hand_in("Zoe", [1, 0]), hand_in("Ada", [1, 0]), hand_in("Bob", [1, 0.1])])
    flagged = {row.hiker: row.duplicate_of for row in rows}
    assert flagged == {"Ada": None, "Zoe": "Ada", "Bob": None}


def test_the_order_of_handing_in_does_not_matter(hand_in):
    records = [hand_in(name, [0.1 * i, 0]) for i, name in enumerate("EBDCA")]
    assert rank(records) == rank(records[::-1])


def test_records_of_several_levels_are_refused(hand_in):
    with pytest.raises(RecordError, match="2 levels"):
        rank([hand_in("Ada"), hand_in("Bob", steps=7)])


def test_nothing_to_rank():
    assert rank([]) == ()
