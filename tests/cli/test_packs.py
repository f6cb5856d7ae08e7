"""Packs on the command line: listed, checked and played; refused with file, cause and cure."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.cli.play import play
from hikergame.errors import ExitCode
from hikergame.level import library, load_level

Run = Callable[..., subprocess.CompletedProcess[bytes]]

DATA = Path(__file__).parent / "data"
BROKEN = "hikergame: 1\ntitle: Broken\nsteps: 0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "class"
    (root / "week-2").mkdir(parents=True)
    shutil.copy(DATA / "line.yaml", root / "01-line.yaml")
    shutil.copy(DATA / "false-valley.yaml", root / "week-2" / "01-valley.yaml")
    return root


def zipped(folder: Path) -> Path:
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


@pytest.fixture(params=["folder", "zip"])
def pack(request: pytest.FixtureRequest, folder: Path) -> Path:
    return folder if request.param == "folder" else zipped(folder)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../../evil\x1b[2J.yaml", BROKEN)
        made.writestr("good.yaml", (DATA / "line.yaml").read_text())
    return path


def test_levels_lists_a_pack_chapter_by_chapter(run: Run, pack: Path) -> None:
    done = run("levels", pack)
    assert done.returncode == ExitCode.OK
    assert done.stderr == b""
    assert done.stdout.decode().splitlines() == [
        "class",
        "  line    1-D    6 steps  A Line",
        "",
        "week-2",
        "  valley  2-D   12 steps  The False Valley",
        "",
    ]


def test_levels_of_a_pack_as_json_can_be_loaded_by_their_paths(run: Run, pack: Path) -> None:
    found = json.loads(run("levels", pack, "--json").stdout)
    assert [level["id"] for level in found] == ["line", "valley"]
    for level in found:
        assert load_level(level["path"]).hash == level["hash"]


def test_levels_of_what_is_no_pack(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name, told in (
        (DATA / "line.yaml", b"it is no pack of levels, which is a folder or a zip archive"),
        (tmp_path / "none.zip", b"no such file"),
        (tmp_path / "empty", b"there is no level in it; a level is a file that ends with .yaml"),
    ):
        done = run("levels", name)
        assert told in done.stderr
        assert done.stdout == b""
        assert done.returncode == ExitCode.BAD_LEVEL


def test_check_says_a_line_for_each_level_of_a_pack(run: Run, pack: Path) -> None:
    done = run("check", pack)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{pack}/") and ": reads well, " in line for line in lines)
    assert done.returncode == ExitCode.OK


def test_check_of_one_level_in_a_pack(run: Run, folder: Path) -> None:
    path = zipped(folder)
    done = run("check", f"{path}/class/week-2/01-valley.yaml", f"{path}/class/week-2/01-vally.yaml")
    assert done.stdout.decode().count(": reads well, ") == 1
    assert b"did you mean 'class/week-2/01-valley.yaml'?" in done.stderr
    assert done.returncode == ExitCode.BAD_LEVEL


def test_check_tells_what_is_wrong_with_levels_and_with_the_pack_once(
    run: Run, folder: Path
) -> None:
    (folder / "week-2" / "02-broken.yaml").write_text(BROKEN)
    (folder / "week-2" / "03-line.yaml").write_text((folder / "01-line.yaml").read_text())
    (folder / "chapters.toml").write_text("[[chapter")
    for path in (folder, zipped(folder)):
        done = run("check", path)
        errors = done.stderr.decode()
        assert errors.count("02-broken.yaml:") == len(errors.splitlines()) - 2
        assert errors.count("01-line.yaml', has the id 'line' already") == 1
        assert errors.count("the list of chapters cannot be read") == 1
        assert done.stdout.decode().splitlines()[-1] == f"{path}: 2 problems"
        assert done.returncode == ExitCode.BAD_LEVEL


@pytest.mark.parametrize("command", ["check", "levels", "play"])
def test_a_pack_that_leads_out_of_itself_is_refused(run: Run, hostile: Path, command: str) -> None:
    done = run(command, hostile, *(["--plain"] if command == "play" else []), stdin=b"1\nflag\n")
    errors = done.stderr.decode()
    assert "its name leads out of the pack, by '..'; pack the folder again" in errors
    assert errors.count(str(hostile)) == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"reads well" not in done.stdout
    assert done.returncode == ExitCode.BAD_LEVEL


def test_a_level_is_chosen_from_a_pack_and_walked(run: Run, pack: Path, tmp_path: Path) -> None:
    record = tmp_path / "hike.json"
    moves = b"2\nd 1\nd 1\nflag\n"
    done = run("play", pack, "--plain", "--record", record, stdin=moves)
    text = done.stdout.decode()
    assert "Chapter week-2.\n2. The False Valley." in text
    assert "You planted your flag after 2 of 12 steps." in text
    assert json.loads(record.read_text())["level_id"] == "valley"
    assert done.returncode == ExitCode.OK


def test_a_level_of_a_pack_is_walked_by_its_path(run: Run, folder: Path) -> None:
    path = zipped(folder) / "class" / "01-line.yaml"
    done = run("play", path, "--plain", stdin=b"e 1\nflag\n")
    assert "A Line." in done.stdout.decode()
    assert done.returncode == ExitCode.OK


def test_a_hike_in_a_pack_is_gone_on_with(run: Run, pack: Path) -> None:
    left = run("play", pack, "--plain", stdin=b"1\ne 1\nquit\n").stderr.decode()
    source = left.partition("hikergame play ")[2].partition(" --plain")[0]
    assert source.startswith(str(pack.resolve()))
    done = run("play", source, "--plain", stdin=b"resume\nflag\n")
    assert "You planted your flag after 1 of 6 steps." in done.stdout.decode()


def test_a_shipped_level_comes_before_a_folder_of_its_name(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    level = library().entries[0]
    folder.rename(tmp_path / level.id)
    monkeypatch.chdir(tmp_path)
    done = run("play", level.id, "--plain", stdin=b"flag\n")
    assert done.stdout.decode().startswith(f"{level.title}.")
    done = run("play", f"./{level.id}", "--plain", stdin=b"1\nflag\n")
    assert done.stdout.decode().startswith(f"Chapter {level.id}.")


def test_medals_of_another_level_of_that_name_are_not_shown(run: Run, pack: Path) -> None:
    first = library().entries[0]
    own = pack if pack.is_dir() else pack.with_suffix("")
    (own / "01-line.yaml").rename(own / f"01-{first.id}.yaml")
    source = own if pack.is_dir() else zipped(own)
    run("play", first.id, "--plain", stdin=b"flag\n")
    assert b"You have" in run("play", "--plain", stdin=b"quit\n").stdout
    assert b"You have" not in run("play", source, "--plain", stdin=b"quit\n").stdout


def test_the_app_is_opened_on_the_pack(monkeypatch: pytest.MonkeyPatch, pack: Path) -> None:
    opened = []
    monkeypatch.setattr("hikergame.cli.opening.check_terminal", lambda *_: None)
    monkeypatch.setattr("hikergame.tui.app.run", lambda **asked: opened.append(asked) or 0)
    with pytest.raises(SystemExit):
        play(str(pack), plain=False, rival="adam", seed=3, record=None)
    (asked,) = opened
    assert asked.pop("pack").path == pack
    assert asked == {"level": None, "rival": "adam", "seed": 3, "record": None, "name": ""}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_pack_of_links_alone_is_told_why_none_is_a_level(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "linked"
    pack.mkdir()
    (pack / "01-line.yaml").symlink_to(DATA / "line.yaml")
    done = run("check", pack)
    assert done.returncode == ExitCode.BAD_LEVEL
    assert b"01-line.yaml:1:1: it is a link" in done.stderr
    assert done.stdout.endswith(b"linked: 1 problem\n")
