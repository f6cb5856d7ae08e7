"""Files that are no level at all: each is told with a place and a cure, and none harms."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from hikergame.errors import ExitCode
from hikergame.level import LevelError, load_level, parse_level, parser

Problems = Callable[[str | bytes], list[str]]

FILES: list[tuple[str | bytes, str]] = [
    ("", "1:1: the file is empty; a level begins with the line 'hikergame: 1'"),
    ("# nothing\n", "1:1: the file is empty; a level begins with the line 'hikergame: 1'"),
    ("just words", "1:1: a level is a list of 'key: value' lines"),
    ("\n- 1\n- 2\n", "2:1: a level is a list of 'key: value' lines"),
    (b"GIF89a\x00\x01", "1:7: the file is binary, not text: byte 7 is zero"),
    ("a: 1\n".encode("utf-16"), "1:1: the file is UTF-16 text; save it as UTF-8"),
    (
        "hikergame: 1\ntitle: Möhre\n".encode("latin-1"),
        "2:9: the file is not UTF-8 text: byte 22 is 0xF6; save it as UTF-8",
    ),
    (b"#" * (256 * 1024 + 1), "1:1: the file is larger than 256 KiB, too large for a level"),
    ("a: [1, 2\nb: 3\n", "1:4: the bracket that opens here is not closed, or a comma is missing"),
    ("a: 'b\n", "1:4: the quote that opens here is never closed"),
    ("a:\n\tb: 1\n", "2:1: a tab cannot indent; use spaces"),
    ("a: {b: 1}\n\t", "2:1: a tab cannot indent; use spaces"),
    ("a: b: c\n", "1:5: there is a ':' too many here"),
    ("a: @b\n", "1:4: a value cannot begin with '@'; put the text in quotes"),
    ("a: *italic* words\n", "1:4: '*' and '&' at the beginning of a value have a meaning of"),
    ("a: 1\nb\nc: 2\n", "2:1: a ':' and a value must follow this"),
    ("a:\n  - b\n c: 1\n", "3:2: this does not continue what stands above it"),
    ("a: - b\n", "1:4: a list cannot begin here"),
    ("a: |b\n  c\n", "1:5: the text must begin on the line after '|' or '>'"),
    ("%YAML 3.0\n---\na: 1\n", "1:1: this is not a part of YAML that levels use"),
    ("a: 1\n---\nb: 2\n", "2:1: a second document begins here; keep one level in each file"),
    ("a: [\n", "1:5: a value is missing here"),
    ("a: *b\n", "1:4: the alias '*b' names nothing above"),
    ("a: &b [*b]\n", "1:8: the alias '*b' stands inside what it names"),
    ("a: !!python/object/apply:os.abort []\n", "1:4: the tag '!!python/object/apply:os.abort'"),
    ("a: 1\n<<: {b: 2}\n", "2:1: '<<' is not read in a level; write the settings out"),
    ("? [1, 2]\n: 3\n", "1:3: a key must be a word, not a list or a mapping"),
    ('"": 3\n', "1:1: a key is missing before the ':'"),
    ("[" * 100_000, "1:21: values may be nested no deeper than 20 levels"),
    ("- " * 100_000, "1:41: values may be nested no deeper than 20 levels"),
    ("a: [" + "1," * 60_000 + "]", "1:99999: a level may hold no more than 50000 values"),
    ("a: &b 1\nc: [" + "*b," * 101 + "]", "2:305: a level may hold no more than 100 aliases"),
]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("data", "expected"), FILES, ids=[told for _, told in FILES])
def test_a_file_that_is_no_level_is_told(
    data: str | bytes,
    expected: str,
    loader: str,
    problems: Problems,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parser, "_LOADER", getattr(yaml, loader))
    assert any(problem.startswith(expected) for problem in problems(data))


def test_a_billion_laughs_are_refused(problems: Problems) -> None:
    laughs = [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, 10)]
    (told,) = problems("\n".join(["a0: &a0 [" + "lol, " * 9 + "]", *laughs]))
    assert told.endswith("a level may hold no more than 50000 values")


def test_aliases_cannot_nest_deeper_than_what_they_stand_for(problems: Problems) -> None:
    lines = ["a0: &a0 [1]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 30))]
    (told,) = problems("\n".join(lines))
    assert told.endswith("values may be nested no deeper than 20 levels")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x1b", "U+001B (escape)"),
        ("\x07", "U+0007 (bell)"),
        ("\x9b", "U+009B"),
        ("\x7f", "U+007F (delete)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\u3164", "U+3164 (hangul filler)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
        ("\ud800", "U+D800"),
    ],
)
@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        ("title: The {}False", 2, 12),
        ("ti{}tle: The False", 2, 3),
        ("# a {}comment\ntitle: The False", 2, 5),
        ("title: The False", None, None),
    ],
)
def test_characters_that_steer_or_hide_are_refused_everywhere(
    character: str,
    name: str,
    where: str,
    line: int | None,
    column: int | None,
    valley: str,
    problems: Problems,
) -> None:
    told = problems(valley.replace("title: The False", where.format(character)))
    expected = f"{line}:{column}: the character {name} is not allowed in a level; delete it"
    assert (expected in told) == (line is not None)


@pytest.mark.parametrize(
    ("escape", "name"),
    [(r"\e[31m", "U+001B"), (r"\u202e", "U+202E"), (r"\0", "U+0000"), (r"\L", "U+2028")],
)
@pytest.mark.parametrize(("where", "place"), [('title: "a{}"', "2:10"), ('"ti{}tle": a', "2:4")])
def test_an_escape_brings_no_character_in_that_is_refused(
    escape: str, name: str, where: str, place: str, valley: str, problems: Problems
) -> None:
    text = valley.replace("title: The False Valley", where.format(escape))
    assert any(told.startswith(f"{place}: the character {name}") for told in problems(text))


def test_a_file_full_of_bad_characters_is_told_the_first_ten(
    valley: str, problems: Problems
) -> None:
    told = problems(valley.replace("Markdown, before", "\x1b" * 50))
    assert len(told) == 11
    assert told[-1].endswith("and 40 more such characters")


@pytest.mark.parametrize(
    "title",
    ["[bold red]x[/]", "ندارم\u200cها", "क्\u200dष", "👩\u200d🔬 ❤\ufe0f", "Ünï «q» – ±3", "谷"],
)
def test_what_is_visible_is_allowed_and_means_itself(title: str, valley: str) -> None:
    assert parse_level(valley.replace("The False Valley", f"'{title}'")).title == title


def test_nothing_is_printed_that_a_terminal_would_obey(valley: str, problems: Problems) -> None:
    text = valley.replace("slope: exact", r'slope: "\e[2J\u202e"').replace("adam", '"a\\am"')
    for problem in problems(text):
        assert problem.isprintable()


def test_a_file_that_cannot_be_read_is_a_level_error(tmp_path: Path) -> None:
    with pytest.raises(LevelError) as caught:
        load_level(tmp_path)
    assert caught.value.exit_code is ExitCode.BAD_LEVEL
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (1, 1)
