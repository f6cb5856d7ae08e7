"""A distribution keeps a few hundred samples as a short list that can be counted in."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hikergame.survey.certificate.distribution import MOST, Distribution

SAMPLES = st.lists(
    st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda one: float(f"{one:.6g}")),
    min_size=1,
    max_size=300,
)


@given(SAMPLES)
def test_nothing_is_lost_and_all_is_close(samples):
    found = Distribution.of(samples)
    assert found.total == len(samples)
    assert len(found.values) <= MOST + 2
    told = np.repeat(found.values, found.counts)
    scale = max(map(abs, samples))
    assert np.abs(np.sort(samples) - told).max() <= 0.5 * found.step + 1e-6 * scale


@given(SAMPLES)
def test_it_comes_back_from_json_as_it_was(samples):
    found = Distribution.of(samples)
    assert Distribution.model_validate_json(found.to_json()) == found


@given(SAMPLES, st.floats(-1e12, 1e12))
def test_every_sample_is_below_equal_or_above(samples, value):
    found = Distribution.of(samples)
    assert sum(found.beside(value)) == len(samples)
    assert found.beside(-1e13) == (0, 0, len(samples))
    assert found.beside(1e13) == (len(samples), 0, 0)


def test_a_sample_is_equal_to_itself_as_rounded():
    scores = np.linspace(3.0, 87.0, 200)
    found = Distribution.of(scores)
    assert found.step == 2.0
    for score in scores:
        below, equal, above = found.beside(score)
        assert equal > 0
        assert below == pytest.approx(np.sum(scores < score), abs=5)
        assert above == pytest.approx(np.sum(scores > score), abs=5)


def test_steps_are_whole():
    assert Distribution.of([12, 12, 14, 30], finest=1.0).values == (12.0, 14.0, 30.0)
    assert Distribution.of([30] * 7, finest=1.0).step == 1.0


def test_values_are_written_as_people_write_them():
    found = Distribution.of([0.1 + 0.2, 0.7, 6.1], finest=0.1)
    assert json.loads(found.to_json())["values"] == [0.3, 0.7, 6.1]


def test_median_and_mean_are_those_of_the_samples():
    found = Distribution.of([1, 2, 2, 3, 10], finest=1.0)
    assert found.median == 2.0
    assert found.mean == pytest.approx(3.6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": [1.0, 1.0]},
        {"values": [2.0, 1.0]},
        {"counts": [1]},
        {"counts": [1, 0]},
        {"step": 0.0},
        {"values": []},
        {"more": 1},
    ],
)
def test_what_is_no_distribution_is_refused(wrong):
    sound = {"step": 1.0, "values": [1.0, 2.0], "counts": [3, 4]}
    Distribution.model_validate_json(json.dumps(sound))
    with pytest.raises(ValidationError):
        Distribution.model_validate_json(json.dumps(sound | wrong))
