"""Every step agrees with torch to 1e-13, relative to the step itself."""

import json
from pathlib import Path

import numpy as np
import pytest

from hikergame.optimizers import OPTIMIZERS, make, make_schedule

GOLDEN = Path(__file__).parent / "golden"
ASKED = json.loads((GOLDEN / "cases.json").read_text())
with np.load(GOLDEN / "torch.npz") as data:
    ANSWERS = dict(data)
AGREEMENT = 1e-13


def _label(case):
    return f"{case.get('name', case.get('schedule'))}-{case['key']}"


def _walk(case, slopes):
    optimizer = make(case["name"], **case["settings"])
    return np.array([optimizer.ask(slope) for slope in slopes])


@pytest.mark.parametrize("case", ASKED["cases"], ids=_label)
def test_displacements_are_those_of_torch(case):
    walked = _walk(case, ANSWERS["slopes"])
    np.testing.assert_allclose(walked, ANSWERS[case["key"]], rtol=AGREEMENT, atol=0)


@pytest.mark.parametrize("case", ASKED["cases"], ids=_label)
def test_hikers_in_lock_step_each_agree_with_torch(case):
    """The axes of the golden slopes become hikers in 1-D, at two rates of which one is torch's."""
    rate = case["settings"]["learning_rate"]
    axes = ANSWERS["slopes"].shape[1]
    rates = np.repeat([[rate], [rate / 3]], axes, axis=0)
    optimizer = make(case["name"], **{**case["settings"], "learning_rate": rates})
    walked = np.array([optimizer.ask(np.tile(slope, 2)[:, None]) for slope in ANSWERS["slopes"]])
    np.testing.assert_allclose(walked[:, :axes, 0], ANSWERS[case["key"]], rtol=AGREEMENT, atol=0)


@pytest.mark.parametrize("case", ASKED["clips"], ids=_label)
def test_clipped_and_scheduled_displacements_are_those_of_torch(case):
    walked = _walk(case, ANSWERS["tame"])
    np.testing.assert_allclose(walked, ANSWERS[case["key"]], rtol=AGREEMENT, atol=0)


@pytest.mark.parametrize("case", ASKED["schedules"], ids=_label)
def test_schedules_are_those_of_torch(case):
    """torch computes some step by step, so they agree relative to where they start."""
    told = case["schedule"]
    name, settings = (told, {}) if isinstance(told, str) else next(iter(told.items()))
    schedule = make_schedule(name, **settings)
    rates = np.array([case["learning_rate"] * schedule.factor(t) for t in range(48)])
    np.testing.assert_allclose(
        rates, ANSWERS[case["key"]], rtol=0, atol=AGREEMENT * case["learning_rate"]
    )


def test_golden_data_covers_every_algorithm_that_torch_has():
    covered = {case["name"] for case in ASKED["cases"]}
    assert covered == {name for name, info in OPTIMIZERS.items() if info.torch}


def test_golden_data_stays_small():
    assert sum(file.stat().st_size for file in GOLDEN.iterdir()) < 200_000
