"""A walk's place among blind hikers: more points are better, fewer steps and climbs too."""

import pytest

import hikergame
from hikergame.hikers import Outing
from hikergame.survey.certificate import Measure, standings
from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.standing import Standing


def standing(measure, value):
    return Standing(measure, value, {"scout": Distribution.of([1, 2, 2, 3], finest=1.0)})


@pytest.mark.parametrize(
    ("value", "points", "steps"), [(0, 0, 1), (1, 0.125, 0.875), (2, 0.5, 0.5), (9, 1, 0)]
)
def test_equals_count_half(value, points, steps):
    assert standing(Measure.POINTS, value).beaten("scout") == points
    assert standing(Measure.STEPS, value).beaten("scout") == steps
    assert standing(Measure.CLIMBED, value).beaten("scout") == steps


def test_a_player_stands_among_all_blind_hikers_on_three_measures(certified):
    level, certificate = certified
    outing = Outing(level)
    outing.step([-1.0, -0.5])
    outing.step([0.5, 0.5])
    outing.plant_flag()
    walk = outing.reveal().player
    points, steps, climbed = standings(certificate, walk)
    assert points.value == hikergame.score(_walked(level)).points
    assert steps.value == 2
    assert climbed.value == pytest.approx(max(walk.values[2] - walk.values[1], 0.0))
    for one in (points, steps, climbed):
        assert set(one.blind) == set(certificate.blind)
        assert all(0.0 <= one.beaten(hiker) <= 1.0 for hiker in one.blind)


def test_who_took_no_step_is_not_praised_for_saving_steps(certified):
    level, certificate = certified
    outing = Outing(level)
    outing.plant_flag()
    (points,) = standings(certificate, outing.reveal().player)
    assert points.measure is Measure.POINTS


def _walked(level):
    hike = hikergame.Hike(level)
    hike.step([-1.0, -0.5])
    hike.step([0.5, 0.5])
    hike.plant_flag()
    return hike
