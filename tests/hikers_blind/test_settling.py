"""Hollows, turns, and the descent that they serve."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.hikers.blind.chance import Chance
from hikergame.hikers.blind.hollow import fit_hollow
from hikergame.hikers.blind.settler import FIRST, Settler
from hikergame.hikers.blind.turns import short_of_turns
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import absolute
from hikergame.level import Senses

from .walks import bowls, walked


def descend(level):
    """Go down until the bottom is within a hundredth of a step; return hike and settler."""
    hike, trail = walked(level)
    longest = level.step_length.max
    settler = Settler(trail, Chance(1), at=0, trust=FIRST * longest)
    target = settler.target()
    while not hike.over and not settler.settled(0.01 * longest):
        move = trail.towards(target)
        trail.expect(move)
        trail.note(hike.step(move))
        settler.look()
        target = settler.target()
    return hike, settler


class TestHollow:
    def test_a_bowl_is_told_exactly_from_three_places(self, bowl, level_on):
        _, trail = walked(level_on(bowl([1.0, -2.0], [1.0, 3.0])), [[-1.0, 0.2], [0.3, 1.0]])
        hollow = fit_hollow(trail, 2, 1.0)
        assert hollow.bend == pytest.approx(np.diag([1.0, 3.0]), abs=0.02)
        assert hollow.slope == pytest.approx(trail.slope)

    def test_in_a_direction_not_felt_it_bends_as_in_the_others(self, bowl, level_on):
        _, trail = walked(level_on(bowl([1.0, -2.0], [2.0, 2.0])), [[-1.0, 0.0]])
        assert fit_hollow(trail, 1, 1.0).bend == pytest.approx(2.0 * np.eye(2), abs=0.01)

    def test_from_one_place_there_is_no_bend(self, bowl, level_on):
        _, trail = walked(level_on(bowl([1.0, -2.0], [2.0, 2.0])))
        assert fit_hollow(trail, 0, 1.0).bend is None

    def test_noise_averages_out(self, bowl, level_on):
        level = level_on(bowl([5.0, 3.0], [1.0, 1.0]), senses=Senses(noise=0.5))
        moves = [[0.8, 0.0], [0.0, -0.8], [-1.6, 0.0], [0.0, 0.8], [0.0, 0.8], [1.6, 0.0]]
        hike, trail = walked(level, [*moves, [-0.8, -0.8]])
        hollow = fit_hollow(trail, 7, 1.5)
        true = hike.level.landscape.gradient(hike.place)
        felt = np.mean(np.linalg.norm(trail.slopes - level.landscape.gradient(hike.track), axis=1))
        assert np.linalg.norm(hollow.slope - true) < felt

    def test_a_curvature_that_is_felt_is_taken_as_it_is(self, two_pits, level_on):
        level = level_on(two_pits(), senses=Senses(curvature=True))
        hike, trail = walked(level, [[-1.0, -0.5]])
        assert np.array_equal(fit_hollow(trail, 1, 1.0).bend, hike.readout.curvature)


class TestTurns:
    def test_a_way_past_a_turn_ends_at_the_secant(self, bowl, level_on):
        """From x = 3 down to x = 1, past which, at x = -1, it is known to climb."""
        level = level_on(bowl([1.0], [1.0]), start=np.array([3.0]))
        _, trail = walked(level, [[-3.0], [-1.0], [3.0], [1.0]])
        assert short_of_turns(trail, 4, np.array([-3.0])) == pytest.approx([-1.8])
        assert short_of_turns(trail, 3, np.array([-3.0])) == pytest.approx([-1.0])

    def test_a_way_that_ends_before_is_left_alone(self, bowl, level_on):
        level = level_on(bowl([1.0], [1.0]), start=np.array([3.0]))
        _, trail = walked(level, [[-3.0], [3.0]])
        assert short_of_turns(trail, 2, np.array([-1.0])) == pytest.approx([-1.0])

    def test_what_lies_aside_does_not_matter(self, bowl, level_on):
        level = level_on(bowl([1.0, 1.0], [1.0, 1.0]), start=np.array([3.0, 1.0]))
        _, trail = walked(level, [[-1.0, 2.5], [1.0, -2.5]])
        assert short_of_turns(trail, 2, np.array([-3.0, 0.0])) == pytest.approx([-3.0, 0.0])


class TestSettler:
    @given(st.integers(1, 3).flatmap(partial(bowls, softest=0.2, stiffest=8.0)))
    @settings(max_examples=25, deadline=None)
    def test_any_bowl(self, bowl, level_on, case):
        """Walls forty times as stiff as the floor included."""
        at, bends, start = case
        hike, settler = descend(level_on(bowl(at, bends), start=np.array(start)))
        assert not hike.over
        # Metres count by how sharply they are felt: along a soft axis the floor is broad.
        away = hike.track[settler.best] - at
        assert np.sqrt(np.sum(np.array(bends) * away**2) / max(bends)) < 0.2

    def test_a_ravine_takes_few_steps(self, level_on):
        x, y = coordinate(0) - coordinate(1), coordinate(0) + coordinate(1)
        ground = Landscape.from_expression(0.02 * x * x + 4.0 * y * y, [[-10.0, 10.0]] * 2)
        hike, _ = descend(level_on(ground, start=np.array([6.0, -4.0])))
        assert hike.steps <= 10
        assert np.linalg.norm(hike.track[-1]) < 0.1

    def test_a_sharp_bottom_is_bisected(self, level_on):
        ground = Landscape.from_expression(absolute(coordinate(0) + 1.3), [[-9.0, 9.0]])
        hike, _ = descend(level_on(ground))
        assert abs(hike.track[-1, 0] + 1.3) < 0.1

    def test_a_saddle_is_left(self, level_on):
        """Though the way down leads all but straight at the pass."""
        x, y = coordinate(0), coordinate(1)
        ground = 0.5 * x * x - 0.5 * y * y + 0.05 * y * y * y * y
        level = level_on(
            Landscape.from_expression(ground, [[-9.0, 9.0]] * 2), start=np.array([4.0, 0.3])
        )
        hike, _ = descend(level)
        assert abs(abs(hike.track[-1, 1]) - np.sqrt(5.0)) < 0.1

    def test_a_plateau_is_crossed_in_growing_steps(self, level_on):
        ground = Landscape.from_expression(1e-6 * absolute(coordinate(0) + 20.0), [[-30.0, 9.0]])
        hike, _ = descend(level_on(ground))
        assert abs(hike.track[-1, 0] + 20.0) < 0.1

    def test_the_fence_leads_along(self, level_on):
        x, y = coordinate(0), coordinate(1)
        ground = Landscape.from_expression(2.0 * x + (y + 3.0) ** 2, [[-9.0, 9.0]] * 2)
        hike, settler = descend(level_on(ground))
        assert np.allclose(hike.track[settler.best], [-9.0, -3.0], atol=0.1)
