"""`play --plain` between pipes: what a program, a file of moves or a stranger sends."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.cli.plain import console
from hikergame.errors import ExitCode
from hikergame.level import library
from hikergame.profile import Profile

Run = Callable[..., subprocess.CompletedProcess[bytes]]

DATA = Path(__file__).parent / "data"
FALSE_VALLEY = DATA / "false-valley.yaml"
FOG = DATA / "fog.yaml"
LINE = DATA / "line.yaml"

MOVES = b"""\
# Down, and down again.
d 1
132 0.8   # a comment after a move
nonsense
feel n

again
notebook
flag
"""
TRANSCRIPT = DATA / "false-valley.transcript"


def test_a_whole_game_word_for_word(spawn: Run) -> None:
    """To accept a change of wording, write what `play --plain` says into the transcript."""
    done = spawn("play", FALSE_VALLEY, "--plain", stdin=MOVES)
    assert done.stdout.decode().splitlines() == TRANSCRIPT.read_text("utf-8").splitlines()
    assert done.stderr.decode() == (
        'Line 4: "nonsense" is not understood. '
        "A step is said like 132 0.8 or d 0.8; help tells all.\n"
    )
    assert done.returncode == ExitCode.BAD_INPUT


def test_the_end_of_the_input_ends_the_hike(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"e 1\ne 1")
    assert b"The input ends here, so your flag is planted." in done.stdout
    assert b"You planted your flag after 2 of 6 steps." in done.stdout
    assert done.stderr == b""
    assert done.returncode == ExitCode.OK


def test_nothing_is_read_after_the_end_of_the_hike(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"flag\nnonsense\n")
    assert done.returncode == ExitCode.OK
    assert b"What next" not in done.stdout
    assert b"Say same" not in done.stdout


def test_nothing_is_asked(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"e 1\nflag\n")
    assert b"Step 1 of 6: " not in done.stdout


def test_the_same_moves_meet_the_same_readouts(run: Run) -> None:
    first, second = (run("play", FOG, "--plain", stdin=b"d 1\nd 1\n") for _ in range(2))
    other = run("play", FOG, "--plain", "--seed", "5", stdin=b"d 1\nd 1\n")
    assert first.stdout == second.stdout != other.stdout


def test_a_level_is_chosen_from_the_list(run: Run) -> None:
    done = run("play", "--plain", stdin=b"1\nflag\n")
    assert done.stdout.startswith(b"Chapter ")
    assert b"You planted your flag after 0 of " in done.stdout
    assert done.returncode == ExitCode.OK


def test_an_end_before_a_level_was_chosen(run: Run) -> None:
    done = run("play", "--plain")
    assert done.stderr == b"The input ended before a level was chosen.\n"
    assert done.returncode == ExitCode.BAD_INPUT


def test_quitting_keeps_the_hike_and_resume_goes_on_with_it(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"e 1\ne 1\nquit\n")
    assert f"The hike is kept after 2 steps. To go on with it: hikergame play {LINE}" in (
        done.stderr.decode()
    )
    assert done.returncode == ExitCode.OK
    done = run("play", LINE, "--plain", stdin=b"resume\nflag\n")
    assert b"A hike of yours on this level was kept after 2 steps." in done.stdout
    assert b"You planted your flag after 2 of 6 steps." in done.stdout
    done = run("play", LINE, "--plain", stdin=b"resume\n")
    assert done.stderr == b"Line 1: No hike of yours on this level was kept.\n"
    assert b"The blindfold comes off." not in done.stdout


@pytest.mark.parametrize("rival", ["none", "adam", "gradient-descent"])
def test_rivals(run: Run, rival: str) -> None:
    done = run("play", LINE, "--plain", "--rival", rival, stdin=b"e 1\nflag\n")
    assert done.returncode == ExitCode.OK
    assert (b"You walk alone." in done.stdout) == (rival == "none")


def test_an_unknown_rival_is_a_wrong_command_line(run: Run) -> None:
    done = run("play", LINE, "--plain", "--rival", "adm")
    assert b"did you mean 'adam'" in done.stderr
    assert done.stdout == b""
    assert done.returncode == ExitCode.USAGE


def test_an_unknown_level(run: Run) -> None:
    done = run("play", library().entries[0].id[:-1], "--plain")
    assert b"did you mean" in done.stderr
    assert done.returncode == ExitCode.BAD_LEVEL


# What strangers send


def test_bytes_that_are_no_text(run: Run) -> None:
    noise = bytes(range(256)) * 20
    done = run("play", LINE, "--plain", stdin=noise + b"\nflag\n")
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\x00" not in done.stdout + done.stderr
    assert done.returncode == ExitCode.BAD_INPUT


def test_a_line_of_megabytes(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"e" * 3_000_000 + b"\ne 1\nflag\n")
    assert b"Line 1: That line has more than 400 characters." in done.stderr
    assert len(done.stderr) < 300
    assert b"You planted your flag after 1 of 6 steps." in done.stdout


def test_endless_nonsense_is_given_up(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"y\n" * 100_000)
    assert done.stderr.endswith(b"50 lines in a row made no sense, so the game stops here.\n")
    assert b"The blindfold comes off." not in done.stdout
    assert done.returncode == ExitCode.BAD_INPUT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_text_in_utf_16(run: Run, encoding: str) -> None:
    text = "\ufeffe 1\n" if encoding == "utf-16-be" else "e 1\n"
    done = run("play", LINE, "--plain", stdin=text.encode(encoding))
    assert done.stderr == b"The input is text in UTF-16; save it as UTF-8.\n"
    assert done.returncode == ExitCode.BAD_INPUT


def test_a_byte_order_mark_and_windows_line_ends(run: Run) -> None:
    done = run("play", LINE, "--plain", stdin=b"\xef\xbb\xbfe 1\r\nflag\r\n")
    assert done.stderr == b""
    assert done.returncode == ExitCode.OK


def test_a_level_whose_words_hold_signs_on_a_terminal_of_few_characters(
    spawn: Run, tmp_path: Path
) -> None:
    text = LINE.read_text("utf-8").replace("A Line", "Só – “ł” ⛰")
    level = tmp_path / "signs.yaml"
    level.write_text(text, "utf-8")
    for encoding in ("ascii", "cp1252"):
        done = spawn("play", level, "--plain", stdin=b"flag\n", PYTHONIOENCODING=encoding)
        assert done.stderr == b""
        assert done.returncode == ExitCode.OK


# Records


def test_a_record_is_written_and_verifies(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "hike.json"
    done = run("play", FOG, "--plain", "--seed", "9", "--record", record, stdin=b"d 1\nd 1\n")
    assert done.stderr.decode() == f"The record is in {record}.\n"
    assert json.loads(record.read_text())["seed"] == 9
    assert len(list(tmp_path.glob("*hike.json*"))) == 1
    assert run("verify", record, "--level", FOG).returncode == ExitCode.OK


def test_a_record_that_cannot_be_written_is_told_before_the_hike(run: Run, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "no" / "hike.json"):
        done = run("play", LINE, "--plain", "--record", target, stdin=b"e 1\n")
        assert done.stdout == b""
        assert str(target).encode() in done.stderr
        assert done.returncode == ExitCode.STORAGE


def test_no_record_of_a_hike_that_was_left(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "hike.json"
    done = run("play", LINE, "--plain", "--record", record, stdin=b"e 1\nquit\n")
    assert b"No record was written." in done.stderr
    assert not record.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_record_that_meets_a_full_disk_is_printed_instead(run: Run) -> None:
    done = run("play", LINE, "--plain", "--record", "/dev/full", stdin=b"flag\n")
    assert b"Here is the record, so that it is not lost:" in done.stderr
    assert b'"seal": ' in done.stderr
    assert b"/dev/full cannot be written: No space left on device" in done.stderr
    assert done.returncode == ExitCode.STORAGE


# Progress


def test_progress_that_cannot_be_kept_does_not_stop_the_game(run: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = run("play", LINE, "--plain", stdin=b"e 1\nflag\n", HIKERGAME_HOME=str(blocked / "home"))
    assert b"The blindfold comes off." in done.stdout
    assert done.stderr.count(b"could not be") >= 1
    assert done.returncode == ExitCode.OK


def test_a_finished_hike_counts_as_progress(run: Run) -> None:
    run("play", library().entries[0].id, "--plain", stdin=b"d 5\nd 3\nflag\n")
    done = run("play", "--plain", stdin=b"quit\n")
    first = next(line for line in done.stdout.splitlines() if line.startswith(b"1. "))
    assert b"You have " in first


@pytest.mark.parametrize(("deaf_from", "ended"), [("Step 2 of 6.", 0), ("The blindfold", 1)])
def test_a_hike_that_nobody_listens_to_any_more_is_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf_from: str, ended: int
) -> None:
    tell = console._tell

    def tell_until_deaf(lines: tuple[str, ...]) -> None:
        if any(line.startswith(deaf_from) for line in lines):
            raise BrokenPipeError
        tell(lines)

    monkeypatch.setattr(console, "_tell", tell_until_deaf)
    record = tmp_path / "hike.json"
    done = run("play", LINE, "--plain", "--record", record, stdin=b"e 1\ne 1\nflag\n")
    assert done.returncode == ExitCode.OK
    assert len(Profile().finished("line", str(LINE))) == ended
    assert [kept.step for kept in Profile().under_way()] == [2] * (1 - ended)
    assert record.exists() == bool(ended)


@pytest.mark.skipif(os.name == "nt", reason="streams of a process are closed otherwise there")
def test_without_any_standard_input_at_all(tmp_path: Path) -> None:
    code = "from hikergame.cli.main import main; main()"
    done = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" play "$2" --plain <&-', sys.executable, code, str(LINE)],
        capture_output=True,
    )
    assert b"The input ends before a step was taken, so nothing is revealed." in done.stdout
    assert done.returncode == ExitCode.OK
