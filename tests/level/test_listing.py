"""The library of shipped levels lists all that can be listed, quickly."""

import subprocess
import sys
from pathlib import Path

import pytest

from hikergame.level import LevelNotFound, library, load_level
from hikergame.level.listing import read_library

CHAPTERS = """
[[chapter]]
id = "later"
title = "Later"
summary = "Comes second by its name."
[[chapter]]
id = "alone"
title = "Alone"
summary = "Nobody here."
"""


@pytest.fixture
def shelf(tmp_path: Path, valley: str) -> Path:
    """A folder with a chapter of two levels, and one without any."""
    (tmp_path / "chapters.toml").write_text(CHAPTERS, encoding="utf-8")
    for name in ("02-second", "01-first"):
        path = tmp_path / "later" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(valley.replace("false-valleys", "later"), encoding="utf-8")
    (tmp_path / "later" / "certificate.json").write_text("{}", encoding="utf-8")
    return tmp_path


def test_levels_are_listed_in_the_order_of_the_trail(shelf: Path) -> None:
    found = read_library(shelf)
    assert found.problems == ()
    assert [(chapter.id, chapter.title) for chapter in found.chapters] == [
        ("later", "Later"),
        ("alone", "Alone"),
    ]
    assert [(entry.number, entry.id) for entry in found.entries] == [(1, "first"), (2, "second")]
    entry = found.find("second")
    assert (entry.title, entry.chapter) == ("The False Valley", "later")
    assert entry.summary == "A comfortable valley, and a better one behind the ridge."
    assert entry.path == shelf / "later" / "02-second.yaml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"\xff\x00", "the file is binary"),
        (b"", "title is missing"),
        (b"title: 'x\n", "the quote that opens here is never closed"),
        (b'title: "\\e[2J"\n', "the character U+001B (escape)"),
        (b"chapter: else\ntitle: x\n", "the file lies in 'later', not in 'else'"),
        (b"[" * 5000, ""),
    ],
)
def test_a_broken_file_does_not_take_the_list_down(shelf: Path, text: bytes, told: str) -> None:
    bad = shelf / "later" / "03-bad.yaml"
    bad.write_bytes(text)
    found = read_library(shelf)
    assert [entry.id for entry in found.entries] == ["first", "second"]
    assert found.problems[0].file == str(bad)
    assert told in found.problems[0].message


def test_a_file_that_is_wrong_below_its_head_is_listed(shelf: Path, valley: str) -> None:
    text = valley.replace("false-valleys", "later").replace("steps: 40", "steps: [\x1b")
    (shelf / "later" / "03-third.yaml").write_text(text, encoding="utf-8")
    assert read_library(shelf).find("third").title == "The False Valley"


def test_a_head_is_found_between_other_things(shelf: Path) -> None:
    text = "b: &b [1, {title: no}]\na: *b\ntitle: yes\nc: {d: *b}\nsummary: >\n  two\n  lines\n"
    (shelf / "later" / "03-third.yaml").write_text(text, encoding="utf-8")
    entry = read_library(shelf).find("third")
    assert (entry.title, entry.summary) == ("yes", "two lines")


def test_a_level_whose_id_is_taken_is_left_out(shelf: Path) -> None:
    first = shelf / "later" / "01-first.yaml"
    (shelf / "later" / "09-first.yaml").write_bytes(first.read_bytes())
    found = read_library(shelf)
    assert found.find("first").number == 1
    assert "has the id 'first' already" in found.problems[0].message


@pytest.mark.parametrize("text", ["", "[[chapter", "chapter = 7", "[[chapter]]\nid = 3"])
def test_without_a_list_of_chapters_the_folders_are_the_chapters(shelf: Path, text: str) -> None:
    (shelf / "chapters.toml").write_text(text, encoding="utf-8")
    assert [entry.id for entry in read_library(shelf).entries] == ["first", "second"]


def test_an_empty_place_is_an_empty_library(tmp_path: Path) -> None:
    found = read_library(tmp_path)
    assert found.entries == ()
    assert found.problems[0].file == str(tmp_path / "chapters.toml")
    assert "the file cannot be read" in found.problems[0].message


def test_an_unknown_level_is_told_with_the_nearest(shelf: Path) -> None:
    with pytest.raises(LevelNotFound, match="there is no level 'secnd'; did you mean 'second'"):
        read_library(shelf).find("secnd")


def test_a_name_that_nothing_resembles_is_told_where_to_look() -> None:
    with pytest.raises(LevelNotFound, match="there is no level 'qqq'; `hikergame levels` lists"):
        load_level("qqq")


def test_every_shipped_level_is_listed_and_can_be_loaded() -> None:
    shelf = library()
    assert shelf.problems == ()
    assert [chapter.id for chapter in shelf.chapters] == [
        "first-steps",
        "open-country",
        "false-valleys",
    ]
    for entry in shelf.entries:
        level = load_level(entry.id)
        assert (level.id, level.path) == (entry.id, entry.path)
        assert (level.title, level.summary) == (entry.title, entry.summary)
        assert (level.chapter, entry.path.parent.name) == (entry.chapter, entry.chapter)
        assert load_level(entry.path).hash == level.hash


def test_numbers_of_a_chapter_count_from_one() -> None:
    for chapter in library().chapters:
        numbers = [entry.number for entry in chapter.entries]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_list_is_read_without_numpy_or_pydantic() -> None:
    code = (
        "import sys; from hikergame.level import library; assert library().entries; "
        "assert not {'numpy', 'pydantic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
