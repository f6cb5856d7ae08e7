import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.errors import BadNameError
from hikergame.classroom.room.names import WIDEST, check_name, columns


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ada", "Ada"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Zoe\u0308", "Zoë"),
        ("李小龙", "李小龙"),
        ("မြို့", "မြို့"),
        ("José Ðorđević", "José Ðorđević"),
        ("สมศรี", "สมศรี"),
        ("عائشة", "عائشة"),
        ("\u2764\ufe0f Bo", "\u2764 Bo"),
        ("🦊", "🦊"),
        ("<b>Bo</b>", "<b>Bo</b>"),
        ("[red]Bo[/red]", "[red]Bo[/red]"),
        ("=1+2", "=1+2"),
        ("Robert'); DROP", "Robert'); DROP"),
        ("a" * WIDEST, "a" * WIDEST),
    ],
)
def test_a_name_is_text_in_one_form(typed: str, name: str) -> None:
    assert check_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "...",
        "a" * (WIDEST + 1),
        "李" * 13,
        "x" * 10_000,
        "\x1b[31mred",
        "a\nb",
        "a\tb",
        "bell\x07",
        "null\0",
        "del\x7f",
        "c1\x9b31m",
        "a\u202eb",
        "\u2066ab",
        "a\u200bb",
        "a\u200db",
        "\ufeffa",
        "a\u00adb",
        "\u3164",
        "a\u2800b",
        "a\u2028b",
        "\ud800",
        "\U000e0041a",
        "\ue000",
        "a" + "\u0301" * 6,
        "a" + "\u20dd" * 150,
        "\u0301a",
    ],
)
def test_what_is_no_name_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadNameError) as refused:
        check_name(typed)
    said = str(refused.value)
    assert said.isprintable()
    assert said.endswith(".")
    assert len(said) < 120


@given(st.text(max_size=250))
def test_any_text_is_a_harmless_name_or_refused(text: str) -> None:
    try:
        name = check_name(text)
    except BadNameError:
        return
    assert name.isprintable()
    assert name == name.strip()
    assert 1 <= columns(name) <= WIDEST
    assert unicodedata.is_normalized("NFC", name)
    assert check_name(name) == name
