import numpy as np
import pytest

from hikergame.hike import Readout


def readout(*slope):
    return Readout(np.array(slope, dtype=float), 0, 10, np.zeros(len(slope)))


def test_downhill_is_against_the_slope():
    assert readout(0.0, 2.0).downhill_heading == 180.0
    assert readout(-1.0, 0.0).downhill_heading == 90.0
    assert readout(3.0).downhill_heading == 270.0


def test_on_flat_ground_nothing_is_downhill():
    assert readout(0.0, 0.0).downhill_heading is None
    assert readout(1.0, 1.0, 1.0).downhill_heading is None


def test_steepness_and_slope_along_a_direction():
    felt = readout(3.0, -4.0)
    assert felt.steepness == 5.0
    assert felt.dims == 2
    assert felt.slope_along(np.array([0.0, 7.0])) == pytest.approx(-4.0)
    assert felt.slope_along(np.zeros(2)) == 0.0
