"""Names in packs that lead elsewhere, or are others' names on another system."""

import zipfile
from pathlib import Path

import pytest

from .packs import Build, refusal

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
