"""What a sound level file is read as."""

import dataclasses
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from hikergame.landscape.terms import TERMS
from hikergame.level import (
    Level,
    LevelError,
    LevelNotFound,
    RivalSpec,
    Senses,
    StepLength,
    load_level,
    parse_level,
)
from hikergame.optimizers import OPTIMIZERS


def test_a_level_has_what_its_file_says(samples: dict[str, Path]) -> None:
    path = samples["the-false-valley"]
    level = load_level(path)
    assert (level.id, level.path, level.title) == ("the-false-valley", path, "The False Valley")
    assert level.chapter == "false-valleys"
    assert level.summary == "A comfortable valley, and a better one behind the ridge."
    assert level.concepts == ("local minimum", "exploration")
    assert (level.dims, level.axes, level.steps) == (2, ("x", "y"), 40)
    assert level.landscape.bounds.tolist() == [[-6, 6], [-4, 4]]
    assert level.start.tolist() == [-4.5, -2.5]
    assert level.step_length == StepLength(max=3.0, initial=0.5)
    assert level.senses == Senses()
    assert level.rivals == (RivalSpec("gradient-descent", 0.05), RivalSpec("adam", 0.3))
    assert level.claims == ("deceptive",)
    assert level.briefing == "Markdown, before the hike.\n"
    assert level.debrief == "Markdown, after the blindfold comes off.\n"


def test_the_ground_is_the_sum_of_the_terms(valley: str) -> None:
    level = parse_level(valley)
    lone = [line for line in valley.splitlines() if not line.startswith("    - ")]
    terms = [line for line in valley.splitlines() if line.startswith("    - ")]
    at = lone.index("  terms:") + 1
    parts = [parse_level("\n".join([*lone[:at], term, *lone[at:]])) for term in terms]
    x = np.array([[-4.5, -2.5], [0.3, 1.7]])
    total = sum(part.landscape.value(x) for part in parts)
    np.testing.assert_allclose(level.landscape.value(x), total, rtol=1e-14)
    formula = 0.6 * np.sin(2 * x[:, 0]) * np.cos(1.5 * x[:, 1])
    np.testing.assert_allclose(parts[2].landscape.value(x), formula, rtol=1e-13)


def test_what_a_file_leaves_out_has_defaults(samples: dict[str, Path]) -> None:
    level = load_level(samples["one-way"])
    assert level.id == "one-way"
    assert (level.dims, level.axes) == (1, ("x",))
    assert level.start.tolist() == [-6.5]
    assert level.senses == Senses()
    assert (level.chapter, level.summary, level.briefing, level.debrief) == ("", "", "", "")
    assert (level.concepts, level.rivals, level.claims) == ((), (), ())


def test_every_way_of_writing_is_read(samples: dict[str, Path]) -> None:
    level = load_level(samples["five-ways"])
    assert level.title == "Five ways: über den Grat"
    assert level.summary == "Nobody can draw it, and everybody can walk it."
    assert (level.dims, level.axes) == (5, ("x0", "x1", "x2", "x3", "x4"))
    assert level.start.tolist() == [-4, 4, -4, 4, 1]
    assert level.step_length.initial == 0.1
    assert level.senses == Senses(False, 0.2, 0.5, altimeter=True, curvature=True)
    assert [rival.learning_rate for rival in level.rivals] == ["tuned", 0.02, 0.5, "tuned"]


def test_a_level_cannot_be_changed(valley: str) -> None:
    level = parse_level(valley)
    with pytest.raises(ValueError, match="read-only"):
        level.start[0] = 0.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        level.steps = 7  # type: ignore[misc]
    with pytest.raises(TypeError):
        level.rivals[0].params["momentum"] = 0.5  # type: ignore[index]


def test_every_kind_of_line_ending_and_a_byte_order_mark_are_read(valley: str) -> None:
    expected = parse_level(valley)
    for text in (valley.replace("\n", "\r\n"), valley.replace("\n", "\r"), "\ufeff" + valley):
        for data in (text, text.encode()):
            level = parse_level(data)
            assert level.hash == expected.hash
            assert level.briefing == expected.briefing


def test_coordinates_may_be_named_in_any_order(valley: str) -> None:
    swapped = valley.replace("{x: [-6, 6], y: [-4, 4]}", "{y: [-4, 4], x: [-6, 6]}")
    listed = valley.replace("{x: [-6, 6], y: [-4, 4]}", "[[-6, 6], [-4, 4]]")
    counted = valley.replace("{x: [-6, 6], y: [-4, 4]}", "{x0: [-6, 6], x1: [-4, 4]}")
    hashes = {parse_level(text).hash for text in (valley, swapped, listed, counted)}
    assert len(hashes) == 1
    assert parse_level(counted).axes == ("x0", "x1")


def test_a_start_on_the_fence_is_inside(valley: str) -> None:
    assert parse_level(valley.replace("start: [-4.5, -2.5]", "start: [-6, 4]")).start[1] == 4


@pytest.mark.parametrize("name", ["tuned.yaml", "levels/tuned.yaml", "tuned.yml", "tuned"])
def test_a_level_is_loaded_by_its_path(
    name: str, valley: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("levels").mkdir()
    Path(name).write_text(valley, encoding="utf-8")
    assert load_level(name).id == "tuned"


def test_a_level_without_a_file_has_an_id(valley: str) -> None:
    level: Level = parse_level(valley)
    assert (level.id, level.path) == ("level", None)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("target", ["mine.yaml", "gone.yaml"])
def test_a_link_that_leads_in_a_circle_or_nowhere_is_told_as_one(tmp_path, target):
    link = tmp_path / "mine.yaml"
    link.symlink_to(tmp_path / target)
    with pytest.raises(LevelNotFound, match=r"mine.yaml is a link that leads nowhere$"):
        load_level(link)


def test_a_file_that_is_not_there_is_told_with_its_neighbour(samples: dict[str, Path]) -> None:
    path = samples["five-ways"].with_name("five-way.yaml")
    with pytest.raises(LevelNotFound, match=r"there is no file .*; did you mean 'five-ways.yaml'"):
        load_level(path)


def test_a_long_path_to_nothing_is_told_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a-folder-with-quite-a-name" / "another-one-as-long" / "mine.yaml"
    with pytest.raises(LevelNotFound) as caught:
        load_level(path)
    assert f"there is no file '{path}'" in str(caught.value)


@pytest.mark.parametrize("name", ["no\0thing.yaml", "x" * 5000, "", "."])
def test_a_name_that_no_level_can_have_is_told(name: str) -> None:
    with pytest.raises(LevelError) as caught:
        load_level(name)
    assert "\0" not in str(caught.value)


def test_a_folder_is_no_level(tmp_path: Path) -> None:
    with pytest.raises(
        LevelError, match="is a pack without a level; a level is a file that ends with"
    ):
        load_level(tmp_path)


@pytest.mark.parametrize(
    ("senses", "words"),
    [
        (Senses(), "the exact slope"),
        (Senses(direction_only=True), "the direction of the slope"),
        (Senses(noise=0.2), "the slope with noise of ±0.2"),
        (Senses(rounding=0.5, altimeter=True), "the slope rounded to 0.5 and your height"),
        (
            Senses(noise=0.2, rounding=0.5, altimeter=True, curvature=True),
            "the slope with noise of ±0.2 and rounded to 0.5, your height and the curvature",
        ),
    ],
)
def test_senses_are_said_in_one_phrase(senses: Senses, words: str) -> None:
    assert senses.words == words


def test_rivals_are_said_in_words(samples: dict[str, Path]) -> None:
    said = [(rival.title, rival.setting) for rival in load_level(samples["five-ways"]).rivals]
    assert said == [
        ("gradient descent", "tuned learning rate"),
        ("momentum", "learning rate 0.02, momentum 0.9, clip norm 5"),
        ("normalised descent", "step length 0.5 m, schedule inverse-time"),
        ("Adam", "tuned learning rate, betas 0.8 and 0.99, amsgrad off"),
    ]


def test_a_rival_without_a_learning_rate_has_its_pace_elsewhere() -> None:
    spec = RivalSpec.of("normalised", {"step_length": 2.0, "decay": 0.9})
    assert (spec.learning_rate, dict(spec.params)) == (2.0, {"decay": 0.9})
    assert spec.settings(1.5) == {"step_length": 1.5, "decay": 0.9}


def changed(valley: str, **parts: Any) -> str:
    """Return a level with some of its top keys replaced."""
    return yaml.safe_dump({**yaml.safe_load(valley), **parts})


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("pace", ["tuned", 0.25])
def test_every_rival_can_be_named_with_its_pace_alone(name: str, pace: object, valley: str) -> None:
    (spec,) = parse_level(changed(valley, rivals=[{name: pace}])).rivals
    assert (spec.name, spec.learning_rate) == (name, pace)
    assert str(pace) in spec.setting
    in_full = changed(valley, rivals=[{name: {OPTIMIZERS[name].tuned: pace}}])
    assert parse_level(in_full).rivals == (spec,)


@pytest.mark.parametrize("name", TERMS)
def test_every_term_can_be_walked(name: str, valley: str) -> None:
    """Its own example stands in some number of dimensions."""
    settings = dict(TERMS[name].example)
    for dims in (2, 1, 3):
        ground = {"bounds": [[-6, 6]] * dims, "terms": [{name: settings}]}
        try:
            level = parse_level(changed(valley, landscape=ground, start=[0.5] * dims))
        except LevelError:
            continue
        assert np.isfinite(level.landscape.value(level.start))
        return
    pytest.fail("its example fits nowhere")
