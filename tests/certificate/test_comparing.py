"""A walk's place among blind ones, in words and bars."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.level import load_level
from hikergame.survey.certificate import Measure
from hikergame.survey.certificate.comparing import (
    beaten_of_100,
    bins,
    nothing_to_compare,
    sentence,
    than_words,
)
from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.standing import Standing

# Points and metres as walks come to them: a share of 1e-324 is none.
VALUES = st.lists(st.integers(0, 10**6).map(lambda n: n / 1e4), min_size=1, max_size=40)


def standing(measure: Measure, value: float, *blind: list[float]) -> Standing:
    return Standing(measure, value, {str(i): Distribution.of(one) for i, one in enumerate(blind)})


def test_all_blind_walks_count_alike():
    """One hiker of four walks, one of a single one."""
    placed = standing(Measure.POINTS, 5.0, [1.0, 2.0, 3.0, 9.0], [8.0])
    assert beaten_of_100(placed) == 60
    assert than_words(placed) == "better than 60 of 100 blind walks"
    assert sentence(placed) == "Points: 5, better than 60 of 100 blind walks."


def test_fewer_steps_and_less_of_a_climb_are_better():
    steps = standing(Measure.STEPS, 5.0, [1.0, 2.0, 3.0, 9.0])
    assert sentence(steps) == "Steps used: 5, fewer than in 25 of 100 blind walks."
    climbed = standing(Measure.CLIMBED, 5.25, [1.0, 2.0, 3.0, 9.0])
    assert sentence(climbed) == (
        "Metres climbed from step to step: 5.2, less than in 25 of 100 blind walks."
    )


def test_none_and_all_are_said_of_none_and_all_alone():
    many = [1.0] * 999
    assert beaten_of_100(standing(Measure.POINTS, 5.0, [*many, 9.0])) == 99
    assert beaten_of_100(standing(Measure.POINTS, 5.0, many)) == 100
    assert beaten_of_100(standing(Measure.STEPS, 5.0, [*many, 9.0])) == 1
    assert beaten_of_100(standing(Measure.STEPS, 5.0, many)) == 0


@given(st.sampled_from(list(Measure)), st.floats(0.0, 100.0), VALUES, st.integers(2, 90))
def test_every_walk_has_a_bar_and_so_has_yours(measure, value, values, count):
    placed = standing(measure, value, values, [value, 50.0])
    middles, found, yours = bins(placed, count)
    assert len(middles) == len(found) == count
    assert found.sum() == len(values) + 2
    assert np.all(np.diff(middles) > 0.0)
    half = 0.5 * (middles[1] - middles[0])
    assert abs(middles[yours] - value) <= half * (1.0 + 1e-6)


@pytest.mark.parametrize("count", [2, 5])
def test_where_all_values_are_one_there_is_one_bar(count):
    middles, found, yours = bins(standing(Measure.STEPS, 8.0, [8.0, 8.0]), count)
    assert found[yours] == found.sum() == 2
    assert middles[0] <= 8.0 <= middles[-1]


def test_where_there_is_no_certificate_the_cure_is_said(trap, make_level):
    assert nothing_to_compare(load_level(trap.path)).endswith("hikergame certify 01-a-trap.yaml")
    assert "only a level in a file" in nothing_to_compare(make_level())
