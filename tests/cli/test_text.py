import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.cli.text import NEAREST, clean, encodable, fitted, one_line


@pytest.mark.parametrize(
    ("dirty", "harmless"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPdcs\x1b\\after", "after"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("bell\x07 back\x08 null\x00", "bell back null"),
        ("a\u202eb\u2066c", "abc"),
        ("one\r\ntwo\rthree", "one\ntwothree"),
        ("tab\tbed", "tab bed"),
        ("bad \udc80 byte", "bad ? byte"),
        ("half \x1b[", "half "),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(dirty: str, harmless: str) -> None:
    assert clean(dirty) == harmless


@given(st.text() | st.text(alphabet="\x1b[]\\0;m\x07\x9b\x9c\u202eab"))
def test_clean_text_holds_nothing_but_characters_to_show(text: str) -> None:
    for character in clean(text):
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("a\n b   c") == "a b c"
    assert one_line("x" * 50, 10) == "xxxxxxx..."


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp437", "utf-8"]))
def test_every_text_can_be_written_in_every_encoding(text: str, encoding: str) -> None:
    text.encode(encoding, errors=NEAREST).decode(encoding)


def test_signs_that_an_encoding_lacks_become_the_nearest_ones() -> None:
    said = "\u201cé\u201d \u2013 ±2\xa0° \u2192 \u28ff\u2026"
    assert said.encode("ascii", errors=NEAREST) == b'"e" - +-2  degrees -> ?...'


def test_encodable_asks_the_encoding() -> None:
    assert encodable("\u28ff", "utf-8")
    assert not encodable("\u28ff", "cp1252")
    assert not encodable("\u28ff", None)
    assert not encodable("a", "no-such-encoding")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=40))
def test_lines_for_a_terminal_are_broken_between_words_only(words: list[str]) -> None:
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "20")
        lines = fitted(f"  {text}", Terminal()).split("\n")
    assert " ".join(line.removeprefix("  ") for line in lines) == text
    assert all(line.startswith("  ") and len(line) <= 20 for line in lines)


def test_lines_for_programs_and_lines_that_fit_stay_as_they_are(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    long = "a line that is longer than the terminal is wide"
    assert fitted(long, io.StringIO()) == fitted(long, None) == long
    assert fitted("one   two\n\n  three", Terminal()) == "one   two\n\n  three"
    assert fitted("a/path/without/any/space/in/it.yaml", Terminal()).count("\n") == 0
