"""One contract for every blind hiker on every level, however slopes are felt."""

from dataclasses import replace

import numpy as np
import pytest

from hikergame.hike import Hike, Outcome
from hikergame.hikers.blind import BLIND_HIKERS, send_out
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import absolute
from hikergame.level import Senses, StepLength

SENSES = {
    "exact": Senses(),
    "noise": Senses(noise=0.4),
    "rounding": Senses(rounding=0.5),
    "direction": Senses(direction_only=True),
    "all": Senses(noise=0.3, rounding=0.25, altimeter=True, curvature=True),
}


def held_to_the_rules(hike: Hike) -> None:
    """Check what the rules do not enforce: no hiker but downhill asks for more than he may."""
    level = hike.level
    assert hike.over
    assert hike.outcome is Outcome.TERMINATED or hike.steps == level.steps
    if hike.hiker != "downhill":
        asked = np.linalg.norm(np.reshape(hike.moves, (-1, level.dims)), axis=1)
        assert np.all(asked <= level.step_length.max * (1.0 + 1e-9))


@pytest.mark.parametrize("senses", SENSES)
@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_every_shipped_level(shipped, name, senses):
    for level in shipped:
        held_to_the_rules(send_out(replace(level, senses=SENSES[senses]), name, seed=5))


@pytest.mark.parametrize("senses", SENSES)
@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_the_same_way_every_time(shipped, name, senses):
    level = replace(shipped[-1], senses=SENSES[senses])
    hike, again = (send_out(level, name, seed=5) for _ in range(2))
    assert np.array_equal(hike.track, again.track)
    assert hike.outcome is again.outcome


@pytest.mark.parametrize("name", ["random-walk", "scout"])
def test_another_seed_another_way(two_pits, level_on, name):
    level = level_on(two_pits())
    assert not np.array_equal(send_out(level, name, seed=1).track, send_out(level, name).track)


@pytest.mark.parametrize("name", BLIND_HIKERS)
@pytest.mark.parametrize("dims", [1, 3, 7])
@pytest.mark.parametrize("steps", [1, 2, 3, 30])
def test_any_dimension_and_budget(bowl, level_on, name, dims, steps):
    ground = bowl([1.0] * dims, [1.0 + i for i in range(dims)])
    held_to_the_rules(send_out(level_on(ground, steps=steps), name))


def uneven(dims: int, function) -> Landscape:
    total = function(coordinate(0))
    for i in range(1, dims):
        total = total + function(coordinate(i))
    return Landscape.from_expression(total, [[-8.0, 8.0]] * dims)


GROUNDS = {
    "level": lambda x: 0.0 * x,
    "a plane": lambda x: 0.3 * x,
    "a cone": lambda x: absolute(x - 1.0),
    "steep": lambda x: 1e90 * x,
    "all but level": lambda x: 1e-170 * x * x,
    "a hilltop": lambda x: -x * x,
}


@pytest.mark.parametrize("name", BLIND_HIKERS)
@pytest.mark.parametrize("dims", [1, 2])
@pytest.mark.parametrize("ground", GROUNDS)
def test_difficult_ground(level_on, name, dims, ground):
    """From a slope and from the very middle, where a hilltop is flat."""
    for start in (np.array([5.5, 3.5][:dims]), np.zeros(dims)):
        level = level_on(uneven(dims, GROUNDS[ground]), start=start, steps=25)
        held_to_the_rules(send_out(level, name))


@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_ground_without_a_finite_slope(level_on, name):
    def broken(x):
        return np.sum(x * x, axis=-1), np.where(x[..., :1] > 2.0, np.nan, 2.0 * x)

    ground = Landscape.from_function(broken, [[-8.0, 8.0]] * 2)
    held_to_the_rules(send_out(level_on(ground, steps=25), name))


@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_a_hike_longer_than_the_sketch_has_room_for(two_pits, level_on, name):
    level = level_on(two_pits(), steps=300, step_length=StepLength(max=0.4, initial=0.1))
    held_to_the_rules(send_out(level, name))
