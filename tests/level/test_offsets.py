"""Each character of a scalar is traced back to the file."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hikergame.level.offsets import positions

_BLANK = " \t\n"


@given(
    st.text("ab'\"\\#:é ", min_size=1, max_size=40),
    st.sampled_from(["'", '"', "|", ">", ""]),
    st.integers(10, 200),
)
def test_every_visible_character_stands_where_it_is_said_to(
    value: str, style: str, width: int
) -> None:
    dumped = {"k": value}
    text = yaml.dump(dumped, default_style=style or None, allow_unicode=True, width=width)
    node = yaml.compose(text, yaml.SafeLoader).value[0][1]
    style = node.style or ""
    found = positions(node.value, style, text, node.start_mark.index)
    assert len(found) == len(node.value) + 1
    assert found == sorted(found)
    assert found[-1] <= len(text)
    for character, at in zip(node.value, found, strict=False):
        if character not in _BLANK:
            assert text[at] == character or text[at] == "\\"


@pytest.mark.parametrize(
    ("text", "character", "index"),
    [
        ("f: a+b", "b", 5),
        ("f: 'a''b'", "b", 7),
        (r'f: "a\tb"', "b", 7),
        (r'f: "\x61\u0062"', "b", 8),
        ('f: "a\\\n   b"', "b", 10),
        ("f: |\n   a\n    b\n", "b", 14),
        ("f: >2-\n   a\n\n  b\n", "b", 15),
        ("f: a\r\n  b", "b", 8),
    ],
)
def test_a_character_is_found(text: str, character: str, index: int) -> None:
    node = yaml.compose(text, yaml.SafeLoader).value[0][1]
    found = positions(node.value, node.style or "", text, node.start_mark.index)
    assert found[node.value.index(character)] == index
