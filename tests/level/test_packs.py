"""Packs from strangers: what is listed of good ones, and what no bad one can do."""

import io
import os
import stat
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikergame.level import LevelError, LevelNotFound, PackError, load_level, open_pack
from hikergame.level.pack import archive, is_pack
from hikergame.level.pack import names as rules

Build = Callable[[Mapping[str, bytes | str]], Path]

CHAPTERS = """
[[chapter]]
id = "two"
title = "Week two"
summary = "Comes first."
[[chapter]]
id = "one"
title = "Week one"
summary = ""
"""


@pytest.fixture
def level(valley: str) -> str:
    """The text of a sound level that names a chapter of its own."""
    return valley


@pytest.fixture
def as_zip(tmp_path: Path) -> Build:
    """Return a builder of archives from names and contents."""

    def build(files: Mapping[str, bytes | str]) -> Path:
        path = tmp_path / "pack.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in files.items():
                made.writestr(name, content)
        return path

    return build


@pytest.fixture
def as_folder(tmp_path: Path) -> Build:
    """Return a builder of folders from names and contents."""

    def build(files: Mapping[str, bytes | str]) -> Path:
        root = tmp_path / "pack"
        root.mkdir()
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            (root / name).write_bytes(data)
        return root

    return build


@pytest.fixture(params=["folder", "zip"])
def build(request: pytest.FixtureRequest, as_zip: Build, as_folder: Build) -> Build:
    """Either of the two."""
    return as_zip if request.param == "zip" else as_folder


def refusal(path: Path) -> str:
    """Return why a pack is refused."""
    with pytest.raises(PackError) as caught:
        open_pack(path)
    assert str(caught.value).startswith(str(path))
    assert "1:1" not in str(caught.value)
    return str(caught.value)


# good packs


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


# names that lead elsewhere, or are others' names on another system


NAMES = [
    ("../a.yaml", "leads out of the pack, by '..'"),
    ("one/../../a.yaml", "leads out of the pack, by '..'"),
    ("/etc/passwd", "a path from the root of the disk"),
    ("//server/share/a.yaml", "a path from the root of the disk"),
    ("C:/a.yaml", "begins with a drive's letter"),
    ("c:a.yaml", "begins with a drive's letter"),
    ("one\\..\\..\\a.yaml", "has a backslash"),
    ("one//a.yaml", "has an empty part"),
    ("./a.yaml", "has an empty part"),
    ("a.yaml:stream", "has a :, which Windows does not allow"),
    ("what?.yaml", "has a ?, which Windows does not allow"),
    ("NUL", "on Windows, NUL is no file but a device"),
    ("one/con.yaml", "on Windows, con.yaml is no file but a device"),
    ("aux /a.yaml", "ends with a dot or a space"),
    ("one./a.yaml", "ends with a dot or a space"),
    ("a.yaml ", "ends with a dot or a space"),
    ("a\x1b[2J.yaml", "U+001B (escape)"),
    ("a\u202elmay.yaml", "U+202E"),
    ("a\u200b.yaml", "U+200B"),
    ("\ufeffa.yaml", "U+FEFF"),
    ("a\nb.yaml", "cannot be seen"),
    ("/".join("abcdefghijk") + "/a.yaml", "more than 8 folders deep"),
    ("x" * 300 + ".yaml", "longer than 200 characters"),
    ("inner.zip", "an archive inside the archive"),
    ("inner.TAR.GZ", "an archive inside the archive"),
]


@pytest.mark.parametrize(("name", "told"), NAMES)
def test_a_name_that_no_pack_may_have_is_refused(
    as_zip: Build, level: str, name: str, told: str
) -> None:
    text = refusal(as_zip({"good.yaml": level, name: level}))
    assert told in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 1


def test_a_name_that_ends_at_a_zero_byte_is_refused(as_zip: Build, level: str) -> None:
    path = as_zip({"evilX.yaml": level})
    path.write_bytes(path.read_bytes().replace(b"evilX.yaml", b"evil\0.yaml"))
    assert "U+0000 (null)" in refusal(path)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("a.yaml", "A.yaml", "A.yaml and a.yaml are the same but for capitals"),
        ("one/a.yaml", "One/b.yaml", "One and one are the same but for capitals"),
        ("stra\u00dfe.yaml", "STRASSE.yaml", "are the same but for capitals"),
        ("caf\u00e9.yaml", "cafe\u0301.yaml", "are the same but for capitals or accents"),
        ("\ufb01r.yaml", "fir.yaml", "are the same but for capitals or accents"),
        ("one", "one/a.yaml", "one is a file and also a folder"),
        ("one/a.yaml", "ONE", "ONE is a file and also a folder"),
    ],
)
def test_names_that_some_system_takes_for_one_another_are_refused(
    as_zip: Build, level: str, first: str, second: str, told: str
) -> None:
    assert told in refusal(as_zip({first: level, second: level}))


def test_two_files_of_one_name_are_refused(tmp_path: Path, level: str) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.yaml", level)
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("a.yaml", "title: Another")
    assert "two files of this name" in refusal(path)


def test_everything_that_is_wrong_is_told_at_once(as_zip: Build, level: str) -> None:
    text = refusal(as_zip({name: level for name, _ in NAMES}))
    assert len(text.splitlines()) >= len(NAMES)


# files that are no files, and archives that are no archives


def entry(name: str, *, mode: int = 0, **changes: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for key, value in changes.items():
        setattr(info, key, value)
    return info


@pytest.mark.parametrize(
    ("info", "told"),
    [
        (entry("a.yaml", mode=stat.S_IFLNK | 0o777), "it is a link"),
        (entry("dir/", mode=stat.S_IFLNK | 0o777), "it is a link"),
        (entry("a.yaml", external_attr=0x400), "it is a link"),
        (entry("a.yaml", mode=stat.S_IFCHR), "a device or a pipe"),
        (entry("a.yaml", mode=stat.S_IFBLK), "a device or a pipe"),
        (entry("a.yaml", mode=stat.S_IFIFO), "a device or a pipe"),
        (entry("a.yaml", mode=stat.S_IFSOCK), "a device or a pipe"),
        (entry("a.yaml", compress_type=zipfile.ZIP_BZIP2), "an unusual method"),
        (entry("a.yaml", compress_type=zipfile.ZIP_LZMA), "an unusual method"),
    ],
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, info: zipfile.ZipInfo, told: str) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(info, "/etc/passwd")
    text = refusal(path)
    assert told in text
    assert text.startswith(f"{path}/{info.filename.removesuffix('/')}: ")


def patched(path: Path, signature: bytes, offset: int, value: bytes) -> Path:
    """Change some bytes of a header, the last one with this signature."""
    data = bytearray(path.read_bytes())
    at = data.rindex(signature) + offset
    data[at : at + len(value)] = value
    path.write_bytes(data)
    return path


CENTRAL, END = b"PK\x01\x02", b"PK\x05\x06"


@pytest.mark.parametrize("flags", [0x1, 0x40, 0x2000])
def test_what_is_encrypted_is_refused(as_zip: Build, level: str, flags: int) -> None:
    path = patched(as_zip({"a.yaml": level}), CENTRAL, 8, struct.pack("<H", flags))
    assert "it is encrypted; pack the folder again without a password" in refusal(path)


def test_an_archive_under_another_name_is_refused(as_zip: Build, level: str) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("b.yaml", level)
    text = refusal(as_zip({"a.yaml": level, "picture.png": inner.getvalue()}))
    assert text.endswith(
        "picture.png: it is an archive inside the archive; unpack it, or leave it out"
    )


def test_a_file_of_zeros_that_unpacks_to_much_more_is_refused(as_zip: Build, level: str) -> None:
    assert "200 times larger" in refusal(as_zip({"a.yaml": level, "b.bin": bytes(10**6)}))
    small = as_zip({"a.yaml": level, "b.bin": bytes(archive.SMALL)})
    assert open_pack(small).library().entries


def test_files_that_are_too_much_together_are_refused(
    as_zip: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 2**20)
    noise = os.urandom(400_000)
    text = refusal(as_zip({f"{i}.bin": noise for i in range(3)}))
    assert "unpack to more than 1 MiB; make several packs of it" in text


def test_an_archive_that_is_too_large_is_refused(
    as_zip: Build, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**10)
    assert "the archive is larger than" in refusal(as_zip({"a.bin": os.urandom(2000)}))


def test_too_many_files_are_refused_before_their_list_is_read(build: Build) -> None:
    files = {f"{i:04}.txt": "" for i in range(rules.MOST_FILES + 1)}
    assert "more than 1,000 files" in refusal(build(files))


@pytest.mark.parametrize(
    ("offset", "value"), [(10, struct.pack("<H", 1001)), (12, struct.pack("<L", 2**20 + 1))]
)
def test_a_list_that_says_it_is_too_long_is_not_read(
    as_zip: Build, level: str, offset: int, value: bytes
) -> None:
    assert "more than 1,000 files" in refusal(
        patched(as_zip({"a.yaml": level}), END, offset, value)
    )


def test_a_size_that_is_a_lie_lets_no_more_be_read(as_zip: Build, level: str) -> None:
    path = as_zip({"a.yaml": level})
    larger = patched(path, CENTRAL, 24, struct.pack("<L", 20_000))
    assert open_pack(larger).files.read("a.yaml", 30_000).decode() == level
    smaller = patched(path, CENTRAL, 24, struct.pack("<L", 10))
    with pytest.raises(PackError, match=r"a\.yaml: it is damaged, and cannot be unpacked"):
        open_pack(smaller).files.read("a.yaml", 30_000)


def test_a_file_is_read_no_farther_than_asked(build: Build, level: str) -> None:
    files = open_pack(build({"a.yaml": level})).files
    assert files.read("a.yaml", 9) == level.encode()[:10]
    with pytest.raises(PackError, match="no such file"):
        files.read("../a.yaml", 9)


def test_files_that_share_bytes_are_refused(as_zip: Build, level: str) -> None:
    """The zip bomb of Fifield (2019) is many files that are one and the same data."""
    path = as_zip({"a.yaml": level, "b.yaml": level})
    assert "lie one in another" in refusal(patched(path, CENTRAL, 42, struct.pack("<L", 0)))


def test_the_form_for_huge_archives_is_refused(as_zip: Build, level: str) -> None:
    path = as_zip({"a.yaml": level})
    data = path.read_bytes()
    at = data.rindex(END)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    path.write_bytes(data[:at] + locator + data[at:])
    assert "without zip64" in refusal(path)


@pytest.mark.parametrize("data", [b"", b"PK", END, b"PK\x03\x04" + bytes(100), bytes(10**5)])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    assert "it is no zip archive, or not all of one; fetch it again" in refusal(path)


def test_half_an_archive_is_refused(as_zip: Build, level: str) -> None:
    path = as_zip({"a.yaml": level, "b.yaml": level})
    data = path.read_bytes()
    for end in range(0, len(data), 37):
        path.write_bytes(data[:end])
        refusal(path)


def test_an_archive_without_files_is_an_empty_pack(as_zip: Build) -> None:
    assert open_pack(as_zip({})).library().entries == ()


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_an_archive_with_bytes_changed_is_read_or_refused(
    data: st.DataObject, as_zip: Build, level: str
) -> None:
    path = as_zip({"one/a.yaml": level, "two/b.yaml": level[:200], "chapters.toml": CHAPTERS})
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        # Mostly in the list at the end, where the names and sizes are.
        at = data.draw(
            st.integers(0, len(content) - 1) | st.integers(len(content) - 300, len(content) - 1)
        )
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        for entry in open_pack(path).library().entries:
            load_level(entry.path)
    except LevelError:
        pass


# folders


posix = pytest.mark.skipif(os.name != "posix", reason="makes links and pipes")


@posix
def test_links_in_a_folder_are_told_and_not_followed(
    as_folder: Build, level: str, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(level)
    root = as_folder({"a.yaml": level})
    (root / "b.yaml").symlink_to(outside / "secret.yaml")
    (root / "one").symlink_to(outside, target_is_directory=True)
    (root / "chapters.toml").symlink_to(outside / "none")
    found = open_pack(root).library()
    assert [entry.id for entry in found.entries] == ["a"]
    assert sorted(problem.file for problem in found.problems) == [
        str(root / name) for name in ("b.yaml", "chapters.toml", "one")
    ]
    assert {problem.message for problem in found.problems} == {
        "it is a link, and may lead out of the pack"
    }


@posix
def test_a_link_to_a_pack_is_the_readers_own(as_folder: Build, level: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(as_folder({"a.yaml": level}), target_is_directory=True)
    assert [entry.id for entry in open_pack(link).library().entries] == ["a"]


@posix
def test_pipes_in_a_folder_are_not_waited_for(as_folder: Build, level: str) -> None:
    root = as_folder({"a.yaml": level})
    os.mkfifo(root / "b.yaml")
    (problem,) = open_pack(root).library().problems
    assert problem.message == "it is no ordinary file, but a device or a pipe"


@posix
def test_what_came_in_a_files_place_since_is_not_read(as_folder: Build, level: str) -> None:
    root = as_folder({"a.yaml": level, "b.yaml": level})
    files = open_pack(root).files
    (root / "a.yaml").unlink()
    (root / "a.yaml").symlink_to("/etc/passwd")
    (root / "b.yaml").unlink()
    os.mkfifo(root / "b.yaml")
    for name in ("a.yaml", "b.yaml"):
        with pytest.raises(PackError, match=name):
            files.read(name, 100)


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's disk has no such names")
def test_bad_names_in_a_folder_are_left_out_and_told(as_folder: Build, level: str) -> None:
    bad = ["what?.yaml", "A.yaml", "nul.yaml", "one/inner.zip", "x\x1b[2J.yaml"]
    root = as_folder({"a.yaml": level, **dict.fromkeys(bad, level)})
    found = open_pack(root).library()
    assert len(found.entries) == 1
    assert len(found.problems) == len(bad)
    assert all(problem.hint for problem in found.problems)


def test_a_folder_that_is_too_deep_is_told(as_folder: Build, level: str) -> None:
    (problem,) = open_pack(as_folder({"/".join("abcdefghijk"): level})).library().problems
    assert "more than 8 folders deep" in problem.message


@posix
@pytest.mark.skipif(os.getuid() == 0 if hasattr(os, "getuid") else True, reason="root reads all")
def test_a_folder_that_cannot_be_read_is_refused(as_folder: Build, level: str) -> None:
    root = as_folder({"a.yaml": level, "one/b.yaml": level})
    (root / "one").chmod(0)
    try:
        (problem,) = open_pack(root).library().problems
        assert "permission denied" in problem.message
    finally:
        (root / "one").chmod(0o700)
