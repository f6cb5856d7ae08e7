"""The command line as a whole: what it costs, teaches, and does when things go wrong."""

import os
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

import hikergame
from hikergame.cli import completion, guard
from hikergame.cli.commands import app
from hikergame.errors import ExitCode, HikergameError
from hikergame.level import library

Run = Callable[..., subprocess.CompletedProcess[bytes]]

DATA = Path(__file__).parent / "data"
LINE = DATA / "line.yaml"
SOME_LEVEL = library().entries[0].id
COMMANDS = (
    "play", "levels", "race", "new", "check", "survey", "certify", "workshop", "schema", "verify",
    "rank", "host", "join", "bot", "results", "purge",
)  # fmt: skip
HEAVY = {"typer", "numpy", "textual", "pydantic", "yaml", "rich", "sqlite3"}


@pytest.mark.parametrize(
    ("args", "allowed"),
    [
        ([], set()),
        (["--help"], {"typer"}),
        (["--version"], {"typer"}),
        # Typer itself brings in pydantic to read options, once a command follows.
        (["play", "--help"], {"typer", "pydantic"}),
    ],
)
def test_a_command_brings_in_nothing_heavy(args: list[str], allowed: set[str]) -> None:
    code = (
        "import sys, hikergame.cli.main as m\n"
        f"sys.argv[1:] = {args}\n"
        "try: m.main()\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not (HEAVY - allowed) & set(done.stdout.splitlines()[-1].split())


def test_the_game_line_by_line_brings_in_no_screen() -> None:
    code = "import hikergame.cli.plain.opening, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"textual", "rich"} & set(done.stdout.split())


def test_help_names_every_command_and_exit_code(run: Run) -> None:
    text = run("--help").stdout.decode()
    for command in COMMANDS:
        assert re.search(rf"^  {command} +[A-Z].*\.$", text, re.MULTILINE)
    for code in ExitCode:
        assert re.search(rf"^ +{int(code)}  \w", text, re.MULTILINE)
    assert "Examples:" in text
    assert "HIKERGAME_HOME" in text


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_in_a_help_is_a_command_that_can_be_parsed(run: Run, command: str) -> None:
    text = run(*command.split(), "--help").stdout.decode()
    assert run(*command.split(), "-h").stdout.decode() == text
    examples = re.findall(r"^ +hikergame ([^<>\n]*?)(?:  .*| [<>].*)?$", text, re.MULTILINE)
    known = {entry.id for entry in library().entries}
    assert examples
    for example in filter(None, map(str.strip, examples)):
        name, *args = example.split()
        assert name in COMMANDS
        if name in ("play", "race") and args and not args[0].startswith("-"):
            assert args[0] in known | {"mine.yaml", "week-1.zip"}


def test_help_fits_a_terminal_of_80_columns(run: Run) -> None:
    for command in ("", *COMMANDS):
        text = run(*command.split(), "--help").stdout.decode()
        assert max(map(len, text.splitlines())) <= 80


def test_version(run: Run) -> None:
    done = run("--version")
    assert done.stdout.decode() == f"hikergame {hikergame.__version__}\n"
    assert done.returncode == ExitCode.OK


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["lvels"], "Did you mean 'levels'?"),
        (["play", "--sed", "3"], "--seed"),
        (["play", "--seed", "-1"], "seed"),
        (["play", "--seed", "x"], "seed"),
        (["race"], "LEVEL"),
        (["check"], "FILE"),
    ],
)
def test_a_wrong_command_line(run: Run, args: list[str], said: str) -> None:
    done = run(*args)
    assert said in done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == ExitCode.USAGE


@pytest.mark.parametrize(
    ("args", "command"),
    [
        ([], "hikergame play --plain"),
        (["play"], "hikergame play --plain"),
        (["play", "a-level"], "hikergame play a-level --plain"),
    ],
)
def test_without_a_terminal_the_app_points_to_plain(
    run: Run, args: list[str], command: str
) -> None:
    done = run(*args)
    assert command in done.stderr.decode()
    assert done.returncode == ExitCode.USAGE


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo terminals there")
@pytest.mark.parametrize("args", [[], ["play", SOME_LEVEL]])
@pytest.mark.parametrize(("number", "name"), enumerate(["input", "output", "error"]))
def test_a_stream_that_is_no_terminal_is_named(args: list[str], number: int, name: str) -> None:
    outer, inner = os.openpty()
    streams = [inner, inner, inner]
    with tempfile.TemporaryFile() as elsewhere:
        streams[number] = elsewhere.fileno()
        code = "from hikergame.cli.main import main; main()"
        command = [sys.executable, "-c", code, *args]
        process = subprocess.Popen(command, stdin=streams[0], stdout=streams[1], stderr=streams[2])
        assert process.wait(timeout=240) == ExitCode.USAGE
        elsewhere.seek(0)
        said = elsewhere.read() if name == "error" else b""
    while f"standard {name} is not one".encode() not in said:  # a terminal hands it on in parts
        assert select.select([outer], [], [], 240)[0], said
        said += os.read(outer, 1 << 16)
    os.close(inner)
    os.close(outer)


# When things go wrong


def refuse(error: BaseException) -> Callable[[], None]:
    def command() -> None:
        print("data")
        raise error

    return guard.guarded(command)


class OddError(HikergameError):
    exit_code = ExitCode.STORAGE


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OddError("nothing \x1b[2Jgoes"), ExitCode.STORAGE, "nothing goes\n"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "Interrupted.\n"),
        (guard.Interrupted("Kept."), ExitCode.INTERRUPTED, "Kept.\n"),
        (BrokenPipeError(), ExitCode.OK, ""),
        (OSError(28, "No space left", "f"), ExitCode.STORAGE, "f: No space left\n"),
    ],
)
def test_errors_become_a_message_and_an_exit_code(
    error: BaseException, code: ExitCode, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        refuse(error)()
    assert caught.value.code == code
    assert capsys.readouterr() == ("data\n", said)


def test_a_mistake_of_ours_says_how_to_report_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as caught:
        refuse(ZeroDivisionError("by zero"))()
    said = capsys.readouterr().err
    assert caught.value.code == ExitCode.FAILURE
    assert "it is not yours: ZeroDivisionError: by zero" in said
    assert "HIKERGAME_DEBUG=1" in said
    assert "Traceback" not in said
    monkeypatch.setenv("HIKERGAME_DEBUG", "1")
    with pytest.raises(SystemExit):
        refuse(ZeroDivisionError("by zero"))()
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="needs a shell's pipes")
@pytest.mark.parametrize("command", ["--help", "schema", f"race {SOME_LEVEL} --json"])
def test_a_reader_that_has_enough_ends_a_command_in_silence(command: str) -> None:
    code = "from hikergame.cli.main import main; main()"
    script = f'set -o pipefail; "$0" -c "{code}" {command} | head -c 1'
    done = subprocess.run(["bash", "-c", script, sys.executable], capture_output=True)
    assert done.stderr == b""
    assert len(done.stdout) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_under_standard_output_is_told() -> None:
    code = "from hikergame.cli.main import main; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, "schema"], stdout=full, stderr=subprocess.PIPE
        )
    assert done.stderr == b"No space left on device\n"
    assert done.returncode == ExitCode.STORAGE


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_closed_streams_end_nothing() -> None:
    code = "from hikergame.cli.main import main; main()"
    for closed, command, expected in (
        (">&-", "levels", ExitCode.OK),
        ("2>&-", "play nowhere --plain", ExitCode.BAD_LEVEL),
    ):
        script = f'"$0" -c "{code}" {command} {closed}'
        done = subprocess.run(["sh", "-c", script, sys.executable], capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (expected, b"", b"")


# Completion


def test_level_ids_and_files_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.yaml").touch()
    (tmp_path / "my.txt").touch()
    (tmp_path / "mine").mkdir()
    titles = {entry.id: entry.title for entry in library().entries}
    assert dict(completion.complete_level("")) == titles
    assert (SOME_LEVEL, titles[SOME_LEVEL]) in completion.complete_level(SOME_LEVEL[:4])
    assert completion.complete_level("nothing-like-it") == []
    assert [name for name, _ in completion.complete_level("./m")] == ["mine/", "my.yaml"]
    assert [name for name, _ in completion.complete_level(f"{tmp_path}/my.")] == [
        f"{tmp_path}/my.yaml"
    ]
    assert completion.complete_level("/no/such/folder/") == []


def test_rivals_complete() -> None:
    assert "adam" in dict(completion.complete_rival("ad"))
    assert "none" not in dict(completion.complete_rival(""))
    assert "none" in dict(completion.complete_opponent("n"))


def test_completion_is_silent_when_levels_cannot_be_read() -> None:
    with patch("hikergame.level.library", side_effect=OddError("broken")):
        assert completion.complete_level("") == []


@pytest.mark.parametrize(
    ("words", "offered"), [(f"play {SOME_LEVEL[:4]}", SOME_LEVEL), ("ra", "race")]
)
def test_the_shell_is_offered_words(words: str, offered: str) -> None:
    environment = {
        "_HIKERGAME_COMPLETE": "complete_bash",
        "COMP_WORDS": f"hikergame {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    done = CliRunner().invoke(app, [], prog_name="hikergame", env=environment)
    assert any(word.startswith(offered) for word in done.stdout.split())
