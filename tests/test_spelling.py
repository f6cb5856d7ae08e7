"""A misspelt word is answered with what was meant, from a list of names, or with nothing."""

import pytest

from hikergame.spelling import did_you_mean, nearest

NAMES = ["gradient-descent", "learning_rate", "eggbox", "Six Hump"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("gradient descent", "gradient-descent"),
        ("Gradient_Descend", "gradient-descent"),
        ("LEARNING-RATE", "learning_rate"),
        ("egg box", "eggbox"),
        ("six-hump", "Six Hump"),
        ("SGD", "gradient-descent"),
        ("lr", "learning_rate"),
        ("volcano", None),
        ("", None),
        ("e" * 100_000, None),
    ],
)
def test_the_nearest_name_is_found_however_its_parts_are_joined(said: str, meant: str) -> None:
    aka = {"gradient-descent": ["sgd"], "learning_rate": ["lr", "eta"], "elsewhere": ["volcano"]}
    assert nearest(said, NAMES, aka) == meant
    assert did_you_mean(said, NAMES, aka) == (meant and f"did you mean {meant!r}?")


def test_a_name_comes_before_what_people_call_another() -> None:
    assert nearest("pit", ["bowl", "pit"], {"bowl": ["pit"]}) == "pit"


def test_of_names_that_can_be_read_once_one_is_found() -> None:
    assert nearest("bowel", iter(["bowl", "pit"]), {"bowl": ["basin"]}) == "bowl"
