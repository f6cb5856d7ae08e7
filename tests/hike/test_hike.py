import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import Hike, HikeError, MoveError, Outcome
from hikergame.hike.heading import displacement
from hikergame.landscape import Landscape, coordinate
from hikergame.level import Senses

_hundredths = st.integers(-300, 300).map(lambda hundredths: hundredths / 100.0)


def test_a_hike_begins_at_the_start_with_a_first_readout(make_level):
    level = make_level()
    hike = Hike(level)
    assert hike.track.tolist() == [level.start.tolist()]
    assert hike.readout.step == 0
    assert hike.readout.steps_left == 20
    assert hike.readout.slope.tolist() == [-8.0, 3.0]
    assert hike.readout.moved.tolist() == [0.0, 0.0]
    assert hike.readout.altitude is None
    assert hike.readout.curvature is None
    assert not hike.over
    assert hike.outcome is None


def test_a_step_walks_and_feels(make_level):
    hike = Hike(make_level())
    readout = hike.step([1.0, 0.5])
    assert readout is hike.readout
    assert hike.place.tolist() == [-2.0, 3.0]
    assert readout.slope.tolist() == [-6.0, 4.0]
    assert readout.moved.tolist() == [1.0, 0.5]
    assert (readout.step, readout.steps_left) == (1, 19)
    assert not readout.fenced
    assert not readout.shortened
    assert hike.heights.tolist() == [18.25, 13.0]


@given(
    st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10.0),
    st.lists(st.lists(_hundredths, min_size=2, max_size=2), max_size=12),
)
def test_what_is_told_of_moves_does_not_tell_where_the_map_lies(make_level, east, moves):
    """Nor how large its coordinates are: the last digits are the same far from zero."""
    told = []
    for low in (0.0, east):
        box = [[low - 4.0, low + 6.0], [low - 5.0, low + 5.0]]
        plane = Landscape.from_expression(coordinate(0) + 2.0 * coordinate(1), box)
        hike = Hike(make_level(plane, start=np.array([low - 3.0, low + 2.5])))
        told.append([hike.step(move).moved.tolist() for move in moves])
    assert told[0] == told[1]


def test_the_steps_run_out(make_level):
    hike = Hike(make_level(steps=2))
    hike.step([0, 0])
    hike.step([0, 0])
    assert hike.over
    assert hike.outcome is Outcome.TRUNCATED
    with pytest.raises(MoveError, match="all 2 steps are taken"):
        hike.step([0, 0])
    with pytest.raises(MoveError, match="all 2 steps are taken"):
        hike.plant_flag()


def test_a_flag_ends_the_hike(make_level):
    hike = Hike(make_level())
    hike.plant_flag()
    assert hike.outcome is Outcome.TERMINATED
    with pytest.raises(MoveError, match="flag is planted"):
        hike.step([0, 0])


def test_the_fence_stops_at_the_nearest_point(make_level):
    hike = Hike(make_level())
    readout = hike.step([-1.5, 1.0])
    assert hike.place.tolist() == [-4.0, 3.5]
    assert readout.moved.tolist() == [-1.0, 1.0]
    assert readout.fenced
    assert hike.moves[0].tolist() == [-1.5, 1.0]
    assert not hike.step([0.5, 0.0]).fenced


def test_a_step_up_to_the_fence_is_not_stopped_by_it(make_level):
    assert not Hike(make_level()).step([-1.0, 0.0]).fenced


def test_a_long_step_is_shortened_and_the_asked_one_kept(make_level):
    hike = Hike(make_level())
    readout = hike.step([6.0, -8.0])
    assert readout.shortened
    assert readout.moved == pytest.approx([1.2, -1.6])
    assert hike.moves[0].tolist() == [6.0, -8.0]


@given(st.floats(0, 360))
def test_the_longest_step_along_any_heading_is_not_called_shortened(make_level, heading):
    readout = Hike(make_level()).step(displacement(heading, 2.0))
    assert not readout.shortened


@pytest.mark.parametrize("far", [1e300, 1.7e308])
def test_a_huge_move_does_not_overflow(make_level, far):
    readout = Hike(make_level()).step([far, -far])
    assert readout.moved == pytest.approx([math.sqrt(2), -math.sqrt(2)])
    assert readout.shortened


@pytest.mark.parametrize(
    "move",
    [[1.0], [1.0, 2.0, 3.0], 1.0, [[1.0, 2.0]], [math.nan, 0], [0, math.inf], "ab", None, [None, 1],
     ["1", "2"], [True, False], {}, [1j, 2], object(), [10**400, 1], [[1], [2, 3]]],
)  # fmt: skip
def test_a_move_that_is_none_is_refused_and_changes_nothing(make_level, move):
    hike = Hike(make_level())
    with pytest.raises(MoveError):
        hike.step(move)
    assert hike.steps == 0
    assert len(hike.track) == 1


_number = st.one_of(st.floats(), st.integers(), st.text(max_size=3), st.none(), st.booleans())
_weird = st.one_of(
    st.lists(_number, max_size=4),
    st.lists(st.floats(), min_size=2, max_size=2),
    st.recursive(_number, lambda inner: st.lists(inner, max_size=3), max_leaves=6),
    st.dictionaries(st.text(max_size=2), _number, max_size=2),
    st.binary(max_size=3),
)


@given(st.lists(_weird, max_size=12))
def test_nothing_but_a_move_error_escapes(make_level, moves):
    hike = Hike(make_level(steps=5))
    for move in moves:
        try:
            hike.step(move)
        except MoveError:
            continue
        assert np.all(np.abs(hike.place) <= 4.0)
        assert np.linalg.norm(hike.readout.moved) <= 2.0 + 1e-9
    assert hike.steps <= 5
    assert hike.track.shape == (hike.steps + 1, 2)


def test_what_a_hiker_holds_cannot_be_written_to(make_level):
    hike = Hike(make_level(senses=Senses(curvature=True)))
    hike.step([0.1, 0.1])
    readout = hike.readout
    for array in (readout.slope, readout.moved, readout.curvature, hike.place, hike.moves[0]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


def test_the_level_s_start_is_left_alone(make_level):
    level = make_level()
    Hike(level).step([1.0, 1.0])
    assert level.start.tolist() == [-3.0, 2.5]
    assert level.start.flags.writeable


def test_altimeter_and_curvature_only_where_granted(make_level):
    level = make_level(senses=Senses(altimeter=True, curvature=True))
    readout = Hike(level).readout
    assert readout.altitude == 18.25
    assert readout.curvature == pytest.approx(2.0 * np.eye(2), abs=1e-7)


def test_curvature_at_the_fence_and_across(make_level):
    x, y = coordinate(0), coordinate(1)
    ground = Landscape.from_expression(x * y * y, [[-1, 1], [-1, 1]])
    level = make_level(ground, start=np.array([1.0, -1.0]), senses=Senses(curvature=True))
    assert Hike(level).readout.curvature == pytest.approx(np.array([[0, -2], [-2, 2]]), abs=1e-4)


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, True, "7", None])
def test_a_seed_out_of_range_is_refused(make_level, seed):
    with pytest.raises(HikeError, match="seed"):
        Hike(make_level(), seed=seed)


@pytest.mark.parametrize("name", ["", "x" * 65, "\x1b[31m", "two\nlines", None])
def test_a_name_that_cannot_be_printed_is_refused(make_level, name):
    with pytest.raises(HikeError, match="name"):
        Hike(make_level(), hiker=name)


@pytest.mark.parametrize("dims", [1, 3, 7])
def test_hikes_go_in_any_dimension(make_level, dims):
    squares = sum((coordinate(i) ** 2 for i in range(1, dims)), coordinate(0) ** 2)
    hike = Hike(make_level(Landscape.from_expression(squares, [[-4, 4]] * dims)))
    readout = hike.step(np.full(dims, 0.25))
    assert readout.slope == pytest.approx(2.0 * hike.place)
    assert hike.track.shape == (2, dims)


def test_a_seed_may_be_any_whole_number_type(make_level):
    hike = Hike(make_level(senses=Senses(noise=0.1)), seed=np.int64(5))
    assert type(hike.seed) is int
    assert np.array_equal(
        hike.readout.slope, Hike(make_level(senses=Senses(noise=0.1)), seed=5).readout.slope
    )
