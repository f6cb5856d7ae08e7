"""Whatever is read as a level, only a LevelError with valid places comes out."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikergame.level import Level, LevelError, Problem, parse_level
from hikergame.level.listing import read_head
from hikergame.level.source import read_source

DATA = Path(__file__).parent / "data"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.yaml"))]
SHARDS = [
    *(
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "'",
        '"',
        "|",
        ">",
        "&a ",
        "*a",
        "!!x ",
    ),
    *("<<: ", "#", "%", "\\", "\x1b", "\u202e", "\x00", "\ud800", "é", "\r", "\x85", "\u2028"),
    *("null", "~", ".nan", "-.inf", "1e999", "9" * 400, "-1", "0", "1e-320", "true", "no", "'1'"),
    *("x^x^x", "1/0", "log(-1)", "((((", "exp(exp(exp(x)))", "tuned", "formula: ", "classic: "),
    *("rotate: {seed: 1}", "scale: 0", "weight: 1e12", "{}", "[]", "hikergame: 2\n", "---\n"),
]
quick = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(data: str | bytes) -> Level | None:
    """Return the level that `data` is; a refusal must have good problems."""
    try:
        return parse_level(data, file="f.yaml")
    except LevelError as error:
        check(error.problems, data if isinstance(data, str) else data.decode("utf-8", "replace"))
        return None


def check(problems: tuple[Problem, ...], text: str) -> None:
    """Hold problems to what is promised of them."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    places = [(problem.line, problem.column) for problem in problems]
    assert places
    assert places == sorted(places)
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert all(str(problem).isprintable() for problem in problems)


@quick
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    read(data)


@quick
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    read(text)
    read_head(read_source(text.replace("\0", ""), None))


@quick
@given(st.sampled_from(TEXTS), st.data())
def test_a_level_with_pieces_replaced(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + data.draw(st.sampled_from(SHARDS)) + text[end:]
    read(text)


@quick
@given(st.sampled_from(TEXTS), st.data())
def test_a_level_with_values_replaced(text: str, data: st.DataObject) -> None:
    """Sound YAML, wrong in its values: as many kinds of misfit as there are."""
    tree = yaml.safe_load(text)
    for _ in range(data.draw(st.integers(1, 3))):
        _replace(tree, data)
    read(yaml.safe_dump(tree, allow_unicode=True))


def _replace(tree: Any, data: st.DataObject) -> None:
    """Put something else somewhere into a tree of lists and dictionaries."""
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    if isinstance(tree[key], dict | list) and data.draw(st.booleans()):
        _replace(tree[key], data)
    elif isinstance(tree, dict) and data.draw(st.booleans()):
        tree[data.draw(st.text("abxyz_- ", max_size=8))] = tree.pop(key)
    else:
        tree[key] = data.draw(VALUES)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_level_cut_off_anywhere(text: str) -> None:
    for end in range(0, len(text), 7):
        read(text[:end])
