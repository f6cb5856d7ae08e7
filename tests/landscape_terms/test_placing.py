"""Every term is shifted, scaled, turned and weighted as its fields say."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import coordinate
from hikergame.landscape.terms import TERMS, RandomRotation, make_term

every_term = pytest.mark.parametrize("keyword", sorted(TERMS))
places = st.tuples(st.floats(-4, 4), st.floats(-4, 4))
sizes = st.floats(0.3, 3.0)
degrees = st.floats(-400, 400)


def placed_from_plain(p, at, scale, rotate):
    """Return where the point `p` of a term at the origin comes to stand, told by compass."""
    east, north = p[0] * scale[0], p[1] * scale[1]
    heading = math.atan2(east, north) + math.radians(rotate)
    far = math.hypot(east, north)
    return np.array([at[0] + far * math.sin(heading), at[1] + far * math.cos(heading)])


@every_term
@settings(max_examples=15, deadline=None)
@given(p=places, at=places, scale=st.tuples(sizes, sizes), rotate=degrees, weight=st.floats(-3, 3))
def test_a_placed_term_is_the_plain_one_elsewhere(
    keyword, plain_term, ground, p, at, scale, rotate, weight
):
    plain = ground(plain_term(keyword))
    placed = ground(
        plain_term(keyword, at=list(at), scale=list(scale), rotate=rotate, weight=weight)
    )
    there = placed_from_plain(p, at, scale, rotate)
    slack = 1e-9 * (1.0 + np.abs(plain.gradient(np.array(p))).max())
    want = weight * plain.value(np.array(p))
    assert placed.value(there) == pytest.approx(want, rel=1e-9, abs=slack * (1 + abs(weight)))


@settings(max_examples=25, deadline=None)
@given(at=st.floats(-4, 4), scale=sizes, x=st.floats(-6, 6))
def test_on_one_axis_a_term_is_shifted_and_scaled(height_at, at, scale, x):
    plain, placed = make_term("pit", {}), make_term("pit", {"at": at, "scale": scale})
    assert height_at(placed, [at + scale * x]) == pytest.approx(height_at(plain, [x]), abs=1e-9)


def test_a_shape_facing_north_faces_east_after_a_quarter_turn(height_at):
    plane = make_term("plane", {"heading": 0, "slope": 2, "rotate": 90})
    assert height_at(plane, [3.0, 0.0]) == -6.0
    assert height_at(plane, [0.0, 3.0]) == 0.0


@pytest.mark.parametrize("turns", [-720, -90, 0, 90, 180, 270, 360, 450])
def test_quarter_turns_are_exact(turns, height_at):
    saddle = make_term("saddle", {"rotate": turns, "height": 25, "radius": 5})
    assert height_at(saddle, [3.0, 0.0]) in (9.0, -9.0)
    assert height_at(saddle, [2.0, 2.0]) == 0.0


def test_what_is_not_asked_for_leaves_no_trace_in_the_expression():
    term = make_term("hill", {"radius": 2, "height": 1})
    x, y = coordinate(0), coordinate(1)
    assert term._local([x, y]) == [x, y]


@pytest.mark.parametrize("dims", [2, 3, 4, 7])
def test_a_random_rotation_turns_and_does_not_mirror(dims):
    for seed in range(20):
        matrix = RandomRotation(seed).matrix(dims)
        np.testing.assert_allclose(matrix @ matrix.T, np.eye(dims), atol=1e-14)
        assert np.linalg.det(matrix) == pytest.approx(1.0)


def test_random_rotations_favour_no_direction():
    first = np.array([RandomRotation(seed).matrix(3)[:, 0] for seed in range(2000)])
    assert np.abs(first.mean(0)).max() < 0.05
    np.testing.assert_allclose(first.T @ first / len(first), np.eye(3) / 3, atol=0.03)


def test_a_seed_means_the_same_rotation_on_every_machine():
    want = [
        [0.8033441213937373, 0.5541337516793291, -0.21811466679688463],
        [0.595236259122349, -0.7359643218509522, 0.32256830716686924],
        [0.018221373388311885, -0.3889631116343289, -0.9210731129175275],
    ]
    np.testing.assert_allclose(RandomRotation(7).matrix(3), want, atol=1e-12)


@pytest.mark.parametrize("dims", [2, 3, 5])
def test_a_randomly_turned_term_keeps_its_distances(dims, ground):
    at = np.linspace(-1, 1, dims)
    term = make_term("bowl", {"at": at, "radius": np.arange(1, dims + 1), "rotate": {"seed": 5}})
    landscape = ground(term, dims=dims)
    matrix = RandomRotation(5).matrix(dims)
    for axis in range(dims):
        on_rim = at + matrix[:, axis] * (axis + 1)
        assert landscape.value(on_rim) == pytest.approx(0.0, abs=1e-12)
    assert landscape.value(at) == pytest.approx(-10.0)
