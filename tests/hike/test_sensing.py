import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import Hike
from hikergame.hike.sensing import Sensor
from hikergame.level import Senses

_ONE = np.array([1.0, -2.0])


def test_exact_senses_pass_the_slope_on(make_level):
    felt = Sensor(make_level(), 0, "player").feel(_ONE, 3)
    assert felt.tolist() == [1.0, -2.0]


@given(st.permutations(range(12)))
def test_noise_does_not_depend_on_the_order_of_asking(make_level, order):
    sensor = Sensor(make_level(senses=Senses(noise=0.3)), 5, "player")
    straight = [sensor.feel(_ONE, step).tolist() for step in range(12)]
    shuffled = {step: sensor.feel(_ONE, step).tolist() for step in order}
    assert [shuffled[step] for step in range(12)] == straight


def test_noise_is_keyed_by_level_seed_hiker_and_step(make_level):
    level = make_level(senses=Senses(noise=0.3))
    other = make_level(senses=Senses(noise=0.3), steps=21)
    felt = {
        tuple(Sensor(one, seed, hiker).feel(_ONE, step))
        for one in (level, other)
        for seed in (0, 1)
        for hiker in ("player", "adam")
        for step in (0, 1)
    }
    assert len(felt) == 16


def test_noise_is_the_same_on_every_machine(make_level):
    """A change of these numbers breaks every record of a noisy level."""
    level = make_level(senses=Senses(noise=1.0), hash="0" * 64)
    felt = Sensor(level, 7, "player").feel(np.zeros(3), 4)
    assert felt == pytest.approx(_GOLDEN, abs=1e-14)


_GOLDEN = (0.9479335642402784, 1.3666987729857643, 0.6824422687439323)


def test_noise_is_standard_normal(make_level):
    sensor = Sensor(make_level(senses=Senses(noise=2.0)), 0, "player")
    deviates = np.array([sensor.feel(np.zeros(5), step) for step in range(4000)]) / 2.0
    assert np.abs(deviates.mean(axis=0)).max() < 0.06
    assert deviates.std() == pytest.approx(1.0, abs=0.02)
    assert np.mean(deviates**4) == pytest.approx(3.0, abs=0.2)
    correlations = np.corrcoef(deviates.T) - np.eye(5)
    assert np.abs(correlations).max() < 0.06


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2),
    st.sampled_from([0.1, 0.25, 1.0, 3.0]),
)
def test_rounding_gives_multiples(make_level, slope, quantum):
    felt = Sensor(make_level(senses=Senses(rounding=quantum)), 0, "p").feel(np.array(slope), 0)
    assert np.abs(felt - slope).max() <= quantum / 2 * (1 + 1e-9)
    assert felt / quantum == pytest.approx(np.round(felt / quantum), abs=1e-6)


def test_a_rounded_slope_has_no_negative_zero(make_level):
    felt = Sensor(make_level(senses=Senses(rounding=1.0)), 0, "p").feel(np.array([-0.2, 0.2]), 0)
    assert not np.any(np.signbit(felt))


@given(st.floats(-180, 180), st.floats(1e-300, 1e300))
def test_direction_only_is_a_unit_vector_however_steep(make_level, angle, steepness):
    direction = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    sensor = Sensor(make_level(senses=Senses(direction_only=True)), 0, "p")
    felt = sensor.feel(steepness * direction, 0)
    assert felt == pytest.approx(direction, abs=1e-9)
    assert math.hypot(*felt) == pytest.approx(1.0, abs=1e-15)


def test_direction_only_of_level_ground_is_zero(make_level):
    sensor = Sensor(make_level(senses=Senses(direction_only=True)), 0, "p")
    assert sensor.feel(np.zeros(2), 0).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    "senses",
    [
        Senses(),
        Senses(noise=0.2),
        Senses(noise=0.2, rounding=0.1),
        Senses(direction_only=True),
    ],
)
def test_many_places_at_once_feel_what_each_alone_would(make_level, senses):
    sensor = Sensor(make_level(senses=senses), 3, "p")
    slopes = np.random.default_rng(0).normal(size=(4, 5, 2))
    together = sensor.feel(slopes, 2)
    alone = [[sensor.feel(slope, 2) for slope in row] for row in slopes]
    assert np.array_equal(together, np.array(alone))


def test_readouts_follow_from_the_moves_alone(make_level):
    """Not from how often, when or in what company they are asked for."""
    level = make_level(senses=Senses(noise=0.5))
    one, other = Hike(level, seed=9), Hike(level, seed=9)
    moves = np.random.default_rng(1).normal(size=(20, 2))
    first = [one.step(move).slope.tolist() for move in moves]
    second = []
    for move in moves:
        Hike(level, seed=9, hiker="somebody").step(move)
        other.step(move)
        second.append(other.readout.slope.tolist())
    assert first == second
