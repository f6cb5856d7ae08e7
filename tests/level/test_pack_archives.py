"""Archives from strangers: files that are no files, and archives that are no archives."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikergame.level import LevelError, PackError, load_level, open_pack
from hikergame.level.pack import archive
from hikergame.level.pack import names as rules

from .packs import CHAPTERS, Build, refusal


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
