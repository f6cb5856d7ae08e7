"""Luck, downhill, and the two-point rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.hike import Outcome
from hikergame.hikers import Medal, Rival, score
from hikergame.hikers.blind import send_out
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import absolute, tanh
from hikergame.level import RivalSpec, Senses, StepLength

from .walks import bowls


class TestRandomWalk:
    def test_goes_every_way_and_any_length(self, bowl, level_on):
        level = level_on(bowl([0.0, 0.0], [1.0, 1.0], width=1e6), steps=400)
        hike = send_out(level, "random-walk")
        steps = np.array(hike.moves)
        lengths = np.linalg.norm(steps, axis=1)
        assert hike.outcome is Outcome.TRUNCATED
        assert np.all((lengths > 0.0) & (lengths <= 3.0))
        assert np.mean(lengths) == pytest.approx(1.5, abs=0.15)
        assert np.linalg.norm(np.mean(steps / lengths[:, np.newaxis], axis=0)) < 0.15

    def test_the_ground_makes_no_difference(self, bowl, level_on):
        one, other = (
            send_out(level_on(bowl([a, a], [1.0, 1.0], width=1e6)), "random-walk", seed=4)
            for a in (0.0, 5.0)
        )
        assert np.array_equal(one.moves, other.moves)


class TestDownhill:
    @pytest.mark.parametrize("rate", [0.003, 0.1, 0.5, 0.9, 1.4, 50.0])
    @pytest.mark.parametrize("dims", [1, 2])
    def test_is_gradient_descent_step_by_step(self, two_pits, level_on, rate, dims):
        """Fence and longest step included, to the bit, until he plants his flag."""
        level = level_on(two_pits(dims))
        hike = send_out(level, "downhill", rate=rate)
        rival = Rival(RivalSpec("gradient-descent", rate), level).finish()
        assert np.array_equal(hike.track, rival.track[: hike.steps + 1])
        if hike.outcome is Outcome.TERMINATED:
            assert np.allclose(rival.track[-1], hike.track[-1], atol=0.1)

    def test_his_own_rate_makes_the_first_step_the_stride(self, bowl, level_on):
        hike = send_out(level_on(bowl([1.0, 0.0], [1.0, 3.0])), "downhill")
        assert np.linalg.norm(hike.moves[0]) == pytest.approx(0.5)

    def test_without_any_slope_he_stands(self, level_on):
        ground = Landscape.from_expression(0.0 * coordinate(0), [[-8.0, 8.0]])
        hike = send_out(level_on(ground), "downhill")
        assert hike.outcome is Outcome.TERMINATED
        assert hike.steps == 0

    def test_plants_his_flag_at_rest(self, bowl, level_on):
        hike = send_out(level_on(bowl([1.0, 0.0], [1.0, 1.0])), "downhill", rate=0.5)
        assert Medal.VALLEY in score(hike).medals
        assert hike.steps < 20


class TestBarzilaiBorwein:
    @given(st.integers(1, 4).flatmap(bowls))
    @settings(max_examples=60, deadline=None)
    def test_reaches_the_bottom_of_any_bowl(self, bowl, level_on, case):
        at, bends, start = case
        level = level_on(bowl(at, bends), start=np.array(start), steps=60)
        hike = send_out(level, "barzilai-borwein")
        assert np.linalg.norm(hike.track[-1] - at) < 0.1

    def test_bisects_two_straight_slopes(self, level_on):
        ground = Landscape.from_expression(absolute(coordinate(0) - 0.7), [[-8.0, 8.0]])
        hike = send_out(level_on(ground), "barzilai-borwein")
        assert abs(hike.track[-1, 0] - 0.7) < 0.05

    def test_lengthens_his_steps_where_it_goes_straight_down(self, level_on):
        ground = Landscape.from_expression(0.3 * coordinate(0), [[-50.0, 8.0]])
        lengths = np.abs(send_out(level_on(ground, steps=6), "barzilai-borwein").moves).ravel()
        assert lengths.tolist() == [0.5, 1.0, 2.0, 3.0, 3.0, 3.0]

    def test_goes_on_where_no_slope_is_felt(self, level_on):
        """A bank, then a shelf on which rounding leaves no slope, then another bank."""
        x = coordinate(0)
        ground = 3.0 * (tanh(x - 5.0) + tanh(x + 4.0)) + 0.02 * x
        level = level_on(
            Landscape.from_expression(ground, [[-9.0, 9.0]]), senses=Senses(rounding=0.2)
        )
        assert send_out(level, "barzilai-borwein").track[:, 0].min() < -4.0

    def test_goes_along_the_fence(self, level_on):
        x, y = coordinate(0), coordinate(1)
        ground = Landscape.from_expression(0.5 * x + (y + 2.0) ** 2, [[-8.0, 8.0]] * 2)
        hike = send_out(level_on(ground), "barzilai-borwein")
        assert np.allclose(hike.track[-1], [-8.0, -2.0], atol=0.02)
        assert hike.outcome is Outcome.TERMINATED

    def test_plants_his_flag_in_the_first_valley(self, two_pits, level_on):
        hike = send_out(level_on(two_pits()), "barzilai-borwein")
        assert score(hike).medals == (Medal.VALLEY,)

    def test_a_first_step_that_ends_where_it_began(self, level_on):
        """At a corner of the fence from the start, with all slopes leading out."""
        x, y = coordinate(0), coordinate(1)
        ground = Landscape.from_expression(x + 2.0 * y, [[-8.0, 8.0]] * 2)
        level = level_on(
            ground, start=np.array([-8.0, -8.0]), step_length=StepLength(max=3.0, initial=1.0)
        )
        hike = send_out(level, "barzilai-borwein")
        assert hike.outcome is Outcome.TERMINATED
        assert np.array_equal(hike.track[-1], [-8.0, -8.0])
