import os
import stat
from pathlib import Path

import pytest

from hikergame.cli.files import check_writable
from hikergame.files import FileError, write_whole


def test_a_file_is_written_whole_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    path = tmp_path / "hike.json"
    write_whole(path, "one\nè\n")
    (tmp_path / "plain").touch()
    assert path.read_bytes() == "one\nè\n".encode()
    assert sorted(tmp_path.iterdir()) == [path, tmp_path / "plain"]
    if os.name == "posix":
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
        assert len(modes) == 1


def test_what_was_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hike.json"
    path.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="cannot be written: No space left on device"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "real.json", tmp_path / "link.json"
    link.symlink_to(path)
    write_whole(link, "text")
    assert link.is_symlink()
    assert path.read_text() == "text"


def test_a_device_is_written_to_and_not_replaced() -> None:
    null = Path(os.devnull)
    check_writable(null)
    write_whole(null, "text")
    assert not null.is_file()


def test_what_plainly_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder; name a file in it"):
        check_writable(tmp_path)
    with pytest.raises(FileError, match="there is no folder"):
        check_writable(tmp_path / "no" / "hike.json")
    check_writable(tmp_path / "hike.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match="is read-only"):
        check_writable(tmp_path / "hike.json")
