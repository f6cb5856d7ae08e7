"""Every shipped level has a fresh certificate that proves its claims, and so has the campaign."""

import pytest

from hikergame.level import library, load_level
from hikergame.level.listing import levels_folder
from hikergame.survey.certificate import certificate_of, objections, objections_to_campaign
from hikergame.survey.certificate.blind import SEEDS
from hikergame.survey.certificate.campaign import FILE

ENTRIES = library().entries


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_shipped_level_is_certified(entry):
    level = load_level(entry.path)
    assert objections(level) == ()
    assert all(trial.seeds == SEEDS for trial in certificate_of(level).blind.values())


def test_the_campaign_is_certified():
    levels = [load_level(entry.path) for entry in ENTRIES]
    assert objections_to_campaign(levels_folder() / FILE, levels) == ()


def test_no_certificate_is_left_over_from_a_level_that_is_gone():
    levels = {entry.path.stem for entry in ENTRIES}
    left = {path.name.split(".")[0] for path in levels_folder().glob("*/*.certificate.json")}
    assert left == levels
