"""A level's hash is of what is played, and of nothing else."""

from pathlib import Path

import pytest

from hikergame.level import load_level, parse_level

GOLDEN = {
    "the-false-valley": "30b1febf129bd9de99ce230b3bcebbf019a0956f95bc5189a42e412b7c9c076a",
    "one-way": "2bf494299cf906d0857076cc273d0dd5215b533b2d9c7cdd13bddf0dc94dd27d",
    "five-ways": "35ab188785787d40e2738d0e5eb6b6f0891a4131dead7284530a10cc60566965",
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_hash_is_the_same_on_every_machine(name: str, samples: dict[str, Path]) -> None:
    assert load_level(samples[name]).hash == GOLDEN[name]


SAME = [
    ("The False Valley", "Another Name"),
    ("chapter: false-valleys", "chapter: first-steps"),
    ("Markdown, before the hike.", "Other prose."),
    ("[deceptive]", "[]"),
    ("{slope: exact}", "{slope: exact, altimeter: false}"),
    ("readout: {slope: exact}\n", "# a comment\n"),
    ("radius: 1.5, depth: 22", "depth: 22.0, radius: 15e-1"),
    ("at: [-3, -1], radius: 1.5", "at: [-3, -1], radius: [1.5, 1.5], weight: 1"),
    ('"0.6*sin(2*x)*cos(1.5*y)"', '{text: "0.6*sin(2*x)*cos(1.5*y)", at: -0.0}'),
    ("{learning_rate: 0.3}", "{learning_rate: 0.3, betas: [0.9, 0.999], schedule: null}"),
    ("adam: {learning_rate: 0.3}", "adam: 0.3"),
    ("[-6, 6]", "[-6.0, 0.6e1]"),
]
DIFFERENT = [
    ("radius: 1.5", "radius: 1.5000000000000002"),
    ("steps: 40", "steps: 41"),
    ("[-4.5, -2.5]", "[-4.5, -2.4]"),
    ("max: 3", "max: 3.5"),
    ("initial: 0.5", "initial: 0.6"),
    ("{slope: exact}", "{slope: direction}"),
    ("{slope: exact}", "{slope: exact, curvature: true}"),
    ("{learning_rate: 0.3}", "{learning_rate: tuned}"),
    ("adam", "rmsprop"),
    ("sin(2*x)", "sin(2*y)"),
    ("y: [-4, 4]", "y: [-4, 4.5]"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_makes_no_difference_to_the_hike_makes_none_to_the_hash(
    old: str, new: str, valley: str
) -> None:
    assert valley.count(old) == 1
    assert parse_level(valley.replace(old, new)).hash == parse_level(valley).hash


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_what_is_played_makes_the_hash(old: str, new: str, valley: str) -> None:
    assert valley.count(old) == 1
    assert parse_level(valley.replace(old, new)).hash != parse_level(valley).hash
