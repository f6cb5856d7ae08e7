"""Tuned rates are taken from a certificate only where it is of this level and this engine."""

import json

import pytest

from hikergame.level import RivalSpec, load_level
from hikergame.level.certified import MAX_BYTES, certificate_path, certified_rate
from hikergame.version import __version__

LEVEL = """\
hikergame: 1
title: A bowl
landscape:
  bounds: {x: [-4, 4]}
  terms:
    - bowl: {at: 1, radius: 3}
start: -3
steps: 10
step_length: {max: 2, initial: 1}
rivals:
  - momentum: {learning_rate: tuned, momentum: 0.8}
"""


@pytest.fixture
def level(tmp_path):
    file = tmp_path / "07-a-bowl.yaml"
    file.write_text(LEVEL)
    return load_level(file)


def certify(level, /, **changes):
    rival = {"name": "momentum", "settings": {"momentum": 0.8}, "tuned": 0.125}
    content = {"level": level.hash, "engine": __version__, "rivals": [rival]} | changes
    certificate_path(level.path).write_text(json.dumps(content))


def test_a_certificate_lies_beside_its_level(level):
    assert certificate_path(level.path).name == "07-a-bowl.certificate.json"


def test_the_rate_of_a_rival_is_found_by_its_name_and_settings(level):
    certify(level)
    (rival,) = level.rivals
    assert certified_rate(level, rival) == 0.125
    assert certified_rate(level, RivalSpec.of("momentum", {})) is None
    assert certified_rate(level, RivalSpec.of("adam", {"momentum": 0.8})) is None


def test_a_new_certificate_is_read_anew(level):
    (rival,) = level.rivals
    assert certified_rate(level, rival) is None
    certify(level)
    assert certified_rate(level, rival) == 0.125


@pytest.mark.parametrize("stale", [{"level": "0" * 64}, {"engine": "0.0.1"}])
def test_a_stale_certificate_is_not_believed(level, stale):
    certify(level, **stale)
    assert certified_rate(level, level.rivals[0]) is None


@pytest.mark.parametrize("rate", [0.0, -1.0, 1e999, True, "0.1", None, 1e60])
def test_a_rate_that_is_none_is_not_believed(level, rate):
    certify(level, rivals=[{"name": "momentum", "settings": {"momentum": 0.8}, "tuned": rate}])
    assert certified_rate(level, level.rivals[0]) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"level": 1}', "[" * 100_000, " " * (MAX_BYTES + 1), "null", "\ud800"]
)
def test_a_file_that_is_no_certificate_says_nothing(level, text):
    certificate_path(level.path).write_text(text, errors="surrogatepass")
    assert certified_rate(level, level.rivals[0]) is None


def test_a_level_without_a_file_and_settings_that_are_no_data_have_none(level):
    certify(level)
    assert certified_rate(level, RivalSpec("momentum", "tuned", {"clip": object()})) is None


def test_a_device_in_place_of_a_certificate_is_not_read(level):
    certificate_path(level.path).symlink_to("/dev/zero")
    assert certified_rate(level, level.rivals[0]) is None
