"""Watching and reading: every way to save is seen, and no half of a file is told."""

import os
import zipfile
from pathlib import Path

import pytest

from hikergame.level import load_level
from hikergame.level.errors import LevelError
from hikergame.tui.workshop.reading import Edition, Reader
from hikergame.tui.workshop.watching import SETTLED, SURE, Glance, Watch, stamp_of
from tests.tui_workshop.conftest import HOLLOWS
from tests.tui_workshop.driving import save

BROKEN = HOLLOWS.replace("radius: 1.5", "radious: 1.5")


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(file: Path, clock: Clock) -> Reader:
    """A reader that has told what is in the file, and has been left alone for long."""
    reader = Reader(file, Watch(file, clock))
    told = reader.look()
    assert told is not None
    assert told.level is not None
    clock.now += 10.0
    assert [reader.look(), reader.look(), reader.look()] == [None] * 3
    return reader


def title(edition: Edition | None) -> str:
    assert edition is not None
    assert edition.level is not None
    return edition.level.title


def test_a_glance_finds_each_change_once_and_then_that_it_rests(file: Path, clock: Clock):
    watch = Watch(file, clock)
    assert [watch.glance(), watch.glance()] == [Glance.CHANGED, None]
    clock.now = SETTLED
    assert [watch.glance(), watch.glance()] == [Glance.AT_REST, None]
    clock.now = SURE
    assert [watch.glance(), watch.glance()] == [Glance.AT_REST, None]
    file.unlink()
    assert [watch.glance(), watch.glance()] == [Glance.CHANGED, None]


def test_a_name_that_no_file_can_have_is_no_file():
    assert stamp_of(Path("a\0b")) is None


def test_a_sound_save_is_told_at_once(reader: Reader, file: Path):
    save(file, HOLLOWS.replace("Two", "Many"))
    assert title(reader.look()).startswith("Many")


def test_a_file_written_in_place_is_told(reader: Reader, file: Path):
    file.write_text(HOLLOWS.replace("Two", "Many"), encoding="utf-8")
    assert title(reader.look()).startswith("Many")


def test_a_file_that_was_replaced_by_an_older_one_of_its_size_is_told(reader: Reader, file: Path):
    """Moving a backup over the file changes neither its size nor, perhaps, its time."""
    before = file.stat()
    draft = file.with_suffix(".draft")
    draft.write_text(HOLLOWS.replace("Two", "Six"), encoding="utf-8")
    os.utime(draft, ns=(before.st_atime_ns, before.st_mtime_ns))
    draft.replace(file)
    assert title(reader.look()).startswith("Six")


def test_a_save_within_one_tick_of_the_file_systems_clock_is_told(
    reader: Reader, file: Path, clock: Clock
):
    save(file, HOLLOWS.replace("Two", "Six"))
    assert title(reader.look()).startswith("Six")
    before = file.stat()
    with file.open("r+", encoding="utf-8") as same:
        same.write(HOLLOWS.replace("Two", "Ten"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    clock.now += SETTLED
    assert title(reader.look()).startswith("Ten")


@pytest.mark.parametrize("half", ["", HOLLOWS[:120], BROKEN], ids=["empty", "half", "broken"])
def test_what_is_wrong_is_told_once_the_file_is_left_alone(
    half: str, reader: Reader, file: Path, clock: Clock
):
    file.write_text(half, encoding="utf-8")
    assert reader.look() is None
    clock.now += SETTLED
    told = reader.look()
    assert told is not None
    assert told.level is None
    with pytest.raises(LevelError) as caught:
        load_level(file)
    assert "\n".join(told.problems) == str(caught.value)
    assert reader.look() is None


def test_half_a_file_that_becomes_a_whole_one_is_never_told(
    reader: Reader, file: Path, clock: Clock
):
    file.write_text(HOLLOWS[:120], encoding="utf-8")
    assert reader.look() is None
    clock.now += 0.5 * SETTLED
    file.write_text(HOLLOWS.replace("Two", "Many"), encoding="utf-8")
    assert title(reader.look()).startswith("Many")


def test_saving_the_same_again_is_nothing_new(reader: Reader, file: Path, clock: Clock):
    file.write_text("", encoding="utf-8")
    assert reader.look() is None
    save(file, HOLLOWS)
    assert reader.look() is None
    clock.now += SURE
    assert reader.look() is None


def test_a_file_that_is_gone_for_an_instant_was_not_gone(reader: Reader, file: Path, clock: Clock):
    file.unlink()
    assert reader.look() is None
    save(file, HOLLOWS.replace("Two", "Many"))
    assert title(reader.look()).startswith("Many")
    file.unlink()
    assert reader.look() is None
    clock.now += SETTLED
    told = reader.look()
    assert told is not None
    assert told.missing
    assert "there is no file 'mine.yaml'" in told.problems[0]


def test_a_file_that_was_never_there_is_told_at_once(tmp_path: Path):
    told = Reader(tmp_path / "none" / "mine.yaml").look()
    assert told is not None
    assert told.missing


def test_a_level_in_an_archive_is_read_whenever_the_archive_changes(tmp_path: Path, clock: Clock):
    archive = tmp_path / "week.zip"

    def pack(text: str) -> None:
        with zipfile.ZipFile(archive, "w") as out:
            out.writestr("walls/01-a.yaml", text)

    pack(HOLLOWS)
    path = archive / "walls" / "01-a.yaml"
    reader = Reader(path, Watch(path, clock))
    told = reader.look()
    assert title(told).startswith("Two")
    assert told is not None
    assert told.level is not None
    assert told.level.path == path
    pack(HOLLOWS.replace("Two", "Many"))
    assert title(reader.look()).startswith("Many")
    archive.write_bytes(archive.read_bytes()[:100])
    assert reader.look() is None
    clock.now += SETTLED
    told = reader.look()
    assert told is not None
    assert told.problems
    assert not told.missing
