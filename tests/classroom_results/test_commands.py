"""The commands: results, verify, rank and purge, as a teacher types them."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from hikergame.classroom.log.opening import open_store
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.results.forms import FORMS, exporter
from hikergame.cli.commands import app
from hikergame.errors import ExitCode
from hikergame.hike import Hike, Record
from hikergame.level import load_level

from .lesson import HILL, LINE, Lesson

Run = Callable[..., Result]


@pytest.fixture
def run(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def go(*args: object, typed: str = "") -> Result:
        done = CliRunner().invoke(app, [*map(str, args)], input=typed, prog_name="hikergame")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return go


@pytest.fixture
def room(place: Path) -> Lesson:
    """A room of two rounds in the user's own log, which is closed again."""
    with closing(open_store(place)) as store:
        lesson = Lesson(store, (HILL, LINE))
        people = [lesson.join("Ada"), lesson.join("=1+1")]
        lesson.play(people)
        lesson.play(people)
    return lesson


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Records of two levels, one of which was changed."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("hill", HILL), ("line", LINE)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        level = load_level(tmp_path / f"{name}.yaml")
        for seed, hiker in enumerate(("Ada", "Bo", "Ada")):
            hike = Hike(level, seed=seed, hiker=hiker)
            chance = np.random.default_rng(seed)
            while not hike.over:
                hike.step(chance.uniform(-1, 1, level.dims))
            path = folder / f"{name}-{seed}.json"
            path.write_text(Record.from_hike(hike).to_json(), encoding="utf-8")
    text = (folder / "line-1.json").read_text(encoding="utf-8")
    (folder / "line-1.json").write_text(text.replace('"flag": false', '"flag": true'))
    return folder


def test_results_of_the_only_room(run: Run, room: Lesson) -> None:
    done = run("results")
    assert done.exit_code == ExitCode.OK, done.stderr
    assert done.stdout.startswith(f"7b, room {room.code}, opened ")
    for said in ("All rounds:", "Round 1, The <b>Hidden</b> Hill:", "To discuss:", "=1+1"):
        assert said in done.stdout
    alone = run("results", room.code.lower(), "--round", 2)
    assert "Round 1" not in alone.stdout
    assert "of 5 steps" in alone.stdout


def test_several_rooms_are_listed(run: Run, place: Path, room: Lesson) -> None:
    with closing(open_store(place)) as store:
        Lesson(store, seed=8)
    done = run("results")
    assert done.exit_code == ExitCode.OK
    assert done.stdout.count("7b, not finished") == 2
    refused = run("results", "--csv", "x.csv")
    assert refused.exit_code == ExitCode.BAD_INPUT
    assert "say which" in refused.stderr
    assert "has no room XXXX" in run("results", "XXXX").stderr


def test_without_a_log_nothing_is_made(run: Run, place: Path) -> None:
    for args in (("results",), ("purge", "--all"), ("verify", "--room", "K7MPXW")):
        done = run(*args)
        assert done.exit_code == ExitCode.BAD_INPUT
        assert "there is no log at" in done.stderr
    assert not place.exists()


def test_everything_is_written(run: Run, room: Lesson, tmp_path: Path) -> None:
    book = 'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",1,al,S\n'
    (tmp_path / "in.csv").write_text(book)
    (tmp_path / "who.csv").write_text("Ada,al\n")
    args = ("--csv", "r.csv", "--jsonl", "r.jsonl", "--html", "r.html", "--who", "who.csv")
    done = run("results", *args, "--canvas", "in.csv", "out.csv")
    assert done.exit_code == ExitCode.OK, done.stderr
    assert "Ada is Lovelace, Ada" in done.stdout
    table = list(csv.reader(io.StringIO((tmp_path / "r.csv").read_text("utf-8-sig"))))
    assert {row[1] for row in table[1:]} == {"Ada", "'=1+1", "gradient descent"}
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "in.csv").read_text() == book
    assert "hikergame" in (tmp_path / "out.csv").read_text()
    again = run("results", "--canvas", "in.csv", "out.csv")
    assert again.exit_code == ExitCode.STORAGE
    assert "never written over" in again.stderr
    assert run("results", "--moodle", "none.csv", "new.csv").exit_code == ExitCode.STORAGE
    assert run("results", "--csv", "no/where.csv").exit_code == ExitCode.STORAGE


@pytest.mark.parametrize(
    "words",
    [
        ["--csv", "in.csv", "--canvas", "in.csv", "out.csv"],
        ["--html", "who.csv", "--canvas", "in.csv", "out.csv", "--who", "who.csv"],
        ["--csv", "x.csv", "--html", "./x.csv"],
        ["--csv", "out.csv", "--canvas", "in.csv", "out.csv"],
    ],
)
def test_no_file_is_written_twice_or_over_what_is_read(
    run: Run, room: Lesson, tmp_path: Path, words: list[str]
) -> None:
    """A slip of the pen costs nobody a gradebook, and nothing is written before it is told."""
    for name in ("in.csv", "who.csv"):
        (tmp_path / name).write_text("mine")
    done = run("results", *words)
    assert done.exit_code == ExitCode.USAGE
    assert "would be written over" in done.stderr
    assert {one.read_text() for one in tmp_path.glob("*.csv")} == {"mine"}


def test_a_record_is_not_written_over_by_what_it_is_ranked_in(run: Run, handed_in: Path) -> None:
    record = handed_in / "line-2.json"
    before = record.read_bytes()
    done = run("rank", record, "--jsonl", record)
    assert done.exit_code == ExitCode.USAGE
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (["--who", "who.csv"], "--canvas or --moodle"),
        (["--column", "Hills", "--csv", "x.csv"], "--canvas or --moodle"),
        (["--decimal-comma"], "--csv FILE"),
    ],
)
def test_options_that_would_do_nothing_are_refused(
    run: Run, room: Lesson, words: list[str], cure: str
) -> None:
    done = run("results", *words)
    assert (done.exit_code, done.stdout) == (ExitCode.USAGE, "")
    assert cure in done.stderr


def test_a_gradebook_is_not_copied_for_a_room_without_a_round(
    run: Run, place: Path, tmp_path: Path
) -> None:
    with closing(open_store(place)) as store:
        Lesson(store)
    (tmp_path / "in.csv").write_text("Student,ID\n")
    done = run("results", "--canvas", "in.csv", "out.csv")
    assert done.exit_code == ExitCode.BAD_INPUT
    assert "no round has been walked" in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_the_servers_button_writes_the_same(run: Run, room: Lesson, place: Path) -> None:
    with closing(open_store(place)) as store:
        export = exporter(store, room.id)
        made = {form: export(form) for form in FORMS}
    for form in FORMS:
        run("results", f"--{form}", f"x.{form}")
        assert Path(f"x.{form}").read_bytes() == made[form]


def test_verify_a_room_and_its_file(run: Run, room: Lesson, tmp_path: Path) -> None:
    done = run("verify", "--room", room.code)
    assert done.exit_code == ExitCode.OK, done.stderr
    assert "all agrees" in done.stdout
    assert room.room.rounds[0].commitment in done.stdout
    run("results", "--jsonl", "r.jsonl")
    told = json.loads(run("verify", "--json", "r.jsonl").stdout)
    assert [one["ok"] for one in told] == [True]
    assert [one["walks"] for one in told[0]["rounds"]] == [2, 2]
    lines = Path("r.jsonl").read_text("utf-8")
    points = next(
        one["points"] for one in map(json.loads, lines.splitlines()) if one["type"] == "score"
    )
    Path("r.jsonl").write_text(lines.replace(f'"points":{points!r}', '"points":99.0'), "utf-8")
    forged = run("verify", "r.jsonl")
    assert forged.exit_code == ExitCode.BAD_RECORD
    assert "claims points 99.0" in forged.stderr
    Path("r.jsonl").write_text("{", "utf-8")
    assert run("verify", "r.jsonl").exit_code == ExitCode.BAD_RECORD
    assert run("verify").exit_code == ExitCode.USAGE


def test_hand_ins_make_the_same_files(run: Run, handed_in: Path, tmp_path: Path) -> None:
    files = sorted(handed_in.glob("*.json"))
    levels = ("--level", "hill.yaml", "--level", "line.yaml")
    done = run(
        "rank", *files, *levels, "--report", "r.html", "--csv", "r.csv", "--jsonl", "r.jsonl"
    )
    assert done.exit_code == ExitCode.BAD_RECORD
    assert "line-1.json" in done.stderr
    table = list(csv.reader(io.StringIO(Path("r.csv").read_text("utf-8-sig"))))
    by_name = {row[1]: row for row in table}
    assert {"Ada", "Ada (2)", "Bo", "gradient descent"} <= by_name.keys()
    assert by_name["Ada"][5] == "2"
    assert by_name["Bo"][5] == "1"
    assert "line-1.json" in table[-1][1]
    assert table[-1][2] == "note"
    assert len({len(row) for row in table}) == 1
    page = Path("r.html").read_text("utf-8")
    assert page.count("To discuss") == 2
    assert "Left out:" in page
    assert "line-1.json" in page
    objects = map(json.loads, Path("r.jsonl").read_text("utf-8").splitlines())
    scores = {(one["round"], one["name"]): one["points"] for one in objects if "points" in one}
    for seed, name in enumerate(("Ada", "Bo", "Ada (2)")):
        record = json.loads((handed_in / f"hill-{seed}.json").read_text("utf-8"))
        assert scores[1, name] == record["points"]
    told = run("verify", "r.jsonl")
    assert told.exit_code == ExitCode.BAD_RECORD
    assert "hand-ins, not of a room: verify the records" in told.stderr


def test_hand_ins_without_a_name_are_called_like_their_files(
    run: Run, handed_in: Path, tmp_path: Path
) -> None:
    level = load_level(tmp_path / "hill.yaml")
    hike = Hike(level)
    while not hike.over:
        hike.step(np.full(level.dims, 0.25))
    text = Record.from_hike(hike).to_json()
    for name in ("ada", "bo"):
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    done = run("rank", "ada.json", "bo.json", "--level", "hill.yaml", "--csv", "r.csv")
    assert done.exit_code == 0, done.stderr
    assert "player" not in done.stdout
    (copied,) = (line for line in done.stdout.splitlines() if "same hike as" in line)
    assert " bo " in copied
    assert copied.endswith("same hike as ada.json")
    head, *lines = csv.reader(io.StringIO(Path("r.csv").read_text("utf-8-sig")))
    assert head[-1] == "files"
    assert {line[1]: line[-1] for line in lines if line[-1]} == {
        "ada": "ada.json",
        "bo": "bo.json",
    }
    told = json.loads(run("rank", "ada.json", "bo.json", "--level", "hill.yaml", "--json").stdout)
    assert [one["duplicate_of_file"] for one in told] == [None, "ada.json"]


def test_a_record_that_is_handed_in_twice_counts_once(run: Run, handed_in: Path) -> None:
    level = ("--level", "hill.yaml")
    twice = handed_in / "hill-0 (1).json"
    shutil.copy(handed_in / "hill-0.json", twice)
    done = run("rank", *sorted(handed_in.glob("hill-*.json")), *level, "--csv", "r.csv")
    assert done.exit_code == ExitCode.OK
    first = handed_in / "hill-0.json"
    said = f"{first}: the same record as {twice}, which counts once"
    assert said in done.stderr
    table = list(csv.reader(io.StringIO(Path("r.csv").read_text("utf-8-sig"))))
    assert [row[1] for row in table if row[2] == "person"].count("Ada (2)") == 1
    assert "Ada (3)" not in {row[1] for row in table}
    assert table[-1][1:3] == [said, "note"]


def test_what_is_no_hand_in_is_told_for_what_it_is(run: Run, handed_in: Path) -> None:
    Path("empty.json").touch()
    Path("room.jsonl").write_text('{"type": "room"}\n')
    renamed = (handed_in / "hill-0.json").read_text("utf-8").replace("Ada", "Eve")
    Path("renamed.json").write_text(renamed, encoding="utf-8")
    files = ("empty.json", "room.jsonl", "renamed.json", "gone.json")
    done = run("rank", *files, "--level", "hill.yaml")
    assert done.exit_code == ExitCode.BAD_RECORD
    assert done.stdout == ""
    told = done.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == list(files)
    for line, said in zip(
        told, ("it is empty", "a whole room", "the name or something", "no such file"), strict=True
    ):
        assert said in line


def test_purge_asks_and_says_what_it_did(run: Run, room: Lesson, place: Path) -> None:
    kept = run("purge", room.code, "--person", "Ada", typed="n\n")
    assert kept.exit_code != ExitCode.OK
    assert "1 person: Ada" in kept.stderr
    assert "Ada" in run("results").stdout
    done = run("purge", room.code, "--person", "ada", typed="y\n")
    assert done.exit_code == ExitCode.OK, done.stderr
    assert f"Room {room.code}: 1 person deleted, and 12 events erased." in done.stdout
    assert b"Ada" not in b"".join(one.read_bytes() for one in place.parent.iterdir())
    told = run("results").stdout
    assert "People have been purged from this room: 12 of its" in told
    assert "Ada" not in told
    assert run("verify", "--room", room.code).exit_code == ExitCode.OK
    nobody = run("purge", room.code, "--person", "Ada", "--yes")
    assert nobody.exit_code == ExitCode.BAD_INPUT
    run("purge", "--all", "--yes")
    assert "Everybody who was here has been purged" in run("results").stdout
    assert "Nobody is left" in run("purge", "--all", "--yes").stdout


def test_purge_says_when_no_room_is_so_old(run: Run, room: Lesson) -> None:
    for words in ([], ["--person", "Ada"], ["--rooms"]):
        done = run("purge", "--older-than", 365, "--yes", *words)
        assert done.exit_code == ExitCode.OK
        assert "none is so old" in done.stdout
    assert "Ada" in run("results").stdout


def test_purge_tells_bots_from_people(run: Run, place: Path) -> None:
    with closing(open_store(place)) as store:
        room = Lesson(store)
        for name in ("Ada", "Bo"):
            room.join(name)
        for name in ("Robot", "Android"):
            room.join(name, EntrantKind.BOT)
    alone = run("purge", room.code, "--person", "Robot", "--yes")
    assert f"Room {room.code}: 1 bot deleted, and 1 event erased." in alone.stdout
    done = run("purge", room.code, "--yes")
    assert "2 people and 1 bot: Ada" in done.stderr
    assert f"Room {room.code}: 2 people and 1 bot deleted" in done.stdout


def test_purge_by_age_and_rooms_as_a_whole(run: Run, room: Lesson) -> None:
    assert "Nobody is left" in run("purge", "--older-than", 1, "--yes").stdout
    done = run("purge", "--older-than", 0, "--rooms", "--yes")
    assert "removed, with 2 people" in done.stdout
    assert "has no room yet" in run("results").stderr
    for args in ((), (room.code, "--all"), ("--all", "--rooms", "--person", "Ada")):
        assert run("purge", *args).exit_code == ExitCode.USAGE
