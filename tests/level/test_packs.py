"""Packs: what is listed of good ones, and what is told of the rest."""

from pathlib import Path

import pytest

from hikergame.level import LevelNotFound, load_level, open_pack
from hikergame.level.pack import is_pack

from .packs import CHAPTERS, Build, refusal


def test_levels_in_the_folder_of_a_pack_are_one_chapter(build: Build, level: str) -> None:
    path = build({"02-hill.yaml": level, "01-dale.yaml": level, "notes.txt": "Hello."})
    found = open_pack(path).library()
    assert found.problems == ()
    assert [(chapter.id, chapter.title) for chapter in found.chapters] == [("", "pack")]
    assert [(entry.number, entry.id) for entry in found.entries] == [(1, "dale"), (2, "hill")]
    assert found.find("hill").path == path / "02-hill.yaml"


def test_folders_are_chapters_in_the_order_that_the_pack_names(build: Build, level: str) -> None:
    files = {f"{name}/01-{name}-a.yaml": level for name in ("one", "two", "three")}
    path = build({**files, "chapters.toml": CHAPTERS, "one/assets/deep/readme.md": "Hi."})
    found = open_pack(path).library()
    assert found.problems == ()
    assert [(chapter.id, chapter.title) for chapter in found.chapters] == [
        ("two", "Week two"),
        ("one", "Week one"),
        ("three", "three"),
    ]


def test_a_folder_around_all_of_it_does_not_count(build: Build, level: str) -> None:
    path = build(
        {
            "class/one/01-a.yaml": level,
            "class/chapters.toml": CHAPTERS,
            "__MACOSX/class/one/._01-a.yaml": b"\x00\x05",
            ".DS_Store": b"\x00",
        }
    )
    (chapter,) = open_pack(path).library().chapters
    assert (chapter.id, chapter.title) == ("one", "Week one")
    assert chapter.entries[0].path == path / "class/one/01-a.yaml"


def test_a_level_of_a_pack_is_loaded_by_its_path(build: Build, level: str) -> None:
    path = build({"one/01-a.yaml": level})
    (entry,) = open_pack(path).library().entries
    loaded = load_level(entry.path)
    assert (loaded.id, loaded.path) == ("a", path / "one/01-a.yaml")
    assert load_level(str(entry.path)).hash == loaded.hash


def test_a_level_that_is_not_in_an_archive_is_told_with_the_nearest(
    as_zip: Build, level: str
) -> None:
    path = as_zip({"one/01-dale.yaml": level})
    with pytest.raises(LevelNotFound, match=r"in 'pack.zip'; did you mean 'one/01-dale.yaml'"):
        load_level(path / "one" / "01-dlae.yaml")


def test_the_folder_that_holds_all_of_an_archive_may_be_left_out(as_zip: Build, level: str) -> None:
    pack = as_zip({"week/one/01-a.yaml": level, "week/chapters.toml": CHAPTERS})
    found = load_level(pack / "one" / "01-a.yaml")
    assert found.path == pack / "week" / "one" / "01-a.yaml"
    assert found.hash == load_level(found.path).hash
    with pytest.raises(
        LevelNotFound, match=r"'one/01-b\.yaml'.*did you mean 'week/one/01-a\.yaml'"
    ):
        load_level(pack / "one" / "01-b.yaml")


def test_an_archive_that_changes_is_read_again(as_zip: Build, level: str) -> None:
    path = as_zip({"a.yaml": level})
    assert load_level(path / "a.yaml").steps == 40
    as_zip({"a.yaml": level.replace("steps: 40", "steps: 41")})
    assert load_level(path / "a.yaml").steps == 41


def test_what_keeps_a_level_off_the_list_is_told(build: Build, level: str) -> None:
    path = build(
        {"one/01-a.yaml": level, "two/a.yaml": level, "b.yaml": "steps: 3", "x/y/c.yaml": ""}
    )
    found = open_pack(path).library()
    assert [entry.id for entry in found.entries] == ["a"]
    assert sorted(problem.message for problem in found.problems) == [
        "a level lies this deep in no pack",
        "another file, 'one/01-a.yaml', has the id 'a' already",
        "title is missing",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[chapter", "cannot be read"),
        ("[[chapter]]\nid = 'one'", "a chapter has no title"),
        ("chapter = 7", "cannot be read"),
        pytest.param("chapter = " + "[" * 5000, "nested too deep", id="deep"),
        ("[[chapter]]\nid = 'one'\ntitle = '''\x1b[2J'''\nsummary = ''", "cannot be read"),
        ('[[chapter]]\nid = "one"\ntitle = "\\u202Egnp"\nsummary = ""', "U+202E"),
        (f"[[chapter]]\nid = 'one'\ntitle = '{'x' * 81}'\nsummary = ''", "longer than 80"),
        ("[[chapter]]\nid = 'one'\ntitle = 1\nsummary = ''", "must be texts"),
        pytest.param("".join(f"# {i}\n" for i in range(12_000)), "larger than 64 KiB", id="long"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_bad_list_of_chapters_is_told_and_the_levels_are_listed(
    build: Build, level: str, text: str | bytes, told: str
) -> None:
    found = open_pack(build({"chapters.toml": text, "one/a.yaml": level})).library()
    assert [(chapter.title, len(chapter.entries)) for chapter in found.chapters] == [("one", 1)]
    (problem,) = found.problems
    assert told in problem.message
    assert problem.file.endswith("chapters.toml")
    assert "\x1b" not in str(problem)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[chapter]]\nid = 'one'\ntitle = \n", 3, "Invalid value"),
        (CHAPTERS.replace('title = "Week one', 'titel = "Week one'), 8, "no key 'titel'; did you"),
        (
            CHAPTERS.replace('id = "one"', 'name = "one"'),
            7,
            "no key 'name'; its keys are id, title",
        ),
        (CHAPTERS.replace('summary = ""', ""), 6, "a chapter has no summary"),
        (
            CHAPTERS.replace('id = "one"', 'id = "ones"'),
            7,
            "no folder 'ones' for this chapter; did",
        ),
    ],
)
def test_what_is_wrong_with_a_chapter_is_told_where_it_is(
    build: Build, level: str, text: str, line: int, said: str
) -> None:
    path = build({"one/a.yaml": level, "two/b.yaml": level, "chapters.toml": text})
    (problem,) = open_pack(path).library().problems
    assert (problem.line, said in str(problem)) == (line, True), str(problem)


def test_a_pack_is_told_from_a_level(build: Build, level: str) -> None:
    path = build({"one/01-a.yaml": level})
    with pytest.raises(LevelNotFound) as caught:
        load_level(str(path))
    assert str(caught.value) == (
        f"{path} is a pack of levels; name one in it, such as {path}/one/01-a.yaml"
    )


def test_long_titles_are_cut_in_the_list(build: Build, level: str) -> None:
    text = level.replace("title: The False Valley", f"title: {'x' * 5000}")
    (entry,) = open_pack(build({"a.yaml": text})).library().entries
    assert len(entry.title) == 80


def test_what_is_a_pack(tmp_path: Path, as_zip: Build, level: str) -> None:
    path = as_zip({"a.yaml": level})
    other = path.rename(tmp_path / "levels.hikes")
    (tmp_path / "a.yaml").write_text(level)
    assert is_pack(tmp_path)
    assert is_pack(other)
    assert not is_pack(tmp_path / "a.yaml")
    assert not is_pack(tmp_path / "none")
    assert not is_pack(Path("a\0b"))
    assert "it is no pack" in refusal(tmp_path / "a.yaml")
    assert "cannot be read" in refusal(tmp_path / "none.zip")
