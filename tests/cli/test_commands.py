"""The commands that give data: levels, race, check, schema, verify, rank."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from hikergame.cli.commands import app
from hikergame.errors import ExitCode
from hikergame.level import library, load_level

Run = Callable[..., subprocess.CompletedProcess[bytes]]

DATA = Path(__file__).parent / "data"
FALSE_VALLEY = DATA / "false-valley.yaml"
LINE = DATA / "line.yaml"
SPACE = DATA / "space.yaml"

BROKEN = """\
hikergame: 1
title: Broken\x1b[2J
sumary: A word is misspelt.
landscape:
  bounds: {x: [-8, 8]}
  terms:
    - bowl: {at: [3], radious: 6, depth: .nan}
start: [-50]
steps: 0
"""


# levels


def test_levels_lists_every_shipped_level_below_its_chapter(run: Run) -> None:
    done = run("levels")
    text = done.stdout.decode()
    assert done.returncode == ExitCode.OK
    assert done.stderr == b""
    for chapter in library().chapters:
        _, _, below = text.partition(f"{chapter.title}: {chapter.summary}\n")
        for line, entry in zip(below.splitlines(), chapter.entries, strict=False):
            assert line.split()[0] == entry.id
            assert line.endswith(entry.title)


def test_levels_as_json_names_what_programs_need(run: Run) -> None:
    found = json.loads(run("levels", "--json").stdout)
    assert [level["id"] for level in found] == [entry.id for entry in library().entries]
    for level in found:
        assert {"id", "path", "title", "chapter", "dims", "hash"} <= level.keys()
        assert Path(level["path"]).is_file()
        assert len(level["hash"]) == 64
        assert level["dims"] in (1, 2)


def test_a_shipped_level_that_is_broken_is_told_and_the_others_are_listed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = library().entries
    broken = tmp_path / entries[1].path.name
    broken.write_text(BROKEN)
    real = load_level

    def load(source: Path) -> object:
        return real(broken if source == entries[1].path else source)

    monkeypatch.setattr("hikergame.level.load_level", load)
    done = run("levels", "--json")
    assert len(json.loads(done.stdout)) == len(entries) - 1
    assert str(broken).encode() in done.stderr
    assert done.returncode == ExitCode.BAD_LEVEL


# check and schema


def test_check_says_a_line_for_each_sound_file(run: Run) -> None:
    done = run("check", LINE, FALSE_VALLEY)
    assert done.stdout.decode().splitlines() == [
        f"{LINE}: reads well, 'A Line', 1-D, 6 steps",
        f"{FALSE_VALLEY}: reads well, 'The False Valley', 2-D, 12 steps",
    ]
    assert done.stderr == b""
    assert done.returncode == ExitCode.OK


def test_check_tells_every_problem_of_a_file_with_its_place_and_cure(
    run: Run, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN)
    done = run("check", broken, LINE)
    problems = done.stderr.decode().splitlines()
    assert all(problem.startswith(f"{broken}:") for problem in problems)
    assert done.stdout.decode().splitlines()[0] == (
        f"{broken}: {len(problems)} problem{'' if len(problems) == 1 else 's'}"
    )
    assert b"reads well" in done.stdout.splitlines()[1]
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.returncode == ExitCode.BAD_LEVEL


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe" * 100, b"[" * 5000, b"a: &a [*a]", "\u00e9".encode("latin-1")]
)
def test_check_survives_what_is_no_level(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(content)
    done = run("check", file)
    assert done.stderr.startswith(f"{file}:".encode())
    assert done.stdout.endswith((b" problem\n", b" problems\n"))
    assert done.returncode == ExitCode.BAD_LEVEL


def test_check_looks_into_folders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    shutil.copy(LINE, tmp_path / "sub" / "a.yaml")
    shutil.copy(LINE, tmp_path / "b.yaml")
    (tmp_path / "notes.txt").write_text("no level")
    done = run("check", tmp_path)
    assert len(done.stdout.splitlines()) == 2
    assert done.returncode == ExitCode.OK
    (tmp_path / "empty").mkdir()
    done = run("check", tmp_path / "empty")
    assert done.returncode == ExitCode.BAD_LEVEL
    assert done.stderr


def test_check_of_a_file_that_is_not_there(run: Run) -> None:
    done = run("check", "no\x1b[2Jwhere.yaml")
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.returncode == ExitCode.BAD_LEVEL


def test_schema_is_json_and_names_terms_and_rivals(run: Run) -> None:
    done = run("schema")
    schema = json.loads(done.stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert all(word in done.stdout.decode() for word in ("eggbox", "barzilai-borwein"))


# race


def test_race_shows_the_levels_rivals_as_a_table_and_curves(run: Run) -> None:
    done = run("race", FALSE_VALLEY)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "The False Valley, 2-D, 12 steps, seed 0"
    assert lines[2].split()[:4] == ["rival", "points", "halvings", "gap"]
    points = [float(line.split()[-8]) for line in lines[3:6] if "Adam" not in line]
    assert points == sorted(points, reverse=True)
    assert "A  gradient descent: arrived in the deepest valley" in lines
    assert max(map(len, lines)) <= 100
    assert any(character > "\u2800" for character in lines[-5])
    assert "\x1b" not in done.stdout.decode()


def test_race_widens_with_the_terminal(run: Run) -> None:
    narrow = run("race", FALSE_VALLEY, COLUMNS="50").stdout.decode().splitlines()
    wide = run("race", FALSE_VALLEY, COLUMNS="150").stdout.decode().splitlines()
    assert wide[2].endswith("what happened")
    assert "setting" not in narrow[2]
    assert any(line.startswith("A  gradient descent: learning rate 0.5, ") for line in narrow)
    assert len(narrow[-1]) == 48
    assert len(wide[-1]) == 148


def test_race_in_plain_letters_where_the_encoding_has_no_others(spawn: Run) -> None:
    done = spawn("race", FALSE_VALLEY, PYTHONIOENCODING="cp1252")
    assert done.stdout.decode("cp1252").isascii()
    assert done.returncode == ExitCode.OK


def test_race_as_json_has_tracks_heights_and_scores(run: Run) -> None:
    done = run("race", FALSE_VALLEY, "--json", "--seed", "4", "--rival", "2", "--rival", "rprop")
    result = json.loads(done.stdout)
    level = load_level(FALSE_VALLEY)
    assert result["level"]["hash"] == level.hash
    assert result["seed"] == 4
    assert [rival["name"] for rival in result["rivals"]] == ["adam", "rprop"]
    for rival in result["rivals"]:
        track = np.array(rival["track"])
        assert track.shape == (13, 2)
        np.testing.assert_allclose(level.landscape.value(track), rival["values"])
        assert len(rival["halvings"]) == 12
        assert 0 <= rival["points"] <= 100
        assert rival["steps_within"].keys() == {"0.1", "0.01"}


def test_race_is_the_same_every_time(run: Run) -> None:
    args = ("race", DATA / "fog.yaml", "--json", "--seed", "7")
    assert run(*args).stdout == run(*args).stdout


@pytest.mark.parametrize(
    ("rival", "cure"),
    [
        ("adm", "did you mean 'adam'"),
        ("adam:learning_rte=1", "did you mean 'learning_rate'"),
        ("adam:learning_rate=-1", "learning_rate"),
        ("adam:learning_rate=NaN", "finite"),
        ("9", "no rival number 9"),
    ],
)
def test_race_with_a_rival_that_there_is_not(run: Run, rival: str, cure: str) -> None:
    done = run("race", FALSE_VALLEY, "--rival", rival)
    assert cure in done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == ExitCode.USAGE


def test_race_on_a_level_without_rivals(run: Run) -> None:
    assert run("race", SPACE).returncode == ExitCode.USAGE
    assert run("race", SPACE, "--rival", "adam").returncode == ExitCode.OK


# verify and rank


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    for name, level, moves in (
        ("a-good", FALSE_VALLEY, b"d 1\nd 1\nd 1\nflag\n"),
        ("b-poor", FALSE_VALLEY, b"u 1\nflag\n"),
        ("c-copy", FALSE_VALLEY, b"d 1\nd 1\nd 1\nflag\n"),
        ("d-line", LINE, b"e 3\nflag\n"),
    ):
        args = ["play", str(level), "--plain", "--record", str(folder / f"{name}.json")]
        home = {"HIKERGAME_HOME": str(folder / "home")}
        assert CliRunner().invoke(app, args, input=moves, env=home).exit_code == ExitCode.OK
    return folder


@pytest.fixture
def records(walked: Path, tmp_path: Path) -> Path:
    """A folder with three hikes on one level, one a copy, and one on another level."""
    for record in walked.glob("*.json"):
        shutil.copy(record, tmp_path)
    return tmp_path


LEVELS = ("--level", FALSE_VALLEY, "--level", LINE)


def test_verify_agrees_with_what_was_walked(run: Run, records: Path) -> None:
    done = run("verify", *sorted(records.glob("*.json")), *LEVELS)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 4
    assert re.search(r"agrees, player on false-valley, [0-9.]+ points$", lines[0])
    assert done.stderr == b""
    assert done.returncode == ExitCode.OK


def test_verify_refuses_an_edited_record_and_says_why(run: Run, records: Path) -> None:
    good = records / "a-good.json"
    record = json.loads(good.read_text())
    good.write_text(json.dumps(record | {"points": 99.0}))
    done = run("verify", good, *LEVELS)
    assert done.stdout.decode() == f"{good}: refused\n"
    assert b"The seal does not fit" in done.stderr
    assert b"It claims 99.000000 points; its moves come to " in done.stderr
    assert done.returncode == ExitCode.BAD_RECORD


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00", b"[" * 100_000, b'{"format": 1e999}'])
def test_verify_refuses_what_is_no_record(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.json"
    file.write_bytes(content)
    done = run("verify", file, tmp_path / "missing.json", tmp_path)
    assert done.stdout.decode().count("refused") == 3
    assert done.stderr.decode().count(str(tmp_path)) >= 3
    assert done.returncode == ExitCode.BAD_RECORD


def test_verify_needs_the_level_at_hand(run: Run, records: Path) -> None:
    done = run("verify", records / "d-line.json")
    assert b"name its file with --level" in done.stderr
    assert done.returncode == ExitCode.BAD_RECORD
    done = run("verify", records / "d-line.json", "--level", records / "a-good.json")
    assert done.returncode == ExitCode.BAD_LEVEL


def test_verify_as_json(run: Run, records: Path) -> None:
    done = run("verify", "--json", records / "a-good.json", records / "none.json", *LEVELS)
    good, missing = json.loads(done.stdout)
    assert good["ok"] is True
    assert good["points"] == pytest.approx(good["claimed"])
    assert good["objections"] == []
    assert missing["ok"] is False
    assert missing["objections"]


def test_a_record_of_a_shipped_level_is_known(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "hike.json"
    level = library().entries[0].id
    run("play", level, "--plain", "--record", record, stdin=b"d 1\nflag\n")
    assert run("verify", record).returncode == ExitCode.OK
    assert f"{level}:" in run("rank", record).stdout.decode()


def test_who_walks_may_be_named(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "hike.json"
    level = library().entries[0].id
    run("play", level, "--plain", "--record", record, "--name", "Ada", stdin=b"d 1\nflag\n")
    assert json.loads(record.read_text("utf-8"))["hiker"] == "Ada"


def test_rank_gives_places_level_by_level(run: Run, records: Path) -> None:
    done = run("rank", *sorted(records.glob("*.json")), *LEVELS)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "false-valley:"
    assert [line.split()[0] for line in lines[1:4]] == ["1.", "1.", "3."]
    assert lines[2].endswith(f"same hike as {records / 'a-good.json'}")
    assert lines[4] == "line:"
    assert done.returncode == ExitCode.OK


def test_rank_leaves_out_what_does_not_verify(run: Run, records: Path) -> None:
    bad = records / "b-poor.json"
    bad.write_text(bad.read_text().replace('"seed": 0', '"seed": 1'))
    done = run("rank", "--json", *sorted(records.glob("[ab]*.json")), *LEVELS)
    rows = json.loads(done.stdout)
    assert [(row["place"], Path(row["file"]).name) for row in rows] == [(1, "a-good.json")]
    assert str(bad).encode() in done.stderr
    assert done.returncode == ExitCode.BAD_RECORD
