"""Folders from strangers: links, pipes and names that an archive would not be let have."""

import os
import sys
from pathlib import Path

import pytest

from hikergame.level import PackError, open_pack

from .packs import Build

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
