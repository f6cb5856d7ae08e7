"""The docs keep their word: every claim with its bars, every letter, code that runs."""

import re
from pathlib import Path

import pytest

from hikergame.level.claims import CLAIMS
from hikergame.survey.certificate import campaign, claims, slopes
from hikergame.survey.certificate.trials import SEEDS
from hikergame.survey.certificate.values import Fate

DOCS = (Path(__file__).parents[2] / "docs" / "certificates.md").read_text(encoding="utf-8")


def row(name):
    """Return the rest of the line of a table that begins with `name`."""
    return re.search(rf"^\| [`*]{name}[`*] \|(.*)$", DOCS, re.MULTILINE).group(1)


@pytest.mark.parametrize(
    ("claim", "bars"),
    [
        ("sound", (claims.SLOPE_ERROR, claims.WINNABLE, claims.FLUKE)),
        ("deceptive", (claims.SENSIBLE, claims.PASSING, claims.FAIR, claims.LUCK)),
        ("convex", ()),
        ("ravine", (claims.RAVINE,)),
        ("plateau", (claims.PLATEAU,)),
        ("noisy", (claims.NOISY,)),
        ("multimodal", (claims.MULTIMODAL,)),
        ("saddle", (claims.SADDLE,)),
    ],
)
def test_each_claim_is_told_with_its_bars(claim, bars):
    assert claim in {*CLAIMS, claims.SOUND}
    for bar in bars:
        told = f"{bar:f}".rstrip("0").rstrip(".")
        assert re.search(rf"(?<![\d.]){re.escape(told)}(?![\d.]\d)", row(claim)), told


def test_no_claim_is_left_out():
    for claim in CLAIMS:
        assert row(claim)


def test_every_fate_is_told():
    for fate in Fate:
        assert row(fate.value).strip().startswith(fate.name.lower())


def test_the_numbers_of_what_is_measured_are_told():
    assert f"{slopes.PLACES:,} fixed places" in DOCS
    assert f"under {SEEDS} seeds where readouts are noisy" in DOCS
    assert f"at {campaign.RATES} learning rates" in DOCS


def test_the_code_that_reads_a_certificate_runs(capsys):
    *_, example = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    exec(compile(example, "certificates.md", "exec"), {})
    assert capsys.readouterr().out.count("\n") == 2
