"""What is wrong with a level file is told at its place, in plain words, with its cure."""

from collections.abc import Callable

import pytest
import yaml

from hikergame.level import LevelError, parse_level, parser

from .mistakes import MISTAKES

Problems = Callable[[str | bytes], list[str]]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES)
def test_a_mistake_is_told(
    old: str,
    new: str,
    expected: list[str],
    loader: str,
    valley: str,
    problems: Problems,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parser, "_LOADER", getattr(yaml, loader))
    assert valley.count(old) == 1
    told = problems(valley.replace(old, new))
    assert len(told) == len(expected)
    for said, wanted in zip(told, expected, strict=True):
        # How a term or an algorithm words its own settings is not this package's matter.
        beginning, dots, _ = wanted.partition("…")
        assert said.startswith(beginning) if dots else said == wanted


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("x + (y", 11, 20),
        ("'x + (y'", 11, 21),
        ('"x + (y"', 11, 21),
        (r'"\x78 +\x20(y"', 11, 27),
        ("|\n        x\n        + (y", 13, 11),
        (">-\n        x +\n\n          (y\n", 14, 11),
        ("x\n        + (y", 12, 11),
        ('{at: [1, 1], text: "x + (y"}', 11, 40),
        ('&name "x + (y"', 11, 27),
    ],
)
def test_an_error_in_a_formula_is_told_at_its_character(
    written: str, line: int, column: int, valley: str, problems: Problems
) -> None:
    text = valley.replace('"0.6*sin(2*x)*cos(1.5*y)"', written)
    assert problems(text) == [f"{line}:{column}: formula: this parenthesis is never closed"]


def test_all_problems_of_a_file_are_told_in_the_order_of_their_places(
    valley: str, problems: Problems
) -> None:
    text = valley
    for old, new in (
        ("title:", "titel:"),
        ("6*sin", "6*sn"),
        ("steps: 40", "steps: 0"),
        ("adam", "adm"),
        ("radius: 1.5", "radius: 0"),
        ("-2.5]", "-25]"),
    ):
        text = text.replace(old, new)
    places = [problem.split(":")[0] for problem in problems(text)]
    assert places == ["2", "10", "11", "12", "13", "18"]


def test_bounds_that_are_wrong_hide_nothing_else(valley: str, problems: Problems) -> None:
    text = valley.replace("y: [-4, 4]", "w: [-4, 4]").replace("6*sin", "6*sn")
    places = [problem.split(": ")[0] for problem in problems(text.replace("-2.5]", "-2.5, 1]"))]
    assert places == ["7:24", "11:21", "12:8"]


def test_a_file_with_endless_problems_is_told_the_first_hundred(
    valley: str, problems: Problems
) -> None:
    bad_claims = ", ".join(["what"] * 150)
    bad_concepts = ", ".join(["3"] * 12)
    text = valley.replace("[deceptive]", f"[{bad_claims}]").replace("40}", f"{'1, ' * 150}}}")
    told = problems(text.replace("[local minimum, exploration]", f"[{bad_concepts}]"))
    assert len(told) == 101
    assert told[-1].endswith("more problems")


def test_ground_without_a_height_somewhere_is_told_at_its_term(
    valley: str, problems: Problems
) -> None:
    (told,) = problems(valley.replace('"0.6*sin(2*x)*cos(1.5*y)"', "log(x + y)"))
    assert told.startswith("11:7: formula: there is no finite height and slope at x = ")
    assert told.endswith("; move the bounds or the term")


def test_ground_that_takes_too_long_to_compute_is_told_at_the_term_that_is_too_much(
    problems: Problems,
) -> None:
    terms = "".join(f"    - ripple: {{rotate: {{seed: {seed}}}}}\n" for seed in range(50))
    box, start = str([[-5, 5]] * 50), str([1] * 50)
    text = f"""hikergame: 1
title: A mind of fifty dimensions
landscape:
  bounds: {box}
  terms:
{terms}
start: {start}
steps: 9
step_length: {{max: 1, initial: 1}}
"""
    assert problems(text) == [
        "7:7: from here on the ground takes more than 10,000 operations; use fewer or simpler terms"
    ]


def test_a_problem_names_the_file_as_it_was_given(valley: str) -> None:
    bad = valley.replace("title:", "titel:")
    for file, name in ((None, "<text>"), ("a.yaml", "a.yaml"), ("\x1b[31m.yaml", "\\x1b[31m.yaml")):
        with pytest.raises(LevelError) as caught:
            parse_level(bad, file=file)
        assert caught.value.problems[0].file == file
        assert str(caught.value).startswith(f"{name}:2:1: a level has no key 'titel'; did")
