"""`hikergame certify`: what it prints, writes and exits with."""

import json

import pytest
from typer.testing import CliRunner

from hikergame.cli.commands import app
from hikergame.errors import ExitCode
from hikergame.level.certified import certificate_path
from hikergame.survey.certificate import read_certificate, write_certificate

from .conftest import TRAP, trap_in


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command in this process, with few seeds and in threads."""
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HIKERGAME_DEBUG", raising=False)
    monkeypatch.setattr("hikergame.survey.certificate.making.SEEDS", 2)
    monkeypatch.setattr(
        "hikergame.survey.certificate.work.processes", lambda _=None: ThreadPoolExecutor(2)
    )

    def go(*args):
        done = CliRunner().invoke(app, ["certify", *map(str, args)], prog_name="hikergame")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return go


def test_a_level_is_certified_once_and_then_fresh(run, trap):
    done = run(trap.path)
    assert (done.exit_code, done.stderr) == (ExitCode.OK, "")
    assert done.stdout == "a-trap: certified, multimodal proven\n"
    written = certificate_path(trap.path).read_text()
    assert read_certificate(certificate_path(trap.path)).level == trap.hash
    assert run(trap.path).stdout == "a-trap: fresh, multimodal proven\n"
    assert run("--force", trap.path).stdout == "a-trap: certified, multimodal proven\n"
    assert certificate_path(trap.path).read_text() == written


def test_a_claim_that_is_not_proven_is_told_and_the_certificate_written(run, tmp_path):
    level = trap_in(tmp_path, TRAP.replace("[multimodal]", "[ravine]"))
    for state, args in (("certified", ()), ("fresh", ()), ("checked", ("--check",))):
        done = run(*args, level.path)
        assert done.exit_code == ExitCode.UNCERTIFIED
        assert done.stdout == f"a-trap: {state}, and found wanting\n"
        assert done.stderr.startswith("a-trap: 'ravine' is not proven: condition number")


def test_check_writes_nothing_and_doubts_what_there_is(run, trap, certified):
    done = run("--check", trap.path)
    assert done.exit_code == ExitCode.UNCERTIFIED
    assert "there is no certificate" in done.stderr
    assert not certificate_path(trap.path).exists()
    write_certificate(certified[1], trap)
    done = run("--check", trap.path)
    assert (done.exit_code, done.stdout) == (ExitCode.OK, "a-trap: checked, multimodal proven\n")


def test_a_stale_one_is_made_anew(run, trap, certified, tmp_path):
    write_certificate(certified[1], trap)
    changed = trap_in(tmp_path, TRAP.replace("steps: 18", "steps: 17"))
    assert run("--check", changed.path).exit_code == ExitCode.UNCERTIFIED
    assert run(changed.path).exit_code == ExitCode.OK
    assert run("--check", changed.path).exit_code == ExitCode.OK


def test_programs_get_a_list_of_objects(run, trap, certified):
    write_certificate(certified[1], trap)
    (found,) = json.loads(run("--json", trap.path).stdout)
    assert found == {
        "id": "a-trap",
        "path": str(certificate_path(trap.path)),
        "state": "fresh",
        "claims": ["multimodal"],
        "objections": [],
    }


def test_a_level_that_cannot_be_read_does_not_keep_the_others_waiting(run, trap, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("hikergame: 1\n")
    done = run(broken, trap.path, "no-such-level")
    assert done.exit_code == ExitCode.BAD_LEVEL
    assert "broken.yaml:1:1: " in done.stderr
    assert "no-such-level" in done.stderr
    assert certificate_path(trap.path).is_file()


def test_a_folder_stands_for_the_levels_in_it(run, trap, tmp_path):
    other = tmp_path / "02-other.yaml"
    other.write_text(TRAP.replace("depth: 9", "depth: 8"))
    done = run(tmp_path)
    assert done.exit_code == ExitCode.OK
    assert sorted(line.split(":")[0] for line in done.stdout.splitlines()) == ["a-trap", "other"]
    assert certificate_path(trap.path).is_file()
    assert certificate_path(other).is_file()
    assert run("--check", tmp_path).exit_code == ExitCode.OK


def test_a_folder_without_a_level_is_told(run, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run(tmp_path / "empty")
    assert done.exit_code == ExitCode.BAD_LEVEL
    assert "there is no level in it" in done.stderr


@pytest.mark.parametrize("args", [(), ("--all", "two-valleys"), ("--jobs", "0", "two-valleys")])
def test_a_command_line_that_makes_no_sense_is_refused(run, args):
    assert run(*args).exit_code == ExitCode.USAGE


def test_where_no_certificate_can_be_written_it_says_so(run, trap):
    certificate_path(trap.path).mkdir()
    done = run(trap.path)
    assert done.exit_code == ExitCode.STORAGE
    assert "cannot be written" in done.stderr


def test_all_is_every_shipped_level_and_the_campaign(run, trap, monkeypatch, tmp_path):
    """The library is a folder of one level here."""
    shelf = tmp_path / "shelf"
    (shelf / "tests").mkdir(parents=True)
    trap_in(shelf / "tests")
    monkeypatch.setattr("hikergame.level.listing._ROOTS", (shelf,))
    done = run("--all")
    assert done.stdout.splitlines()[0] == "a-trap: certified, multimodal proven"
    assert done.stdout.splitlines()[1].startswith("campaign: certified")
    assert (shelf / "campaign.certificate.json").is_file()
    again = run("--all", "--check")
    assert again.stdout.splitlines()[0] == "a-trap: checked, multimodal proven"
    assert again.exit_code == done.exit_code
    assert run("--all").stdout.startswith("a-trap: fresh")
