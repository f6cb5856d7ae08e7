"""Schedules: factors on a pace, 1 at the first step and never rising."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.optimizers import SCHEDULES, OptimizerError, make, make_schedule

EXAMPLES = {
    "constant": {},
    "inverse-time": {"decay": 0.3},
    "exponential": {"decay": 0.9},
    "cosine": {"total": 12, "final": 0.2},
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_starts_at_one_and_never_rises(name):
    schedule = make_schedule(name, **EXAMPLES[name])
    factors = [schedule.factor(t) for t in range(5000)]
    assert factors[0] == 1
    assert all(0 <= later <= earlier for earlier, later in pairwise(factors))


@pytest.mark.parametrize("name", SCHEDULES)
def test_what_is_told_about_a_schedule_is_whole(name):
    info = SCHEDULES[name]
    assert info.name == name
    assert info.title
    assert info.summary.endswith(".")
    assert info.source
    assert info.schema()["description"] == info.summary


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_scheduled_pace_shrinks_the_step_by_the_factor(name):
    told = {name: EXAMPLES[name]}
    schedule = make_schedule(name, **EXAMPLES[name])
    alone = make("gradient-descent", learning_rate=0.5, schedule=told)
    crowd = make("gradient-descent", learning_rate=np.array([[0.5], [1.0]]), schedule=told)
    for t in range(15):
        expected = -0.5 * schedule.factor(t) * 3.0
        assert alone.ask([3.0])[0] == pytest.approx(expected, rel=1e-15)
        np.testing.assert_allclose(crowd.ask([[3.0], [3.0]])[:, 0], [expected, 2 * expected])


def test_inverse_time_is_one_over_t_by_default():
    schedule = make_schedule("inverse-time")
    assert [schedule.factor(t) for t in range(4)] == [1, 1 / 2, 1 / 3, 1 / 4]


def test_cosine_stays_at_its_end():
    schedule = make_schedule("cosine", total=10, final=0.25)
    assert schedule.factor(5) == pytest.approx(0.625)
    assert {schedule.factor(t) for t in (10, 11, 20, 10**6)} == {0.25}
    assert make_schedule("cosine", total=10).factor(10) == 0


@settings(deadline=None)
@given(t=st.integers(0, 10**12), decay=st.floats(0, 1e308))
def test_factors_stay_between_zero_and_one(t, decay):
    schedules = [
        make_schedule("inverse-time", decay=decay),
        make_schedule("exponential", decay=min(max(decay, 1e-300), 1.0)),
        make_schedule("cosine", total=max(1, int(decay))),
    ]
    assert all(0 <= schedule.factor(t) <= 1 for schedule in schedules)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1/t", "inverse-time"),
        ("exponental", "exponential"),
        ("ExponentialLR", "exponential"),
        ("cosine annealing", "cosine"),
        ("zzz", None),
    ],
)
def test_an_unknown_schedule_is_answered_with_the_nearest(said, meant):
    with pytest.raises(OptimizerError, match="there is no schedule") as caught:
        make_schedule(said)
    assert caught.value.faults[0].hint == (meant and f"did you mean {meant!r}?")


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("exponential", {}, "exponential needs its decay"),
        ("exponential", {"gamma": 0.9, "decay": 0.9}, "did you mean 'decay'"),
        ("exponential", {"decay": 1.1}, "decay must be above 0 and at most 1, not 1.1"),
        ("inverse-time", {"decay": -1}, "decay must be at least 0, not -1"),
        ("inverse-time", {"decay": math.nan}, "decay must be at least 0, not nan"),
        ("cosine", {"total": 2.5}, "total must be a whole number, at least 1, not 2.5"),
        ("cosine", {"total": True}, "total must be a whole number, at least 1, not True"),
        pytest.param(
            "cosine", {"total": -(10**5000)}, "not a number of very many digits", id="many-digits"
        ),
        ("cosine", {"T_max": 3, "total": 3}, "did you mean 'total'"),
        ("constant", {"decay": 1}, "constant has no setting 'decay'"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_range(name, settings, message):
    with pytest.raises(OptimizerError) as caught:
        make_schedule(name, **settings)
    assert message in str(caught.value)
